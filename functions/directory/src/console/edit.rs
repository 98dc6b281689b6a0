//! An entry is added or changed. How it ends is another page, which says first
//! what that does.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::entry::{Done, Sort};
use domain::field_error::{Expected, Problem as Wrong};
use domain::ids::AgencyId;
use maud::{Markup, html};
use serde_json::{Value, json};
use web::extract::FormState;
use web::ui::{self, ChoiceOption, Choices, Field};
use web::{Problem, Reply};

use super::entered::{body, field_of, filled};
use super::inputs::{Input, Takes, of, options};
use super::opened::Opened;
use super::said::label;
use super::sorts::{OfEntry, OfSort, path};
use super::stale::Stands;
use crate::entries::body as bodies;
use crate::entries::rows::Change;
use crate::word;

/// The form of a new entry. Two reads.
pub(super) async fn empty(opened: Opened, OfSort(sort): OfSort) -> Reply {
    form(&opened, (sort, None), &FormState::default(), None).await
}

/// Adds it. Four reads at most, one commit.
pub(super) async fn add(opened: Opened, OfSort(sort): OfSort, mut state: FormState) -> Reply {
    let id = state.get("id").to_owned();
    let Opened { desk, catalogue, .. } = &opened;
    if AgencyId::parse(&id).is_err() {
        state.wrong("id", Wrong::WrongType(Expected::Id));
    } else if sort.is_known(catalogue, &id) {
        state.blame("id", web::i18n::text(&crate::LOCALES, "entry-id-taken"));
    }
    let entered = body(sort, &json!({}), &state);
    // Judged under a plain id where its own can't be one, so that all is said at once.
    let judged = if AgencyId::parse(&id).is_ok() { id.as_str() } else { "new" };
    let after = judge(&mut state, bodies::row(catalogue, (sort, judged), &entered), sort)?;
    let Some(after) = after.filter(|_| !state.is_refused()) else {
        return form(&opened, (sort, None), &state, None).await;
    };
    let change = Change { sort, id: &id, before: None, by: &desk.staff.actor };
    change.save(&desk.context, Some(&after), Done::Added).await?;
    Ok(web::done(&path(sort, &id), "added"))
}

/// The form of an entry. Three reads.
pub(super) async fn page(opened: Opened, OfEntry(sort, id): OfEntry) -> Reply {
    let row = opened.desk.store().entries().load(sort, &id).await?.ok_or_else(Problem::not_found)?;
    // Of the row itself: the directory was read before it, and may be older than its version.
    form(&opened, (sort, Some(&id)), &filled(sort, &row.value, row.version), None).await
}

/// Saves it over the version that the form was filled in over; where somebody was
/// faster, shows both. Five reads at most, one commit.
pub(super) async fn save(opened: Opened, OfEntry(sort, id): OfEntry, mut state: FormState) -> Reply {
    let Opened { desk, catalogue, today } = &opened;
    let row = desk.store().entries().load(sort, &id).await?.ok_or_else(Problem::not_found)?;
    let before = bodies::body(catalogue, *today, (sort, &id))?;
    let entered = body(sort, &before, &state);
    let after = judge(&mut state, bodies::row(catalogue, (sort, &id), &entered), sort)?;
    let (language, version) = (desk.language(), row.version);
    let stands = Stands { language, catalogue, sort: Some(sort), version, field: &field_of(sort, "") };
    let beside = stands.late(&mut state, &before, &entered)?;
    let Some(after) = after.filter(|_| !state.is_refused()) else {
        return form(&opened, (sort, Some(&id)), &state, beside).await;
    };
    let change = Change { sort, id: &id, before: Some(row), by: &desk.staff.actor };
    change.save(&desk.context, Some(&after), Done::Changed).await?;
    Ok(web::done(&path(sort, &id), "saved"))
}

/// The entry, where nothing is wrong with it; else what is wrong beside its field.
fn judge(state: &mut FormState, read: Result<Value, Problem>, sort: Sort) -> Result<Option<Value>, Problem> {
    match read {
        Ok(after) => Ok(Some(after)),
        Err(problem) if problem.errors().is_empty() => Err(problem),
        Err(problem) => {
            for error in problem.errors() {
                state.blame(&field_of(sort, &error.pointer), error.detail.clone());
            }
            let named = inputs(sort);
            let place = |pointer: &str| named.iter().position(|(name, _)| pointer.get(1..) == Some(name.as_str()));
            state.errors.sort_by_key(|error| place(&error.pointer));
            Ok(None)
        }
    }
}

/// The inputs of the form in their order, each with where it stands in the entry.
fn inputs(sort: Sort) -> Vec<(String, String)> {
    let fields = of(sort).iter().flat_map(|Input { name, takes, .. }| match takes {
        Takes::Text(_) => {
            Language::ALL.map(|one| (format!("{name}_{}", one.tag()), format!("/{name}/{}", one.tag()))).to_vec()
        }
        _ => vec![((*name).to_owned(), format!("/{name}"))],
    });
    std::iter::once(("id".to_owned(), "/id".to_owned())).chain(fields).collect()
}

async fn form(opened: &Opened, (sort, id): (Sort, Option<&str>), state: &FormState, beside: Option<Markup>) -> Reply {
    let language = opened.language();
    let (title, action) = match id {
        Some(id) => (opened.name_of((sort, id)), format!("{}/edit", path(sort, id))),
        None => {
            let title = opened.say(&format!("entry-new-{}", sort.code()));
            (title, format!("/console/directory/{}/new", sort.plural()))
        }
    };
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary(language, state))
            @if let Some(beside) = beside { (beside) }
            (ui::form(&action, &opened.desk.staff.csrf, html! {
                @if id.is_none() {
                    (Field::new("id", &label(language, "id")).max_length(96).required().hint(&opened.say("entry-hint-id")).show(language, state))
                }
                (fields(language, &opened.catalogue, sort, state))
                p class="actions" { (ui::button(&opened.say("place-save"))) }
            }))
        }
    };
    let page = opened.frame_of(sort).await?.title(&title);
    let page = match id {
        Some(id) => page.crumb(&title, &path(sort, id)).title(&opened.say("entry-edit")).lead(title.clone()),
        None => page.lead(opened.say("entry-new-lead")),
    };
    Ok(page.of_form(state).render(body))
}

/// The fields of an entry, with what was entered.
fn fields(language: Language, catalogue: &Catalogue, sort: Sort, state: &FormState) -> Markup {
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
