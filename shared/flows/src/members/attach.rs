//! A need finds the member that it is of: by number, else by its name together
//! with an address or a mail domain. Who is not known yet is entered; what only
//! looks alike is left to a person, as a pair.

use std::collections::BTreeSet;

use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::ids::{MemberId, NeedId};
use domain::member::matching::{is_similar, own_domain};
use domain::member::{
    Heard, Learnt, Member, MemberCase, MemberEvent, MemberEventKind, Mode, NAME_FIELD, Profile, Sent, Source,
    need_of_yes, take_back,
};
use domain::need::{Need, NeedCase, NeedPerson, Outcome};
use domain::referral::ReferralStatus;
use domain::sight::keep_of_member;
use domain::staff::StaffRole;
use store::repos::members::{MemberRecord, Same, Stated};
use store::{Store, TableError, Versioned};

use super::change::{change, enter_as, unless_it_ended};
use crate::error::FlowError;

/// Where a referral stands with an agency that took the need on.
const TOOK_ON: [ReferralStatus; 2] = [ReferralStatus::Accepted, ReferralStatus::Done];

/// What a need fills in and never changes.
const STAYS: [&str; 5] = [NAME_FIELD, "contact_role", "contact_email", "contact_phone", "languages"];

/// What a need tells of the company and the person behind it.
fn told(person: &NeedPerson, case: &NeedCase) -> Sent {
    let mut profile: Profile = person.company.profile.clone();
    profile.insert(NAME_FIELD.to_owned(), person.company.name.as_str().into());
    profile.insert("contact_role".to_owned(), person.contact.name.as_str().into());
    profile.insert("contact_email".to_owned(), String::from(person.contact.email.clone()).into());
    if let Some(phone) = &person.contact.phone {
        profile.insert("contact_phone".to_owned(), phone.as_str().into());
    }
    if let Some(language) = person.contact.language {
        profile.entry("languages".to_owned()).or_insert_with(|| vec![language.tag()].into());
    }
    Sent { hosted: None, place: Some((case.need.location.clone(), None)), profile }
}

/// The member that somebody is of whom this is known; `None` where nobody is
/// known. Three queries and a get at most.
pub async fn find(store: &Store, profile: &Profile) -> Result<Option<MemberId>, TableError> {
    Ok(alike(store, profile).await?.into_iter().map(|member| member.id).next())
}

/// Every entry of whom this is known: those of the number, else those of a
/// similar name with the address or the mail domain. Three queries and a get at
/// most.
pub(super) async fn alike(store: &Store, profile: &Profile) -> Result<Vec<Member>, TableError> {
    let text = |field: &str| profile.get(field).and_then(|value| value.as_str()).unwrap_or_default();
    let number = text("enterprise_number");
    let mut candidates: BTreeSet<MemberId> = BTreeSet::new();
    if !number.is_empty() {
        candidates.extend(store.members().same(Same::Number(number)).await?);
    }
    let by_number = !candidates.is_empty();
    if !by_number && let Ok(email) = EmailAddress::parse(text("contact_email")) {
        candidates.extend(of_mail(store, &email).await?.into_iter().flatten());
    }
    let known = store.members().companies(&Vec::from_iter(candidates)).await?;
    let name = text(NAME_FIELD);
    let alike = known.into_iter().flatten().filter(|member| {
        let numbers = (number, member.text("enterprise_number"));
        let differ = !numbers.0.is_empty() && !numbers.1.is_empty() && numbers.0 != numbers.1;
        by_number || !differ && is_similar(member.name(), name)
    });
    Ok(alike.collect())
}

/// Entries that have an address, and those that have its mail domain where that is
/// one's own. Two queries at most.
pub(super) async fn of_mail(store: &Store, email: &EmailAddress) -> Result<[Vec<MemberId>; 2], TableError> {
    let with_address = store.members().same(Same::Mail(&email.mailbox())).await?;
    let with_domain = match own_domain(email) {
        Some(domain) => store.members().same(Same::Domain(domain)).await?,
        None => Vec::new(),
    };
    Ok([with_address, with_domain])
}

/// Enters the company that stated a need. Its id derives from the need's, so that
/// a second try enters nobody twice.
async fn enter_stating(store: &Store, sent: &Sent, stated: &Stated) -> Result<Versioned<MemberRecord>, FlowError> {
    let id = MemberId::parse(stated.need.as_str()).map_err(|_| FlowError::NotFound)?;
    let catalogue = store.catalogue().load().await?;
    let (now, model) = (store.now(), &catalogue.member_model);
    let heard = Heard { from: Source::IntakeTalk, at: now, by: Actor::Member };
    let Learnt { case, mut events } = MemberCase::enter(id, sent.clone(), heard, model);
    let kind = MemberEventKind::NeedStated { need: stated.need.clone() };
    events.push(MemberEvent { at: now, actor: Actor::Member, kind });
    let record = MemberRecord { case, stated: vec![stated.clone()] };
    enter_as(store, &catalogue, (record, events), None, |_, _| None).await
}

