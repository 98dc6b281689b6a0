//! Something broken in the rota, with the three best repairs: what each is, why,
//! and what it does. One press makes it.

use domain::catalogue::Catalogue;
use domain::ids::{AdviserId, RepairId};
use domain::rota::Team;
use domain::{Language, Text};
use flows::repairs::{self, Cause, ChooseError, Offer, Row};
use http::StatusCode;
use maud::{Markup, html};
use rota_planner::{Assignment, Cell};
use serde::Deserialize;
use store::Versioned;
use validator::Validate;
use web::extract::{FormBody, Id};
use web::page::ConsoleNav;
use web::{CoordinatorDesk, Desk, Problem, Reply, StaffMember, format, ui};

use super::list::path_of;
use super::{ahead, notice};
use crate::problems::not_mended;
use crate::reasons::{agency_names, parties};
use crate::repairs::find;
use crate::{reasons, word, word_with};

/// The page. One read, the directory and the advisers that repairs name.
pub(super) async fn page(desk: CoordinatorDesk, Id(id): Id<RepairId>) -> Reply {
    let found = find(desk.store(), &id).await?;
    render(&desk, &found, None).await
}

/// Which repair, of what was shown.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ChooseForm {
    offer: String,
    version: u64,
}

/// Makes it; to the plan that does. What [`repairs::choose`] says.
pub(super) async fn choose(desk: CoordinatorDesk, Id(id): Id<RepairId>, body: FormBody<ChooseForm>) -> Reply {
    let ChooseForm { offer, version } = body.into_value()?;
    let store = desk.store();
    let before = find(store, &id).await?;
    // Pressed twice, or what was shown is not what is offered now.
    if before.version != version && before.value.chosen.is_none() {
        return Err(Problem::changed_meanwhile());
    }
    let catalogue = store.catalogue().load().await?;
    match repairs::choose(store, &catalogue, &before, &offer, desk.staff.actor.clone()).await {
        Ok(plan) => {
            let chosen = before.value.worked.offers.iter().find(|one| one.id() == offer);
            let first = chosen.and_then(|one| one.assignments().first());
            let days = first.map_or(0, |one| (one.start.date() - plan.from).num_days());
            Ok(web::done(&std::format!("{}?week={}", path_of(&plan.id), days.div_euclid(7)), "published"))
        }
        Err(ChooseError::Stale(changed)) => render(&desk, &before, Some(&changed)).await,
        Err(error) => Err(not_mended(error)),
    }
}

/// Wants nothing done about it. One read, one commit.
pub(super) async fn let_be(desk: CoordinatorDesk, Id(id): Id<RepairId>) -> Reply {
    let before = find(desk.store(), &id).await?;
    repairs::let_be(desk.store(), &before).await.map_err(Problem::of_change)?;
    Ok(web::done(&own_path(&id), "let-be"))
}

fn own_path(id: &RepairId) -> String {
    std::format!("/console/repairs/{id}")
}

/// The page; `stale` says what changed so that a repair was not made.
async fn render(desk: &Desk, found: &Versioned<Row>, stale: Option<&Text>) -> Reply {
    let Desk { visit, staff, .. } = desk;
    let language = visit.language;
    let row = &found.value;
    let catalogue = desk.catalogue().await?;
    let advisers: Vec<AdviserId> =
        row.worked.offers.iter().flat_map(Offer::assignments).map(|one| one.adviser.clone()).collect();
    let team = desk.store().advisers().named(&advisers).await?;
    let shown = Shown { language, catalogue: &catalogue, staff, found, team: &team };
    let body = html! {
        div class="narrow stack" {
            @if let Some(changed) = stale {
                (ui::warning(html! { (changed.get(language)) " " (word(language, "repair-stale-anew")) }))
                p { (ui::link_button_secondary(&word(language, "look-again"), &own_path(&row.id))) }
            } @else { (shown.offers()) }
        }
    };
    let page = desk
        .page()
        .await?
        .console_nav(ConsoleNav::Today)
        .crumb(&word(language, "repair-crumb"), "/console/work")
        .title(&shown.title())
        .lead(shown.why())
        .notice(notice(visit));
    let status = if stale.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(page.status(status).render(body))
}

struct Shown<'a> {
    language: Language,
    catalogue: &'a Catalogue,
    staff: &'a StaffMember,
    found: &'a Versioned<Row>,
    team: &'a Team,
}

