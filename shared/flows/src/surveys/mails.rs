//! The mail of an invitation, rendered from what stands when it leaves.

use domain::clock::BRUSSELS;
use domain::survey::Survey;
use domain::wave::Audience;
use mail::Message;
use mail::compose::{self, SurveyInvitation};
use store::{Store, TableError};

use super::invite::{Invitee, invitee};
use super::{InvitationWork, invitation_path, unsubscribe_path};
use crate::effects::Task;

/// Whom an invitation reaches, and its survey; `None` where it was answered, the
/// survey is over, nobody is known any more, or they want no such mails. Three
/// reads and a query.
pub(super) async fn still_open(store: &Store, work: &InvitationWork) -> Result<Option<(Invitee, Survey)>, TableError> {
    let Some(invitation) = store.waves().invitation(&work.invitation).await? else { return Ok(None) };
    let Some(survey) = store.surveys().load(&invitation.value.survey).await? else { return Ok(None) };
    if invitation.value.spent.is_some() || !survey.value.is_open(store.now()) {
        return Ok(None);
    }
    let Some(invitee) = invitee(store, &work.occasion).await? else { return Ok(None) };
    let person = store.waves().person(&invitee.email);
    let wants_none = store.waves().is_off(&person).await?;
    Ok((!wants_none).then_some((invitee, survey.value)))
}

/// The mail; `None` where there is nothing to ask any more.
pub(super) async fn invitation(task: &Task<'_>, work: &InvitationWork) -> Result<Option<Message>, TableError> {
    let store = task.store;
    let Some((invitee, survey)) = still_open(store, work).await? else { return Ok(None) };
    let catalogue = store.catalogue().load().await?;
    let target = &survey.target;
    let person = store.waves().person(&invitee.email);
    let day = store.now().day_in(BRUSSELS);
    Ok(Some(compose::survey_invitation(&SurveyInvitation {
        delivery: compose::Delivery {
            id: task.delivery.id.clone(),
            to: invitee.email,
            to_name: invitee.name.as_deref().and_then(compose::as_a_name),
            languages: compose::languages_of(invitee.language),
        },
        audience: Audience::of(&survey.variant),
        minutes: survey.minutes(survey.questionnaire(&catalogue)),
        agency: target.agency.as_ref().map(|id| catalogue.agency_name(id).to_owned()),
        place: target.location.as_ref().map(|id| catalogue.place_name(id).to_owned()),
        closes: survey.closes.max(day),
        link: task.url(&invitation_path(store, &work.invitation)),
        unsubscribe: task.url(&unsubscribe_path(store, &person)),
    })))
}
