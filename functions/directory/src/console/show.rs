//! The fields of an entry.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::entry::Sort;
use maud::{Markup, html};
use web::extract::FormState;
use web::ui::{self, ChoiceOption, Choices, Field};

use super::inputs::{Input, Takes, of, options};
use super::said::label;
use crate::word;

/// The fields of an entry, with what was entered.
pub(super) fn fields(language: Language, catalogue: &Catalogue, sort: Sort, state: &FormState) -> Markup {
    html! {
        (ui::hidden("version", state.get("version")))
        @for input in of(sort) { (field(language, catalogue, input, state)) }
    }
}

fn field(language: Language, catalogue: &Catalogue, input: &Input, state: &FormState) -> Markup {
    let Input { name, takes, required } = *input;
    let words = label(language, name);
    let hint = hint(language, name);
    let finish = |field: Field| {
        let field = if required { field.required() } else { field };
        match &hint {
            Some(hint) => field.hint(hint).show(language, state),
            None => field.show(language, state),
        }
    };
    match takes {
        Takes::Line(most) => finish(Field::new(name, &words).max_length(most)),
        Takes::Email => finish(Field::new(name, &words).kind("email").max_length(254)),
        Takes::Web => finish(Field::new(name, &words).kind("url").max_length(500)),
        Takes::Day => finish(Field::new(name, &words).kind("date")),
        Takes::Number => finish(Field::new(name, &words)),
        Takes::Conditions => finish(Field::new(name, &words).lines(4).max_length(2000)),
        Takes::One(from) => finish(Field::new(name, &words).select(options(catalogue, language, from))),
        Takes::Many(from) => {
            let all =
                options(catalogue, language, from).into_iter().map(|(value, words)| ChoiceOption::new(value, words));
            let choices = Choices::many(name, &words).options(all).in_columns();
            let choices = if required { choices.required() } else { choices };
            match &hint {
                Some(hint) => choices.hint(hint).show(language, state),
                None => choices.show(language, state),
            }
        }
        Takes::Text(rows) => html! {
            fieldset class="choices" {
                legend { (words) }
                @for one in Language::ALL {
                    @let own = Field::new(&format!("{name}_{}", one.tag()), &word(language, &format!("entry-in-{}", one.tag()))).max_length(1000);
                    @let own = if rows > 1 { own.lines(rows) } else { own };
                    @let own = if required && one != Language::En { own.required() } else { own };
                    (own.show(language, state))
                }
            }
        },
    }
}

/// What helps to fill in a field, where it needs that.
fn hint(language: Language, name: &str) -> Option<String> {
    let key = match name {
        "conditions" => "entry-hint-conditions",
        "price_eur" => "entry-hint-price",
        "email" => "entry-hint-email",
        "nis" => "entry-hint-nis",
        "lat" => "entry-hint-lat",
        "stages" => "entry-hint-stages",
        _ => return None,
    };
    Some(word(language, key))
}
