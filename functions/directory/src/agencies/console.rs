//! How an agency is reached, in the console: its address, its desks with who
//! stands in, the days on which it does not work.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::NaiveDate;
use domain::Language;
use domain::agency::{Absence, Agency, Asking, Desk};
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use domain::ids::{AgencyId, LocationId, NeedTypeId};
use domain::location::ClosingDays;
use domain::notice::Wish;
use maud::{Markup, html};
use serde::Deserialize;
use store::Condition;
use store::repos::catalogue::Kind;
use validator::Validate;
use web::extract::{FormBody, FormState, Id};
use web::page::{ConsoleNav, Page};
use web::ui::{self, ChoiceOption, Choices, Field, Table};
use web::{Context, Coordinator, Problem, StaffMember, Visit, format};

use super::api::check_desks;
use crate::entries::errors::Errors;
use crate::entries::rows;
use crate::shown::{wish_of, wishes};
use crate::{word, word_with};

/// Fields of a desk beside its name.
const DESK_FIELDS: [&str; 7] = ["email", "places", "kinds", "languages", "away_from", "away_to", "deputy"];
/// Characters of a desk's id, without the number behind it.
const ID_CHARS: usize = 36;

/// What the form carries beside its rows, which are read one by one.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct AgencyForm {
    version: u64,
}

/// The agencies of today, with where their mails go. Two reads.
pub(super) async fn list(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
) -> Result<Response, Problem> {
    let language = visit.language;
    let label = |key: &str| word(language, key);
    let catalogue = context.store.catalogue().load().await?;
    let heads = [label("agencies-name"), label("agencies-email"), label("agencies-desks")];
    let mut table = Table::new(&label("agencies-title"), &heads.each_ref().map(String::as_str));
    for agency in catalogue.agencies_on(context.store.now().day_in(BRUSSELS)) {
        table = table.row(vec![
            html! { a href={ "/console/agencies/" (agency.id) } { strong { (agency.short) } } },
            html! { (agency.email) },
            html! { (agency.desks.iter().map(|desk| desk.name.as_str()).collect::<Vec<_>>().join(", ")) },
        ]);
    }
    let page = frame(&context, &visit, &staff).await?.title(&label("agencies-title")).lead(label("agencies-lead"));
    Ok(page.render(html! { section class="card" { (table.show()) } }))
}

async fn frame<'a>(context: &Context, visit: &'a Visit, staff: &'a StaffMember) -> Result<Page<'a>, Problem> {
    let page = Page::console(visit, staff).waiting(web::page::waiting(context, staff).await?);
    Ok(page.console_nav(ConsoleNav::Directory))
}

/// One agency. Three reads.
pub(super) async fn one(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
    Id(id): Id<AgencyId>,
) -> Result<Response, Problem> {
    let row = rows::load::<Agency>(&context, Kind::Agency, id.as_str()).await?;
    show(&context, (&visit, &staff), &row.value, &filled(&row.value, row.version)).await
}

/// Saves it over the version that was read. Two reads, one commit.
pub(super) async fn save(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
    Id(id): Id<AgencyId>,
    form: FormBody<AgencyForm>,
) -> Result<Response, Problem> {
    let mut state = form.state.clone();
    let version = form.into_value()?.version;
    let row = rows::load::<Agency>(&context, Kind::Agency, id.as_str()).await?;
    if row.version != version {
        return Err(Problem::changed_meanwhile());
    }
    let catalogue = context.store.catalogue().load().await?;
    let (agency, places) = entered(&row.value, &mut state);
    let mut errors = Errors::default();
    check_desks(&agency.desks, &catalogue, &mut errors);
    for error in errors.list() {
        state.blame(&field_of(&error.pointer, &places), error.detail);
    }
    if state.is_refused() {
        return show(&context, (&visit, &staff), &row.value, &state).await;
    }
    let catalogue = context.store.catalogue();
    let put = catalogue.put(Kind::Agency, id.as_str(), &agency, Condition::Version(version));
    put.await.map_err(Problem::of_change)?;
    Ok(Redirect::to(&format!("/console/agencies/{id}?done=saved")).into_response())
}

