//! Mails that were given up, for the API and the console alike. A delivery
//! stands beside what it tells of, so it is named by both; outside, the two
//! are sealed into one opaque id.

use domain::catalogue::Catalogue;
use domain::effect::{Effect, MemberStep};
use domain::{Instant, Language};
use flows::resend::ResendError;
use store::auth::{INVITATION_VALID, LINK_VALID};
use store::repos::deliveries::{Delivery, DeliveryKind, DeliveryStatus};
use store::repos::lists::{ListCursor, Listed};
use store::{Secrets, Store, TableError};
use web::extract::{PageQuery, cursor};
use web::{Context, Problem};

use crate::problems;
use crate::words::{agency, word, word_with};

const SCOPE: &str = "delivery";
const LIST: &str = "deliveries?status=dead";

/// The outside id of a delivery.
pub(crate) fn outside_id(secrets: &Secrets, delivery: &Delivery) -> String {
    cursor::seal(secrets, SCOPE, &format!("{}\n{}", delivery.aggregate, delivery.id))
}

/// Which mail a delivery is, as a code.
pub(crate) const fn kind_code(kind: &DeliveryKind) -> &'static str {
    match kind {
        DeliveryKind::Need { effect: Effect::ReferralMail { .. }, .. } => "referral",
        DeliveryKind::Need { effect: Effect::ReferralLinkMail { .. }, .. } => "referral_link",
        DeliveryKind::Need { effect: Effect::ReferralWithdrawnMail { .. }, .. } => "referral_withdrawn",
        DeliveryKind::Need { effect: Effect::ReferralDeadline { .. }, .. } => "referral_deadline",
        DeliveryKind::Need { effect: Effect::MemberMail(MemberStep::LinkRenewed), .. } => "member_link",
        DeliveryKind::Need { effect: Effect::MemberMail(_), .. } => "member_update",
        DeliveryKind::Need { .. } | DeliveryKind::Booking { .. } => "booking",
        DeliveryKind::SignIn { .. } => "sign_in",
        DeliveryKind::Invitation { .. } => "invitation",
        DeliveryKind::AdviserCalendar { .. } => "adviser_calendar",
    }
}

/// Which mail a delivery is, in words: `Demande à Innoviris`; for what is done
/// rather than sent, what it does.
pub(crate) fn what(language: Language, catalogue: &Catalogue, kind: &DeliveryKind) -> String {
    let to = |id| [("agency", agency(catalogue, id).into())];
    match kind {
        DeliveryKind::Need { effect: Effect::ReferralMail { agency }, .. } => {
            word_with(language, "mail-referral", &to(agency))
        }
        DeliveryKind::Need { effect: Effect::ReferralLinkMail { agency }, .. } => {
            word_with(language, "mail-referral-link", &to(agency))
        }
        DeliveryKind::Need { effect: Effect::ReferralWithdrawnMail { agency }, .. } => {
            word_with(language, "mail-referral-withdrawn", &to(agency))
        }
        DeliveryKind::Need { effect: Effect::ReferralDeadline { agency, .. }, .. } => {
            word_with(language, "mail-referral-deadline", &to(agency))
        }
        DeliveryKind::Need { effect: Effect::MemberMail(MemberStep::LinkRenewed), .. } => {
            word(language, "mail-member-link")
        }
        DeliveryKind::Need { effect: Effect::MemberMail(_), .. } => word(language, "mail-member-update"),
        DeliveryKind::Booking { effect: Effect::BookingAgencyMail(_), .. } => word(language, "mail-booking-agency"),
        DeliveryKind::Booking { effect: Effect::BookingReminder { .. }, .. } => word(language, "mail-booking-reminder"),
        DeliveryKind::Booking { effect: Effect::SeatOffer(_), .. } => word(language, "mail-seat-offer"),
        DeliveryKind::Booking { effect: Effect::OfferEnd { .. }, .. } => word(language, "mail-offer-end"),
        DeliveryKind::Booking { effect: Effect::QueueEnd { .. }, .. } => word(language, "mail-queue-end"),
        DeliveryKind::Need { .. } | DeliveryKind::Booking { .. } => word(language, "mail-booking"),
        DeliveryKind::SignIn { .. } => word(language, "mail-sign-in"),
        DeliveryKind::Invitation { .. } => word(language, "mail-invitation"),
        DeliveryKind::AdviserCalendar { .. } => word(language, "mail-adviser-calendar"),
    }
}

