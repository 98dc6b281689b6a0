//! An adviser leaves: to whom everything goes, what that does, and then it is
//! done.

use domain::Language;
use domain::adviser::Adviser;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::AdviserId;
use flows::advisers::Ahead;
use maud::{Markup, html};
use serde::Deserialize;
use store::Versioned;
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::ui::{self, Field};
use web::{Desk, Problem, Reply, format};

use super::PATH;
use crate::advisers::Seen;
use crate::advisers::hand_over::{HandOverRequest, ahead, begin};
use crate::console::{schedule_page, team};
use crate::{word, word_with};

/// Sessions that the page names.
const NAMED: usize = 20;

/// What is entered; `sure` once it was seen what it does.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HandOverForm {
    to: String,
    from: String,
    #[validate(length(max = 500))]
    reason: Option<String>,
    sure: Option<String>,
}

impl HandOverForm {
    fn read(self) -> Result<(HandOverRequest, bool), Problem> {
        let lacks = |field: &str| FieldError::new(field, Wrong::Missing);
        let to = AdviserId::parse(&self.to).map_err(|_| lacks("/to"));
        let from = self.from.parse().map_err(|_| lacks("/from"));
        match (to, from) {
            (Ok(to), Ok(from)) => Ok((HandOverRequest { to, from, reason: self.reason }, self.sure.is_some())),
            (to, from) => Err([to.err(), from.err()].into_iter().flatten().collect::<Vec<_>>().into()),
        }
    }
}

/// The form. Three reads, and a get for fifty colleagues.
pub(super) async fn page(desk: Desk, Seen(before): Seen) -> Reply {
    let today = desk.today();
    let state = FormState::filled([("from", today.to_string())]);
    let body = form(&desk, (&before, &state)).await?;
    render(&desk, (&before.value, state.is_refused()), body).await
}

/// Shows what it does, and does it once that was seen. What
/// [`flows::advisers::ahead`] reads, or one commit.
pub(super) async fn hand_over(
    desk: Desk,
    Seen(before): Seen,
    FormBody { value, mut state }: FormBody<HandOverForm>,
) -> Reply {
    let answer = match value.map(HandOverForm::read) {
        Some(Ok((wished, true))) => begin(desk.store(), &before, wished, desk.staff.actor.clone())
            .await
            .map(|_| web::done(&format!("{PATH}/{}", before.value.id), "hand-over")),
        Some(Ok((wished, false))) => look(&desk, &before.value, &wished).await,
        Some(Err(problem)) => Err(problem),
        None => Err(Problem::invalid(std::mem::take(&mut state.errors))),
    };
    match answer {
        Err(problem) if !problem.errors().is_empty() => {
            state.errors.extend_from_slice(problem.errors());
            let body = form(&desk, (&before, &state)).await?;
            render(&desk, (&before.value, true), body).await
        }
        answer => answer,
    }
}

/// What it would do, and the button that does it.
async fn look(desk: &Desk, leaver: &Adviser, wished: &HandOverRequest) -> Reply {
    let store = desk.store();
    let ahead = ahead(store, leaver, wished).await?;
    let to = store.advisers().load(&wished.to).await?.map(|found| found.value.name).unwrap_or_default();
    render(desk, (leaver, false), confirm(desk, leaver, (wished, &to, &ahead))).await
}

async fn form(desk: &Desk, (before, state): (&Versioned<Adviser>, &FormState)) -> Result<Markup, Problem> {
    let language = desk.language();
    let (today, catalogue) = (desk.today(), desk.catalogue().await?);
    let team = team(&desk.context, &catalogue, &before.value.agency, today).await?;
    let stays = |one: &&Adviser| one.id != before.value.id && one.leaves_on.is_none();
    let colleagues = ui::by_name(team.advisers().filter(stays).map(|one| (one.id.to_string(), one.name.clone())));
    let last = today.checked_add_days(chrono::Days::new(366)).unwrap_or(today);
    let fields = html! {
        (Field::new("to", &word(language, "hand-over-to")).select(colleagues).required().show(language, state))
        (Field::new("from", &word(language, "hand-over-from")).kind("date").between(today, last).required().show(language, state))
        (Field::new("reason", &word(language, "hand-over-reason")).hint(&word(language, "hand-over-reason-hint")).lines(3).max_length(500).show(language, state))
        p class="actions" { (ui::button(&word(language, "hand-over-look"))) }
    };
    Ok(html! {
        (ui::error_summary(language, state))
        (ui::form(&format!("{PATH}/{}/hand-over", before.value.id), &desk.staff.csrf, fields))
    })
}

