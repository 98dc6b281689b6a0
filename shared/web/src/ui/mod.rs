//! The parts that pages are made of. Each is a function or a small builder
//! that gives markup; none carries a style of its own, all are in the one
//! stylesheet. Words that a part needs itself come in the visitor's language.

mod badge;
mod chart;
mod choices;
mod field;
mod form;
mod lines;
mod paging;
mod parts;
mod profile;
mod schedule;
mod stacked;
mod suggestions;
mod table;
mod timeline;

pub use badge::{Icon, Tone, badge, need_badge, referral_badge, triage_words};
pub use chart::{bar, interval, interval_of_rate};
pub use choices::{ChoiceOption, Choices, agencies, by_name, checkbox, places};
pub use field::{Field, field_id};
pub(crate) use form::named;
pub use form::{
    button, button_danger, button_secondary, error_summary, error_summary_of, form, form_named, hidden, link_button,
    link_button_secondary, upload_form,
};
pub use lines::{LineChart, Reading};
pub use paging::Paging;
pub use parts::{
    breakable, card, card_to_open, columns, columns_broad, definitions, empty, figure, figures, notice, pager,
    progress, warning,
};
pub use profile::{ProfileFields, profile_entered, profile_values, purpose};
pub use schedule::{Chip, WeekDays, WeekRow, agenda_row, slot_chip, week};
pub use stacked::{MOST_PARTS, key, stacked, stacked_bar, textures};
pub use suggestions::said_and_done;
pub use table::Table;
pub use timeline::{TimelineEntry, timeline};
