//! One member: its whole story, and what can be done about it.

mod needs;

use std::collections::BTreeMap;

use axum::extract::State;
use domain::event::Actor;
use domain::ids::{LocationId, MemberId, NeedTypeId, StaffId};
use domain::member::{Hosting, Member, MemberEvent, MemberEventKind, MemberField};
use flows::members;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use store::Versioned;
use store::repos::members::MemberRecord;
use validator::Validate;
use web::extract::{FormBody, FormState, Id};
use web::ui::{self, TimelineEntry};
use web::views::Names;
use web::{Context, Problem, Reply, StaffMember, format};

use self::needs::needs;
use super::list::days;
use super::{fields, load};
use crate::problems::refused;
use crate::proposals::card;
use crate::view::{Desk, PATH, done};

/// What is pressed on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    /// The link to its own page is mailed.
    SendLink,
    /// All that is known of it goes.
    End,
}

/// The forms of the page.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct OneForm {
    action: Action,
    version: Option<u64>,
}

/// Eight reads, two more for each of its latest five needs; one more where staff had
/// a part. A host reads as much of it as [`load`] leaves.
pub(crate) async fn page(view: Desk, Id(id): Id<MemberId>) -> Reply {
    show(&view, &id, &FormState::default()).await
}

/// The page, with what was entered about its proposals where that was refused.
pub(crate) async fn show(view: &Desk, id: &MemberId, entered: &FormState) -> Reply {
    let found = load(&view.context, &view.staff, id).await?;
    let whole = view.staff.is_coordinator();
    let record = &found.value;
    let member = &record.case.member;
    let needs = if whole { needs(view, &record.stated).await? } else { Markup::default() };
    let booked = if whole { bookings(view, id).await? } else { Markup::default() };
    let history = if whole { view.context.store.members().history(id).await? } else { Vec::new() };
    let staff = view.staff_names(history.iter().any(|event| matches!(event.actor, Actor::Staff(_)))).await?;
    let main = html! {
        (ui::error_summary(view.language, entered))
        @if whole { (card(view, record, entered)) (needs) (booked) }
        (profile(view, record))
    };
    let aside = html! {
        (ui::card(&view.word("member-stays"), stays(view, &member.hosted)))
        @if whole { (ui::card(&view.word("member-history"), story(view, record, &history, &staff))) }
        (acts(view, &found))
    };
    let mut lead = view.place(member.location()).to_owned();
    if whole {
        lead += " · ";
        lead += &format::since(view.language, member.last_contact_at, view.context.store.now());
    }
    let actions = html! {
        (ui::link_button(&view.word("member-change"), &format!("{PATH}/{id}/change")))
        @if view.staff.scope().speaks_for(member, view.today()) {
            " " (ui::link_button_secondary(&view.word("member-state-need"), &format!("/needs/new?member={id}")))
        }
    };
    let page = view.page_below(member.name()).await?.lead(lead).action(actions);
    Ok(if entered.is_refused() { page.refused() } else { page }.render(ui::columns(main, aside)))
}

fn stays(view: &Desk, hosted: &[Hosting]) -> Markup {
    html! {
        ul {
            @for stay in hosted.iter().rev() {
                li {
                    (view.place(Some(&stay.location))) " "
                    span class="soft" { (days(view, stay)) }
                }
            }
        }
    }
}

/// Its latest appointments. Two reads.
async fn bookings(view: &Desk, id: &MemberId) -> Result<Markup, Problem> {
    let ids = view.context.store.members().bookings(id).await?;
    if ids.is_empty() {
        return Ok(Markup::default());
    }
    let found = view.context.store.bookings().load_many(&ids).await?;
    let shown = html! {
        ul {
            @for booking in found.into_iter().flatten().map(|loaded| loaded.booking) {
                li {
                    a href={ "/console/schedule/day?day=" (booking.slot.local_start.date()) } { (format::instant(view.language, booking.slot.start)) }
                    " " (view.catalogue.agency_name(&booking.agency)) ", " (view.place(Some(&booking.location)))
                    " " span class="soft" { (view.word(&format!("booking-{}", booking.status.code()))) }
                }
            }
        }
    };
    Ok(ui::card(&view.word("member-bookings"), shown))
}

fn profile(view: &Desk, record: &MemberRecord) -> Markup {
    let known = record.case.profile();
    let model = &view.catalogue.member_model;
    let shown = model.fields.iter().filter(|field| !["trade_name", "host_location"].contains(&field.id.as_str()));
    let said = |field: &MemberField, value: &Value| {
        html! {
            (fields::value(view, field, value))
            @if let Some(source) = record.case.member.sources.get(&field.id) {
                " " span class="soft" { (fields::source(view.language, *source)) }
            }
        }
    };
    let rows =
        shown.filter_map(|field| Some((field.label.get(view.language), Some(said(field, known.get(&field.id)?)))));
    let rows: Vec<(&str, Option<Markup>)> = rows.collect();
    let missing = record.case.missing(model);
    let missing: Vec<&str> =
        missing.iter().filter_map(|id| model.field(id)).map(|field| field.label.get(view.language)).collect();
    html! {
        (ui::card(&view.word("member-profile"), html! {
            @if !missing.is_empty() { (ui::warning(view.word_with("member-missing", &[("fields", missing.join(", ").into())]))) }
            (ui::definitions(&rows))
        }))
    }
}

