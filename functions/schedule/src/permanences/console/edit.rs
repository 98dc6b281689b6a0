//! One permanence: its form, its exceptions, its end.

use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::ids::PermanenceId;
use domain::local_time;
use domain::permanence::{Permanence, PermanenceDraft};
use domain::sessions::has_session_on;
use maud::{Markup, html};
use store::Transaction;
use web::extract::{FormBody, FormOver, FormState, Id, QueryParams};
use web::i18n::text;
use web::{Context, CoordinatorDesk, Desk, Problem, format, ui};

use super::draft::{PermanenceForm, blame_refusal};
use super::edited::Edited;
use super::fields::Shown;
use super::rhythm::{end, rhythm};
use super::scope::{Reach, ScopeQuery};
use super::{ask, exceptions, scope};
use crate::console::{agency_name, notice, schedule_page};
use crate::permanences::change;
use crate::permanences::change::Planned;
use crate::rota::Refused;
use crate::rota::console::warnings;
use crate::{LOCALES, word, word_with};

/// The page of a permanence, or of what follows from one of its sessions on.
/// Six reads; where it names advisers two more, and one for each agency whose
/// work theirs does.
pub(super) async fn page(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<PermanenceId>,
    QueryParams(query): QueryParams<ScopeQuery>,
) -> Result<Response, Problem> {
    let before = desk.context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let mut state = PermanenceForm::state_of(&before.value, before.version);
    let mut nowhere = None;
    match query.reach() {
        Reach::All => {}
        Reach::This(day) | Reach::Following(day) if !has_session_on(&before.value, day) => {
            nowhere = Some(query.refused());
        }
        Reach::This(day) => {
            return Ok(Redirect::to(&format!("/console/schedule/{id}/move?date={day}")).into_response());
        }
        Reach::Following(day) => {
            if let Some(split) = before.value.split(day, id.clone()) {
                state = PermanenceForm::state_of(&split.next, before.version);
            }
            state.values.push(("from".to_owned(), day.to_string()));
            state.values.extend(query.location.map(|location| ("location".to_owned(), location.to_string())));
            let to = query.to.filter(|to| to.parse::<NaiveDate>().is_ok());
            state.values.extend(to.map(|to| ("date".to_owned(), to)));
        }
    }
    let catalogue = desk.context.store.catalogue().load().await?;
    let edited = Edited { nowhere, ..Edited::load(&desk, &catalogue, &before).await? };
    edited.render(&state, &FormState::default()).await
}

impl Edited<'_> {
    /// The page, with what was entered in its two forms. One query.
    pub(super) async fn render(&self, state: &FormState, exception: &FormState) -> Result<Response, Problem> {
        let language = self.desk.language();
        let permanence = &self.before.value;
        let path = format!("/console/schedule/{}", permanence.id);
        let shown = Shown {
            language,
            catalogue: self.catalogue,
            agency: &permanence.agency,
            team: &self.team,
            day: self.today,
        };
        let from = state.get("from").parse::<NaiveDate>().ok();
        let title = match from {
            Some(day) => word_with(language, "edit-from", &[("day", format::day_short(language, day).into())]),
            None => word(language, "edit-series"),
        };
        let reach = from.map_or(Reach::All, Reach::Following);
        let main = html! {
            (ui::error_summary(language, state))
            (ui::error_summary(language, exception))
            @if let Some(nowhere) = &self.nowhere { (ui::error_summary(language, nowhere)) }
            @if !self.is_told_there { (ui::warning(word(language, "edit-nobody-told"))) }
            (warnings::card(language, "warnings-series", &self.clashes))
            (scope::choice(language, &path, &exceptions::days_to_come(self), (reach, self.nowhere.as_ref())))
            (ui::card(&title, shown.form(&path, &self.desk.staff.csrf, state, &word(language, "edit-save"))))
        };
        let aside = html! {
            div id="exceptions" { (ui::card(&word(language, "exceptions-title"), exceptions::section(self, exception))) }
            (ui::card(&word(language, "edit-more"), html! {
                ul {
                    li { a href={ "/locations/" (permanence.location) } { (word(language, "edit-see-public")) } }
                    li { a href={ (path) "/delete" } { (word(language, "edit-delete")) } }
                }
            }))
        };
        let name = agency_name(self.catalogue, &permanence.agency, self.today);
        let place = self.catalogue.place_name(&permanence.location);
        let args = [("agency", name.into()), ("location", place.into())];
        let page = schedule_page(self.desk)
            .await?
            .title(&word_with(language, "edit-title", &args))
            .lead(self.lead())
            .notice(notice(&self.desk.visit));
        let is_refused = state.is_refused() || exception.is_refused() || self.nowhere.is_some();
        Ok(if is_refused { page.refused() } else { page }.render(ui::columns(main, aside)))
    }

    /// When it is and until when, how many sessions to come differ, who sees it.
    fn lead(&self) -> Markup {
        let language = self.desk.language();
        let permanence = &self.before.value;
        let differ = permanence.exceptions.iter().filter(|exception| self.today <= exception.date).count();
        let status = if permanence.is_published() { "status-published-long" } else { "status-draft-long" };
        html! {
            (rhythm(language, permanence))
            @if let Some(end) = end(language, permanence) { ", " (end) }
            @if differ > 0 {
                " · " a href="#exceptions" { (word_with(language, "rhythm-differs", &[("n", differ.into())])) }
            }
            " · " (word(language, status))
        }
    }
}

