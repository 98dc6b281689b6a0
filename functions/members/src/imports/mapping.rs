//! The columns of a file on the page of an import: which field each one is, and
//! which of them are left out.

use domain::member::sheet::Column;
use domain::member::{FieldKind, MemberField, UNTIL_FIELD};
use maud::{Markup, html};
use store::repos::imports::{Import, ImportStatus};
use web::extract::FormState;
use web::ui::{self, Field};

use crate::view::Desk;

/// What a column is called; one without a heading by where it stands.
fn called(view: &Desk, (at, column): (usize, &Column)) -> String {
    match column.heading.as_str() {
        "" => view.word_with("import-column-n", &[("n", (at + 1).into())]),
        heading => heading.to_owned(),
    }
}

/// Which columns of the file are no field, and are left out.
pub(super) fn unused(view: &Desk, import: &Import) -> Markup {
    let all = import.columns.iter().enumerate();
    // A column that nobody called anything and that says nothing is none.
    let unused = all.filter(|(_, one)| one.field.is_none() && !(one.heading.is_empty() && one.samples.is_empty()));
    let unused: Vec<String> = unused.map(|column| called(view, column)).collect();
    html! {
        @if !unused.is_empty() { (ui::warning(view.word_with("import-unused", &[("columns", unused.join(", ").into())]))) }
    }
}

/// A choice of field for each column, with some of what stands in it.
pub(super) fn mapping(view: &Desk, import: &Import, state: &FormState, (path, version): (&str, u64)) -> Markup {
    let model = &view.catalogue.member_model;
    let fillable = |field: &&MemberField| field.filled_by != "system" && field.kind != FieldKind::ConsentList;
    let fields = model.fields.iter().filter(fillable).chain(model.asked(UNTIL_FIELD));
    let fields = fields.map(|field| (field.id.clone(), field.label.get(view.language).to_owned()));
    let left_out = (String::new(), view.word("import-column-left"));
    let fields: Vec<(String, String)> = std::iter::once(left_out).chain(fields).collect();
    let filled = import
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| (format!("column_{at}"), column.field.clone().unwrap_or_default()));
    let filled = if state.is_refused() { state.clone() } else { FormState::filled(filled) };
    let field = |at: usize, column: &Column| {
        let samples = column.samples.join(" · ");
        Field::new(&format!("column_{at}"), &called(view, (at, column)))
            .hint(&samples)
            .select(fields.clone())
            .filters()
            .show(view.language, &filled)
    };
    html! {
        details class="card" open[import.status == ImportStatus::Mapping] {
            summary { (view.word("import-columns")) }
            p { (view.word("import-columns-what")) }
            (view.form(path, html! {
                (ui::hidden("version", &version.to_string()))
                @for (at, column) in import.columns.iter().enumerate() { (field(at, column)) }
                p class="actions" { button class="button" type="submit" name="action" value="check" { (view.word("import-check")) } }
            }))
        }
    }
}
