//! What an agency answers, parsed once from JSON or from a form, and decided.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::ids::AgencyId;
use domain::moves::{self, Moment, MoveError};
use domain::need::{Decided, Handler, NeedCase, Outcome};
use domain::referral::DeclineReason;
use flows::FlowError;
use flows::needs::move_need;
use serde::Deserialize;
use store::{Store, Transaction};
use utoipa::ToSchema;
use validator::Validate;
use web::Problem;
use web::extract::Precondition;
use web::i18n::text;
use web::problem::FieldProblem;

use crate::LOCALES;
use crate::sheet::Sheet;

/// What an agency can do with a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Action {
    /// Take it on.
    Accept,
    /// Not take it on; `reason` says why.
    Decline,
    /// Say what came of it; `outcome` says so.
    Done,
    /// Say that it meets the member, which it took on; `on` says when.
    Meeting,
    /// Say that it can't reach the member, which it took on: the member is told.
    Unreached,
}

/// An agency's answer.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerRequest {
    /// `accept`, `decline`, `done`, `meeting` or `unreached`.
    pub(crate) action: Action,
    /// Why it declines: `not_competent`, `conditions`, `capacity`,
    /// `duplicate` or `other`.
    #[schema(value_type = Option<String>, example = "capacity")]
    pub(crate) reason: Option<DeclineReason>,
    /// What came of it: `helped`, `not_helped`, `unreachable` or `withdrawn`.
    #[schema(value_type = Option<String>)]
    pub(crate) outcome: Option<Outcome>,
    /// The day of a meeting, within six months; it is asked what came of it the working day after.
    #[schema(value_type = Option<String>, format = Date)]
    pub(crate) on: Option<NaiveDate>,
    /// For the coordinator; the member does not see it.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub(crate) note: Option<String>,
}

/// A complete answer; notes are for the coordinator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The agency takes it on.
    Accept { note: String },
    /// It does not, for a reason.
    Decline { reason: DeclineReason, note: String },
    /// It reports what came of it.
    Done { outcome: Outcome, note: String },
    /// It meets the member, on a day where one is said.
    Meeting { on: Option<NaiveDate> },
    /// It can't reach the member.
    Unreached,
}

impl AnswerRequest {
    /// The answer, or the field that it lacks.
    pub(crate) fn check(self, today: NaiveDate) -> Result<Answer, FieldProblem> {
        let Self { action, reason, outcome, on, note } = self;
        let note = note.unwrap_or_default();
        let lacks = |field: &str, key: &str| FieldProblem::new(field, text(&LOCALES, key));
        match action {
            Action::Accept => Ok(Answer::Accept { note }),
            Action::Decline => {
                let reason = reason.ok_or_else(|| lacks("/reason", "choose-reason"))?;
                Ok(Answer::Decline { reason, note })
            }
            Action::Done => {
                let outcome = outcome.ok_or_else(|| lacks("/outcome", "choose-outcome"))?;
                Ok(Answer::Done { outcome, note })
            }
            Action::Meeting if on.is_some_and(|day| !moves::MEETINGS_WITHIN.contains(&(day - today))) => {
                Err(lacks("/on", "choose-meeting-day"))
            }
            Action::Meeting => Ok(Answer::Meeting { on }),
            Action::Unreached => Ok(Answer::Unreached),
        }
    }
}

impl Answer {
    /// What was done, for the page that follows.
    pub(crate) const fn done(&self) -> &'static str {
        match self {
            Self::Accept { .. } => "accepted",
            Self::Decline { .. } => "declined",
            Self::Done { .. } => "done",
            Self::Meeting { .. } => "meeting",
            Self::Unreached => "unreached",
        }
    }

    /// What becomes of the need.
    pub(crate) fn decide(&self, case: NeedCase, agency: &AgencyId, moment: &Moment<'_>) -> Result<Decided, MoveError> {
        match self {
            Self::Accept { note } => {
                let Decided { case, events } = moves::accept(case, agency, moment)?;
                Ok(Decided { case: moves::noted(case, agency, note, moment).case, events })
            }
            Self::Decline { reason, note } => moves::decline(case, agency, (*reason, note), moment),
            Self::Done { outcome, note } => moves::done(case, agency, (*outcome, note), moment),
            Self::Meeting { on } => moves::meeting(case, agency, *on, moment),
            Self::Unreached => moves::unreached(case, agency, moment),
        }
    }
}

/// Moves the referral on by `decide`, whatever happened meanwhile, as long as that
/// is still possible. Two reads and one commit; none where it stands so already.
pub(crate) async fn moved(
    store: &Store,
    sheet: &Sheet,
    actor: &Actor,
    decide: impl Fn(NeedCase, &AgencyId, &Moment<'_>) -> Result<Decided, MoveError>,
) -> Result<(), FlowError> {
    let agency = &sheet.referral.agency;
    let decide = |case, catalogue: &Catalogue, now| decide(case, agency, &Moment::new(catalogue, now, actor));
    move_need(store, &sheet.case().need.id, decide).await.map(drop)
}

/// Gives the answer over the version that the caller read; 412 when it changed
/// since. One commit.
pub(crate) async fn give_over(
    store: &Store,
    sheet: &Sheet,
    answer: &Answer,
    moment: &Moment<'_>,
    expected: &Precondition,
) -> Result<(), Problem> {
    expected.check(sheet.loaded.version)?;
    let agency = &sheet.referral.agency;
    let decided = answer.decide(sheet.case().clone(), agency, moment)?;
    if decided.events.is_empty() && decided.case == *sheet.case() {
        return Ok(());
    }
    let mut tx = Transaction::new();
    store.needs().save(&mut tx, &sheet.loaded, &decided);
    store.commit(tx).await.map_err(Problem::of_change)
}

/// Who of an agency takes a referral over.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReferralHandOverRequest)]
pub(crate) struct HandOverRequest {
    /// By what name.
    #[validate(length(min = 1, max = 100))]
    pub(crate) name: String,
    /// Where mails about it go from now on: an address of the agency.
    #[schema(value_type = String, format = "email")]
    pub(crate) email: EmailAddress,
}

impl HandOverRequest {
    /// Hands the referral to somebody of its agency by name.
    pub(crate) fn decide(&self, case: NeedCase, agency: &AgencyId, moment: &Moment<'_>) -> Result<Decided, MoveError> {
        let handler = Handler { name: self.name.trim().to_owned(), email: self.email.clone() };
        moves::handed_over(case, agency, handler, moment)
    }
}

/// Voids the links sent before and has a new one mailed to the agency.
pub(crate) fn renew_link(case: NeedCase, agency: &AgencyId, moment: &Moment<'_>) -> Result<Decided, MoveError> {
    moves::renew_referral_link(case, agency, moment.now, moment.actor)
}
