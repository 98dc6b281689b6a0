//! One person invited: one commit makes the invitation, counts it, notes that
//! the person was asked, and has its mail leave.

use domain::booking::BookingStatus;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::ids::{BookingId, InvitationId, LocationId, MemberId, NeedId};
use domain::language::Language;
use domain::survey::{Survey, SurveyTarget};
use domain::wave::{Invitation, Occasion, Wave, of_visitors};
use store::repos::bookings::LoadedBooking;
use store::repos::deliveries::{Delivery, Way, Work};
use store::{Store, TableError, Transaction, keys};

use super::InvitationWork;

/// Tries of one invitation where others are counted at the same moment.
const TRIES: usize = 10;

/// Who is invited, as far as they are still known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Invitee {
    /// Where to write.
    pub(super) email: EmailAddress,
    /// What they are called.
    pub(super) name: Option<String>,
    /// The language that they read, where known.
    pub(super) language: Option<Language>,
    /// What the survey is about.
    pub(super) target: SurveyTarget,
}

/// Whoever an occasion leads to. One query at most.
pub(super) async fn invitee(store: &Store, occasion: &Occasion) -> Result<Option<Invitee>, TableError> {
    match occasion {
        Occasion::Visit { booking } => visitor(store, booking).await,
        Occasion::Referral { need, agency } => {
            let found = stated(store, need).await?;
            Ok(found.map(|mut found| {
                found.target.agency = Some(agency.clone());
                found
            }))
        }
        Occasion::Wave { member, .. } => hosted(store, member).await,
    }
}

fn about(location: LocationId) -> SurveyTarget {
    SurveyTarget { location: Some(location), ..SurveyTarget::default() }
}

async fn visitor(store: &Store, booking: &BookingId) -> Result<Option<Invitee>, TableError> {
    let came = |found: &LoadedBooking| found.booking.status == BookingStatus::Attended;
    let Some(found) = store.bookings().load(booking).await?.filter(came) else { return Ok(None) };
    let target = SurveyTarget { agency: Some(found.booking.agency), ..about(found.booking.location) };
    let contact = found.person.and_then(|person| person.contact);
    Ok(contact.map(|contact| Invitee {
        email: contact.email,
        name: Some(contact.name),
        language: contact.language,
        target,
    }))
}

async fn stated(store: &Store, need: &NeedId) -> Result<Option<Invitee>, TableError> {
    let Some(found) = store.needs().load(need).await? else { return Ok(None) };
    let target = about(found.case.need.location.clone());
    Ok(found.case.person.map(|person| Invitee {
        email: person.contact.email,
        name: Some(person.contact.name),
        language: person.contact.language,
        target,
    }))
}

async fn hosted(store: &Store, member: &MemberId) -> Result<Option<Invitee>, TableError> {
    let Some(found) = store.members().load(member).await? else { return Ok(None) };
    let case = found.value.case;
    let (Some((email, language)), Some(location)) = (case.contact(), case.member.location()) else { return Ok(None) };
    let name = case.person_text("contact_role").map(str::to_owned);
    Ok(Some(Invitee { email, name, language, target: about(location.clone()) }))
}

/// The invitation of an occasion: the same however often it is noted.
pub(super) fn id_of(store: &Store, occasion: &Occasion) -> Result<InvitationId, TableError> {
    let parts = match occasion {
        Occasion::Visit { booking } => ["visit", booking.as_str(), ""],
        Occasion::Referral { need, agency } => ["referral", need.as_str(), agency.as_str()],
        Occasion::Wave { wave, member } => ["wave", wave.as_str(), member.as_str()],
    };
    let hash = store.secrets().keyed_hash("survey.invitation", &parts);
    InvitationId::parse(&hash).map_err(|error| TableError::Invalid(error.to_string()))
}

/// Where the mail of an invitation stands: beside what it follows from.
fn partition(occasion: &Occasion) -> String {
    match occasion {
        Occasion::Visit { booking } => keys::booking_partition(booking),
        Occasion::Referral { need, .. } => keys::need_partition(need),
        Occasion::Wave { member, .. } => format!("MEMBER#MAIL#{member}"),
    }
}

/// Invites after a visit or a referral, to the wave that is open then; nothing
/// where none is, or nobody is known any more.
pub(super) async fn after(store: &Store, occasion: &Occasion) -> Result<(), TableError> {
    let Some(invitee) = invitee(store, occasion).await? else { return Ok(()) };
    let waves = store.waves().all().await?;
    let day = store.now().day_in(BRUSSELS);
    let Some(location) = &invitee.target.location else { return Ok(()) };
    let Some(wave) = of_visitors(&waves, location, day) else { return Ok(()) };
    invite(store, occasion, wave, &invitee).await.map(|_| ())
}

/// Invites somebody to a wave's survey; answers whether a mail leaves. Who came
/// is counted as eligible though they were asked within the quarter; whom a wave
/// would only have asked is not. Three reads; a commit, and one where the survey
/// is new.
pub(super) async fn invite(
    store: &Store,
    occasion: &Occasion,
    wave: &Wave,
    invitee: &Invitee,
) -> Result<bool, TableError> {
    let waves = store.waves();
    let id = id_of(store, occasion)?;
    let survey = survey_of(store, wave, &invitee.target).await?;
    let person = waves.person(&invitee.email);
    for _ in 0..TRIES {
        let read = waves.for_inviting(&id, &survey.id, &person).await?;
        if let Some(made) = read.made {
            return Ok(made.mailed);
        }
        let now = store.now();
        let mailed = read.asked.allows(now);
        if !mailed && matches!(occasion, Occasion::Wave { .. }) {
            return Ok(false);
        }
        let (survey, day) = (survey.id.clone(), now.day_in(BRUSSELS));
        let (spent, referral, regret) = (None, occasion.followed(), None);
        let invitation = Invitation { survey, day, mailed, spent, referral, regret };
        let mut tx = Transaction::new();
        waves.invite(&mut tx, (&id, &invitation), (&person, wave.closes), &read);
        if mailed {
            let work = InvitationWork { occasion: occasion.clone(), invitation: id.clone() };
            let mail = Delivery::new(id.to_string(), partition(occasion), Work::of(&work)?, now);
            store.deliveries().create(&mut tx, &mail, Way::Mail);
        }
        match store.commit(tx).await {
            Ok(()) => return Ok(mailed),
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Err(TableError::Contended)
}

/// The survey of a wave about something; made where it does not stand yet.
async fn survey_of(store: &Store, wave: &Wave, target: &SurveyTarget) -> Result<Survey, TableError> {
    let id = store.waves().survey_id(&wave.id, target)?;
    if let Some(found) = store.surveys().load(&id).await? {
        return Ok(found.value);
    }
    let invalid = || TableError::Invalid(format!("{id} is no survey"));
    let survey = wave.survey(id.clone(), target.clone()).ok_or_else(invalid)?;
    store.waves().make_survey(&survey).await?;
    Ok(survey)
}
