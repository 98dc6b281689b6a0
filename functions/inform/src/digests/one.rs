//! `GET /console/digests/{location}/{month}`: the very mail, how far it is, and
//! what can be done with it.

use axum::extract::Path;
use axum::response::Response;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::inform::{Digest, Issue, Stage};
use flows::inform::preview;
use maud::{Markup, html};
use store::Versioned;
use web::extract::{FormState, QueryParams};
use web::layer::{framed, framing};
use web::ui;
use web::{Desk, Problem, Visit, format};

use super::{find, form, path_of};
use crate::console::{self, As, press};
use crate::{items, word, word_with};

/// The page. Three reads.
pub(super) async fn show(desk: Desk, Path(path): Path<(String, String)>) -> Result<Response, Problem> {
    let found = find(&desk.context, path).await?;
    desk.staff.of_location(&found.value.location)?;
    page(&desk, &found, None).await
}

/// The mail as it will arrive. Two reads.
pub(super) async fn mail(
    desk: Desk,
    Path(path): Path<(String, String)>,
    QueryParams(As { r#as: language }): QueryParams<As>,
) -> Result<Response, Problem> {
    let found = find(&desk.context, path).await?;
    desk.staff.of_location(&found.value.location)?;
    let catalogue = desk.context.store.catalogue().load().await?;
    let language = language.unwrap_or(desk.language());
    Ok(framed(preview(&catalogue, &desk.context.settings.base_url, &found.value, language)?.html))
}

/// The page over a digest, with the form as it was sent where it is refused.
pub(super) async fn page(
    desk: &Desk,
    found: &Versioned<Digest>,
    sent: Option<&FormState>,
) -> Result<Response, Problem> {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let digest = &found.value;
    let catalogue = desk.context.store.catalogue().load().await?;
    let path = path_of(digest);
    let of_form = form::state_of(digest, found.version);
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
            section class="card" { h2 { (word("digest-change")) } (form::show(language, (&path, &desk.staff.csrf), state)) }
        }
    } };
    let month = format::month(language, digest.month.first());
    let title = format!("{} · {month}", catalogue.place_name(&digest.location));
    let above = format!("/console/digests?month={}", digest.month);
    let page = console::page(desk, &title, items::badge(language, digest.stage()), ("digests-title", &above)).await?;
    let page = page.notice(notice(&desk.visit));
    Ok(framing(if state.is_refused() { page.refused() } else { page }.render(body)))
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
        let issue = Issue::Digest { month: digest.month, location: digest.location.clone() };
        let sending = desk.context.store.monthly().sending(&issue).await?.map(|read| read.value);
        return Ok(html! { p { (items::reached(language, sending.as_ref())) } });
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
