//! The directory as a file: taken home, or read in after the page said what that
//! would do.

use axum::response::IntoResponse as _;
use domain::Text;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use maud::{Markup, html};
use serde_json::Value;
use web::extract::{FormState, Upload};
use web::i18n::text;
use web::ui::{self, Field};
use web::{CoordinatorDesk, Problem, Reply};

use super::opened::Opened;
use super::said::label;
use super::sorts::path;
use crate::LOCALES;
use crate::exchange::{Import, Planned, read, write};

const PATH: &str = "/console/directory/exchange";
/// Entries and refusals that are named.
const NAMED: usize = 40;

/// The page. Two reads.
pub(super) async fn page(opened: Opened) -> Reply {
    show(&opened, &FormState::default(), html! {}).await
}

/// The file. Three reads.
pub(super) async fn file(desk: CoordinatorDesk) -> Reply {
    let file = write(desk.store(), &desk.context.settings).await?;
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CONTENT_DISPOSITION, "attachment; filename=\"directory.hsds.json\""),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, file.to_string()).into_response())
}

/// Says what a file would do, or takes it. Two reads, and two and a commit for each
/// entry that changes.
pub(super) async fn upload(opened: Opened, upload: Upload) -> Reply {
    let (store, staff) = (opened.desk.store(), &opened.desk.staff);
    let Some(bytes) = upload.get("file") else {
        return refuse(&opened, text(&LOCALES, "exchange-no-file")).await;
    };
    let Ok(file) = serde_json::from_slice::<Value>(bytes) else {
        return refuse(&opened, text(&LOCALES, "exchange-no-json")).await;
    };
    let found = match read(store, &file).await {
        Ok(found) => found,
        Err(problem) => match problem.errors().first() {
            Some(error) => return refuse(&opened, error.detail.clone()).await,
            None => return Err(problem),
        },
    };
    let takes = upload.get("do").is_some_and(|pressed| pressed.as_ref() == b"take");
    let taken = takes && found.refused.is_empty();
    if taken {
        found.run(store, &staff.actor).await.map_err(Problem::of_change)?;
    }
    show(&opened, &FormState::default(), report(&opened, &found, taken)).await
}

/// The page with what is wrong with the file.
async fn refuse(opened: &Opened, words: Text) -> Reply {
    let mut state = FormState::default();
    state.blame("file", words);
    show(opened, &state, html! {}).await
}

/// What it would do, or did.
fn report(opened: &Opened, found: &Import, taken: bool) -> Markup {
    let language = opened.language();
    let say = |key: &str| opened.say(key);
    let Import { new, changed, same, refused, .. } = found;
    let named = |one: &Planned| match opened.name_of((one.sort, &one.id)) {
        name if name == one.id => html! { (one.id) },
        name => html! { a href=(path(one.sort, &one.id)) { (name) } },
    };
    let title = if taken { "exchange-taken" } else { "exchange-would" };
    let body = html! {
        @if !refused.is_empty() {
            (ui::warning(opened.count("exchange-refused", refused.len())))
            ul { @for error in refused.iter().take(NAMED) { li { code { (error.pointer) } " " (error.detail.get(language)) } } }
        } @else if taken { (ui::notice(say("exchange-done"))) }
        p { (opened.count("exchange-new", new.len())) }
        @if !new.is_empty() { ul { @for one in new.iter().take(NAMED) { li { (named(one)) } } } }
        p { (opened.count("exchange-changed", changed.len())) }
        @if !changed.is_empty() {
            ul {
                @for one in changed.iter().take(NAMED) {
                    li { (named(one)) (web::format::colon(language)) span class="soft" { (one.fields.iter().map(|field| label(language, &field.pointer)).collect::<Vec<_>>().join(", ")) } }
                }
            }
        }
        p class="soft" { (opened.count("exchange-same", *same)) }
        @if !taken && refused.is_empty() { p { (say("exchange-again")) } }
    };
    ui::card(&say(title), body)
}

async fn show(opened: &Opened, state: &FormState, report: Markup) -> Reply {
    let language = opened.language();
    let say = |key: &str| opened.say(key);
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary(language, state))
            (report)
            (ui::card(&say("exchange-out"), html! {
                p { (say("exchange-out-what")) }
                p { (ui::link_button_secondary(&say("exchange-out-do"), "/console/directory/exchange/hsds.json")) }
            }))
            (ui::card(&say("exchange-in"), html! {
                p { (say("exchange-in-what")) }
                (ui::upload_form(PATH, &opened.desk.staff.csrf, html! {
                    (Field::new("file", &say("exchange-file")).file(".json,application/json").required().show(language, state))
                    p class="actions" {
                        button class="button" type="submit" name="do" value="try" { (say("exchange-try")) }
                        (ui::button_secondary(&say("exchange-take"), "do", "take"))
                    }
                }))
            }))
        }
    };
    let page = opened.frame().await?.title(&say("exchange-title")).lead(say("exchange-lead"));
    Ok(page.of_form(state).render(body))
}
