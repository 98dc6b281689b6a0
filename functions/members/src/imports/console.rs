//! One import in the console: its columns, what it would do, how far it is, what
//! it did.

use axum::extract::{Path, State};
use domain::Language;
use maud::{Markup, html};
use serde::Deserialize;
use store::Versioned;
use store::repos::imports::{Import, ImportStatus, RowKind};
use validator::Validate;
use web::extract::{FormBody, FormState, ListQuery};
use web::i18n::text;
use web::ui;
use web::{Context, Problem, Reply, StaffMember, Visit, format};

use super::api::settled;
use super::figures::figures;
use super::mapping::{mapping, unused};
use super::shape::{CellView, code, shown};
use super::{check, doubtful, heading, load, preview, start};
use crate::LOCALES;
use crate::view::{Desk, PATH, done};

/// Bad rows that the page shows; the file has all of them.
const SHOWN: usize = 50;

/// From where rows that change something are shown; doubtful ones have the cursor.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangedQuery {
    changed: Option<String>,
}

/// One import, at whichever stage it is. Three reads, four while its columns may be
/// settled, and one for each page of 50 rows until enough bad and doubtful ones are
/// found; of those that change something ten pages at most, and a get of their members.
pub(super) async fn one(
    view: Desk,
    Path(id): Path<String>,
    ListQuery { page, filter, .. }: ListQuery<ChangedQuery>,
) -> Reply {
    let found = load(&view.context, &view.staff, &id).await?;
    let from = (page.cursor.as_deref(), filter.changed.as_deref());
    show(&view, found, &FormState::default(), from).await
}

async fn show(
    view: &Desk,
    Versioned { value: import, version }: Versioned<Import>,
    state: &FormState,
    (doubtful, changed): (Option<&str>, Option<&str>),
) -> Reply {
    let path = format!("{PATH}/imports/{}", import.id);
    let works = import.status.works();
    let settle = matches!(import.status, ImportStatus::Mapping | ImportStatus::Checked);
    let has_found = !import.counts.is_empty();
    let has_bad = import.count(RowKind::Bad) > 0;
    let looked = doubtful::looked(view, import);
    let (bad, more) =
        if has_bad && !works { looked.rows(Some(RowKind::Bad), (0, SHOWN)).await? } else { (Vec::new(), None) };
    let doubtful = doubtful::card(view, &looked, (&path, version), doubtful).await?;
    let changed = preview::changed(view, &looked, &path, changed).await?;
    let added = preview::added(view, &looked).await?;
    let import = &looked.import;
    let headings = if settle { heading::card(view, import, (&path, version)).await? } else { Markup::default() };
    let mut bad_table = view.table("import-bad", &["import-row", "import-cell", "import-what-to-do"]);
    for (row, error) in bad.iter().flat_map(|row| row.errors.iter().map(move |error| (row, error))) {
        bad_table = bad_table.row(vec![html! { (row.row) }, wrong(view, error), html! { (error.detail) }]);
    }
    let body = html! {
        div class="stack" {
            (ui::error_summary(view.language, state))
            @if let Some(failure) = &import.failure { (ui::warning(view.word(&format!("import-failed-{failure}")))) }
            @if works { (working(view, import)) }
            @if settle { (unused(view, import)) }
            @if has_found { (figures(view, import)) }
            (buttons(view, import, &path))
            (doubtful)
            (changed)
            (added)
            @if !bad.is_empty() {
                section class="card" {
                    h2 { (view.word("import-bad")) }
                    (bad_table.show())
                    p {
                        @if more.is_some() { (view.word("import-bad-more")) " " }
                        a href={ (path) "/bad.csv?lang=" (view.language.tag()) } { (view.word("import-bad-file")) }
                    }
                }
            }
            (headings)
            @if settle { (mapping(view, import, state, (&path, version))) }
            @if !import.kept.is_empty() {
                (ui::card(&view.word("import-kept"), html! {
                    p { (view.word("import-kept-what")) }
                    ul { @for kept in &import.kept { li { a href={ (PATH) "/" (kept.member) } { (view.word_with("import-kept-row", &[("n", shown(kept.row).into())])) } } } }
                    @if import.kept_more > 0 { p { (view.word_with("import-kept-more", &[("n", import.kept_more.into())])) } }
                }))
            }
        }
    };
    let name = if import.name.is_empty() { view.word("import-unnamed") } else { import.name.clone() };
    let lead =
        format!("{} · {}", view.place(Some(&import.location)), view.word(&format!("import-{}", code(import.status))));
    let page = view.page_below(&name).await?.crumb(&view.word("import-title"), "/console/members/imports").lead(lead);
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}

