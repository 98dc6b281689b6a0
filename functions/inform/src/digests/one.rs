//! `GET /console/digests/{location}/{month}` and `POST`: the very mail, how far it is,
//! what can be pressed there, and its form: what is added for this place, and what is
//! left out.

use axum::extract::Path;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::inform::{Digest, DigestDraft, Part, Stage};
use flows::inform::{self, InformError, change_digest, preview};
use maud::{Markup, html};
use serde::Deserialize;
use store::Versioned;
use validator::Validate;
use web::extract::{FormBody, FormState, QueryParams};
use web::layer::{framed, framing};
use web::ui::{self, ChoiceOption, Choices};
use web::{CoordinatorDesk, Desk, Problem, Reply, Visit, format};

use super::{find, path_of};
use crate::console::{self, As, Pressed, as_looked_at, press};
use crate::problems::refused;
use crate::{items, word, word_with};

/// The page. Three reads.
pub(super) async fn show(desk: Desk, Path(path): Path<(String, String)>) -> Reply {
    let found = find(&desk, path).await?;
    desk.staff.of_location(&found.value.location)?;
    page(&desk, &found, None).await
}

/// The mail as it will arrive. Two reads.
pub(super) async fn mail(
    desk: Desk,
    Path(path): Path<(String, String)>,
    QueryParams(As { r#as: language }): QueryParams<As>,
) -> Reply {
    let found = find(&desk, path).await?;
    desk.staff.of_location(&found.value.location)?;
    let catalogue = desk.catalogue().await?;
    let language = language.unwrap_or(desk.language());
    Ok(framed(preview(&catalogue, &desk.context.settings.base_url, &found.value, language)?.html))
}

/// The page over a digest, with the form as it was sent where it is refused.
async fn page(desk: &Desk, found: &Versioned<Digest>, sent: Option<&FormState>) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let digest = &found.value;
    let catalogue = desk.catalogue().await?;
    let path = path_of(digest);
    let of_form = state_of(digest, found.version);
    let state = sent.unwrap_or(&of_form);
    let edits = desk.staff.is_coordinator() && digest.stage() != Stage::Sent;
    let main = html! {
        (ui::error_summary(language, state))
        (ui::card(&word("digest-mail"), items::mail_frame(language, &format!("{path}/mail"))))
    };
    let aside = html! {
        (ui::card(&word("digest-stage"), stage(desk, found, &path).await?))
        (ui::card(&word("digest-holds"), holds(language, &catalogue, digest)))
    };
    let body = html! { div class="stack" {
        (ui::columns(main, aside))
        @if edits {
            section class="card" { h2 { (word("digest-change")) } (form(language, (&path, &desk.staff.csrf), state)) }
        }
    } };
    let month = format::month(language, digest.month.first());
    let title = format!("{} · {month}", catalogue.place_name(&digest.location));
    let above = format!("/console/digests?month={}", digest.month);
    let page = console::page(desk, &title, items::badge(language, digest.stage()), ("digests-title", &above)).await?;
    let page = page.notice(notice(&desk.visit));
    Ok(framing(page.of_form(state).render(body)))
}

fn notice(visit: &Visit) -> Option<Markup> {
    if visit.done.as_deref() == Some("differs") {
        return Some(ui::warning(word(visit.language, "digest-done-differs")));
    }
    let can_be = [
        ("seen", "digest-done-seen"),
        ("renewed", "digest-done-renewed"),
        ("changed", "digest-done-changed"),
        ("sent", "digest-done-sent"),
    ];
    visit.notice(|key| word(visit.language, key), &can_be)
}

/// How far it is, and the next thing to press; for who presses nothing, what
/// happens next. One read where it is sent.
async fn stage(desk: &Desk, found: &Versioned<Digest>, path: &str) -> Result<Markup, Problem> {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let digest = &found.value;
    if digest.stage() == Stage::Sent {
        return items::sent(desk, &super::issue(digest)).await;
    }
    let press = |way: &str, button: Markup| press(desk, found.version, &format!("{path}/{way}"), button);
    let what = match (desk.staff.is_coordinator(), digest.stage()) {
        (false, _) => "digest-next-coordinator",
        (true, Stage::Seen) => "digest-next-send",
        (true, Stage::Prepared | Stage::Sent) => "digest-next-seen",
    };
    Ok(html! { div class="stack" {
        p { (word(what)) }
        @if desk.staff.is_coordinator() {
            @if digest.stage() == Stage::Seen { (press("send", ui::button(&word("digest-send")))) }
            @else { (press("seen", ui::button(&word("digest-see")))) }
            (press("renew", html! { button class="button secondary" type="submit" { (word("digest-renew")) } }))
        }
        p class="soft" { (word_with(language, "digest-prepared", &[("when", format::instant(language, digest.prepared_at).into())])) }
        p class="soft" { (word("digest-readers")) }
    } })
}

/// What stands in it.
fn holds(language: Language, catalogue: &Catalogue, digest: &Digest) -> Markup {
    let told = digest.told();
    let count = |key: &str, n: usize| word_with(language, key, &[("n", n.into())]);
    let services = told.services.iter().filter_map(|id| catalogue.services.get(id));
    html! {
        ul {
            li { (count("digest-has-items", digest.items.len() + told.common.len())) }
            li { (count("digest-has-sessions", told.sessions.len())) }
            li {
                (count("digest-has-services", told.services.len()))
                @if !told.services.is_empty() { ul { @for one in services { li { (one.name.get(language)) } } } }
            }
            li { (count("digest-has-suggestions", told.suggestions.len())) }
        }
        p class="soft" { (word(language, "digest-services-why")) }
    }
}

/// Changes a digest; it is to be looked at again. Two reads, one commit.
pub(super) async fn change(
    desk: CoordinatorDesk,
    Path(path): Path<(String, String)>,
    FormBody { value, mut state }: FormBody<DigestForm>,
) -> Reply {
    let found = find(&desk, path).await?;
    // What is sent has no form any more.
    let stands = state_of(&found.value, found.version);
    let value = value.filter(|_| found.value.stage() == Stage::Sent || !state.is_late("title_fr_0", &stands));
    let Some(DigestForm { without }) = value else {
        return page(&desk, &found, Some(&state)).await;
    };
    let entered = items::entered(&state);
    let draft = DigestDraft {
        items: entered.iter().map(|(_, item)| item.clone()).collect(),
        without: without.into_iter().collect(),
        seen: false,
    };
    match change_digest(desk.store(), found.clone(), draft).await {
        Ok(_) => Ok(web::done(&path_of(&found.value), "changed")),
        Err(InformError::Invalid(errors)) => {
            items::blame(&mut state, &entered, errors);
            page(&desk, &found, Some(&state)).await
        }
        Err(error) => Err(refused(error)),
    }
}

/// The fields beside those of the items.
#[derive(Debug, Clone, Deserialize, Validate)]
pub(super) struct DigestForm {
    #[serde(default)]
    pub(super) without: Vec<Part>,
}

/// The form over a digest.
fn state_of(digest: &Digest, version: u64) -> FormState {
    let mut values = items::filled(&digest.items);
    values.push(("version".to_owned(), version.to_string()));
    values.extend(digest.without.iter().map(|part| ("without".to_owned(), part.code().to_owned())));
    FormState::filled(values)
}

fn form(language: Language, (path, csrf): (&str, &str), state: &FormState) -> Markup {
    let word = |key: &str| word(language, key);
    let parts = Part::ALL.map(|part| ChoiceOption::new(part.code(), word(&format!("part-{}", part.code()))));
    let inside = html! {
        (ui::hidden("version", state.get("version")))
        (Choices::many("without", &word("digest-without")).hint(&word("digest-without-hint")).options(parts).show(language, state))
        (items::show(language, state))
        p class="actions" { (ui::button(&word("digest-save"))) }
    };
    ui::form(path, csrf, inside)
}

/// The digest, at the version that was looked at, and the way back to it.
async fn pressed(
    desk: &Desk,
    path: (String, String),
    form: FormBody<Pressed>,
) -> Result<(Versioned<Digest>, String), Problem> {
    let found = as_looked_at(find(desk, path).await?, form)?;
    let path = path_of(&found.value);
    Ok((found, path))
}

/// Somebody looked at it. One read, one commit.
pub(super) async fn seen(desk: CoordinatorDesk, Path(path): Path<(String, String)>, form: FormBody<Pressed>) -> Reply {
    let (found, path) = pressed(&desk, path, form).await?;
    let Digest { items, without, .. } = found.value.clone();
    let draft = DigestDraft { items, without, seen: true };
    change_digest(desk.store(), found, draft).await.map_err(refused)?;
    Ok(web::done(&path, "seen"))
}

/// It is brought up to date. Reads as its contents; one commit.
pub(super) async fn renew(desk: CoordinatorDesk, Path(path): Path<(String, String)>, form: FormBody<Pressed>) -> Reply {
    let (found, path) = pressed(&desk, path, form).await?;
    let catalogue = desk.catalogue().await?;
    inform::renew(desk.store(), &catalogue, found).await.map_err(refused)?;
    Ok(web::done(&path, "renewed"))
}

/// It is sent; where something changed since it was looked at, it is shown again.
pub(super) async fn send(desk: CoordinatorDesk, Path(path): Path<(String, String)>, form: FormBody<Pressed>) -> Reply {
    let (found, path) = pressed(&desk, path, form).await?;
    let catalogue = desk.catalogue().await?;
    match inform::begin_sending(desk.store(), &catalogue, found).await {
        Ok(_) => Ok(web::done(&path, "sent")),
        Err(InformError::Changed) => Ok(web::done(&path, "differs")),
        Err(error) => Err(refused(error)),
    }
}