impl Shown<'_> {
    fn word(&self, key: &str) -> String {
        word(self.language, key)
    }

    fn title(&self) -> String {
        let broken = &self.found.value.worked.broken;
        let when = broken.first().map(|session| format::local(self.language, session.start));
        let args = [
            ("agency", self.catalogue.agency_name(&broken.agency).into()),
            ("place", self.catalogue.place_name(&broken.place).into()),
            ("when", when.unwrap_or_default().into()),
            ("n", (broken.sessions.len() + broken.later).into()),
        ];
        let several = if broken.sessions.len() > 1 { "-several" } else { "" };
        word_with(self.language, &std::format!("repair-title-{}{several}", broken.cause.code()), &args)
    }

    fn why(&self) -> String {
        let cause = &self.found.value.worked.broken.cause;
        let missing = if let Cause::Surge { parties: missing } = cause { parties(*missing) } else { 0 };
        word_with(self.language, &std::format!("repair-why-{}", cause.code()), &[("n", missing.into())])
    }

    fn offers(&self) -> Markup {
        let row = &self.found.value;
        if let Some(plan) = &row.chosen {
            return html! {
                (ui::notice(self.word("repair-chosen")))
                p { (ui::link_button_secondary(&self.word("repair-to-plan"), &path_of(plan))) }
            };
        }
        html! {
            @if row.worked.offers.is_empty() {
                (ui::empty(&self.word("repair-none"), self.word("repair-none-how")))
            }
            @if row.worked.broken.later > 0 && !row.worked.offers.is_empty() {
                @let args = [("n", row.worked.broken.sessions.len().into()), ("later", row.worked.broken.later.into())];
                (ui::notice(word_with(self.language, "repair-later", &args)))
            }
            @for offer in &row.worked.offers {
                (self.offer(offer))
            }
            @if row.let_be {
                (ui::notice(self.word("repair-is-let-be")))
            } @else if row.task.is_some() {
                (ui::form(&std::format!("{}/let-be", own_path(&row.id)), &self.staff.csrf, html! {
                    p { (ui::button_secondary(&self.word("repair-let-be"), "let-be", "yes")) }
                }))
            }
        }
    }

    fn offer(&self, offer: &Offer) -> Markup {
        let all = offer.assignments();
        let left = self.found.value.worked.broken.sessions.len().saturating_sub(all.len());
        let title = match all {
            [one] if left == 0 => self.put(one),
            _ => word_with(self.language, "repair-together", &[("n", all.len().into())]),
        };
        let reasons = |one: &Assignment| {
            html! {
                ul {
                    @for reason in &one.because { li { (reasons::because(self.language, self.catalogue, reason)) } }
                }
            }
        };
        let body = html! {
            @for gone in self.instead(offer) { p { strong { (gone) } } }
            @if let ([one], 0) = (all, left) { (reasons(one)) } @else {
                ol {
                    @for one in all {
                        li { (self.mended(offer, one)) (reasons(one)) }
                    }
                }
            }
            @if left > 0 { p { (word_with(self.language, "repair-left", &[("n", left.into())])) } }
            p { strong { (self.word("repair-does")) } }
            (self.effects(offer))
            (ui::form(&own_path(&self.found.value.id), &self.staff.csrf, html! {
                (ui::hidden("offer", &offer.id()))
                (ui::hidden("version", &self.found.version.to_string()))
                p { (ui::button(&self.word("repair-do"))) }
            }))
        };
        ui::card(&title, body)
    }

    /// Who comes when, where.
    fn put(&self, one: &Assignment) -> String {
        let (who, place) = (self.team.name(&one.adviser), self.catalogue.place_name(&one.place));
        std::format!("{who} · {} · {place}", format::local(self.language, one.start))
    }

    /// One of several sessions, and how it is held.
    fn mended(&self, offer: &Offer, one: &Assignment) -> String {
        let Some(session) = offer.mends(&self.found.value.worked.broken, one) else { return self.put(one) };
        let place = self.catalogue.place_name(&session.place);
        std::format!("{place}, {} → {}", format::local(self.language, session.start), self.put(one))
    }

    /// The sessions that make room.
    fn instead(&self, offer: &Offer) -> Vec<String> {
        let standing = &self.found.value.worked.problem.standing;
        let of = |gone: &rota_planner::Gone| {
            let series = standing.iter().find(|one| one.permanence == gone.permanence)?;
            let at = |cell: &Cell| format::local(self.language, cell.day.and_time(series.start));
            let args = [
                ("agency", self.catalogue.agency_name(&series.agency).into()),
                ("place", self.catalogue.place_name(&series.place).into()),
                ("when", gone.cells.iter().map(at).collect::<Vec<_>>().join(", ").into()),
            ];
            Some(word_with(self.language, "repair-instead", &args))
        };
        offer.plan.gone.iter().filter_map(of).collect()
    }

    fn effects(&self, offer: &Offer) -> Markup {
        let (language, effects) = (self.language, &offer.effects);
        let served = parties(offer.plan.figures.served - offer.plan.today.served);
        let touched = effects.bookings_moved + effects.bookings_lost + effects.mails;
        let points = format::number(language, offer.gain, 1);
        let appointments = [
            ("touched", touched.into()),
            ("moved", effects.bookings_moved.into()),
            ("lost", effects.bookings_lost.into()),
            ("mails", effects.mails.into()),
        ];
        html! {
            ul {
                li { (word_with(language, "repair-served", &[("n", served.into())])) }
                li { (word_with(language, "repair-points", &[("points", points.into())])) }
                li { (word_with(language, "repair-appointments", &appointments)) }
                li { (effects.notices) " " (word_with(language, "ahead-notices", &[("n", effects.notices.into())])) }
                @if !effects.agencies.is_empty() {
                    li { (self.word("ahead-agencies")) " " (agency_names(self.catalogue, &effects.agencies)) }
                }
            }
            (ahead::places(language, self.catalogue, effects))
        }
    }
}
