//! One permanence: its form, its exceptions, its end.

use axum::response::{IntoResponse as _, Redirect};
use chrono::NaiveDate;
use domain::ids::PermanenceId;
use domain::local_time;
use domain::permanence::{Permanence, PermanenceDraft};
use domain::sessions::has_session_on;
use maud::{Markup, html};
use web::extract::{FormBody, FormOver, FormState, QueryParams};
use web::{Reply, format, ui};

use super::draft::{PermanenceForm, blame_refusal};
use super::fields::Shown;
use super::opened::{Edited, Opened, Ways};
use super::rhythm::{end, rhythm};
use super::scope::{Reach, ScopeQuery};
use super::{exceptions, scope};
use crate::console::{notice, schedule_page};
use crate::permanences::change::{Planned, Stored, next_id};
use crate::rota::Refused;
use crate::rota::console::cards::warnings;
use crate::{word, word_with};

/// The page of a permanence, or of what follows from one of its sessions on.
/// Six reads; where it names advisers two more, and one for each agency whose
/// work theirs does.
pub(super) async fn page(opened: Opened, QueryParams(query): QueryParams<ScopeQuery>) -> Reply {
    let before = &opened.before;
    let mut state = PermanenceForm::state_of(&before.value, before.version);
    let mut nowhere = None;
    match query.reach() {
        Reach::All => {}
        Reach::This(day) | Reach::Following(day) if !has_session_on(&before.value, day) => {
            nowhere = Some(query.refused());
        }
        Reach::This(day) => {
            return Ok(Redirect::to(&format!("{}/move?date={day}", opened.path())).into_response());
        }
        Reach::Following(day) => {
            if let Some(split) = before.value.split(day, before.value.id.clone()) {
                state = PermanenceForm::state_of(&split.next, before.version);
            }
            state.values.push(("from".to_owned(), day.to_string()));
            state.values.extend(query.location.map(|location| ("location".to_owned(), location.to_string())));
            let to = query.to.filter(|to| to.parse::<NaiveDate>().is_ok());
            state.values.extend(to.map(|to| ("date".to_owned(), to)));
        }
    }
    let edited = Edited { nowhere, ..Edited::load(&opened).await? };
    edited.render(&state, &FormState::default()).await
}

impl Edited<'_> {
    /// The page, with what was entered in its two forms. One query.
    pub(super) async fn render(&self, state: &FormState, exception: &FormState) -> Reply {
        let Opened { desk, catalogue, before } = self.opened;
        let (language, permanence, path) = (desk.language(), &before.value, self.opened.path());
        let shown = Shown { language, catalogue, agency: &permanence.agency, team: &self.team, day: self.today };
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
            (warnings(language, "warnings-series", &self.clashes))
            (scope::choice(language, &path, &exceptions::days_to_come(self), (reach, self.nowhere.as_ref())))
            (ui::card(&title, shown.form(&path, &desk.staff.csrf, state, &word(language, "edit-save"))))
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
        let page = schedule_page(desk)
            .await?
            .title(&self.opened.title(self.today))
            .lead(self.lead())
            .notice(notice(&desk.visit))
            .of_form(state)
            .of_form(exception);
        Ok(if self.nowhere.is_some() { page.refused() } else { page }.render(ui::columns(main, aside)))
    }

    /// When it is and until when, how many sessions to come differ, who sees it.
    fn lead(&self) -> Markup {
        let (language, permanence) = (self.opened.desk.language(), &self.opened.before.value);
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
pub(super) async fn save(opened: Opened, FormOver(FormBody { value, mut state }): FormOver<PermanenceForm>) -> Reply {
    let from = value.as_ref().and_then(|form| form.from);
    let draft = value.and_then(|form| form.into_draft(Some(&opened.before.value), &mut state));
    let is_whole = !state.is_refused() && !state.is_late("location", &FormState::at(opened.before.version));
    let planned = match draft.filter(|_| is_whole) {
        Some(draft) => {
            let from = from.map(|from| next_id(opened.desk.store()).map(|next| (from, next))).transpose()?;
            decide(opened.stored(), from, draft).await
        }
        None => Err(Refused::Fields(Vec::new())),
    };
    let planned = match planned {
        Ok(planned) => planned,
        Err(refused) => {
            blame_refusal(&mut state, refused)?;
            return Edited::load(&opened).await?.render(&state, &FormState::default()).await;
        }
    };
    let path = opened.path();
    let next = planned.next.as_ref().map(|next| format!("/console/schedule/{}", next.id));
    let saved = next.as_deref().map_or((path.as_str(), "saved"), |next| (next, "divided"));
    opened.save(&planned, &state, &Ways { action: &path, back: &path, saved }).await
}

/// All of the series, or what follows from a session on, as it was entered.
async fn decide(
    of: Stored<'_>,
    from: Option<(NaiveDate, PermanenceId)>,
    draft: PermanenceDraft,
) -> Result<Planned, Refused> {
    let Some(from) = from else {
        let after = draft.parse(of.before.id.clone(), of.catalogue).map_err(Refused::Fields)?;
        return of.all(after).await;
    };
    let entered = |rest: &Permanence| {
        let starts = draft.start != local_time::format(rest.start);
        (draft, starts)
    };
    of.following(from, entered).await
}
