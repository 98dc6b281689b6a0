//! Every key of the table, in one place; `docs/data-model.md` explains them.
//!
//! Sort keys of one partition share a prefix per kind of row, so that one
//! query reads exactly the kind that is asked for.

mod alerts;
mod bookings;
mod endpoints;
mod entries;
mod figures;
mod hand_overs;
mod imports;
mod inform;
mod members;
mod needs;
mod people;
mod permanences;
mod plans;
mod rules;
mod suggestions;
mod waves;

use chrono::NaiveDate;
use domain::ids::{AdviserId, AgencyId, PermanenceId, SourceId, StaffId, SurveyId};
use domain::notice::Reader;

use crate::secrets::digest;
use crate::table::Key;

pub use alerts::*;
pub use bookings::*;
pub use endpoints::*;
pub use entries::*;
pub use figures::*;
pub use hand_overs::*;
pub use imports::*;
pub use inform::*;
pub use members::*;
pub use needs::*;
pub use people::*;
pub use permanences::*;
pub use plans::*;
pub use rules::*;
pub use suggestions::*;
pub use waves::*;

/// How many partitions pending marks and due rows are spread over.
pub const SHARDS: u8 = 16;

/// The partition that a text falls into.
pub fn shard(text: &str) -> u8 {
    digest(text.as_bytes()).bytes().take(8).fold(0u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte)) % SHARDS
}

/// The year at which an id was made, read from its time part; lists that grow
/// are kept by year.
pub fn year_of(millis: i64) -> i32 {
    use chrono::Datelike as _;
    chrono::DateTime::from_timestamp_millis(millis).map_or(1970, |at| at.year())
}

/// Partition of the directory.
pub const CATALOGUE: &str = "CATALOGUE";

/// A row of the directory.
pub fn catalogue(kind: &str, id: &str) -> Key {
    Key::new(CATALOGUE, format!("{kind}#{id}"))
}

/// The questionnaire that is worked on.
pub fn questionnaire_draft() -> Key {
    Key::new("QUESTIONNAIRE", "DRAFT")
}

/// The directory's revision.
pub fn catalogue_revision() -> Key {
    Key::new("CATALOGUE#REVISION", "REVISION")
}

/// The events of one commit.
pub fn events(aggregate: &str, version: u64) -> Key {
    Key::new(aggregate, format!("EVENT#{version:010}"))
}

/// The mark that a commit's effects are not planned yet.
pub fn pending(aggregate: &str, version: u64) -> Key {
    Key::new(format!("PENDING#{:02}", shard(aggregate)), format!("PLAN#{aggregate}#{version:010}"))
}

/// The mark that a response is not counted yet. Its place says nothing of the
/// response.
pub fn pending_response(survey: &SurveyId, nonce: &str) -> Key {
    Key::new(format!("PENDING#{:02}", shard(nonce)), format!("COUNT#{survey}#{nonce}"))
}

/// Partition of one shard of pending marks.
pub fn pending_partition(shard: u8) -> String {
    format!("PENDING#{shard:02}")
}

/// Partition of one shard of due rows.
pub fn due_partition(shard: u8) -> String {
    format!("DUE#{shard:02}")
}

/// When something falls due.
pub fn due(id: &str, at_millis: i64) -> Key {
    Key::new(due_partition(shard(id)), format!("{at_millis:015}#{id}"))
}

/// A delivery, beside what it tells of.
pub fn delivery(aggregate: &str, id: &str) -> Key {
    Key::new(aggregate, format!("DELIVERY#{id}"))
}

/// Where a delivery is listed once it is dead.
pub fn dead(year: i32, id: &str) -> Key {
    Key::new(format!("DEAD#{year}"), id)
}

/// A permanence.
pub fn permanence(permanence: &PermanenceId) -> Key {
    Key::new(permanence_partition(permanence), "PERMANENCE")
}

/// What the partition of a permanence begins with.
pub const PERMANENCE: &str = "PERMANENCE#";
/// What the mark of a place that changed begins with.
pub const LOCATION: &str = "LOCATION#";
/// What the partition of a need begins with.
pub const NEED: &str = "NEED#";
/// What the partition of a booking begins with.
pub const BOOKING: &str = "BOOKING#";

/// What a change of a permanence was, for those who are told of it.
pub fn told(partition: &str, version: u64) -> Key {
    Key::new(partition, format!("TOLD#{version:010}"))
}

/// Partition of what is told on the morning of a day.
pub fn notices(day: NaiveDate) -> String {
    format!("NOTICES#{}", day.format("%Y%m%d"))
}

/// Partition of the mails to somebody who is told what changes.
pub fn notice_mails(reader: &Reader) -> String {
    format!("NOTICE#MAIL#{}", reader.key())
}

