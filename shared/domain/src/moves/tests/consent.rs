//! The member agrees later than at first, and adds to what was stated.

use rstest::rstest;
use serde_json::json;

use super::{NOW, asked, declined, kinds, now, shared_catalogue, then};
use crate::brussels::{agency, arrival, at};
use crate::event::{Actor, EventKind};
use crate::ids::AgencyId;
use crate::moves::{
    Arrival, MoveError, NOTE_AT_MOST, accept, add, give_consent, join, joins, receive, sent, take_back_consent,
    withdraw,
};
use crate::need::{Decided, NeedCase, NeedStatus, Share, TriageReason};
use crate::referral::{AMOUNT, DeclineReason, ReferralStatus};
use crate::route::Reason;

const LATER: &str = "2026-11-24T09:00:00Z";

fn stating(stated: &[&str], share: bool, text: &str) -> Arrival {
    let mut arriving = arrival(stated, json!({"stage": "launch"}));
    arriving.share = Share::All(share);
    arriving.person.description = text.to_owned();
    arriving
}

fn withheld(stated: &[&str], text: &str) -> NeedCase {
    receive(stating(stated, false, text), shared_catalogue(), at(NOW), Actor::Member).case
}

fn agreed(case: NeedCase) -> Decided {
    give_consent(case, &then(LATER, &Actor::Member)).unwrap()
}

#[test]
fn a_consent_given_later_refers_as_one_given_at_first() {
    let decided = agreed(withheld(&["rd_grant"], ""));
    assert_eq!(kinds(&decided), ["need.consent_given", "referral.queued", "need.referred"]);
    assert_eq!((decided.events[0].at, &decided.events[0].actor), (at(LATER), &Actor::Member));
    assert_eq!(asked(&decided.case), [("innoviris", ReferralStatus::Queued)]);
    assert_eq!((decided.case.need.status, decided.case.need.triage), (NeedStatus::Referred, None));
    assert!(agreed(decided.case).events.is_empty(), "again it changes nothing");
}

#[test]
fn a_need_that_nobody_settled_goes_on_waiting_for_the_coordinator_once_it_is_shared() {
    let decided = agreed(withheld(&[], "goedendag"));
    assert_eq!(kinds(&decided), ["need.consent_given", "need.to_triage"]);
    assert_eq!(decided.case.need.triage, Some(TriageReason::Undetermined));
    assert!(decided.case.need.share.any());
}

#[test]
fn a_consent_taken_back_and_given_again_asks_the_same_agency_again() {
    let case = agreed(withheld(&["rd_grant"], "")).case;
    let taken = take_back_consent(case, at(LATER), &Actor::Member).case;
    assert_eq!(asked(&taken), [("innoviris", ReferralStatus::Withdrawn)]);
    let again = agreed(taken);
    assert_eq!(asked(&again.case), [("innoviris", ReferralStatus::Queued)]);
    assert_eq!(again.case.referrals[0].asked_again, 1);
}

#[test]
fn a_closed_need_takes_no_consent_and_no_addition() {
    let closed = withdraw(withheld(&["rd_grant"], ""), at(NOW), &Actor::Member).unwrap().case;
    let moment = now(&Actor::Member);
    assert_eq!(give_consent(closed.clone(), &moment), Err(MoveError::Closed));
    assert_eq!(add(closed, "more", &moment), Err(MoveError::Closed));
}

#[rstest]
#[case::the_same_kind(&["rd_grant"], "", &["rd_grant"], "Een prototype.", true)]
#[case::the_same_words(&[], "Een prototype.", &[], " Een prototype. ", true)]
#[case::other_words(&[], "Een prototype.", &[], "Een magazijn.", false)]
#[case::another_kind(&["rd_grant"], "", &["hiring"], "", false)]
fn stating_it_again_with_consent_gives_it(
    #[case] first: &[&str],
    #[case] text: &str,
    #[case] again: &[&str],
    #[case] words: &str,
    #[case] is_joined: bool,
) {
    let (case, arriving) = (withheld(first, text), stating(again, true, words));
    let joined = joins(&case, &arriving, shared_catalogue(), at(LATER));
    assert_eq!(joined.is_some(), is_joined);
    if is_joined {
        let decided = join(case, &arriving, &then(LATER, &Actor::Member));
        assert_eq!(kinds(&decided)[..2], ["need.added", "need.consent_given"]);
        assert!(decided.case.need.share.any());
    }
}

#[test]
fn a_colleague_gives_no_consent_for_somebody_else() {
    let mut arriving = stating(&["rd_grant"], true, "");
    arriving.person.contact.email = crate::contact::EmailAddress::parse("ann@zoe-robotics.example").unwrap();
    assert_eq!(joins(&withheld(&["rd_grant"], ""), &arriving, shared_catalogue(), at(LATER)), None);
}

#[rstest]
#[case("ZOE@zoe-robotics.example", false)]
#[case("ann@zoe-robotics.example", true)]
fn one_mailbox_is_nobodys_colleague(#[case] email: &str, #[case] is_colleague: bool) {
    let case = receive(stating(&["rd_grant"], true, ""), shared_catalogue(), at(NOW), Actor::Member).case;
    let mut arriving = stating(&["rd_grant"], true, "En ook dit.");
    arriving.person.contact.email = crate::contact::EmailAddress::parse(email).unwrap();
    arriving.person.contact.language = Some(crate::Language::Fr);
    let decided = join(case, &arriving, &then(LATER, &Actor::Member));
    assert_eq!(kinds(&decided), ["need.added"]);
    let told = serde_json::to_value(&decided.events[0]).unwrap();
    assert_eq!(told["colleague"].as_bool().unwrap_or_default(), is_colleague, "{told}");
    let by = decided.case.person.unwrap().notes.pop().unwrap().by.unwrap();
    assert_eq!(by.language, Some(crate::Language::Fr), "whoever added it is answered in their language");
}

