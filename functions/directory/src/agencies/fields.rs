//! The fields of how an agency is reached: places, needs and languages of its
//! desks are chosen by name.

use chrono::NaiveDate;
use domain::Language;
use domain::agency::{Agency, Asking};
use domain::catalogue::Catalogue;
use domain::ids::LocationId;
use maud::{Markup, html};
use web::extract::FormState;
use web::ui::{self, ChoiceOption, Choices, Field};

use crate::entries::fields::rows;
use crate::shown::wishes;
use crate::{word, word_with};

/// What is sent, and what is read.
type Named = (String, String);

/// Fields of a desk, and what they are called.
pub(super) const OF_DESK: [(&str, &str); 8] = [
    ("name", "agency-desk-name"),
    ("email", "agency-desk-email"),
    ("places", "agency-desk-places"),
    ("kinds", "agency-desk-kinds"),
    ("languages", "agency-desk-languages"),
    ("away_from", "agency-from"),
    ("away_to", "agency-to"),
    ("deputy", "agency-desk-deputy"),
];

/// What the fields are called, as a summary of what is wrong names them.
pub(super) fn labels(language: Language, agency: &Agency, state: &FormState) -> Vec<Named> {
    let label = |key: &str| word(language, key);
    let desks = (0..rows(state, "name", agency.desks.len())).flat_map(|at| {
        let desk = word_with(language, "agency-desk", &[("n", (at + 1).into())]);
        OF_DESK.map(|(name, key)| (format!("{name}_{at}"), format!("{desk}, {}", label(key))))
    });
    let closures = (0..rows(state, "from", agency.closures.len())).flat_map(|at| {
        [("from", "agency-from"), ("to", "agency-to")]
            .map(|(name, key)| (format!("{name}_{at}"), format!("{}, {}", label("agency-closures"), label(key))))
    });
    desks.chain(closures).collect()
}

/// The fields, with what was entered.
pub(super) fn fields(
    language: Language,
    (catalogue, today): (&Catalogue, NaiveDate),
    agency: &Agency,
    state: &FormState,
) -> Markup {
    let label = |key: &str| word(language, key);
    let named: Vec<&LocationId> = agency.desks.iter().flat_map(|desk| &desk.locations).collect();
    // A place that closed stays to choose where a desk is for it.
    let places = catalogue.locations.values().filter(|one| one.open_on(today) || named.contains(&&one.id));
    let places = ui::places(places);
    let kinds = catalogue.need_types.iter().map(|kind| (kind.id.to_string(), kind.label.get(language).to_owned()));
    let kinds: Vec<Named> = kinds.collect();
    let spoken = |one: Language| (one.tag().to_owned(), label(&format!("agency-desk-language-{}", one.tag())));
    let languages = Language::ALL.map(spoken);
    let field = |name: &str, key: &str| Field::new(name, &label(key));
    let dates = |from: &str, to: &str| {
        html! {
            div class="form-row" {
                (field(from, "agency-from").kind("date").show(language, state))
                (field(to, "agency-to").kind("date").show(language, state))
            }
        }
    };
    let desk = |at: usize| -> Markup {
        html! {
            fieldset class="card" {
                legend { (word_with(language, "agency-desk", &[("n", (at + 1).into())])) }
                (ui::hidden(&format!("desk_{at}"), state.get(&format!("desk_{at}"))))
                div class="form-row" {
                    (field(&format!("name_{at}"), "agency-desk-name").max_length(60).show(language, state))
                    (field(&format!("email_{at}"), "agency-desk-email").kind("email").max_length(254).show(language, state))
                }
                (chosen(language, (&format!("places_{at}"), "agency-desk-places"), &places, state))
                (chosen(language, (&format!("kinds_{at}"), "agency-desk-kinds"), &kinds, state))
                (chosen(language, (&format!("languages_{at}"), "agency-desk-languages"), &languages, state))
                h3 { (label("agency-desk-away")) }
                (dates(&format!("away_from_{at}"), &format!("away_to_{at}")))
                (field(&format!("deputy_{at}"), "agency-desk-deputy").kind("email").hint(&label("agency-desk-deputy-hint")).max_length(254).show(language, state))
            }
        }
    };
    html! {
        (ui::hidden("version", state.get("version")))
        (field("email", "agency-email").kind("email").hint(&label("agency-email-hint")).max_length(254).required().show(language, state))
        (wishes(language, ("agency-notices", "agency-notices-usual"), state))
        (asked(language, state))
        (seat(language, catalogue, state))
        h2 { (label("agency-desks")) }
        p class="soft" { (label("agency-desks-what")) }
        @for at in 0..rows(state, "name", agency.desks.len()) { (desk(at)) }
        h2 { (label("agency-closures")) }
        p class="soft" { (label("agency-closures-what")) }
        @for at in 0..rows(state, "from", agency.closures.len()) { (dates(&format!("from_{at}"), &format!("to_{at}"))) }
        p class="actions" { (ui::button(&label("place-save"))) }
    }
}

/// How the agency is asked about needs.
fn asked(language: Language, state: &FormState) -> Markup {
    let named = |one: Asking| ChoiceOption::new(one.code(), word(language, &format!("asking-{}", one.code())));
    let choices = Choices::one("asking", &word(language, "agency-asking")).options(Asking::ALL.map(named));
    choices.hint(&word(language, "agency-asking-hint")).show(language, state)
}

/// The municipality from where its people set out.
fn seat(language: Language, catalogue: &Catalogue, state: &FormState) -> Markup {
    let named = catalogue.municipalities.values().map(|one| (one.nis.to_string(), one.name.get(language).to_owned()));
    let unknown = ChoiceOption::new("", word(language, "agency-seat-unknown"));
    let options =
        std::iter::once(unknown).chain(ui::by_name(named).into_iter().map(|(nis, name)| ChoiceOption::new(nis, name)));
    let choices = Choices::one("seat", &word(language, "agency-seat")).options(options).in_columns();
    choices.hint(&word(language, "agency-seat-hint")).show(language, state)
}

/// Any of these; closed, with what is chosen, where nothing is wrong.
fn chosen(language: Language, (name, key): (&str, &str), all: &[Named], state: &FormState) -> Markup {
    let of = all.iter().filter(|(value, _)| state.has(name, value)).map(|(_, words)| words.as_str());
    let of: Vec<&str> = of.collect();
    let options = all.iter().map(|(value, words)| ChoiceOption::new(value.clone(), words.clone()));
    html! {
        details open[state.error(name).is_some()] {
            summary {
                (word(language, key)) " · "
                @if of.is_empty() { span class="soft" { (word(language, "agency-desk-all")) } } @else { strong { (of.join(", ")) } }
            }
            (Choices::many(name, &word(language, key)).hint(&word(language, "agency-desk-hint")).required().in_columns().options(options).show(language, state))
        }
    }
}