/// What the partition of an adviser begins with.
pub const ADVISER: &str = "ADVISER#";

/// An adviser.
pub fn adviser(adviser: &AdviserId) -> Key {
    Key::new(format!("{ADVISER}{adviser}"), "ADVISER")
}

/// What an adviser's own calendar has.
pub fn adviser_busy(adviser: &AdviserId) -> Key {
    Key::new(format!("{ADVISER}{adviser}"), "BUSY")
}

/// Partition of the list of advisers.
pub const ADVISERS: &str = "ADVISERS";

/// An adviser's place in the list, which is by agency.
pub fn adviser_entry(agency: &AgencyId, adviser: &AdviserId) -> Key {
    Key::new(ADVISERS, format!("{agency}#{adviser}"))
}

/// Partition of a survey.
pub fn survey_partition(survey: &SurveyId) -> String {
    format!("SURVEY#{survey}")
}

/// A survey.
pub fn survey(survey: &SurveyId) -> Key {
    Key::new(survey_partition(survey), "SURVEY")
}

/// Its live figures.
pub fn tally(survey: &SurveyId) -> Key {
    Key::new(survey_partition(survey), "TALLY")
}

/// The figures that agencies, hosts and the public see.
pub fn tally_shown(survey: &SurveyId) -> Key {
    Key::new(survey_partition(survey), "TALLY#SHOWN")
}

/// Before the place of a free text.
pub const TEXT: &str = "TEXT#";

/// Free text of a response, without the response.
pub fn suggestion(survey: &SurveyId, nonce: &str) -> Key {
    Key::new(survey_partition(survey), format!("{TEXT}{nonce}"))
}

/// Somebody's wish to be contacted about a survey, without any response.
pub fn contact(survey: &SurveyId, id: &str) -> Key {
    Key::new(survey_partition(survey), format!("CONTACT#{id}"))
}

/// Before the random part of a response.
pub const RESPONSE: &str = "RESPONSE#";

/// Partition of a survey's responses that fell into a shard.
pub fn responses(survey: &SurveyId, shard: u8) -> String {
    format!("SURVEY#{survey}#{shard:02}")
}

/// A response, spread so that one survey's wave does not fill one partition.
pub fn response(survey: &SurveyId, nonce: &str) -> Key {
    Key::new(responses(survey, shard(nonce)), format!("{RESPONSE}{nonce}"))
}

/// Partition of the list of surveys.
pub const SURVEYS: &str = "SURVEYS";

/// Under which server's key the table was filled.
pub fn server_key() -> Key {
    Key::new("SERVER", "KEY")
}

/// Of which moment the table is a copy.
pub fn server_copy() -> Key {
    Key::new("SERVER", "COPY")
}

/// Which import into the table was begun and is not done.
pub fn server_import() -> Key {
    Key::new("SERVER", "IMPORT")
}

/// Partition of webhook sources.
pub const SOURCES: &str = "SOURCES";

/// A webhook source.
pub fn source(source: &SourceId) -> Key {
    Key::new(SOURCES, source.as_str())
}

/// What arrived from a source.
pub fn received_partition(source: &SourceId) -> String {
    format!("SOURCE#{source}")
}

/// Before the id of a message that arrived.
pub const RECEIVED: &str = "RECEIVED#";

/// Partition of the messages of all sources that wait for a person.
pub const RECEIVED_WAITS: &str = "SOURCE#WAITS";

/// A message that arrived from a source.
pub fn received(source: &SourceId, id: &str) -> Key {
    Key::new(received_partition(source), format!("{RECEIVED}{id}"))
}

/// The last message of a source that was not genuine.
pub fn not_genuine(source: &SourceId) -> Key {
    Key::new(received_partition(source), "NOT_GENUINE")
}

/// Partition of people who may sign in.
pub const STAFF: &str = "STAFF";

/// Somebody who may sign in.
pub fn staff(staff: &StaffId) -> Key {
    Key::new(STAFF, staff.as_str())
}

/// The claim of an e-mail address by one member of staff.
pub fn staff_email(hash: &str) -> Key {
    Key::new(format!("STAFF#EMAIL#{hash}"), "CLAIM")
}

/// A session, by the hash of its token.
pub fn session(hash: &str) -> Key {
    Key::new(format!("AUTH#SESSION#{hash}"), "SESSION")
}

/// A sign-in link that was not used yet.
pub fn sign_in(nonce: &str) -> Key {
    Key::new(format!("AUTH#LINK#{nonce}"), "LINK")
}

/// An answer kept for repeated requests.
pub fn idempotency(function: &str, hash: &str) -> Key {
    Key::new(format!("IDEM#{function}#{hash}"), "ANSWER")
}