fn filled(agency: &Agency, version: u64) -> FormState {
    let mut values = vec![
        ("version".to_owned(), version.to_string()),
        ("email".to_owned(), agency.email.as_str().to_owned()),
        ("notices".to_owned(), wish_of(agency.notices)),
        ("asking".to_owned(), agency.asking.code().to_owned()),
    ];
    for (at, span) in agency.closures.iter().enumerate() {
        values.extend([(format!("from_{at}"), span.from.to_string()), (format!("to_{at}"), span.to.to_string())]);
    }
    let joined = |all: Vec<&str>| all.join(", ");
    for (at, desk) in agency.desks.iter().enumerate() {
        values.extend([
            (format!("name_{at}"), desk.name.clone()),
            (format!("email_{at}"), desk.email.as_str().to_owned()),
            (format!("places_{at}"), joined(desk.locations.iter().map(LocationId::as_str).collect())),
            (format!("kinds_{at}"), joined(desk.need_types.iter().map(NeedTypeId::as_str).collect())),
            (format!("languages_{at}"), joined(desk.languages.iter().map(|one| one.tag()).collect())),
        ]);
        if let Some(absence) = desk.absences.first() {
            values.extend([
                (format!("away_from_{at}"), absence.from.to_string()),
                (format!("away_to_{at}"), absence.to.to_string()),
                (
                    format!("deputy_{at}"),
                    absence.deputy.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default(),
                ),
            ]);
        }
    }
    FormState::filled(values)
}

/// The agency as it was entered: one desk and one span more than there were,
/// and the row of the form that each desk stands in; what can't be read is put beside its field.
fn entered(before: &Agency, state: &mut FormState) -> (Agency, Vec<usize>) {
    let mut agency = before.clone();
    agency.email = email(state, "email").unwrap_or_else(|| before.email.clone());
    agency.notices = Wish::from_code(state.get("notices"));
    agency.asking = Asking::from_code(state.get("asking")).unwrap_or(before.asking);
    agency.closures = (0..=before.closures.len())
        .filter_map(|at| {
            let (from, to) = span(state, (&format!("from_{at}"), &format!("to_{at}")))?;
            let kept = before.closures.iter().find(|one| (one.from, one.to) == (from, to));
            Some(ClosingDays { from, to, reason: kept.and_then(|one| one.reason.clone()) })
        })
        .collect();
    let (mut desks, mut places) = (Vec::new(), Vec::new());
    for at in 0..=before.desks.len() {
        let name = state.get(&format!("name_{at}")).trim().to_owned();
        let typed = |field: &str| !state.get(&format!("{field}_{at}")).trim().is_empty();
        if name.is_empty() {
            // A desk that there is goes with its name; a new one is not dropped in silence.
            if at == before.desks.len() && DESK_FIELDS.into_iter().any(typed) {
                wrong(state, &format!("name_{at}"), Wrong::Missing);
            }
            continue;
        }
        let Some(email) = email(state, &format!("email_{at}")) else { continue };
        let away = span(state, (&format!("away_from_{at}"), &format!("away_to_{at}")));
        let deputy = Some(format!("deputy_{at}")).filter(|field| !state.get(field).is_empty());
        let deputy = deputy.and_then(|field| self::email(state, &field));
        if deputy.is_some() && away.is_none() {
            wrong(state, &format!("away_from_{at}"), Wrong::Missing);
        }
        let known = before.desks.get(at);
        let mut absences: Vec<Absence> =
            known.map(|desk| desk.absences.iter().skip(1).cloned().collect()).unwrap_or_default();
        absences.splice(0..0, away.map(|(from, to)| Absence { from, to, deputy }));
        let id = known.map_or_else(|| new_id(&name, &before.desks), |desk| desk.id.clone());
        desks.push(Desk {
            id,
            name,
            email,
            locations: listed(state, &format!("places_{at}"), |id| LocationId::parse(id).ok()),
            need_types: listed(state, &format!("kinds_{at}"), |id| NeedTypeId::parse(id).ok()),
            languages: listed(state, &format!("languages_{at}"), Language::from_tag),
            absences,
        });
        places.push(at);
    }
    agency.desks = desks;
    (agency, places)
}

/// An id of a desk's name that no other of the agency has.
fn new_id(name: &str, others: &[Desk]) -> String {
    let folded = domain::member::matching::fold(name);
    let plain = folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(ID_CHARS);
    let plain = plain.collect::<String>().trim_matches('-').to_owned();
    let plain = if plain.is_empty() { "desk".to_owned() } else { plain };
    let is_free = |id: &String| !others.iter().any(|desk| desk.id == *id);
    let numbered = (2..=others.len() + 1).map(|number| format!("{plain}-{number}"));
    std::iter::once(plain.clone()).chain(numbered).find(is_free).unwrap_or(plain)
}

fn wrong(state: &mut FormState, field: &str, problem: Wrong) {
    state.blame_all(vec![FieldError::new(format!("/{field}"), problem)], |_| field.to_owned());
}

fn email(state: &mut FormState, field: &str) -> Option<EmailAddress> {
    let read = EmailAddress::parse(state.get(field).trim()).ok();
    if read.is_none() {
        wrong(state, field, Wrong::WrongType(Expected::Email));
    }
    read
}

