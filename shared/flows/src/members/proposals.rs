//! What was determined is asked, put aside, answered.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::contact::Contact;
use domain::event::Actor;
use domain::ids::{MemberId, NeedId, NeedTypeId};
use domain::member::{MemberCase, MemberEvent, MemberEventKind, ProposalError, ProposalStatus};
use domain::member::{agencies, answer as answered, ask as asked, decide};
use domain::moves::{Arrival, receive};
use domain::need::{Agreed, Company, Need, NeedPerson, Share, confirmed};
use store::repos::members::{MemberRecord, Stated};
use store::repos::needs::OpenNeeds;
use store::{Store, Versioned};

use super::change::{change, change_with};
use crate::error::FlowError;

/// Asks a member whether these kinds of need would help: one mail. Two reads
/// and one commit.
pub async fn ask(
    store: &Store,
    member: &MemberId,
    need_types: &[NeedTypeId],
    actor: &Actor,
) -> Result<Versioned<MemberRecord>, FlowError> {
    change(store, member, None, |record, catalogue, now| {
        let case = asked(record.case.clone(), need_types, catalogue, now)?;
        let kind = MemberEventKind::Asked { need_types: need_types.to_vec() };
        let event = MemberEvent { at: now, actor: actor.clone(), kind };
        Ok((MemberRecord { case, stated: record.stated.clone() }, vec![event]))
    })
    .await
}

/// Puts a proposal off, or aside for good. Two reads and one commit.
pub async fn put_aside(
    store: &Store,
    member: &MemberId,
    need_type: &NeedTypeId,
    (later, reason): (bool, Option<String>),
    actor: &Actor,
) -> Result<Versioned<MemberRecord>, FlowError> {
    let status = if later { ProposalStatus::Later } else { ProposalStatus::No };
    change(store, member, None, |record, _, now| {
        let case = decide(record.case.clone(), need_type, (status, reason.clone()), now)?;
        let kind = MemberEventKind::PutAside { need_type: need_type.clone(), later };
        let event = MemberEvent { at: now, actor: actor.clone(), kind };
        Ok((MemberRecord { case, stated: record.stated.clone() }, vec![event]))
    })
    .await
}

/// What came of a member's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// A need was made, now or by an earlier yes.
    Need(NeedId),
    /// It was noted.
    No,
}

/// The member answers what it was asked. A yes is its consent to share with
/// the agencies that the question named, and makes the need in the same commit;
/// said again, or where the person has one open already, it answers with that
/// need. Four reads and one commit.
pub async fn answer(
    store: &Store,
    member: &MemberId,
    need_type: &NeedTypeId,
    yes: bool,
) -> Result<Answered, FlowError> {
    let new = NeedId::parse(&store.ids().next()).map_err(|_| FlowError::NotFound)?;
    let open = if yes { open_needs(store, member, need_type).await? } else { None };
    let stands = open.as_ref().and_then(|open| about(open, need_type));
    let made = stands.cloned().unwrap_or(new);
    let saved = change_with(store, member, None, |record, catalogue, now, tx| {
        let known = record.case.proposal(need_type);
        let said = if yes { ProposalStatus::Yes } else { ProposalStatus::Declined };
        if known.is_some_and(|proposal| proposal.status == said) {
            return Ok((record.clone(), Vec::new()));
        }
        let case = answered(record.case.clone(), need_type, yes.then(|| made.clone()), now)?;
        let mut after = MemberRecord { case, stated: record.stated.clone() };
        let event = |kind| vec![MemberEvent { at: now, actor: Actor::Member, kind }];
        if !yes {
            return Ok((after, event(MemberEventKind::SaidNo { need_type: need_type.clone() })));
        }
        if stands.is_none() {
            let arrival = arrival(&record.case, (need_type, &made), catalogue, now.day_in(BRUSSELS))
                .ok_or(ProposalError::NoAddress)?
                .agreed_to(Agreed::BY_YES, now);
            let mut decided = receive(arrival, catalogue, now, Actor::Member);
            let (why, day) = (known.map(|proposal| proposal.because.as_slice()), now.day_in(BRUSSELS));
            for one in &mut decided.case.need.need_types {
                *one = one.clone().agreed(day, why.unwrap_or_default());
            }
            store.needs().create(tx, &decided);
            if let Some(open) = &open {
                store.needs().put_open(tx, open, &decided.case.need);
            }
        }
        if !after.stated.iter().any(|stated| stated.need == made) {
            let stated = Stated { need: made.clone(), need_types: vec![need_type.clone()], open: true, at: now };
            after.stated.push(stated);
        }
        Ok((after, event(MemberEventKind::SaidYes { need_type: need_type.clone(), need: made.clone() })))
    })
    .await?;
    let need = saved.value.case.proposal(need_type).and_then(|proposal| proposal.need.clone());
    Ok(need.filter(|_| yes).map_or(Answered::No, Answered::Need))
}

/// What the person of a member has open; `None` where nobody is known. Three
/// reads, and a query for each need.
async fn open_needs(store: &Store, member: &MemberId, need_type: &NeedTypeId) -> Result<Option<OpenNeeds>, FlowError> {
    let catalogue = store.catalogue().load().await?;
    let found = store.members().load(member).await?.ok_or(FlowError::NotFound)?;
    let (case, day) = (&found.value.case, store.now().day_in(BRUSSELS));
    let made = NeedId::parse(member.as_str()).map_err(|_| FlowError::NotFound)?;
    let Some(arrival) = arrival(case, (need_type, &made), &catalogue, day) else { return Ok(None) };
    Ok(Some(store.needs().open_of(&arrival.person).await?))
}

/// The open need that is about a kind of need and shared.
fn about<'a>(open: &'a OpenNeeds, need_type: &NeedTypeId) -> Option<&'a NeedId> {
    let is_about = |need: &Need| need.share.any() && confirmed(&need.need_types).any(|id| id == need_type);
    open.cases.iter().map(|one| &one.case.need).find(|need| is_about(need)).map(|need| &need.id)
}

/// The need that a yes makes, of what was known. Nobody wrote a word of it.
fn arrival(
    case: &MemberCase,
    (need_type, id): (&NeedTypeId, &NeedId),
    catalogue: &Catalogue,
    day: NaiveDate,
) -> Option<Arrival> {
    let (email, language) = case.contact()?;
    let name = case.person_text("contact_role").unwrap_or_else(|| case.member.name()).to_owned();
    let phone = case.person_text("contact_phone").map(str::to_owned);
    let mut profile = case.member.profile.clone();
    profile.remove(domain::member::NAME_FIELD);
    Some(Arrival {
        id: id.clone(),
        location: case.member.location()?.clone(),
        source: None,
        member: Some(case.member.id.clone()),
        stated: vec![need_type.clone()],
        amount_eur: None,
        share: Share::Only(agencies(case, catalogue, need_type, day)),
        shown_to_place: false,
        person: NeedPerson {
            contact: Contact { name, email, phone, language },
            company: Company { name: case.member.name().to_owned(), profile },
            description: String::new(),
            notes: Vec::new(),
            handlers: std::collections::BTreeMap::new(),
            agreed: None,
        },
    })
}