fn confirm(desk: &Desk, leaver: &Adviser, (wished, to, ahead): (&HandOverRequest, &str, &Ahead)) -> Markup {
    let language = desk.language();
    let counted = |key: &str, n: usize| word_with(language, key, &[("n", n.into())]);
    let day = format::date(language, wished.from);
    let path = format!("{PATH}/{}", leaver.id);
    let what = html! {
        p { (word_with(language, "hand-over-from-on", &[("day", day.into()), ("to", to.into())])) }
        ul {
            li { (counted("hand-over-sessions", ahead.sessions)) }
            li { (counted("hand-over-kept", ahead.kept as usize)) }
            li { (counted("hand-over-referrals", ahead.referrals)) }
        }
        @if ahead.kept_referrals > 0 { (ui::warning(counted("hand-over-referrals-kept", ahead.kept_referrals))) }
        p { (counted("hand-over-left", ahead.left.len())) }
        @if !ahead.left.is_empty() { (left(language, ahead)) }
        @if ahead.waiting > 0 { p { (counted("hand-over-waiting", ahead.waiting as usize)) } }
        p { (word_with(language, "hand-over-end", &[("name", leaver.name.as_str().into())])) }
    };
    html! {
        (ui::card(&word(language, "hand-over-ask"), what))
        p { a href=(path) { (word(language, "adviser-delete-back")) } }
        (ui::form(&format!("{path}/hand-over"), &desk.staff.csrf, html! {
            (ui::hidden("to", wished.to.as_str()))
            (ui::hidden("from", &wished.from.to_string()))
            @if let Some(reason) = &wished.reason { (ui::hidden("reason", reason)) }
            (ui::button_danger(&word(language, "hand-over-do"), "sure", "yes"))
        }))
    }
}

fn left(language: Language, ahead: &Ahead) -> Markup {
    let more = ahead.left.len().saturating_sub(NAMED);
    html! {
        ul {
            @for one in ahead.left.iter().take(NAMED) {
                li { strong { (format::date(language, one.day)) } " · " (one.reason.get(language)) }
            }
            @if more > 0 { li { (word_with(language, "hand-over-left-more", &[("n", more.into())])) } }
        }
    }
}

/// On the adviser's page: how far it is, and the way to begin it. Two reads of somebody
/// who leaves, else none.
pub(super) async fn state(desk: &Desk, adviser: &Adviser) -> Result<Markup, Problem> {
    let (language, store) = (desk.language(), desk.store());
    let job = match adviser.leaves_on {
        Some(_) => store.hand_overs().load(&adviser.id).await?.map(|found| found.value),
        None => None,
    };
    let job = job.filter(|job| adviser.leaves_on == Some(job.from));
    let to = match &job {
        Some(job) => store.advisers().load(&job.to).await?.map(|found| found.value.name).unwrap_or_default(),
        None => String::new(),
    };
    Ok(html! {
        @if let Some(job) = job {
            (ui::notice(word_with(language, "hand-over-state", &[
                ("to", to.into()), ("day", format::date(language, job.from).into()), ("sessions", job.sessions.into()),
                ("left", job.left.into()), ("referrals", job.referrals.into()),
            ])))
            @if job.kept > 0 { (ui::warning(word_with(language, "hand-over-referrals-stayed", &[("n", job.kept.into())]))) }
        }
        p { a href={ (PATH) "/" (adviser.id) "/hand-over" } { (word(language, "hand-over")) } }
    })
}

async fn render(desk: &Desk, (leaver, is_refused): (&Adviser, bool), body: Markup) -> Reply {
    let language = desk.language();
    let page = schedule_page(desk)
        .await?
        .crumb(&word(language, "advisers-title"), PATH)
        .crumb(&leaver.name, &format!("{PATH}/{}", leaver.id))
        .title(&word_with(language, "hand-over-title", &[("name", leaver.name.as_str().into())]))
        .lead(word(language, "hand-over-lead"));
    let page = if is_refused { page.refused() } else { page };
    Ok(page.render(html! { div class="narrow stack" { (body) } }))
}