/// Two days, where both or one are entered.
fn span(state: &mut FormState, (from, to): (&str, &str)) -> Option<(NaiveDate, NaiveDate)> {
    let given = |state: &FormState, field: &str| state.get(field).trim().to_owned();
    let (first, last) = (given(state, from), given(state, to));
    if first.is_empty() && last.is_empty() {
        return None;
    }
    let mut day = |text: &str, field: &str| {
        let read = text.parse::<NaiveDate>().ok();
        if read.is_none() {
            wrong(state, field, Wrong::WrongType(Expected::Date));
        }
        read
    };
    let first = day(&first, from)?;
    let last = if last.is_empty() { first } else { day(&last, to)? };
    if last < first {
        wrong(state, to, Wrong::EndsBeforeItBegins);
        return None;
    }
    Some((first, last))
}

/// Ids between commas; one that is none is put beside the field.
fn listed<T>(state: &mut FormState, field: &str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let text = state.get(field).to_owned();
    let items: Vec<&str> = text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect();
    let all: Vec<T> = items.iter().filter_map(|item| read(item)).collect();
    if all.len() < items.len() {
        wrong(state, field, Wrong::WrongType(Expected::Id));
    }
    all
}

/// The field of the form that a pointer means.
fn field_of(pointer: &str, places: &[usize]) -> String {
    let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    let ["desks", at, field, ..] = parts.as_slice() else { return "email".to_owned() };
    let row = at.parse().ok().and_then(|at: usize| places.get(at).copied()).unwrap_or_default();
    let name = match *field {
        "locations" => "places",
        "need_types" => "kinds",
        "absences" => "away_to",
        _ => "name",
    };
    format!("{name}_{row}")
}

/// How the agency is asked about needs.
fn asked(language: Language, state: &FormState) -> Markup {
    let named = |one: Asking| ChoiceOption::new(one.code(), word(language, &format!("asking-{}", one.code())));
    let legend = word(language, "agency-asking");
    Choices::one("asking", &legend)
        .hint(&word(language, "agency-asking-hint"))
        .options(Asking::ALL.map(named))
        .show(language, state)
}

async fn show(
    context: &Context,
    (visit, staff): (&Visit, &StaffMember),
    agency: &Agency,
    state: &FormState,
) -> Result<Response, Problem> {
    let language = visit.language;
    let label = |key: &str| word(language, key);
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
                div class="form-row" {
                    (field(&format!("name_{at}"), "agency-desk-name").max_length(60).show(language, state))
                    (field(&format!("email_{at}"), "agency-desk-email").kind("email").max_length(254).show(language, state))
                }
                (field(&format!("places_{at}"), "agency-desk-places").hint(&label("agency-desk-hint")).max_length(400).show(language, state))
                (field(&format!("kinds_{at}"), "agency-desk-kinds").hint(&label("agency-desk-hint")).max_length(600).show(language, state))
                (field(&format!("languages_{at}"), "agency-desk-languages").hint(&label("agency-desk-languages-hint")).max_length(20).show(language, state))
                h3 { (label("agency-desk-away")) }
                (dates(&format!("away_from_{at}"), &format!("away_to_{at}")))
                (field(&format!("deputy_{at}"), "agency-desk-deputy").kind("email").hint(&label("agency-desk-deputy-hint")).max_length(254).show(language, state))
            }
        }
    };
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary(language, state))
            (ui::form(&format!("/console/agencies/{}", agency.id), &staff.csrf, html! {
                (ui::hidden("version", state.get("version")))
                (field("email", "agency-email").kind("email").hint(&label("agency-email-hint")).max_length(254).required().show(language, state))
                (wishes(language, ("agency-notices", "agency-notices-usual"), state))
                (asked(language, state))
                h2 { (label("agency-desks")) }
                p class="soft" { (label("agency-desks-what")) }
                @for at in 0..=agency.desks.len() { (desk(at)) }
                h2 { (label("agency-closures")) }
                p class="soft" { (label("agency-closures-what")) }
                @for at in 0..=agency.closures.len() { (dates(&format!("from_{at}"), &format!("to_{at}"))) }
                p class="actions" { (ui::button(&label("place-save"))) }
            }))
        }
    };
    let done = (visit.done.as_deref() == Some("saved")).then(|| ui::notice(label("agency-saved")));
    let until = agency.closures.iter().map(|span| span.to).max();
    let page = frame(context, visit, staff).await?.title(&agency.short).notice(done);
    let page = page.crumb(&label("agencies-title"), "/console/agencies");
    let page = match until {
        Some(day) => {
            page.lead(word_with(language, "agency-closed-until", &[("day", format::date(language, day).into())]))
        }
        None => page,
    };
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}
