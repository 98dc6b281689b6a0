//! The form in which a person says which answer of a tool is which part of our
//! message. Each answer is shown with what stands in the sample.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::source::{Makes, Mapping, ReceivedField, parts, required};
use maud::{Markup, html};
use web::extract::FormState;
use web::ui::{self, Field};

use crate::word;

/// Parts that several answers may make up.
const OF_SEVERAL: [&str; 2] = ["/description", "/contact/name"];
/// The parts of a need that are no field of a member.
const OWN: usize = 10;
/// Characters of an answer that are shown beside its question.
const SHOWN: usize = 40;

/// The form's name for a part: no slash, which stands between the parts of a
/// pointer.
pub(super) fn name_of(part: &str) -> String {
    part.trim_start_matches('/').replace('/', ".")
}

fn second(part: &str) -> String {
    format!("{}+", name_of(part))
}

/// What a part is called.
pub(super) fn label_of(part: &str, language: Language, catalogue: &Catalogue) -> String {
    let field = part.trim_start_matches("/member").trim_start_matches('/');
    match catalogue.member_model.field(field) {
        Some(field) => field.label.get(language).to_owned(),
        None => word(language, &format!("part{}", part.replace(['/', '_'], "-"))),
    }
}

/// The mapping as the form shows it.
pub(super) fn filled(mapping: &Mapping) -> FormState {
    let mut values = vec![("makes".to_owned(), mapping.makes.code().to_owned())];
    for (part, keys) in &mapping.fields {
        values.extend(keys.first().map(|key| (name_of(part), key.clone())));
        values.extend(keys.get(1).map(|key| (second(part), key.clone())));
    }
    values.push(("yes".to_owned(), mapping.yes.join("\n")));
    FormState::filled(values)
}

/// The mapping that was entered.
pub(super) fn entered(state: &FormState, catalogue: &Catalogue) -> Mapping {
    let makes = if state.get("makes") == Makes::Member.code() { Makes::Member } else { Makes::Need };
    let mut mapping = Mapping { makes, ..Mapping::default() };
    for part in parts(makes, catalogue) {
        let keys = [name_of(&part), second(&part)];
        let keys: Vec<String> =
            keys.iter().map(|name| state.get(name)).filter(|key| !key.is_empty()).map(str::to_owned).collect();
        if !keys.is_empty() {
            mapping.fields.insert(part, keys);
        }
    }
    let yes = state.get("yes").lines().map(str::trim).filter(|line| !line.is_empty());
    mapping.yes = yes.map(str::to_owned).collect();
    mapping
}

/// The form's field for an error's place (`/mapping/fields/~1contact~1email`).
pub(super) fn field_of(pointer: &str) -> String {
    let place = pointer.trim_start_matches("/mapping").trim_start_matches("/fields/");
    match place.strip_prefix("~1") {
        Some(part) => name_of(&part.replace("~1", "/").replace("~0", "~")),
        None => place.trim_start_matches('/').split('/').next().unwrap_or_default().to_owned(),
    }
}

/// The fields. `answers` are those of the sample.
pub(super) fn fields(
    language: Language,
    catalogue: &Catalogue,
    (makes, answers): (Makes, &[ReceivedField]),
    state: &FormState,
) -> Markup {
    let options: Vec<(String, String)> = answers.iter().map(|answer| (answer.key.clone(), described(answer))).collect();
    let all = parts(makes, catalogue);
    let (first, rest) = all.split_at(if makes == Makes::Need { OWN } else { all.len().min(6) });
    let select = |part: &String| {
        let name = name_of(part);
        let label = label_of(part, language, catalogue);
        let field = Field::new(&name, &label).select(known(&options, state, &name));
        let field = if required(makes).contains(&part.as_str()) { field.required() } else { field };
        html! {
            (field.show(language, state))
            @if OF_SEVERAL.contains(&part.as_str()) {
                @let also = second(part);
                (Field::new(&also, &format!("{label} ({})", word(language, "source-part-also"))).select(known(&options, state, &also)).show(language, state))
            }
        }
    };
    html! {
        @for part in first { (select(part)) }
        @if makes == Makes::Need {
            (Field::new("yes", &word(language, "source-yes")).lines(2).hint(&word(language, "source-yes-hint")).show(language, state))
        }
        @if !rest.is_empty() {
            details open[rest.iter().any(|part| !state.get(&name_of(part)).is_empty())] {
                summary { (word(language, "source-parts-more")) }
                div class="form" { @for part in rest { (select(part)) } }
            }
        }
        (ui::hidden("makes", makes.code()))
    }
}

/// The answers to choose from; one that was chosen and is not in the sample
/// stays.
fn known(options: &[(String, String)], state: &FormState, name: &str) -> Vec<(String, String)> {
    let chosen = state.get(name);
    let mut options = options.to_vec();
    if !chosen.is_empty() && !options.iter().any(|(key, _)| key == chosen) {
        options.push((chosen.to_owned(), chosen.to_owned()));
    }
    options
}

/// A question with what was answered.
fn described(answer: &ReceivedField) -> String {
    let question = if answer.label.is_empty() { &answer.key } else { &answer.label };
    let said = answer.values.join(", ");
    let short: String = said.chars().take(SHOWN).collect();
    match (said.is_empty(), short.len() < said.len()) {
        (true, _) => question.clone(),
        (false, true) => format!("{question}: {short}…"),
        (false, false) => format!("{question}: {short}"),
    }
}
