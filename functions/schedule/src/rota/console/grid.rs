//! The week as a grid, places by days with the agencies in it. Every cell has a
//! link that plans something there and every session one that moves it; with
//! JavaScript a session can also be dragged to another day or place, and an
//! empty cell be pressed. For whoever does not plan, a session that they look
//! after leads to its day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Days, NaiveDate};
use domain::Language;
use domain::agency::AgencyKind;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, PermanenceId, SessionId};
use domain::rota::{Clash, Covered};
use domain::sessions::SessionStatus;
use maud::{Markup, html};
use web::{Scope, format, ui};

use super::cards::reason;
use super::stops::Stop;
use crate::console::agency_name;
use crate::rota::api::aim_code;
use crate::sessions::{Occurrence, looks_after};
use crate::{word, word_with};

/// What the grid is drawn from.
pub(super) struct Grid<'a> {
    pub(super) language: Language,
    pub(super) catalogue: &'a Catalogue,
    /// What whoever looks looks after.
    pub(super) scope: &'a Scope,
    /// Whether whoever looks may change the rota.
    pub(super) edits: bool,
    pub(super) monday: NaiveDate,
    pub(super) marks: Marks<'a>,
    pub(super) coverage: &'a [Covered],
}

/// What is marked in it.
pub(super) struct Marks<'a> {
    pub(super) clashes: &'a [Clash],
    /// The series of whoever looks.
    pub(super) own: &'a BTreeSet<&'a PermanenceId>,
    /// Appointments at times at which nobody is.
    pub(super) nobody: &'a BTreeMap<SessionId, u32>,
}