/// Why a proposal was put aside, as long as it stands there.
fn put_aside(record: &MemberRecord, event: &MemberEvent) -> Option<String> {
    let MemberEventKind::PutAside { need_type, .. } = &event.kind else { return None };
    let proposal = record.case.proposal(need_type).filter(|proposal| proposal.changed_at == event.at)?;
    proposal.reason.clone()
}

fn story(view: &Desk, record: &MemberRecord, history: &[MemberEvent], staff: &BTreeMap<StaffId, String>) -> Markup {
    let names = Names { catalogue: &view.catalogue, staff, language: view.language };
    let entries: Vec<TimelineEntry> = history
        .iter()
        .rev()
        .filter(|event| !matches!(event.kind, MemberEventKind::TurnPlanned { .. }))
        .take(30)
        .map(|event| TimelineEntry {
            at: event.at,
            what: html! { (happened(view, &event.kind)) },
            who: names.who(&event.actor),
            why: put_aside(record, event).into_iter().collect(),
        })
        .collect();
    ui::timeline(view.language, &entries)
}

fn happened(view: &Desk, kind: &MemberEventKind) -> String {
    let labels = |fields: &[String]| {
        let named = fields.iter().filter_map(|id| view.catalogue.member_model.field(id));
        named.map(|field| field.label.get(view.language)).collect::<Vec<_>>().join(", ")
    };
    let with = |key: &str, name: &'static str, value: &str| view.word_with(key, &[(name, value.into())]);
    let at = |key: &str, place: &LocationId| with(key, "place", view.place(Some(place)));
    let about = |key: &str, need_type: &NeedTypeId| with(key, "need", view.need(need_type));
    match kind {
        MemberEventKind::Joined { location, .. } => at("event-joined", location),
        MemberEventKind::Changed { fields, .. } => with("event-changed", "fields", &labels(fields)),
        MemberEventKind::Moved { to: Some(place) } => at("event-moved", place),
        MemberEventKind::Moved { to: None } => view.word("event-left"),
        MemberEventKind::NeedStated { .. } => view.word("event-need"),
        MemberEventKind::Booked { .. } => view.word("event-booked"),
        MemberEventKind::Asked { need_types } => {
            let needs: Vec<&str> = need_types.iter().map(|id| view.need(id)).collect();
            with("event-asked", "needs", &needs.join(", "))
        }
        MemberEventKind::SaidYes { need_type, .. } => about("event-yes", need_type),
        MemberEventKind::SaidNo { need_type } => about("event-no", need_type),
        MemberEventKind::PutAside { need_type, later: true } => about("event-later", need_type),
        MemberEventKind::PutAside { need_type, later: false } => about("event-aside", need_type),
        MemberEventKind::Mails { wanted } => view.word(if *wanted { "event-mails-on" } else { "event-mails-off" }),
        MemberEventKind::Merged { .. } => view.word("event-merged"),
        MemberEventKind::PersonErased => view.word("event-person-erased"),
        MemberEventKind::TurnPlanned { .. } => String::new(),
    }
}

fn acts(view: &Desk, found: &Versioned<MemberRecord>) -> Markup {
    let Member { id, unsubscribed, .. } = &found.value.case.member;
    let path = format!("{PATH}/{id}");
    html! {
        @if found.value.case.contact().is_some() && view.staff.is_coordinator() {
            (ui::card(&view.word("member-own-page"), html! {
                p { (view.word("member-own-page-what")) }
                @if *unsubscribed { p class="soft" { (view.word("member-unsubscribed")) } }
                (view.form(&path, ui::button_secondary(&view.word("member-send-link"), "action", "send_link")))
            }))
        }
        details class="card" {
            summary { (view.word("member-end")) }
            p { (view.word("member-end-what")) }
            (view.form(&path, html! {
                (ui::hidden("version", &found.version.to_string()))
                (ui::button_danger(&view.word("member-end"), "action", "end"))
            }))
        }
    }
}

/// What was pressed. Three reads, one commit.
pub(super) async fn act(
    State(context): State<Context>,
    staff: StaffMember,
    Id(id): Id<MemberId>,
    form: FormBody<OneForm>,
) -> Reply {
    let OneForm { action, version } = form.into_value()?;
    let found = load(&context, &staff, &id).await?;
    match action {
        Action::SendLink if staff.is_coordinator() => {
            members::send_link(&context.store, &id).await?;
            Ok(done(&format!("{PATH}/{id}"), "link"))
        }
        Action::SendLink => Err(Problem::not_found()),
        Action::End => {
            members::end(&context.store, &id, version.or(Some(found.version))).await.map_err(refused)?;
            Ok(done(PATH, "ended"))
        }
    }
}
