//! What Permanence knows and decides: types, rules and events.
//!
//! Nothing here does input or output, waits, or reads a clock. Time, ids and
//! randomness come in as values, so that every rule can be tried with a table
//! of examples. A use case loads state, calls one function of this crate, and
//! saves what it returns: the new state together with its events.

pub mod address;
pub mod adviser;
pub mod agency;
pub mod alert;
pub mod booking;
pub mod catalogue;
pub mod changes;
pub mod clock;
pub mod condition;
pub mod contact;
pub mod determine;
pub mod distance;
pub mod endpoint;
pub mod enterprise_number;
pub mod entry;
pub mod event;
pub mod fact_words;
pub mod field_error;
pub mod figures;
pub mod holidays;
pub mod ids;
pub mod in_words;
pub mod inform;
pub mod language;
pub mod local_time;
pub mod location;
pub mod member;
pub mod moves;
pub mod need;
pub mod need_type;
pub mod notice;
pub mod permanence;
pub mod questionnaire;
pub mod referral;
pub mod regret;
pub mod rota;
pub mod rotation;
pub mod route;
pub mod search;
pub mod sent;
pub mod service;
pub mod sessions;
pub mod sight;
pub mod source;
pub mod staff;
pub mod statistics;
pub mod strategy;
pub mod suggestion;
pub mod survey;
pub mod validity;
pub mod wave;
pub mod wish;
pub mod working_days;
pub mod working_rules;
pub mod worklist;
pub mod written;

pub use clock::{Clock, IdSource, Instant};
pub use language::{Language, Text};

#[cfg(test)]
mod brussels;
