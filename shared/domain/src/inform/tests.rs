use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use super::place::{Activity, Counts, Lever, Trend, helped};
use super::*;
use crate::brussels::catalogue;
use crate::field_error::{Expected, Problem};
use crate::ids::{AgencyId, NeedTypeId, ServiceId, SessionId};
use crate::{Instant, Text};

fn now() -> Instant {
    Instant::parse("2026-12-01T08:00:00Z").unwrap()
}

fn icab() -> LocationId {
    LocationId::parse("icab").unwrap()
}

fn item() -> Item {
    Item {
        title: Text { fr: " Appel ".to_owned(), nl: "Oproep".to_owned(), en: Some(" ".to_owned()) },
        text: Some(Text { fr: String::new(), nl: String::new(), en: None }),
        link: Some("https://innoviris.brussels/calls?x=1#a".to_owned()),
        deadline: NaiveDate::from_ymd_opt(2026, 12, 15),
    }
}

fn session(n: u32) -> DigestSession {
    let start = now().plus(TimeDelta::days(i64::from(n)) + TimeDelta::hours(1));
    let local = start.utc().naive_utc();
    DigestSession {
        session: SessionId::parse(&format!("p.{n}")).unwrap(),
        agency: AgencyId::parse("innoviris").unwrap(),
        start,
        local_start: local,
        local_end: local + TimeDelta::hours(3),
    }
}

fn contents(sessions: std::ops::Range<u32>) -> Contents {
    Contents { sessions: sessions.map(session).collect(), ..Contents::default() }
}