#[test]
fn what_is_added_on_the_page_stands_once_and_asks_nobody() {
    let case = receive(stating(&["rd_grant"], true, ""), shared_catalogue(), at(NOW), Actor::Member).case;
    let moment = then(LATER, &Actor::Member);
    let decided = add(case, " En ook dit. ", &moment).unwrap();
    assert_eq!(kinds(&decided), ["need.added"]);
    assert_eq!(asked(&decided.case), [("innoviris", ReferralStatus::Queued)]);
    assert_eq!(decided.case.person.as_ref().unwrap().notes[0].text, "En ook dit.");
    assert!(add(decided.case, "En ook dit.", &moment).unwrap().events.is_empty(), "pressed twice");
}

/// The agencies that are told of an addition.
fn told(decided: &Decided) -> &[AgencyId] {
    let EventKind::NeedAdded { told, .. } = &decided.events[0].kind else { panic!("{:?}", decided.events) };
    told
}

/// A need that was sent to an agency.
fn sent_to(stated: &[&str], to: &str) -> NeedCase {
    let case = receive(stating(stated, true, ""), shared_catalogue(), at(NOW), Actor::Member).case;
    sent(case, &agency(to), shared_catalogue(), at(NOW)).unwrap().case
}

#[test]
fn of_an_addition_those_are_told_who_have_it() {
    let more = |case: NeedCase| add(case, "En ook dit.", &then(LATER, &Actor::Member)).unwrap();
    let queued = receive(stating(&["seed_equity"], true, ""), shared_catalogue(), at(NOW), Actor::Member).case;
    assert!(told(&more(queued)).is_empty(), "the request that has still to leave holds it");
    let case = sent_to(&["seed_equity"], "hub");
    assert_eq!(told(&more(case.clone())), [agency("hub")]);
    let case = sent(case, &agency("finance"), shared_catalogue(), at(NOW)).unwrap().case;
    assert_eq!(told(&more(case.clone())), [agency("hub"), agency("finance")]);
    let case = accept(case, &agency("hub"), &now(&Actor::Agency(agency("hub")))).unwrap().case;
    let decided = more(declined(case, "finance", DeclineReason::Capacity).case);
    assert_eq!(told(&decided), [agency("hub")], "who declined has no part in it");
    assert_eq!(decided.case.referrals[0].follow_up.added_at, Some(at(LATER)));
}

#[test]
fn what_becomes_known_by_stating_it_again_is_told_once() {
    let mut arriving = stating(&["rd_grant"], true, "");
    arriving.amount_eur = Some(40_000);
    let asked = sent_to(&["rd_grant"], "innoviris");
    let open = asked.referrals[0].because.iter().find(|reason| reason.is_to_check());
    let fact = open.and_then(Reason::fact).unwrap().to_owned();
    for field in [fact.as_str(), "runway_months"] {
        arriving.person.company.profile.insert(field.to_owned(), json!(4));
    }
    let moment = then(LATER, &Actor::Member);
    let decided = join(asked, &arriving, &moment);
    assert_eq!(told(&decided), [agency("innoviris")]);
    let facts = &decided.case.referrals[0].follow_up.added_facts;
    assert_eq!(*facts, [AMOUNT, fact.as_str()], "what no rule of theirs reads stays untold");
    assert!(decided.case.person.as_ref().unwrap().notes.is_empty(), "nothing was written");
    let again = join(decided.case, &arriving, &moment);
    assert!(told(&again).is_empty(), "nothing is new");
    arriving.person.description = "En ook dit.".to_owned();
    let written = join(again.case, &arriving, &moment);
    assert_eq!(told(&written), [agency("innoviris")]);
    let twice = join(written.case, &arriving, &moment);
    assert!(told(&twice).is_empty(), "sent twice");
    assert_eq!(twice.case.person.unwrap().notes.len(), 1);
}

#[test]
fn a_text_that_is_longer_than_a_note_and_sent_twice_is_told_once() {
    let mut arriving = stating(&["rd_grant"], true, &"a".repeat(NOTE_AT_MOST + 1));
    let moment = then(LATER, &Actor::Member);
    let once = join(sent_to(&["rd_grant"], "innoviris"), &arriving, &moment);
    assert_eq!(told(&once), [agency("innoviris")]);
    let twice = join(once.case, &arriving, &moment);
    assert!(told(&twice).is_empty());
    assert!(add(twice.case.clone(), &arriving.person.description, &moment).unwrap().events.is_empty());
    arriving.person.description.insert(0, 'b');
    assert_eq!(told(&join(twice.case, &arriving, &moment)), [agency("innoviris")], "another text");
}

#[test]
fn an_agency_that_the_consent_did_not_cover_is_asked_once_it_does() {
    let mut narrow = stating(&["rd_grant"], true, "");
    narrow.share = Share::Only(vec![agency("beci")]);
    let case = receive(narrow, shared_catalogue(), at(NOW), Actor::Member).case;
    assert_eq!(case.need.triage, Some(TriageReason::NoConsent));
    assert_eq!(asked(&agreed(case).case), [("innoviris", ReferralStatus::Queued)]);
}
