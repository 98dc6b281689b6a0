//! One row of what there is to do: what, why, since when, state, next action.

use domain::Language;
use domain::clock::BRUSSELS;
use domain::ids::NeedId;
use domain::need::{NeedStatus, TriageReason};
use domain::working_days::working_days_between;
use maud::{Markup, html};
use store::repos::deliveries::Delivery;
use store::repos::needs::{NeedEntry, ReferralEntry};
use web::ui::{self, Icon, Tone};
use web::{Desk, format};

use super::{Day, Task};
use crate::deliveries;
use crate::deliveries::InWords as _;
use crate::words::need_types;
use crate::{word, word_with};
use flows::worklist::GivenUp;

/// The cells of a row.
pub(crate) fn row(desk: &Desk, day: &Day, task: &Task<'_>) -> Vec<Markup> {
    let language = desk.language();
    let (what, why) = words(language, day, task);
    vec![
        html! { (what) p class="because" { (why) } },
        html! { (since(language, day, task)) },
        state(language, task),
        action(desk, task),
    ]
}

fn words(language: Language, day: &Day, task: &Task<'_>) -> (Markup, String) {
    match task {
        Task::Late(entry) | Task::Answer(entry) => (of_referral(language, day, entry), deadline(language, day, entry)),
        Task::Undeliverable(entry) => {
            let to = [("agency", day.catalogue.agency_name(&entry.agency).into())];
            (of_referral(language, day, entry), word_with(language, "why-undeliverable", &to))
        }
        Task::Report(entry) => (of_referral(language, day, entry), word(language, "why-report")),
        Task::Triage(entry) | Task::Watch(entry) => (of_need(language, day, entry), of_triage(language, day, entry)),
        Task::Dead(given_up) => (of_mail(language, day, given_up), given_up.why(language)),
    }
}

fn company(language: Language, day: &Day, need: &NeedId) -> String {
    day.companies.get(need).cloned().unwrap_or_else(|| word(language, "company-erased"))
}

fn titled(name: &str, rest: &str) -> Markup {
    html! { strong { (name) } @if !rest.is_empty() { " · " (rest) } }
}

fn of_referral(language: Language, day: &Day, entry: &ReferralEntry) -> Markup {
    let needed = need_types(language, &day.catalogue, &entry.need_types);
    titled(&company(language, day, &entry.need), &needed)
}

fn of_need(language: Language, day: &Day, entry: &NeedEntry) -> Markup {
    let needed = need_types(language, &day.catalogue, &entry.need_types);
    let rest = if needed.is_empty() { day.catalogue.place_name(&entry.location).to_owned() } else { needed };
    titled(&company(language, day, &entry.id), &rest)
}

fn of_mail(language: Language, day: &Day, given_up: &GivenUp) -> Markup {
    let what = given_up.what(language, &day.catalogue);
    match given_up.description.about.need() {
        Some(need) => titled(&company(language, day, need), &what),
        None => titled(&what, ""),
    }
}

/// Whom it waits for, and until when.
fn deadline(language: Language, day: &Day, entry: &ReferralEntry) -> String {
    let key = match (day.is_late(entry), day.scope == web::Scope::All) {
        (true, true) => "why-late",
        (true, false) => "why-late-own",
        (false, _) => "why-answer",
    };
    let until = format::day_short(language, entry.answer_by.day_in(BRUSSELS));
    let args = [("agency", day.catalogue.agency_name(&entry.agency).into()), ("day", until.into())];
    word_with(language, key, &args)
}

/// Why a need stands where it does: what it was inferred from, else the rule.
fn of_triage(language: Language, day: &Day, entry: &NeedEntry) -> String {
    let Some(reason) = entry.triage else {
        let key = match entry.status {
            NeedStatus::ToTriage => "why-triage",
            NeedStatus::Referred => "why-referred",
            NeedStatus::InProgress | NeedStatus::Closed => "why-progress",
        };
        return word(language, key);
    };
    let case = day.cases.get(&entry.id).filter(|_| reason == TriageReason::Suggested);
    let mut evidence = case.iter().flat_map(|need| &need.need_types).flat_map(|determined| &determined.because);
    match evidence.next() {
        Some(evidence) => {
            let why = evidence.text(language, &day.catalogue);
            word_with(language, "why-suggested", &[("why", why.into())])
        }
        None => ui::triage_words(language, reason),
    }
}

fn since(language: Language, day: &Day, task: &Task<'_>) -> String {
    let from = task.since().day_in(BRUSSELS);
    if matches!(task, Task::Late(_)) {
        let n = working_days_between(from, day.today, &day.catalogue.staff_days);
        return word_with(language, "working-days", &[("n", n.into())]);
    }
    word_with(language, "days", &[("n", (day.today - from).num_days().into())])
}

fn state(language: Language, task: &Task<'_>) -> Markup {
    match task {
        Task::Late(_) => ui::badge(Tone::Amber, Icon::Clock, &word(language, "state-late")),
        Task::Undeliverable(entry) | Task::Answer(entry) | Task::Report(entry) => {
            ui::referral_badge(language, entry.status)
        }
        Task::Triage(_) if task.is_suggestion() => {
            ui::badge(Tone::Iris, Icon::Question, &word(language, "state-confirm"))
        }
        Task::Triage(entry) | Task::Watch(entry) => ui::need_badge(language, entry.status),
        Task::Dead(_) => ui::badge(Tone::Red, Icon::Cross, &word(language, "state-dead")),
    }
}

fn action(desk: &Desk, task: &Task<'_>) -> Markup {
    let language = desk.language();
    let to_need =
        |key: &str, need: &NeedId| ui::link_button_secondary(&word(language, key), &format!("/console/needs/{need}"));
    let to_referral = |key: &str, entry: &ReferralEntry| {
        ui::link_button_secondary(&word(language, key), &format!("/console/referrals/{}", entry.id))
    };
    match task {
        Task::Late(entry) if desk.staff.is_coordinator() => to_referral("do-chase", entry),
        Task::Late(entry) | Task::Answer(entry) => to_referral("do-answer", entry),
        Task::Report(entry) => to_referral("do-report", entry),
        Task::Undeliverable(entry) => to_need("do-redirect", &entry.need),
        Task::Triage(entry) => to_need("do-triage", &entry.id),
        Task::Watch(_) => html! {},
        Task::Dead(given_up) => resend(desk, &given_up.delivery, "today"),
    }
}

/// The button that sends a dead delivery again; `from` says where to go back.
pub(crate) fn resend(desk: &Desk, delivery: &Delivery, from: &str) -> Markup {
    let id = deliveries::outside_id(desk.store().secrets(), delivery);
    html! {
        form method="post" action=(format!("/console/deliveries/{id}/resend")) {
            input type="hidden" name="csrf" value=(desk.staff.csrf);
            (ui::hidden("from", from))
            button class="button secondary" type="submit" { (word(desk.language(), "do-resend")) }
        }
    }
}