/// Why it was given up, in words, with the server's code.
pub(crate) fn why(language: Language, delivery: &Delivery) -> String {
    let code = delivery.last_error.as_deref().unwrap_or_default();
    let key = match code {
        "" => return word(language, "failure-unsaid"),
        "render" => return word(language, "failure-render"),
        "table" => return word(language, "failure-table"),
        "bounce" => return word(language, "failure-bounce"),
        "complaint" => return word(language, "failure-complaint"),
        "550" | "551" | "553" | "510" | "511" | "512" => "failure-address",
        "452" | "552" => "failure-full",
        _ if code.starts_with('4') => "failure-not-now",
        _ => "failure-refused",
    };
    word_with(language, key, &[("code", code.to_owned().into())])
}

/// Whether a dead delivery can be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resend {
    /// It can.
    Yes,
    /// Its link would not work any more.
    LinkOver,
    /// The person that it goes to can't sign in any more.
    NobodyToTell,
    /// What it tells of is no more so.
    NothingToTell,
}

impl Resend {
    /// The words that say why not.
    pub(crate) const fn why_not(self) -> Option<&'static str> {
        match self {
            Self::Yes => None,
            Self::LinkOver => Some("resend-over"),
            Self::NobodyToTell => Some("resend-nobody"),
            Self::NothingToTell => Some("resend-nothing"),
        }
    }

    fn of(delivery: &Delivery, tells: bool, now: Instant) -> Self {
        match (tells, link_over(delivery, now)) {
            (true, false) => Self::Yes,
            (true, true) => Self::LinkOver,
            (false, _) => Self::nothing(delivery),
        }
    }

    const fn nothing(delivery: &Delivery) -> Self {
        match delivery.kind {
            DeliveryKind::SignIn { .. } | DeliveryKind::Invitation { .. } => Self::NobodyToTell,
            _ => Self::NothingToTell,
        }
    }
}

/// Whether each can be sent again; reads as [`flows::resend::tell`].
pub(crate) async fn resendable(store: &Store, dead: &[Delivery]) -> Result<Vec<Resend>, TableError> {
    let tell = flows::resend::tell(store, dead).await?;
    let now = store.now();
    Ok(dead.iter().zip(tell).map(|(delivery, tells)| Resend::of(delivery, tells, now)).collect())
}

/// Whether the mail's link would not work any more: a sign-in link lasts half an
/// hour, an invitation a week.
fn link_over(delivery: &Delivery, now: Instant) -> bool {
    let valid = match delivery.kind {
        DeliveryKind::Need { .. } | DeliveryKind::Booking { .. } | DeliveryKind::AdviserCalendar { .. } => {
            return false;
        }
        DeliveryKind::SignIn { .. } => LINK_VALID,
        DeliveryKind::Invitation { .. } => INVITATION_VALID,
    };
    now >= delivery.created_at.plus(valid)
}

/// A page of dead deliveries, newest first, and the sealed cursor of the
/// next. One query a year.
pub(crate) async fn dead(context: &Context, page: &PageQuery) -> Result<(Vec<Delivery>, Option<String>), Problem> {
    let secrets = context.store.secrets();
    let from = match &page.cursor {
        Some(cursor) => {
            let position = cursor::open(secrets, LIST, cursor)?;
            Some(ListCursor::decode(&position).ok_or_else(Problem::bad_cursor)?)
        }
        None => None,
    };
    let Listed { items, next } = context.store.deliveries().dead(from, page.limit).await?;
    Ok((items, next.map(|next| cursor::seal(secrets, LIST, &next.encode()))))
}

/// Puts a dead delivery back to be sent at once: 404 for an id that was never
/// given out, 409 when it is not dead, when its link would not work any more, or
/// when it would tell nothing any more. Two reads and those of the mail, one
/// commit.
pub(crate) async fn send_again(context: &Context, outside_id: &str) -> Result<Delivery, Problem> {
    let store = &context.store;
    let position = cursor::open(store.secrets(), SCOPE, outside_id).map_err(|_| Problem::not_found())?;
    let (aggregate, id) = position.split_once('\n').ok_or_else(Problem::not_found)?;
    let delivery = store.deliveries().load(aggregate, id).await?.ok_or_else(Problem::not_found)?.value;
    if delivery.status != DeliveryStatus::Dead {
        return Err(problems::not_dead());
    }
    if link_over(&delivery, store.now()) {
        return Err(problems::link_over());
    }
    flows::resend::resend(store, aggregate, id).await.map_err(|error| match error {
        ResendError::NotDead => problems::not_dead(),
        ResendError::NothingToTell => {
            problems::nothing_to_send(Resend::nothing(&delivery).why_not().unwrap_or_default())
        }
        ResendError::Table(error) => error.into(),
    })?;
    tracing::info!(delivery = %delivery.id, "sent again by a person");
    Ok(delivery)
}
