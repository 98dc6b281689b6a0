//! One need with everything about it: who, what, why, whom it may go to, what
//! happened, which mails left.

use std::collections::BTreeMap;

use axum::extract::OriginalUri;
use domain::event::Event;
use domain::ids::{NeedId, NeedTypeId, StaffId};
use domain::need::{NeedStatus, TriageReason};
use maud::html;
use store::repos::needs::LoadedCase;
use web::extract::{FormState, Id};
use web::ui::{card, columns, need_badge, timeline};
use web::views::{Names, what_happened};
use web::{Context, CoordinatorDesk, Desk, Problem, Reply};

use super::below;
use super::sections::{self, MailOfNeed};
use crate::rearrange;
use crate::triage::cards::{Triage, chosen_types, close_form};
use crate::{LOCALES, word};

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
        let people = store.staff().names_of(past.events.iter().map(|event| &event.actor)).await?;
        let mails = MailOfNeed::all(past.deliveries)?;
        Ok(Self { loaded, events: past.events, mails, people })
    }
}

/// The page. Four reads, five where staff had a part. `?need_type=` tries
/// other kinds of need out before anything is decided.
pub(super) async fn show(desk: CoordinatorDesk, Id(need): Id<NeedId>, OriginalUri(uri): OriginalUri) -> Reply {
    let sheet = Sheet::load(&desk.context, &need).await?;
    let tried = tried_types(uri.query().unwrap_or_default());
    let types = chosen_types(&sheet.loaded.case, tried.iter().map(String::as_str));
    render(&desk, sheet, &types, &FormState::default()).await
}

/// The values of `need_type` in a query: ids, which need no decoding.
fn tried_types(query: &str) -> Vec<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, _)| *name == "need_type").map(|(_, value)| value.to_owned()).collect()
}

/// The page around a sheet, with a form that was refused where there is one.
pub(crate) async fn render(desk: &Desk, sheet: Sheet, types: &[NeedTypeId], refused: &FormState) -> Reply {
    let Desk { visit, staff, .. } = desk;
    let language = visit.language;
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let Sheet { loaded, events, mails, people } = sheet;
    let case = &loaded.case;
    let names = Names { catalogue: &catalogue, staff: &people, language };
    let title = case.person.as_ref().map_or_else(|| word("needs-erased"), |person| person.company.name.clone());
    let open = case.need.status != NeedStatus::Closed;
    let main = html! {
        (sections::needed(case, &names))
        @if open { (Triage { desk, catalogue: &catalogue, loaded: &loaded, types, refused }.cards()) }
        (sections::referrals(case, &names, desk.store().now()))
        (card(&word("need-history"), timeline(language, &what_happened(&names, case, &events, true))))
    };
    let aside = html! {
        (sections::person(case, &names))
        (sections::mails(staff, case, &mails, &names))
        @if open && !case.has_open() { (close_form(language, staff, &loaded, refused)) }
        (rearrange::card(desk, &catalogue, &loaded, refused))
    };
    let why = case.need.triage.map(|reason: TriageReason| reason.label(language));
    let lead = html! {
        (need_badge(language, case.need.status)) " "
        @if let Some(outcome) = case.need.outcome { (outcome.label(language)) }
        @if let Some(why) = why { (why) }
    };
    let page = below(desk).await?.title(&title).lead(lead).notice(visit.notice_in(&LOCALES, "need-done"));
    Ok(page.of_form(refused).render(columns(main, aside)))
}
