//! A new import in the console: its file, beside those of the last 30 days.

use axum::response::{IntoResponse as _, Redirect};
use domain::ids::LocationId;
use maud::{Markup, html};
use store::Transaction;
use web::extract::{FormState, IMPORT_LIMIT, Upload};
use web::i18n::text;
use web::ui::{self, Field};
use web::{Problem, Reply, Scope, format};

use super::api::{CHUNKS, NewImport, begin};
use super::recent::recent;
use super::shape::code;
use crate::LOCALES;
use crate::entries::may_see;
use crate::view::{Desk, PATH, by_words};

/// The form of a new import, and those of the last 30 days. Four reads.
pub(super) async fn page(view: Desk) -> Reply {
    may_see(&view.staff)?;
    show_new(&view, &FormState::default()).await
}

async fn show_new(view: &Desk, state: &FormState) -> Reply {
    let known = recent(&view.context, &view.staff).await?;
    let places = view.catalogue.locations_on(view.today());
    let places = by_words(places.map(|one| (one.id.to_string(), one.name.clone())));
    let form = ui::upload_form(
        &format!("{PATH}/imports"),
        &view.staff.csrf,
        html! {
            @match view.staff.scope() {
                Scope::Location(own) => (ui::hidden("location", own.as_str())),
                _ => (Field::new("location", &view.word("import-location")).hint(&view.word("import-location-hint")).select(places).required().show(view.language, state)),
            }
            (Field::new("file", &view.word("import-file")).file(".csv,.tsv,.txt,.xlsx,text/csv").hint(&hint(view, 4)).required().show(view.language, state))
            div class="actions" { (ui::button(&view.word("import-upload"))) p role="status" {} }
            (in_parts(view))
        },
    );
    let empty = view.table("imports-title", &["import-name", "column-location", "column-status", ""]);
    let table = known.iter().fold(empty, |table, one| {
        let name = if one.name.is_empty() { view.word("import-unnamed") } else { one.name.clone() };
        table.row(vec![
            html! { a href={ (PATH) "/imports/" (one.id) } { strong { (name) } } div class="because" { (format::instant(view.language, one.at)) } },
            html! { (view.place(Some(&one.location))) },
            html! { (view.word(&format!("import-{}", code(one.status)))) },
            html! { a class="button secondary" href={ (PATH) "/imports/" (one.id) } aria-label={ (view.word("action-see")) ": " (name) } { (view.word("action-see")) } },
        ])
    });
    let body = html! {
        div class="stack" {
            (summary(view, state))
            (ui::card(&view.word("import-new"), form))
            @if !table.is_empty() { section class="card" { h2 { (view.word("imports-title")) } (table.show()) } }
        }
    };
    let page = view
        .page_below(&view.word("import-title"))
        .await?
        .lead(view.word("import-lead"))
        .script(web::assets::import_script());
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}

/// What a file may be, where it has so many megabytes at most.
fn hint(view: &Desk, most: u32) -> String {
    view.word_with("import-file-hint", &[("n", most.into())])
}

/// How far a file is that the page's script sends in parts, and the words for it.
fn in_parts(view: &Desk) -> Markup {
    let sends = view.word_with("import-sends", &[("n", "%n".into()), ("of", "%of".into())]);
    html! {
        div hidden data-parts=(CHUNKS) data-bytes=(IMPORT_LIMIT) data-hint=(hint(view, 4 * CHUNKS)) data-sends=(sends)
            data-lost=(view.word("import-lost")) data-too-large=(view.word("import-too-large")) data-no-place=(view.word("import-no-location")) {
            (ui::progress(view.language, 0, CHUNKS))
        }
    }
}

/// What is wrong, each with a link to its field. A file that was chosen is not kept,
/// which is why nothing is said to be.
fn summary(view: &Desk, state: &FormState) -> Markup {
    html! {
        @if state.is_refused() {
            div class="error-summary" role="alert" tabindex="-1" autofocus {
                h2 { (view.word_with("import-refused", &[("n", state.errors.len().into())])) }
                ul {
                    @for error in &state.errors {
                        li { a href={ "#" (ui::field_id(error.pointer.trim_start_matches('/'))) } { (error.detail.get(view.language)) } }
                    }
                }
            }
        }
    }
}

/// Takes a file in. Four reads, a commit for each ten pages of 50 rows.
pub(super) async fn upload(view: Desk, upload: Upload) -> Reply {
    may_see(&view.staff)?;
    let given = |name: &str| upload.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let location = given("location").and_then(|text| LocationId::parse(&text).ok());
    let mut state = FormState::filled(location.iter().map(|location| ("location", location.to_string())));
    let location = location.filter(|location| view.catalogue.locations.contains_key(location));
    if location.is_none() {
        state.blame("location", text(&LOCALES, "import-no-location"));
    }
    let Some(file) = upload.get("file") else {
        let was_chosen = upload.name_of("file").is_some_and(|name| !name.is_empty());
        let why = if was_chosen { "import-file-is-empty" } else { "import-no-file" };
        state.blame("file", text(&LOCALES, why));
        return show_new(&view, &state).await;
    };
    let Some(location) = location else {
        // No browser fills a chosen file in again.
        state.blame("file", text(&LOCALES, "import-file-again"));
        return show_new(&view, &state).await;
    };
    view.staff.of_location(&location)?;
    let mut import = begin(&view.context, &view.staff, &NewImport::whole(location), file).await?;
    if let Some(failure) = &import.failure {
        state.blame("file", text(&LOCALES, &format!("import-failed-{failure}")));
        return show_new(&view, &state).await;
    }
    import.name = upload.name_of("file").unwrap_or_default();
    let mut tx = Transaction::new();
    view.context.store.imports().create(&mut tx, &import);
    view.context.store.commit(tx).await.map_err(Problem::of_change)?;
    Ok(Redirect::to(&format!("{PATH}/imports/{}", import.id)).into_response())
}
