//! The directory and the live permanences as open data: Open Referral HSDS 3.1,
//! for partner systems that read them without asking anybody.
//!
//! | file | what is in it |
//! |---|---|
//! | `routes`, `params` | the addresses and what they take, with their description |
//! | `asked`, `stand`, `lists` | what is asked for; where it stands; pages and single ones |
//! | `entries`, `terms` | what lists hold, and which of it is wanted |
//! | `show`, `whole` (also for files), `places`, `regular` | agencies, services, places, permanences and their times in HSDS's words |
//! | `shapes`, `term_shapes`, `ids`, `world` | these words; UUIDs; the surroundings of an answer |

mod about;
mod asked;
mod entries;
pub(crate) mod ids;
mod lists;
mod params;
pub(crate) mod places;
mod regular;
mod routes;
mod shapes;
pub(crate) mod show;
pub(crate) mod stand;
mod term_shapes;
pub(crate) mod terms;
pub(crate) mod whole;
pub(crate) mod world;

pub(crate) use routes::routes;
