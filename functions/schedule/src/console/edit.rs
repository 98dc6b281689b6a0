//! One permanence: its form, its exceptions, its end.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::PermanenceId;
use domain::permanence::Permanence;
use maud::html;
use store::{Transaction, Versioned};
use web::extract::{FormBody, FormState, Id};
use web::i18n::text;
use web::page::ConsoleNav;
use web::{Context, Coordinator, Page, Problem, StaffMember, Visit, ui};

use super::draft::{PermanenceForm, blame};
use super::fields::Shown;
use super::rhythm::rhythm;
use super::{agency_name, done, exceptions, notice, place_name};
use crate::{LOCALES, word, word_with};

/// What the page is made of.
pub(super) struct Edited<'a> {
    /// The request.
    pub(super) visit: &'a Visit,
    /// Who asks.
    pub(super) staff: &'a StaffMember,
    /// The directory.
    pub(super) catalogue: &'a Catalogue,
    /// The permanence as stored.
    pub(super) before: &'a Versioned<Permanence>,
    /// Today in Brussels.
    pub(super) today: NaiveDate,
    /// Needs that wait, for the navigation.
    pub(super) waiting: u64,
}

/// The page of a permanence. Two reads.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
    Id(id): Id<PermanenceId>,
) -> Result<Response, Problem> {
    let before = context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let catalogue = context.store.catalogue().load().await?;
    let today = context.store.now().day_in(BRUSSELS);
    let waiting = web::page::waiting(&context, &staff).await?;
    let edited = Edited { visit: &visit, staff: &staff, catalogue: &catalogue, before: &before, today, waiting };
    let state = PermanenceForm::state_of(&before.value, before.version);
    Ok(edited.render(&state, &FormState::default()))
}

impl Edited<'_> {
    /// The page, with what was entered in its two forms.
    pub(super) fn render(&self, state: &FormState, exception: &FormState) -> Response {
        let language = self.visit.language;
        let permanence = &self.before.value;
        let path = format!("/console/schedule/{}", permanence.id);
        let shown = Shown { language, catalogue: self.catalogue, agency: &permanence.agency, day: self.today };
        let main = html! {
            (ui::error_summary(language, state))
            (ui::error_summary(language, exception))
            (ui::card(&word(language, "edit-series"), shown.form(&path, &self.staff.csrf, state, &word(language, "edit-save"))))
        };
        let aside = html! {
            (ui::card(&word(language, "exceptions-title"), exceptions::section(self, exception)))
            (ui::card(&word(language, "edit-more"), html! {
                ul {
                    li { a href={ "/locations/" (permanence.location) } { (word(language, "edit-see-public")) } }
                    li { a href={ (path) "/delete" } { (word(language, "edit-delete")) } }
                }
            }))
        };
        let name = agency_name(self.catalogue, &permanence.agency, self.today);
        let place = place_name(self.catalogue, &permanence.location);
        let args = [("agency", name.into()), ("location", place.into())];
        let status =
            word(language, if permanence.is_published() { "status-published-long" } else { "status-draft-long" });
        let mut page = Page::console(self.visit, self.staff)
            .waiting(self.waiting)
            .console_nav(ConsoleNav::Schedule)
            .crumb(&word(language, "schedule-title"), "/console/schedule")
            .title(&word_with(language, "edit-title", &args))
            .lead(format!("{} · {status}", rhythm(language, permanence)))
            .notice(notice(self.visit));
        if state.is_refused() || exception.is_refused() {
            page = page.refused();
        }
        page.render(ui::columns(main, aside))
    }
}

/// Saves it over the version that the form was filled in over. Two reads, one
/// commit.
pub(super) async fn save(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
    Id(id): Id<PermanenceId>,
    FormBody { value, mut state }: FormBody<PermanenceForm>,
) -> Result<Response, Problem> {
    let before = context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let catalogue = context.store.catalogue().load().await?;
    let today = context.store.now().day_in(BRUSSELS);
    let waiting = web::page::waiting(&context, &staff).await?;
    let edited = Edited { visit: &visit, staff: &staff, catalogue: &catalogue, before: &before, today, waiting };
    let named = value.as_ref().and_then(|form| form.version);
    let draft = value.and_then(|form| form.into_draft(Some(&before.value), &mut state));
    if named != Some(before.version) && !state.is_refused() {
        // What was entered stays; sending it again overwrites the other change.
        state.values.push(("version".to_owned(), before.version.to_string()));
        state.blame("location", text(&LOCALES, "changed-meanwhile"));
    }
    let parsed = draft.filter(|_| !state.is_refused()).map(|draft| draft.parse(id.clone(), &catalogue));
    let after = match parsed {
        Some(Ok(after)) => after,
        Some(Err(errors)) => {
            blame(&mut state, errors);
            return Ok(edited.render(&state, &FormState::default()));
        }
        None => return Ok(edited.render(&state, &FormState::default())),
    };
    let mut tx = Transaction::new();
    context.store.permanences().save(&mut tx, &before, &after);
    context.store.commit(tx).await?;
    Ok(done(&format!("/console/schedule/{id}"), "saved"))
}
