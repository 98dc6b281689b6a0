//! The directory as a file: taken home, or read in after the page said what that
//! would do.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::Language;
use domain::catalogue::Catalogue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use maud::{Markup, html};
use serde_json::Value;
use web::extract::{FormState, Upload};
use web::i18n::text;
use web::ui::{self, Field};
use web::{Context, Coordinator, CoordinatorDesk, Desk, Problem};

use super::said::{count, label, name_of};
use super::show::frame;
use super::sorts::path;
use crate::exchange::{Import, Planned, read, write};
use crate::{LOCALES, word};

const PATH: &str = "/console/directory/exchange";
/// Entries and refusals that are named.
const NAMED: usize = 40;

/// The page. Two reads.
pub(super) async fn page(CoordinatorDesk(desk): CoordinatorDesk) -> Result<Response, Problem> {
    render(&desk, &FormState::default(), html! {}).await
}

/// The file. Three reads.
pub(super) async fn file(_: Coordinator, State(context): State<Context>) -> Result<Response, Problem> {
    let file = write(&context.store, &context.settings).await?;
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CONTENT_DISPOSITION, "attachment; filename=\"directory.hsds.json\""),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, file.to_string()).into_response())
}

/// Says what a file would do, or takes it. Two reads, and two and a commit for each
/// entry that changes.
pub(super) async fn upload(CoordinatorDesk(desk): CoordinatorDesk, upload: Upload) -> Result<Response, Problem> {
    let (language, store) = (desk.language(), &desk.context.store);
    let mut state = FormState::default();
    let Some(bytes) = upload.get("file") else {
        state.blame("file", text(&LOCALES, "exchange-no-file"));
        return render(&desk, &state, html! {}).await;
    };
    let Ok(file) = serde_json::from_slice::<Value>(bytes) else {
        state.blame("file", text(&LOCALES, "exchange-no-json"));
        return render(&desk, &state, html! {}).await;
    };
    let found = match read(store, &file).await {
        Ok(found) => found,
        Err(problem) if problem.errors().is_empty() => return Err(problem),
        Err(problem) => {
            let words = problem.errors().first().map_or_else(|| problem.detail().clone(), |error| error.detail.clone());
            state.blame("file", words);
            return render(&desk, &state, html! {}).await;
        }
    };
    let catalogue = store.catalogue().load().await?;
    let takes = upload.get("do").is_some_and(|pressed| pressed.as_ref() == b"take");
    let taken = takes && found.refused.is_empty();
    if taken {
        found.run(store, &desk.staff.actor).await.map_err(Problem::of_change)?;
    }
    render(&desk, &state, report(language, &catalogue, &found, taken)).await
}

/// What it would do, or did.
fn report(language: Language, catalogue: &Catalogue, found: &Import, taken: bool) -> Markup {
    let say = |key: &str| word(language, key);
    let Import { new, changed, same, refused, .. } = found;
    let named = |one: &Planned| match name_of(language, catalogue, (one.sort, &one.id)) {
        name if name == one.id => html! { (one.id) },
        name => html! { a href=(path(one.sort, &one.id)) { (name) } },
    };
    let title = if taken { "exchange-taken" } else { "exchange-would" };
    ui::card(
        &say(title),
        html! {
            @if !refused.is_empty() {
                (ui::warning(count(language, "exchange-refused", refused.len())))
                ul { @for error in refused.iter().take(NAMED) { li { code { (error.pointer) } " " (error.detail.get(language)) } } }
            } @else if taken { (ui::notice(say("exchange-done"))) }
            p { (count(language, "exchange-new", new.len())) }
            @if !new.is_empty() { ul { @for one in new.iter().take(NAMED) { li { (named(one)) } } } }
            p { (count(language, "exchange-changed", changed.len())) }
            @if !changed.is_empty() {
                ul {
                    @for one in changed.iter().take(NAMED) {
                        li { (named(one)) (web::format::colon(language)) span class="soft" { (one.fields.iter().map(|field| label(language, &field.pointer)).collect::<Vec<_>>().join(", ")) } }
                    }
                }
            }
            p class="soft" { (count(language, "exchange-same", *same)) }
            @if !taken && refused.is_empty() { p { (say("exchange-again")) } }
        },
    )
}

async fn render(desk: &Desk, state: &FormState, report: Markup) -> Result<Response, Problem> {
    let language = desk.language();
    let say = |key: &str| word(language, key);
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
                (ui::upload_form(PATH, &desk.staff.csrf, html! {
                    (Field::new("file", &say("exchange-file")).file(".json,application/json").required().show(language, state))
                    p class="actions" {
                        button class="button" type="submit" name="do" value="try" { (say("exchange-try")) }
                        (ui::button_secondary(&say("exchange-take"), "do", "take"))
                    }
                }))
            }))
        }
    };
    let page = frame(desk).await?.title(&say("exchange-title")).lead(say("exchange-lead"));
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}