/// Saves it over the version that the form was filled in over, unless it can't
/// take place beside what is planned; asks first where people with an
/// appointment would notice. Three reads, where advisers are named two more and
/// one for each agency whose work theirs does; a query and a read for 50
/// bookings; one commit.
pub(super) async fn save(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<PermanenceId>,
    FormOver(FormBody { value, mut state }): FormOver<PermanenceForm>,
) -> Result<Response, Problem> {
    let Desk { context, staff, .. } = &desk;
    let store = &context.store;
    let before = store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let catalogue = store.catalogue().load().await?;
    let from = value.as_ref().and_then(|form| form.from);
    let draft = value.and_then(|form| form.into_draft(Some(&before.value), &mut state));
    if state.check_version(before.version).is_err() && !state.is_refused() {
        // What was entered stays; sending it again overwrites the other change.
        state.values.push(("version".to_owned(), before.version.to_string()));
        state.blame("location", text(&LOCALES, "changed-meanwhile"));
    }
    let planned = match draft.filter(|_| !state.is_refused()) {
        Some(draft) => {
            let from = from.map(|from| change::next_id(store).map(|next| (from, next))).transpose()?;
            decide(context, &catalogue, &before.value, from, draft).await
        }
        None => Err(Refused::Fields(Vec::new())),
    };
    let planned = match planned {
        Ok(planned) => planned,
        Err(refused) => {
            blame_refusal(&mut state, refused)?;
            let edited = Edited::load(&desk, &catalogue, &before).await?;
            return edited.render(&state, &FormState::default()).await;
        }
    };
    let path = format!("/console/schedule/{id}");
    let affected = planned.affected(store, &catalogue).await?;
    if ask::asking(&affected).is_needed(&state) {
        return ask::page(&desk, &affected, &state, (&path, &path)).await;
    }
    let mut tx = Transaction::new();
    planned.save(store, &mut tx, &before, &staff.actor);
    store.commit(tx).await?;
    Ok(match &planned.next {
        Some(next) => web::done(&format!("/console/schedule/{}", next.id), "divided"),
        None => web::done(&path, "saved"),
    })
}

/// All of the series, or what follows from a session on, as it was entered.
async fn decide(
    context: &Context,
    catalogue: &Catalogue,
    before: &Permanence,
    from: Option<(NaiveDate, PermanenceId)>,
    draft: PermanenceDraft,
) -> Result<Planned, Refused> {
    let store = &context.store;
    let Some((from, next)) = from else {
        let after = draft.parse(before.id.clone(), catalogue).map_err(Refused::Fields)?;
        return change::all(store, catalogue, before, after).await;
    };
    let entered = |rest: &Permanence| {
        let starts = draft.start != local_time::format(rest.start);
        (draft, starts)
    };
    change::following(store, catalogue, before, (from, next), entered).await
}