/// The cell that can't be read: its column, and what stands in it.
fn wrong(view: &Desk, error: &CellView) -> Markup {
    let field = || view.catalogue.member_model.asked(&error.field).map(|field| field.label.get(view.language));
    let column = error.column.as_deref().filter(|heading| !heading.is_empty()).or_else(field);
    let (before, after) = match view.language {
        Language::Fr => ("«\u{a0}", "\u{a0}»"),
        Language::Nl => ("‘", "’"),
        Language::En => ("“", "”"),
    };
    html! {
        (column.unwrap_or(&error.field))
        @if let Some(value) = &error.value { (format::colon(view.language)) (before) (value) (after) }
    }
}

fn working(view: &Desk, import: &Import) -> Markup {
    html! {
        section class="card" {
            p { (view.word_with("import-progress", &[("done", import.done.into()), ("n", import.rows.into())])) }
            (ui::progress(view.language, import.done, import.rows))
            p class="soft" { (view.word("import-leave")) }
            p class="actions" { (ui::link_button_secondary(&view.word("import-again"), &format!("{PATH}/imports/{}", import.id))) }
        }
    }
}

fn buttons(view: &Desk, import: &Import, path: &str) -> Markup {
    let writes = import.writes();
    html! {
        @if import.status == ImportStatus::Checked && writes > 0 {
            (view.form(path, html! {
                p { (view.word_with("import-run-what", &[("n", writes.into())])) }
                p class="actions" { button class="button" type="submit" name="action" value="run" { (view.word("import-run")) } }
            }))
        }
        @if import.status == ImportStatus::Done {
            (view.form(path, html! {
                p { (view.word("import-undo-what")) }
                p class="actions" { (ui::button_danger(&view.word("import-undo"), "action", "undo")) }
            }))
        }
    }
}

/// What is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Heading,
    Check,
    Decide,
    Run,
    Undo,
}

/// The forms of the page; which column is which stands beside it.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ImportForm {
    action: Action,
    /// The version that columns are settled, or rows decided about, over.
    version: Option<u64>,
}

/// Settles heading and columns, decides about doubtful rows, runs, or takes back. Two
/// to four reads, one commit or two.
pub(super) async fn act(
    State(context): State<Context>,
    visit: Visit,
    staff: StaffMember,
    Path(id): Path<String>,
    form: FormBody<ImportForm>,
) -> Reply {
    let before = load(&context, &staff, &id).await?;
    let mut state = form.state.clone();
    let ImportForm { action, version } = form.into_value()?;
    if matches!(action, Action::Heading | Action::Check | Action::Decide) && version != Some(before.version) {
        return Err(Problem::changed_meanwhile());
    }
    let path = format!("{PATH}/imports/{id}");
    match action {
        Action::Run => drop(start(&context, &before, ImportStatus::Running).await?),
        Action::Decide => {
            let view = Desk::of(context, visit, staff).await?;
            doubtful::decide(&view, before, &state).await?;
            return Ok(done(&path, "decided"));
        }
        Action::Heading => {
            let row = state.get("heading").parse().unwrap_or_default();
            let headed = heading::with_heading(&context, &before.value, row).await?;
            heading::keep(&context, before.version, headed).await?;
            return Ok(done(&path, "heading"));
        }
        Action::Undo => drop(start(&context, &before, ImportStatus::Undoing).await?),
        Action::Check => {
            let chosen =
                |at: usize| Some(state.get(&format!("column_{at}")).to_owned()).filter(|field| !field.is_empty());
            let mut columns = before.value.clone();
            for (at, column) in columns.columns.iter_mut().enumerate() {
                column.field = chosen(at);
            }
            match settled(&context, &columns, &[]).await {
                Ok(columns) => drop(check(&context, &before, columns).await?),
                Err(problem) if problem.errors().is_empty() => return Err(problem),
                Err(problem) => {
                    for error in problem.errors() {
                        let at = error.pointer.split('/').nth(2).and_then(|at| at.parse::<usize>().ok());
                        let name = at.map_or_else(|| "column_0".to_owned(), |at| format!("column_{at}"));
                        let detail = if at.is_some() { error.detail.clone() } else { text(&LOCALES, "import-no-name") };
                        state.blame(&name, detail);
                    }
                    let view = Desk::of(context, visit, staff).await?;
                    return show(&view, before, &state, (None, None)).await;
                }
            }
        }
    }
    Ok(done(&path, "import"))
}