#[test]
fn a_month_reads_back_and_nothing_else_is_one() {
    let month = Month::parse("2026-12").unwrap();
    assert_eq!(
        (month.to_string(), month.next().to_string(), month.before(12).to_string()),
        ("2026-12".into(), "2027-01".into(), "2025-12".into())
    );
    assert_eq!(Month::of(month.last()), month);
    for wrong in ["2026-13", "2026-1", "26-12", "2026-12-01", "+026-12", "2026/12", ""] {
        assert_eq!(Month::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn an_issue_and_a_reader_read_back_from_their_keys() {
    let digest =
        Issue::Digest { month: Month::parse("2026-12").unwrap(), location: LocationId::parse("a.b-c").unwrap() };
    let news = Issue::News { id: "01jd".to_owned() };
    for issue in [digest.clone(), news.clone()] {
        assert_eq!(Issue::of_key(&issue.key()), Some(issue));
    }
    assert_eq!((digest.once(), news.once()), ("2026-12".to_owned(), "news.01jd".to_owned()));
    let reader = Reader::Member(MemberId::parse("demo-1").unwrap());
    assert_eq!(Reader::of_key(&reader.key()), Some(reader));
    assert_eq!(Reader::of_key("staff.1"), None);
}

#[test]
fn an_item_is_taken_in_both_languages_with_a_link_that_a_mail_may_carry() {
    let read = item().parse("/items/0").unwrap();
    assert_eq!((read.title.fr.as_str(), read.title.en, read.text), ("Appel", None, None));
    for wrong in
        ["http://a.be", "https://", "https://nodot", "javascript:alert(1)", "https://a@b.be", "https://a.be/<x>"]
    {
        let errors = Item { link: Some(wrong.to_owned()), ..item() }.parse("/items/0").unwrap_err();
        assert_eq!(errors[0].pointer, "/items/0/link", "{wrong}");
        assert_eq!(errors[0].problem, Problem::WrongType(Expected::Link));
    }
    let nameless = Item { title: Text::new("", "Oproep", "Call"), ..item() };
    assert_eq!(nameless.parse("/items/3").unwrap_err()[0].pointer, "/items/3/title/fr");
    assert_eq!(parse_items(vec![item(); MAX_ITEMS + 1]).unwrap_err()[0].problem, Problem::TooMany(MAX_ITEMS));
}

#[test]
fn a_digest_that_changed_since_it_was_looked_at_is_prepared_again() {
    let month = Month::parse("2026-12").unwrap();
    let digest = Digest::new(icab(), month, contents(0..3), now());
    assert_eq!(digest.stage(), Stage::Prepared);
    let draft = DigestDraft { items: vec![item()], without: [Part::Services].into(), seen: true };
    let seen = draft.parse(digest, now()).unwrap();
    assert_eq!((seen.stage(), seen.items.len()), (Stage::Seen, 1));
    let later = now().plus(TimeDelta::hours(2));
    assert_eq!(seen.clone().with(contents(1..3), later).stage(), Stage::Seen, "the first began meanwhile");
    assert_eq!(seen.clone().with(contents(1..2), later).stage(), Stage::Prepared, "one is gone");
    assert_eq!(seen.clone().with(contents(1..4), later).stage(), Stage::Prepared, "one is new");
    let full = Digest { contents: contents(0..12), ..seen };
    assert_eq!(full.with(contents(1..13), later).stage(), Stage::Seen, "one moved up at the end");
}

#[test]
fn a_service_is_named_only_where_five_members_share_the_need() {
    let catalogue = catalogue();
    let day = now().day_in(crate::clock::BRUSSELS);
    let kind = |id: &str| NeedTypeId::parse(id).unwrap();
    let fits = |shared: &[(&str, u32)]| {
        let shared: BTreeMap<NeedTypeId, u32> = shared.iter().map(|(id, n)| (kind(id), *n)).collect();
        fitting_services(&catalogue, &shared, day)
    };
    assert_eq!(fits(&[("rd_grant", 4), ("business_plan", 4)]), Vec::new());
    let found = fits(&[("rd_grant", 5), ("business_plan", 9)]);
    assert!(!found.is_empty());
    let answers = |id: &ServiceId, need: &str| catalogue.services[id].answers.contains(&kind(need));
    assert!(answers(&found[0], "business_plan"), "the most shared first: {found:?}");
    assert!(found.iter().any(|id| answers(id, "rd_grant")));
    let mut once = found.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), found.len());
}

#[test]
fn a_digest_names_no_service_for_a_confidential_kind_of_need() {
    let catalogue = catalogue();
    let shared: BTreeMap<NeedTypeId, u32> =
        [("difficulty", 9), ("rd_grant", 5)].map(|(id, n)| (NeedTypeId::parse(id).unwrap(), n)).into();
    let found = fitting_services(&catalogue, &shared, now().day_in(crate::clock::BRUSSELS));
    let answers = |need: &str| {
        let need = NeedTypeId::parse(need).unwrap();
        found.iter().filter(|id| catalogue.services[*id].answers.contains(&need)).count()
    };
    assert_eq!(answers("difficulty"), 0, "{found:?}");
    assert!(answers("rd_grant") > 0, "{found:?}");
}

fn activity(sessions: u32, booked: u32, before: u32) -> Activity {
    Activity {
        location: icab(),
        counted_on: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
        last_session: None,
        next_session: None,
        members: 10,
        informed: 4,
        hosts: 1,
        with_need: 0,
        last: Counts { sessions, booked, needs: 0, answered: 0, scanned: 0 },
        before: Counts { sessions: 1, booked: before, needs: 0, answered: 0, scanned: 0 },
        dormant_since: None,
    }
}

#[test]
fn a_place_is_dormant_without_sessions_or_without_people_and_keeps_since_when() {
    let active = activity(3, 1, 0).after(None);
    assert_eq!(active.dormant_since, None);
    for quiet in [activity(0, 5, 0), activity(5, 0, 0)] {
        assert_eq!(quiet.clone().after(None).dormant_since, Some(quiet.counted_on));
    }
    let long = Activity { dormant_since: NaiveDate::from_ymd_opt(2026, 9, 1), ..activity(0, 0, 0) };
    assert_eq!(activity(0, 0, 0).after(Some(&long)).dormant_since, long.dormant_since);
    assert_eq!(activity(3, 1, 0).after(Some(&long)).dormant_since, None, "awake again");
}

#[test]
fn a_trend_is_told_beyond_a_fifth() {
    assert_eq!(activity(1, 12, 10).trend(), Trend::Level);
    assert_eq!(activity(1, 13, 10).trend(), Trend::Up);
    assert_eq!(activity(1, 7, 10).trend(), Trend::Down);
    assert_eq!((activity(1, 0, 0).trend(), activity(1, 1, 0).trend()), (Trend::Level, Trend::Up));
    assert_eq!(activity(1, 0, 0).informed_share(), Some(0.4));
    assert_eq!(Activity { members: 0, ..activity(1, 0, 0) }.informed_share(), None);
}

#[test]
fn a_place_is_to_be_woken_when_it_falls_dormant_or_has_been_so_for_a_quarter() {
    let (active, quiet) = (activity(3, 1, 0).after(None), activity(0, 0, 0));
    let first = quiet.clone().after(None);
    assert!(!first.is_to_be_woken(None), "never active, and watched since today");
    let fell = quiet.clone().after(Some(&active));
    assert!(fell.is_to_be_woken(Some(&active)));
    let long = Activity { dormant_since: NaiveDate::from_ymd_opt(2026, 1, 1), ..quiet.clone() };
    assert!(quiet.after(Some(&long)).is_to_be_woken(Some(&long)));
    assert!(!active.is_to_be_woken(Some(&long)), "awake");
    let lived = Activity { before: Counts { sessions: 2, booked: 1, ..Counts::default() }, ..first };
    assert!(lived.is_to_be_woken(None), "the quarter before tells that it was active");
}

#[test]
fn what_helped_is_what_most_active_places_have_and_a_dormant_one_lacks() {
    let active = activity(6, 4, 0);
    let dormant = Activity { hosts: 0, informed: 0, ..activity(0, 0, 0).after(None) };
    let without_host = Activity { hosts: 0, ..active.clone() };
    let all = [active.clone(), without_host.clone(), without_host, dormant.clone()];
    let found: Vec<(Lever, usize, usize)> =
        helped(&all, &dormant).into_iter().map(|one| (one.lever, one.have, one.of)).collect();
    assert_eq!(found, [(Lever::Rhythm, 3, 3), (Lever::Digest, 3, 3)], "one host among three is no pattern");
    assert_eq!(helped(&all[2..], &dormant), Vec::new(), "too few to tell");
}

#[test]
fn a_scan_counts_on_its_day_for_two_quarters() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let mut scans = place::Scans::default();
    for text in ["2026-01-02", "2026-10-01", "2026-11-24", "2026-11-24"] {
        scans.add(day(text));
    }
    assert_eq!(scans.between(day("2026-11-24"), day("2026-11-25")), 2);
    assert_eq!(scans.between(day("2026-10-01"), day("2026-11-24")), 1);
    assert_eq!(scans.between(day("2026-01-01"), day("2026-12-31")), 3, "what nothing counts any more is not kept");
}
