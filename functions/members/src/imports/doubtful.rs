//! Doubtful rows on the page of an import: each with the member that it may be of,
//! why, and what a person says that it is.

use std::collections::BTreeMap;

use maud::{Markup, html};
use store::Versioned;
use store::repos::imports::{Decision, Import, ImportStatus, RowKind};
use web::Problem;
use web::extract::{FormState, cursor};
use web::ui::{self, ChoiceOption, Choices};

use super::decide::{Is, decide as decide_rows};
use super::rows::Looked;
use super::shape::{DoubtView, RowView};
use crate::view::{Desk, PATH};

/// Doubtful rows that the page shows, and that one form decides about.
const SHOWN: usize = 20;
/// What the field of a row begins with.
const FIELD: &str = "row_";

/// An import as it is looked at here.
pub(super) fn looked(view: &Desk, import: Import) -> Looked {
    Looked { context: view.context.clone(), catalogue: view.catalogue.clone(), import, language: view.language }
}

/// The doubtful rows: while they can be decided about with a form, later with
/// what became of them.
pub(super) async fn card(
    view: &Desk,
    looked: &Looked,
    (path, version): (&str, u64),
    from: Option<&str>,
) -> Result<Markup, Problem> {
    let import = &looked.import;
    if import.count(RowKind::Doubtful) == 0 || import.status.works() {
        return Ok(html! {});
    }
    let decided = import.decided;
    let counted =
        [("written", decided.written.into()), ("left", decided.left_out.into()), ("n", import.undecided().into())];
    if import.status != ImportStatus::Checked {
        return Ok(ui::card(
            &view.word("import-doubtful"),
            html! { p { (view.word_with("import-decided-then", &counted)) } },
        ));
    }
    let (secrets, scope) = (view.context.store.secrets(), format!("import-doubtful/{}", import.id));
    let at = from.map(|text| cursor::open(secrets, &scope, text)).transpose()?;
    let at = at.map_or(Ok(0), |text| text.parse().map_err(|_| Problem::bad_cursor()))?;
    let (rows, next) = looked.rows(Some(RowKind::Doubtful), (at, SHOWN)).await?;
    let next = next.map(|next| format!("{path}?cursor={}", cursor::seal(secrets, &scope, &next.to_string())));
    let filled = rows.iter().filter_map(|row| Some((field(row), code(row.doubt.as_ref()?.decision.as_ref()?))));
    let filled = FormState::filled(filled);
    Ok(html! {
        section class="card" {
            h2 { (view.word("import-doubtful")) }
            p { (view.word("import-doubtful-what")) " " (view.word_with("import-decided", &counted)) }
            (view.form(path, html! {
                (ui::hidden("version", &version.to_string()))
                @for row in &rows { (choice(view, looked, row, &filled)) }
                p class="actions" { button class="button" type="submit" name="action" value="decide" { (view.word("import-decide")) } }
            }))
            (ui::pager(view.language, from.is_some().then_some(path), next.as_deref()))
        }
    })
}

fn field(row: &RowView) -> String {
    format!("{FIELD}{}", row.row)
}

const fn code(decision: &Decision) -> &'static str {
    match decision {
        Decision::Member { .. } => "member",
        Decision::New => "new",
        Decision::LeftOut => "left_out",
    }
}

fn choice(view: &Desk, looked: &Looked, row: &RowView, filled: &FormState) -> Markup {
    let Some(doubt) = &row.doubt else { return html! {} };
    let named = [("n", row.row.into()), ("name", looked.name_in(row).into())];
    let legend = view.word_with("import-doubtful-row", &named);
    let place = view.place(doubt.location.as_ref());
    let member = doubt.name.as_ref().map(|name| {
        let named = [("name", name.as_str().into()), ("place", place.into())];
        ChoiceOption::new("member", view.word_with("decision-member", &named))
    });
    let others = [("new", "decision-new"), ("left_out", "decision-left-out")];
    let others = others.map(|(code, word)| ChoiceOption::new(code, view.word(word)));
    html! {
        (Choices::one(&field(row), &legend).hint(&why(view, doubt)).options(member.into_iter().chain(others)).show(view.language, filled))
        @if let (Some(member), Some(name)) = (&row.member, &doubt.name) {
            p class="soft" { a href={ (PATH) "/" (member) } { (view.word_with("import-doubtful-see", &[("name", name.as_str().into())])) } }
        }
    }
}

/// Why a row is doubtful, in words.
fn why(view: &Desk, doubt: &DoubtView) -> String {
    match (doubt.because, doubt.before, &doubt.name) {
        (Some("twice"), Some(row), _) => view.word_with("doubt-twice", &[("n", row.into())]),
        (Some("elsewhere"), _, Some(_)) => view.word("doubt-elsewhere"),
        (Some("elsewhere"), _, None) => view.word("doubt-of-others"),
        (Some("other_mail"), ..) => view.word("doubt-other-mail"),
        _ => view.word("doubt-alike"),
    }
}

/// Keeps what the form says of rows; what it does not say stays.
pub(super) async fn decide(view: &Desk, before: Versioned<Import>, state: &FormState) -> Result<(), Problem> {
    let said: BTreeMap<u32, _> = state
        .values
        .iter()
        .filter_map(|(name, value)| {
            let is: Is = serde_json::from_value(value.as_str().into()).ok()?;
            Some((name.strip_prefix(FIELD)?.parse().ok()?, (is, None)))
        })
        .take(SHOWN)
        .collect();
    decide_rows(&mut looked(view, before.value), before.version, &said).await
}
