//! One need with everything about it: who, what, why, whom it may go to, what
//! happened, which mails left.

use std::collections::BTreeMap;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::event::Event;
use domain::ids::{NeedId, StaffId};
use domain::need::{NeedStatus, TriageReason};
use maud::html;
use store::repos::needs::LoadedCase;
use web::extract::{FormState, Id};
use web::page::{ConsoleNav, Page};
use web::ui::{card, columns, need_badge, notice, timeline};
use web::views::{Names, what_happened};
use web::{Context, Coordinator, Problem, StaffMember, Visit};

use super::mails;
use super::mails::MailOfNeed;
use super::people::staff_names;
use super::sections;
use crate::rearrange;
use crate::triage::cards::{chosen_types, close_form, triage_cards};
use crate::word;

/// A need as its console page needs it.
pub(crate) struct Sheet {
    pub(crate) loaded: LoadedCase,
    events: Vec<Event>,
    mails: Vec<MailOfNeed>,
    people: BTreeMap<StaffId, String>,
}

impl Sheet {
    /// Reads it: three queries, one more where staff had a part.
    pub(crate) async fn load(context: &Context, need: &NeedId) -> Result<Self, Problem> {
        let store = &context.store;
        let loaded = store.needs().load(need).await?.ok_or_else(Problem::not_found)?;
        let past = store.needs().history(need).await?;
        let people = staff_names(store, &past.events).await?;
        let mails = MailOfNeed::all(past.deliveries)?;
        Ok(Self { loaded, events: past.events, mails, people })
    }
}

/// The page. Four reads, five where staff had a part. `?need_type=` tries
/// other kinds of need out before anything is decided.
pub(super) async fn show(
    State(context): State<Context>,
    Coordinator(staff): Coordinator,
    visit: Visit,
    Id(need): Id<NeedId>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let sheet = Sheet::load(&context, &need).await?;
    let tried = tried_types(uri.query().unwrap_or_default());
    let types = chosen_types(&sheet.loaded.case, tried.iter().map(String::as_str));
    render(&context, &staff, &visit, sheet, &types, &FormState::default()).await
}

/// The values of `need_type` in a query: ids, which need no decoding.
fn tried_types(query: &str) -> Vec<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, _)| *name == "need_type").map(|(_, value)| value.to_owned()).collect()
}

/// The page around a sheet, with a form that was refused where there is one.
pub(crate) async fn render(
    context: &Context,
    staff: &StaffMember,
    visit: &Visit,
    sheet: Sheet,
    types: &[domain::ids::NeedTypeId],
    refused: &FormState,
) -> Result<Response, Problem> {
    let language = visit.language;
    let word = |key: &str| word(language, key);
    let catalogue = context.store.catalogue().load().await?;
    let Sheet { loaded, events, mails, people } = sheet;
    let case = &loaded.case;
    let names = Names { catalogue: &catalogue, staff: &people, language };
    let title = case.person.as_ref().map_or_else(|| word("needs-erased"), |person| person.company.name.clone());
    let open = case.need.status != NeedStatus::Closed;
    let main = html! {
        (sections::needed(language, &catalogue, case, &names))
        @if open { (triage_cards(context, staff, language, &catalogue, &loaded, types, refused)) }
        (sections::referrals(context, language, &catalogue, case, &names))
        (card(&word("need-history"), timeline(language, &what_happened(&names, case, &events, true))))
    };
    let aside = html! {
        (sections::person(language, &catalogue, case, &names))
        (mails::mails(language, staff, case, &mails, &names))
        @if open && !case.has_open() { (close_form(language, staff, &loaded, refused)) }
        (rearrange::card(context, staff, &catalogue, &loaded, (language, refused)))
    };
    let why = case.need.triage.map(|reason: TriageReason| reason.label(language));
    let lead = html! {
        (need_badge(language, case.need.status)) " "
        @if let Some(outcome) = case.need.outcome { (outcome.label(language)) }
        @if let Some(why) = why { (why) }
    };
    let done = visit.done.as_deref().and_then(done_key).map(word);
    let page = Page::console(visit, staff)
        .waiting(web::page::waiting(context, staff).await?)
        .console_nav(ConsoleNav::Needs)
        .title(&title)
        .lead(lead);
    let page = page.crumb(&word("needs-title"), "/console/needs").notice(done.map(notice));
    let page = if refused.is_refused() { page.refused() } else { page };
    Ok(page.render(columns(main, aside)))
}

fn done_key(code: &str) -> Option<&'static str> {
    match code {
        "triaged" => Some("need-done-triaged"),
        "closed" => Some("need-done-closed"),
        "resent" => Some("need-done-resent"),
        "reopened" => Some("need-done-reopened"),
        "split" => Some("need-done-split"),
        "transferred" => Some("need-done-transferred"),
        _ => None,
    }
}
