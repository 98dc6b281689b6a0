//! `GET /i/{token}` and `POST`: a survey that somebody was invited to. An
//! invitation counts once: it is spent in a commit of its own, before the answer,
//! by a keyed hash of that page's own key. That key is stored nowhere, so nothing
//! leads from an invitation to an answer.

use axum::extract::Path;
use axum::response::Response;
use chrono::Days;
use domain::ids::InvitationId;
use domain::regret::Regret;
use domain::wave::Invitation;
use maud::html;
use store::link::{self, LinkPurpose};
use store::{TableError, Versioned};
use web::extract::{ClientAddr, FormBody};
use web::{Context, Page, Problem, Reply, Visit, ui};

use super::page::{Sent, SurveyForm, blank, count, read};
use super::submit;
use super::thanks::all_services;
use super::view::Entry;
use crate::surveys::asked::{Asked, Asking};
use crate::word;

/// Days after the end of its survey for which a spent invitation says so.
const KEPT_DAYS: u64 = 30;

/// The invitation that a link names, or 404.
async fn invitation(context: &Context, token: &str) -> Result<(InvitationId, Versioned<Invitation>), Problem> {
    let secrets = context.store.secrets();
    let link = link::read(secrets, LinkPurpose::SurveyInvitation, token).ok_or_else(Problem::not_found)?;
    let id = InvitationId::parse(&link.id).map_err(|_| Problem::not_found())?;
    let found = context.store.waves().invitation(&id).await?.ok_or_else(Problem::not_found)?;
    Ok((id, found))
}

/// The survey. Reads: 1, and as the survey's page.
pub(super) async fn show(Asking { context, surveys }: Asking, visit: Visit, Path(token): Path<String>) -> Reply {
    let (_, found) = invitation(&context, &token).await?;
    if found.value.spent.is_some() {
        return Ok(spent(&visit));
    }
    let id = found.value.survey;
    let asked = surveys.find(&context, &id).await?;
    let followed = found.value.referral.map(|of| of.agency);
    blank(&context, &visit, &Entry { followed, ..Entry::of_page(asked, id, format!("/i/{token}")) })
}

/// The answer. Reads: as the page; 2 commits. Sent again it leads to the same
/// page; an answer from another page is told that the invitation is spent.
pub(super) async fn send(
    Asking { context, surveys }: Asking,
    visit: Visit,
    ClientAddr(address): ClientAddr,
    Path(token): Path<String>,
    form: FormBody<SurveyForm>,
) -> Reply {
    let (invitation, found) = invitation(&context, &token).await?;
    let id = found.value.survey.clone();
    submit::limit(&context, &id, &address)?;
    let asked = surveys.find(&context, &id).await?;
    let followed = found.value.referral.as_ref().map(|of| of.agency.clone());
    let entry = Entry { followed, ..Entry::of_page(asked, id, format!("/i/{token}")) };
    match read(&context, &visit, &entry, form).await? {
        Sent::Shown(page) => Ok(page),
        Sent::Answers(given) => {
            let mark = context.store.secrets().keyed_hash("survey.spent", &[invitation.as_str(), &given.key]);
            let regret = given.regret.filter(|_| entry.followed.is_some());
            if !spend(&context, (&invitation, found), &entry.asked, (mark, regret)).await? {
                return Ok(spent(&visit));
            }
            count(&context, &surveys, &visit, &entry, *given).await
        }
    }
}

/// Spends the invitation for one page; `false` where another page did.
async fn spend(
    context: &Context,
    (id, found): (&InvitationId, Versioned<Invitation>),
    asked: &Asked,
    (mark, regret): (String, Option<Regret>),
) -> Result<bool, Problem> {
    if let Some(before) = &found.value.spent {
        return Ok(*before == mark);
    }
    let last = asked.survey.closes.checked_add_days(Days::new(KEPT_DAYS)).unwrap_or(asked.survey.closes);
    let ends = last.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    match context.store.waves().spend(id, found, (mark.clone(), regret), ends).await {
        Ok(()) => Ok(true),
        // Two at once: one page spent it.
        Err(TableError::Conflict { .. }) => {
            let now = context.store.waves().invitation(id).await?;
            Ok(now.and_then(|now| now.value.spent).is_some_and(|spent| spent == mark))
        }
        Err(error) => Err(error.into()),
    }
}

fn spent(visit: &Visit) -> Response {
    let word = |key: &str| word(visit.language, key);
    let body = html! {
        (ui::card(&word("invited-spent-next"), html! {
            p { (word("thanks-grouped")) }
            p class="actions" { (all_services(visit)) }
        }))
    };
    Page::task(visit).title(&word("invited-spent")).lead(word("invited-spent-lead")).private().render(body)
}
