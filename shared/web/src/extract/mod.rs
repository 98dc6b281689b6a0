//! Parses a request once. What comes out of an extractor has its shape
//! checked; what does not fit becomes a [`Problem`](crate::Problem) that
//! points at the field and says what to do.

mod body;
mod client;
pub mod cursor;
mod form;
mod form_values;
mod json;
mod late;
mod offered;
mod precondition;
mod query;
mod shape;
mod together;
mod unwritable;
mod upload;

pub use body::{BODY_LIMIT, CalendarBody, IMPORT_LIMIT, RawBody, read_body};
pub use client::{ClientAddr, Peer};
pub use domain::sent::null_as_absent;
pub use form::{FormBody, FormOver, FormState};
pub use json::{Checked, JsonBody, parse_json, parse_row};
pub use offered::Offers;
pub use precondition::{
    IfMatch, IfNoneMatch, Precondition, PutCondition, digest_tag, etag, is_known, tagged, tagged_or_unchanged,
};
pub(crate) use query::follows_readers;
pub use query::{Id, IdempotencyKey, NoFilter, PageQuery, QueryParams, listing};
pub use shape::problems_of;
pub use together::{Keyed, ListQuery, Target};
pub use upload::Upload;
pub(crate) use upload::is_upload;
