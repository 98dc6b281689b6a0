//! The form behind a slot, alike for whoever books and for staff who book for
//! somebody: what it holds, and what comes of it. Where the slot went while it
//! was filled in, it is shown again with the refusal and the next free slots,
//! and what was entered is kept.

mod known;
mod standing;
mod view;

use chrono::NaiveDateTime;
use domain::booking::BookingRefusal;
use domain::catalogue::Catalogue;
use domain::{Language, local_time};
use flows::bookings::{BookingError, FreeSlot};
use serde::Deserialize;
use store::repos::idempotency::Claim;
use store::secrets::digest;
use validator::Validate;
use web::contact::ContactRequest;
use web::extract::{FormBody, FormState, problems_of};
use web::{Context, Principal, Problem};

use super::api::try_make;
use super::refused::{Refused, refused};
use super::request::{BookingRequest, MemberRequest};

pub(crate) use standing::Standing;
pub(crate) use view::{Place, render};

/// Which slot, as its link says.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    #[serde(default)]
    session: String,
    #[serde(default)]
    slot: String,
    service: Option<String>,
    need: Option<String>,
    #[serde(default)]
    waiting: bool,
}

impl Asked {
    /// The form as it begins: empty, with `language` ticked, or filled in with what
    /// the need says whose link is named. One query where one is.
    pub(crate) async fn state(self, context: &Context, language: Option<Language>) -> Result<FormState, Problem> {
        let Self { session, slot, service, need, waiting } = self;
        let need = need.unwrap_or_default();
        let known = known::of_need(context, &need).await?;
        let mut values = vec![
            ("submission", context.store.ids().random()),
            ("session", session),
            ("slot", slot),
            ("service", service.unwrap_or_default()),
            ("need", need),
            ("waiting", waiting.to_string()),
        ];
        let language = language.filter(|_| known.iter().all(|(field, _)| *field != "language"));
        values.extend(language.map(|language| ("language", language.tag().to_owned())));
        values.extend(known);
        Ok(FormState::filled(values))
    }
}

/// The form as it is sent.
#[derive(Debug, Clone, Deserialize, Validate)]
pub(crate) struct DetailsForm {
    #[serde(default)]
    session: String,
    #[serde(default)]
    slot: String,
    service: Option<String>,
    need: Option<String>,
    #[serde(default)]
    waiting: bool,
    /// Another slot, chosen after the first was refused: session and local
    /// start, or [`WAIT`].
    at: Option<String>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    phone: Option<String>,
    company: Option<String>,
    language: Option<String>,
    note: Option<String>,
}

/// The choice of a place in the queue of the slot that was asked for.
pub(crate) const WAIT: &str = "wait";

impl DetailsForm {
    /// The form for the slot that was chosen in place of the first.
    fn with_choice(self) -> Self {
        match self.at.as_deref().map(|at| (at, at.split_once(' '))) {
            Some((WAIT, _)) => Self { waiting: true, ..self },
            Some((_, Some((session, slot)))) => {
                let (session, slot) = (session.to_owned(), slot.to_owned());
                Self { session, slot, waiting: false, ..self }
            }
            _ => self,
        }
    }

    /// The same booking as a program sends it.
    fn into_request(self) -> BookingRequest {
        let Self { session, slot, service, need, waiting, at: _, name, email, phone, company, language, note } = self;
        BookingRequest {
            session,
            slot,
            member: company.map(MemberRequest::Name),
            contact: Some(ContactRequest { name, email, phone, language }),
            service,
            need,
            note,
            waiting,
            walk_in: false,
        }
    }
}

/// Why a slot was not given.
#[derive(Debug, Clone)]
pub(crate) enum Why {
    /// Every seat is taken; where else there is one.
    Taken(Vec<FreeSlot>),
    /// It is not to be had any more, not like that, or not by the same address.
    Rule(BookingRefusal),
}

impl Why {
    /// Why a seat was not given; what is no reason of that kind is answered as it is.
    pub(crate) fn of(error: BookingError) -> Result<Self, Problem> {
        match error {
            BookingError::SlotTaken(next) => Ok(Self::Taken(next)),
            BookingError::Refused(refusal) => Ok(Self::Rule(refusal)),
            BookingError::Flow(_) => Err(refused(error)),
        }
    }
}

/// What came of the form.
pub(crate) enum Sent {
    /// It is booked, or waits; for the slot that begins then.
    Done { waiting: bool, local_start: NaiveDateTime },
    /// Fields are wrong, as the state says.
    Wrong,
    /// The slot is not to be had.
    Refused(Why),
}

/// What tells a form that is sent again from another one: what it names itself by
/// or, of an old page that names nothing, all that was entered.
pub(crate) fn claim(context: &Context, purpose: &str, state: &FormState) -> Result<Claim, Problem> {
    let entered = serde_json::to_vec(&state.values).map_err(|error| Problem::internal(&error))?;
    let submission = Some(state.get("submission")).filter(|key| !key.is_empty());
    let key = submission.map_or_else(|| digest(&entered), str::to_owned);
    Ok(context.store.idempotency().claim("schedule", purpose, &key, &entered))
}

/// Takes the form in: a commit. Its state then says what is wrong. A form sent
/// twice counts once; `purpose` keeps the keys of one page from those of another.
pub(crate) async fn send(
    context: &Context,
    principal: &Principal,
    catalogue: &Catalogue,
    purpose: &str,
    FormBody { value, state }: &mut FormBody<DetailsForm>,
) -> Result<Sent, Problem> {
    let claim = claim(context, purpose, state)?;
    let Some(form) = value.take().map(DetailsForm::with_choice) else { return Ok(Sent::Wrong) };
    // What is shown again is the slot that was tried last.
    state.values.retain(|(name, _)| name != "at");
    state.values.extend([
        ("session".to_owned(), form.session.clone()),
        ("slot".to_owned(), form.slot.clone()),
        ("waiting".to_owned(), form.waiting.to_string()),
    ]);
    let request = form.into_request();
    if let Err(errors) = request.validate() {
        for error in problems_of(&errors) {
            state.blame(&view::field_of(&error.pointer), error.detail);
        }
        return Ok(Sent::Wrong);
    }
    let (waiting, local_start) = (request.waiting, local_time::parse(&request.slot));
    match try_make(context, principal, catalogue, request, &claim).await {
        Ok(_) => Ok(Sent::Done { waiting, local_start: local_start.unwrap_or_default() }),
        Err(Refused::Fields(errors)) => {
            // It is not shown, so who sends it again can't leave it out.
            if errors.iter().any(|error| error.pointer == "/need") {
                state.values.retain(|(name, _)| name != "need");
            }
            state.blame_all(errors, view::field_of);
            Ok(Sent::Wrong)
        }
        Err(Refused::Other(error)) => Why::of(error).map(Sent::Refused),
        Err(Refused::Problem(problem)) => Err(problem),
    }
}
