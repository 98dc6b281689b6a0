//! What a program reads of an erasure.

use std::collections::BTreeMap;

use domain::Instant;
use serde::Serialize;
use store::repos::people::{Erasure, Stage};
use utoipa::ToSchema;

/// An erasure: the proof of it, without the data.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Erasure)]
pub(super) struct ErasureView {
    /// Id.
    id: String,
    /// Whose data: the id that the person had. Whoever has the address finds it by that.
    person: String,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    asked_at: Instant,
    /// What it is at: `rows`, `imports`, `texts`, `mails`, `file`, `done`.
    #[schema(value_type = String)]
    stage: Stage,
    /// How many of what.
    erased: BTreeMap<String, u32>,
    /// When it was done.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Instant>,
}

impl From<Erasure> for ErasureView {
    fn from(one: Erasure) -> Self {
        let Erasure { id, person, asked_at, stage, erased, ended_at, .. } = one;
        Self { id, person, asked_at, stage, erased, ended_at }
    }
}