impl Grid<'_> {
    /// The grid; days at the weekend only where something is on them.
    pub(super) fn show(&self, stops: &[Stop<'_>]) -> Markup {
        let weekend = stops.iter().any(|stop| stop.days.iter().skip(5).any(|day| !day.is_empty()));
        let days: Vec<NaiveDate> = (0..if weekend { 7 } else { 5 })
            .filter_map(|ahead| self.monday.checked_add_days(Days::new(ahead)))
            .collect();
        let rows: Vec<&Stop<'_>> =
            stops.iter().filter(|stop| stop.is_core() || !stop.is_empty() || self.gap(stop).is_some()).collect();
        let caption = self.word("week-by-place");
        html! {
            @if rows.is_empty() {
                (ui::empty(&self.word("week-none"), self.word("week-none-how")))
            } @else {
                div class="week-scroll" role="region" aria-label=(caption) tabindex="0" {
                    table class="week rota by-place" role="table" data-rota[self.edits] {
                        caption class="hidden" { (caption) }
                        thead role="rowgroup" { tr role="row" {
                            th scope="col" role="columnheader" { (self.word("week-place")) }
                            @for day in &days { th scope="col" role="columnheader" { (self.day_of_month(*day)) } }
                        } }
                        tbody role="rowgroup" { @for stop in rows { (self.row(stop, &days)) } }
                    }
                }
            }
        }
    }

    fn word(&self, key: &str) -> String {
        word(self.language, key)
    }

    /// `ma 24`.
    fn day_of_month(&self, day: NaiveDate) -> String {
        format!("{} {}", format::weekday_short(self.language, day), day.day())
    }

    fn row(&self, stop: &Stop<'_>, days: &[NaiveDate]) -> Markup {
        let gap = self.gap(stop);
        let nobody = stop.is_core() && stop.is_empty();
        html! {
            tr role="row" {
                th scope="row" role="rowheader" {
                    (stop.name())
                    @if nobody || gap.is_some() {
                        p { (ui::badge(ui::Tone::Amber, ui::Icon::Alert, &self.word(if nobody { "week-gap" } else { "week-gap-other" }))) }
                    }
                    @if let Some(gap) = gap { p class="soft" { (gap) } }
                }
                @for (day, sessions) in days.iter().zip(&stop.days) {
                    td role="cell" class=[nobody.then_some("gap")] data-label=(self.day_of_month(*day)) data-day=(day) data-stop=(stop.id()) {
                        @for one in sessions { (self.chip(stop, one)) }
                        @if self.edits { (self.add(stop, *day, sessions.is_empty())) }
                    }
                }
            }
        }
    }

    /// The first aim that is not met at a stop, with its reason.
    fn gap(&self, stop: &Stop<'_>) -> Option<String> {
        let here = |covered: &&Covered| stop.locations.iter().any(|location| location.id == covered.location);
        let (aim, gap) = self.coverage.iter().filter(here).flat_map(Covered::gaps).next()?;
        let aim = self.word(&format!("aim-{}", aim_code(aim)));
        let args = [("aim", aim.into()), ("reason", reason(self.language, gap).into())];
        Some(word_with(self.language, "gap-said", &args))
    }

    /// A session; the colour of an agency is the same in every week.
    fn chip(&self, stop: &Stop<'_>, one: &Occurrence<'_>) -> Markup {
        let (session, permanence) = one;
        let at = session.local_start;
        let name = agency_name(self.catalogue, &session.agency, at.date());
        let (tone, words) = match session.status {
            SessionStatus::Cancelled => {
                (ui::Tone::Plain, word_with(self.language, "chip-cancelled", &[("agency", name.into())]))
            }
            SessionStatus::Scheduled if !permanence.is_published() => {
                (ui::Tone::Plain, word_with(self.language, "chip-draft", &[("agency", name.into())]))
            }
            SessionStatus::Scheduled => (tone_of(self.catalogue, &session.agency), name.to_owned()),
        };
        let clash = self.marks.clashes.iter().find(|clash| clash.concerns(&session.id));
        let nobody = self.marks.nobody.get(&session.id).copied();
        let inside = html! {
            span { (ui::breakable(&words)) } " " time { (format::time(at.time())) }
            @if self.marks.own.contains(&permanence.id) {
                " " span class="mark" { (ui::Icon::Check.markup()) (self.word("day-own")) }
            }
            @if let Some(count) = nobody {
                @let words = word_with(self.language, "chip-nobody", &[("n", count.into())]);
                " " span class="mark" { (ui::Icon::Alert.markup()) (words) }
            }
            @if let Some(clash) = clash { (self.mark(clash)) }
        };
        let class =
            format!("chip {}{}", tone.class(), if clash.is_some() || nobody.is_some() { " marked" } else { "" });
        let moves = session.id.parts().filter(|_| self.edits && session.status == SessionStatus::Scheduled);
        let move_path = moves.as_ref().map(|(id, date)| format!("/console/schedule/{id}/move?date={date}"));
        let place_path = moves.map(|(id, date)| format!("/console/schedule/{id}?scope=following&from={date}"));
        html! {
            div class="placed" data-move=[move_path.as_deref()] data-place=[place_path.as_deref()] data-from=(stop.id()) {
                @if self.edits { a class=(class) href={ "/console/schedule/" (permanence.id) } { (inside) } }
                @else if permanence.is_published() && looks_after(self.scope, one) { a class=(class) href={ "/console/schedule/day?day=" (at.date()) } { (inside) } }
                @else { div class=(class) { (inside) } }
                @if let Some(path) = &move_path {
                    a class="move" href=(path) {
                        (self.word("chip-move"))
                        span class="hidden" { (format::colon(self.language)) (words) ", " (stop.plain_name()) ", " (format::local(self.language, at)) }
                    }
                }
            }
        }
    }

    /// Icon and word; the reason stands below the grid and is read out here.
    fn mark(&self, clash: &Clash) -> Markup {
        let (icon, key) =
            if clash.is_hard() { (ui::Icon::Cross, "clash-hard") } else { (ui::Icon::Alert, "clash-soft") };
        html! {
            span class="mark" { (icon.markup()) (self.word(key)) span class="hidden" { (format::colon(self.language)) (clash.reason.get(self.language)) } }
        }
    }

    fn add(&self, stop: &Stop<'_>, day: NaiveDate, empty: bool) -> Markup {
        html! {
            a class=(if empty { "add" } else { "add more" }) href={ "/console/schedule/new?location=" (stop.id()) "&day=" (day) } {
                span aria-hidden="true" { "+" }
                span class="hidden" { (self.word("gaps-fill")) (format::colon(self.language)) (stop.plain_name()) ", " (format::day_short(self.language, day)) }
            }
        }
    }
}

/// The core agencies have a colour of their own; the others share two.
fn tone_of(catalogue: &Catalogue, agency: &AgencyId) -> ui::Tone {
    let (own, shared) = ([ui::Tone::Green, ui::Tone::Sky], [ui::Tone::Amber, ui::Tone::Iris]);
    let living = catalogue.agencies.values().filter(|agency| agency.successor.is_none());
    let (core, others): (Vec<_>, Vec<_>) = living.partition(|agency| agency.kind == AgencyKind::CoreAgency);
    let place = |among: &[&domain::agency::Agency]| among.iter().position(|one| &one.id == agency);
    match place(&core) {
        Some(place) => own[place % own.len()],
        None => shared[place(&others).unwrap_or_default() % shared.len()],
    }
}