/// As whose word counts what a need tells that somebody stated: the coordinator settles
/// it. A read where it was staff.
async fn source_of(store: &Store, by: &Actor) -> Result<Source, TableError> {
    let settles = match by {
        Actor::Administrator => true,
        Actor::Staff(id) => store.staff().load(id).await?.is_some_and(|one| one.value.role == StaffRole::Coordinator),
        _ => false,
    };
    Ok(if settles { Source::Coordinator } else { Source::IntakeTalk })
}

/// What whoever of the staff states a need for a member finds filled in: a host what its
/// place reads.
fn filled_in(case: &MemberCase, from: Source) -> Profile {
    let mut seen = case.clone();
    if from != Source::Coordinator {
        keep_of_member(&mut seen);
    }
    seen.profile()
}

/// Whether a need ended, and its member was not helped.
fn is_unhelped(need: &Need) -> bool {
    !need.is_open() && need.outcome != Some(Outcome::Helped)
}

/// Joins a need to its member, or brings up to date what is known of it there;
/// enters the member where it is not known yet. What it took back is not
/// proposed to it. A need whose person is gone says no more than how it stands.
/// Up to twelve reads, one commit.
pub async fn learn_from(store: &Store, need: &NeedId) -> Result<(), FlowError> {
    let Some(loaded) = store.needs().load(need).await? else { return Ok(()) };
    let case = loaded.case;
    let Some(person) = &case.person else { return stands(store, &case.need).await };
    let sent = told(person, &case);
    let member = match (store.members().of_need(need).await?, &case.need.member) {
        (Some(member), _) => Some(member),
        (None, Some(named)) => Some(store.members().stands_for(named.clone()).await?),
        (None, None) => find(store, &sent.profile).await?,
    };
    // One that names its member may have been stated for it by staff.
    let history = if case.need.member.is_some() { store.needs().history(need).await?.events } else { Vec::new() };
    let by = history.into_iter().next().map_or(Actor::Member, |first| first.actor);
    let from = source_of(store, &by).await?;
    let stated = Stated {
        need: need.clone(),
        need_types: case.need.need_types.iter().filter(|one| one.from.is_settled()).map(|one| one.id.clone()).collect(),
        open: case.need.is_open(),
        at: case.need.created_at,
    };
    let id = match member {
        Some(id) => id,
        None => match enter_stating(store, &sent, &stated).await {
            Ok(_) => return Ok(()),
            // Tried before.
            Err(FlowError::ChangedMeanwhile) => MemberId::parse(need.as_str()).map_err(|_| FlowError::NotFound)?,
            Err(error) => return Err(error),
        },
    };
    let done = change(store, &id, None, |record, catalogue, now| {
        let mut after = record.clone();
        let mut events = Vec::new();
        let was_open = record.stated.iter().find(|known| known.need == *need).is_none_or(|known| known.open);
        match after.stated.iter_mut().find(|known| known.need == *need) {
            Some(known) => *known = stated.clone(),
            None => {
                after.stated.push(stated.clone());
                let model = &catalogue.member_model;
                // Where the member is hosted is not said by where it asked, and
                // whoever asked is not thereby the one whom to write to.
                let mut sent = Sent { place: None, ..sent.clone() };
                let known = after.case.profile();
                sent.profile.retain(|field, _| !STAYS.contains(&field.as_str()) || !known.contains_key(field));
                if case.need.member.is_some() {
                    // What was filled in beforehand nobody said.
                    let filled_in = filled_in(&after.case, from);
                    sent.profile.retain(|field, value| filled_in.get(field) != Some(&*value));
                }
                let heard = Heard { from, at: now, by: by.clone() };
                let learnt = after.case.learn((sent, Mode::Part), heard, model);
                after = MemberRecord { case: learnt.case, stated: after.stated };
                events.extend(learnt.events);
                let kind = MemberEventKind::NeedStated { need: need.clone() };
                events.push(MemberEvent { at: now, actor: by.clone(), kind });
            }
        }
        if was_open && case.need.outcome == Some(Outcome::Withdrawn) {
            let (has, kinds) = (after.open_types(), stated.need_types.as_slice());
            let (member, declined) = take_back(after.case, (need, kinds), &has, catalogue, now);
            after.case = member;
            let said_no = declined.into_iter().map(|need_type| MemberEventKind::SaidNo { need_type });
            events.extend(said_no.map(|kind| MemberEvent { at: now, actor: Actor::Member, kind }));
        }
        for referral in case.referrals.iter().filter(|one| TOOK_ON.contains(&one.status)) {
            after.case.member.meets(&referral.agency);
        }
        after.case = need_of_yes(after.case, (need, is_unhelped(&case.need)), catalogue, now);
        Ok((after, events))
    })
    .await;
    unless_it_ended(done)
}

/// Whether a need is open, or ended without help, that was joined to its member. Up to
/// four reads, one commit.
async fn stands(store: &Store, need: &Need) -> Result<(), FlowError> {
    let Some(member) = store.members().of_need(&need.id).await? else { return Ok(()) };
    let done = change(store, &member, None, |record, catalogue, now| {
        let mut after = record.clone();
        for stated in after.stated.iter_mut().filter(|stated| stated.need == need.id) {
            stated.open = need.is_open();
        }
        after.case = need_of_yes(after.case, (&need.id, is_unhelped(need)), catalogue, now);
        Ok((after, Vec::new()))
    });
    unless_it_ended(done.await)
}
