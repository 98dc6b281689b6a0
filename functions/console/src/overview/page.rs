//! The day at a glance: a person sees in two seconds what matters today and
//! what to press.

use domain::need::NeedStatus;
use domain::referral::ReferralStatus;
use domain::working_days::closure_on;
use domain::{Instant, Language};
use maud::{Markup, html};
use web::page::ConsoleNav;
use web::{Desk, Page, Reply, Scope, format, ui};
use webhooks::host_of;

use super::{Day, Satisfaction, count_of, holidays_this_quarter, tasks};
use super::{rows, week_table};
use crate::words::capital;
use crate::{word, word_with};

/// The overview. Reads what [`Day::load`] says.
pub(super) async fn show(desk: Desk) -> Reply {
    let Desk { visit, staff, .. } = &desk;
    let day = Day::load(desk.store(), staff.scope()).await?;
    let language = visit.language;
    let waiting = if staff.is_coordinator() { day.needs.items.len() as u64 + u64::from(day.needs.more) } else { 0 };
    let body = html! {
        @if let (n @ 1.., booked) = day.unattended {
            (ui::warning(html! {
                (word_with(language, "unattended-warning", &[("n", n.into()), ("booked", booked.into())])) " "
                a href="/console/schedule/unattended" { (word(language, "unattended-look")) }
            }))
        }
        @for endpoint in &day.switched_off {
            (ui::warning(html! {
                (word_with(language, "endpoint-off-warning", &[("host", host_of(&endpoint.url).into())])) " "
                a href=(format!("/console/endpoints/{}", endpoint.id)) { (word(language, "endpoint-off-look")) }
            }))
        }
        (ui::figures(&figures(language, &day)))
        (ui::columns_broad(
            ui::card(&word(language, todo_title(&day)), todo(&desk, &day)),
            ui::card(&week_table::of_week(language, &day, "week-title"), week_table::show(language, &day)),
        ))
    };
    let notice = visit.notice(|key| word(language, key), &[("resent", "done-resent")]);
    let page = Page::console(visit, staff).console_nav(ConsoleNav::Today).waiting(waiting).notice(notice);
    Ok(page.title(&word(language, "today-title")).lead(lead(language, &day)).render(body))
}

/// `Mardi 24 novembre 2026 · 4 permanences en cours ou à venir · 2 jours fériés ce trimestre`.
fn lead(language: Language, day: &Day) -> String {
    let mut parts = vec![capital(&format::day_long(language, day.today))];
    if let Some(closed) = closure_on(day.today, &day.catalogue.staff_days) {
        parts.push(word_with(language, "lead-closed", &[("why", closed.get(language).to_owned().into())]));
    }
    parts.push(word_with(language, "lead-sessions", &[("n", day.to_come().into())]));
    parts.push(word_with(language, "lead-holidays", &[("n", holidays_this_quarter(day.today).into())]));
    parts.join(" · ")
}

fn figures(language: Language, day: &Day) -> Vec<Markup> {
    let plain = |n: usize, key: &str, path: &str| {
        let args = [("n", n.into()), ("week", week_table::when(language, day).into())];
        ui::figure(&n.to_string(), &word_with(language, key, &args), Some(path))
    };
    let sessions = || plain(day.shown.sessions().count(), "figure-sessions", "/console/schedule");
    let of_status =
        |status| day.referrals.items.iter().filter(|entry| entry.status == status && !day.is_late(entry)).count();
    let late = || {
        let words = word_with(language, "figure-late", &[("n", day.late().len().into())]);
        ui::figure(&day.late_count(), &words, Some("/console/referrals"))
    };
    match &day.scope {
        Scope::All => vec![
            to_triage(language, day),
            late(),
            plain(day.shown.gaps().count(), "figure-gaps", "/console/schedule"),
            satisfaction(language, day.satisfaction.as_ref()),
        ],
        Scope::Agency(_) => vec![
            late(),
            plain(of_status(ReferralStatus::Sent), "figure-answer", "/console/referrals"),
            plain(of_status(ReferralStatus::Accepted), "figure-report", "/console/referrals"),
            sessions(),
        ],
        Scope::Location(_) => vec![
            plain(count_of(day, NeedStatus::ToTriage), "figure-host-triage", "/console/needs"),
            plain(count_of(day, NeedStatus::Referred), "figure-host-referred", "/console/needs"),
            plain(count_of(day, NeedStatus::InProgress), "figure-host-progress", "/console/needs"),
            sessions(),
        ],
    }
}

fn to_triage(language: Language, day: &Day) -> Markup {
    let n = ("n", day.needs.items.len().into());
    let oldest: Option<Instant> =
        day.needs.items.iter().map(|entry| entry.changed_at).min().filter(|_| !day.needs.more);
    let words = match oldest {
        Some(oldest) => {
            let days = (day.today - oldest.day_in(domain::clock::BRUSSELS)).num_days();
            word_with(language, "figure-triage-since", &[n, ("days", days.into())])
        }
        None => word_with(language, "figure-triage", &[n]),
    };
    ui::figure(&day.needs.count(), &words, Some("/console/needs?status=to_triage"))
}

fn satisfaction(language: Language, satisfaction: Option<&Satisfaction>) -> Markup {
    let Some(Satisfaction { survey, n, share }) = satisfaction else {
        return ui::figure("–", &word(language, "figure-no-survey"), Some("/console/survey"));
    };
    let path = format!("/console/survey/{}", survey.id);
    let Some((share, n)) = share.zip(*n) else {
        return ui::figure("–", &word(language, "figure-few-answers"), Some(&path));
    };
    let low = format::number(language, share.low * 100.0, 0);
    let args = [("n", n.into()), ("low", low.into()), ("high", format::percent(language, share.high).into())];
    ui::figure(&format::percent(language, share.value), &word_with(language, "figure-satisfied", &args), Some(&path))
}

const fn todo_title(day: &Day) -> &'static str {
    match day.scope {
        Scope::Location(_) => "todo-title-host",
        Scope::All | Scope::Agency(_) => "todo-title",
    }
}

fn todo(desk: &Desk, day: &Day) -> Markup {
    let language = desk.language();
    let (tasks, more) = tasks(day);
    if tasks.is_empty() {
        let how = match day.scope {
            Scope::All => "todo-empty-how",
            Scope::Agency(_) => "todo-empty-how-adviser",
            Scope::Location(_) => "todo-empty-how-host",
        };
        return html! {
            div class="stack" {
                (ui::empty(&word(language, "todo-empty"), word(language, how)))
                (mails(desk))
            }
        };
    }
    let columns = ["column-what", "column-since", "column-state", ""];
    let empty = ui::Table::named(|key| word(language, key), todo_title(day), &columns);
    let table = tasks.iter().fold(empty, |table, task| table.row(rows::row(desk, day, task)));
    html! {
        (table.show())
        div class="stack" {
            @if more > 0 { p class="soft" { (word_with(language, "todo-more", &[("n", more.into())])) } }
            (mails(desk))
        }
    }
}

/// The ways to all of it, to the mails that were given up, which are the
/// coordinator's, and to the systems that are told.
fn mails(desk: &Desk) -> Markup {
    let language = desk.language();
    html! {
        p { a href="/console/work" { (word(language, "todo-work")) } }
        @if desk.staff.is_coordinator() { p { a href="/console/deliveries" { (word(language, "todo-mails")) } } }
        p { a href="/console/endpoints" { (word(language, "endpoints-link")) } }
    }
}
