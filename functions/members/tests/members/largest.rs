//! The largest changes that a member can have: what one commit has no room for
//! follows it, and nothing is left behind.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate, TimeDelta};
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::determine::Evidence;
use domain::event::Actor;
use domain::ids::{MemberId, NeedId};
use domain::member::{
    Heard, Hosting, MemberCase, MemberEvent, MemberEventKind, Profile, Proposal, ProposalStatus, Sent, Source,
};
use flows::effects::Context as _;
use flows::members::Members;
use serde_json::json;
use store::limits::MAX_ACTIONS;
use store::repos::members::{MemberRecord, Stated};
use store::{Store, Transaction, Versioned};
use store_embedded::EmbeddedTable;
use testkit::TestApp;

use crate::bench::{enter, names, read};

/// What two such members have in common is their id alone.
const NAMES: [&str; 2] = ["Innovation Robotics Laboratory Brussels", "Mobility Software Cooperative Molenbeek"];
/// Stays, as many as somebody may enter.
const STAYS: usize = 20;
/// Writes that whoever saves a member may add.
const ADDED: usize = 16;

async fn over(table: &Arc<EmbeddedTable>) -> TestApp {
    TestApp::over(Arc::clone(table) as _, vec![members::routes()], false).await
}

fn table() -> Arc<EmbeddedTable> {
    Arc::new(EmbeddedTable::in_memory().unwrap())
}

/// A member that stands in as many lists as one can: every kind of need is open
/// and proposed, all ICT domains are its own, and its last four stays were at four
/// places. The second of two shares none of its rows with the first but those that
/// are named by its id.
fn fullest(catalogue: &Catalogue, nth: usize, now: Instant) -> MemberRecord {
    let model = &catalogue.member_model;
    let places: Vec<_> = catalogue.locations.keys().cloned().collect();
    let day =
        |at: usize| NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(u64::try_from(30 * at + nth).unwrap());
    let hosted = (0..STAYS).map(|at| Hosting {
        location: places[(at + 4 * nth) % places.len()].clone(),
        from: Some(day(at)),
        to: (at + 1 < STAYS).then(|| day(at + 1)),
    });
    let domains = model.field("ict_domain").unwrap().values.clone().unwrap();
    let profile = json!({
        "trade_name": NAMES[nth], "enterprise_number": (["0403019261", "0123456789"][nth]),
        "stage": (["launch", "growth"][nth]), "ict_domain": (&domains[4 * nth..]),
        "contact_role": (["Ana Maria Dubois", "Tom Peter Janssens"][nth]),
        "contact_email": format!("info@company{nth}.example"),
    });
    let profile: Profile = serde_json::from_value(profile).unwrap();
    let sent = Sent { hosted: Some(hosted.collect()), place: None, profile };
    let heard = Heard { from: Source::HostList, at: now, by: Actor::System };
    let mut case = MemberCase::enter(MemberId::parse("fullest").unwrap(), sent, heard, model).case;
    let kinds: Vec<_> = catalogue.need_types.iter().map(|one| one.id.clone()).collect();
    case.proposals =
        (0..).zip(&kinds).map(|(at, kind)| proposal(kind, 40 + at + 30 * u8::from(nth > 0), now)).collect();
    let stated = kinds.chunks(5).enumerate().map(|(at, some)| Stated {
        need: NeedId::parse(&format!("need{nth}-{at}")).unwrap(),
        need_types: some.to_vec(),
        open: true,
        at: now,
    });
    let mut record = MemberRecord { stated: stated.collect(), case };
    record.case.proposals.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.need_type.cmp(&b.need_type)));
    record
}

fn proposal(kind: &domain::ids::NeedTypeId, score: u8, now: Instant) -> Proposal {
    Proposal {
        need_type: kind.clone(),
        score: score.min(99),
        because: vec![Evidence::Rule {
            rule: "R01".to_owned(),
            version: 1,
            values: BTreeMap::from([("n".to_owned(), json!(score))]),
        }],
        rule: "R01".to_owned(),
        rule_version: 1,
        missing: Vec::new(),
        since: now,
        status: ProposalStatus::Open,
        changed_at: now,
        reason: None,
        need: None,
        unhelped: false,
    }
}

/// Commits a change as flows do, but for what follows it; answers its writes, and
/// whether rows wait.
async fn save(store: &Store, before: Option<&Versioned<MemberRecord>>, after: Option<&MemberRecord>) -> (usize, bool) {
    let catalogue = store.catalogue().load().await.unwrap();
    let id = MemberId::parse("fullest").unwrap();
    let kind = MemberEventKind::Changed { from: Source::HostList, fields: vec!["trade_name".to_owned()] };
    let event = MemberEvent { at: store.now(), actor: Actor::System, kind };
    let mut tx = Transaction::new();
    store.members().save(&mut tx, &catalogue, (before, after), &[event]).await.unwrap();
    let found = (tx.len(), store.members().leaves_rows(&tx, &id));
    store.commit(tx).await.unwrap();
    found
}

/// Every row that is made of members, but for history, counts and marks.
fn rows(table: &EmbeddedTable) -> BTreeMap<(String, String), (String, Option<i64>)> {
    let all = table.rows_after(None, 100_000).unwrap().into_iter();
    let of_members = all.filter(|row| {
        let pk = &row.key.pk;
        let is_case = pk.starts_with("MEMBER#") && row.key.sk.starts_with("CASE#");
        let is_list = pk.starts_with("MEMBERS#") && pk != "MEMBERS#COUNTS";
        is_case || is_list || ["PROPOSALS#", "PERSON#", "PEOPLE#"].iter().any(|start| pk.starts_with(start))
    });
    of_members.map(|row| ((row.key.pk, row.key.sk), (row.doc, row.expires_at))).collect()
}

#[tokio::test]
async fn a_change_of_everything_is_one_commit_that_the_table_takes_and_rows_that_follow() {
    let (here, fresh) = (table(), table());
    let (app, other) = (over(&here).await, over(&fresh).await);
    let (store, id) = (app.store(), MemberId::parse("fullest").unwrap());
    let catalogue = store.catalogue().load().await.unwrap();
    let (first, second) =
        (fullest(&catalogue, 0, store.now()), fullest(&catalogue, 1, store.now().plus(TimeDelta::days(1))));

    let (writes, waits) = save(store, None, Some(&first)).await;
    assert!(writes + ADDED <= MAX_ACTIONS && waits, "entering it: {writes}");
    store.members().catch_up(&id).await.unwrap();
    let before = store.members().load(&id).await.unwrap().unwrap();
    assert_eq!(before.value, first);

    let (writes, waits) = save(store, Some(&before), Some(&second)).await;
    assert!(writes + ADDED <= MAX_ACTIONS && waits, "changing all of it: {writes}");
    let after = store.members().load(&id).await.unwrap().unwrap();
    assert_eq!(after.value, second, "decisions are made on it whole, whatever waits");
    store.members().catch_up(&id).await.unwrap();
    save(other.store(), None, Some(&second)).await;
    other.store().members().catch_up(&id).await.unwrap();
    assert_eq!(rows(&here), rows(&fresh), "as if it had been entered so");

    let (writes, waits) = save(store, Some(&after), None).await;
    assert!(writes + ADDED <= MAX_ACTIONS && waits, "ending it: {writes}");
    store.members().catch_up(&id).await.unwrap();
    assert_eq!(rows(&here), BTreeMap::new());
}

#[tokio::test]
async fn rows_that_a_crash_left_behind_follow_within_the_hour_as_the_member_is_by_then() {
    let (here, fresh) = (table(), table());
    let (app, other) = (over(&here).await, over(&fresh).await);
    let (store, id) = (app.store(), MemberId::parse("fullest").unwrap());
    let catalogue = store.catalogue().load().await.unwrap();
    save(store, None, Some(&fullest(&catalogue, 0, store.now()))).await;
    for nth in [1, 0, 1] {
        let before = store.members().load(&id).await.unwrap().unwrap();
        save(store, Some(&before), Some(&fullest(&catalogue, nth, store.now()))).await;
    }
    assert_eq!(store.members().behind(10).await.unwrap(), [id]);
    Members.upkeep(store).await.unwrap();
    assert_eq!(store.members().behind(10).await.unwrap(), []);
    save(other.store(), None, Some(&fullest(&catalogue, 1, other.store().now()))).await;
    Members.upkeep(other.store()).await.unwrap();
    assert_eq!(rows(&here), rows(&fresh));
}

#[tokio::test]
async fn a_company_of_which_everything_is_known_is_entered_changed_and_ended_like_any_other() {
    let table = table();
    let app = over(&table).await;
    let mut body = json!({
        "name": NAMES[0], "location": "icab", "stage": "launch", "legal_form": "foreign_branch",
        "enterprise_number": "BE 0403.019.261", "ict_domain": ["ai_data", "hardware", "health", "iot"],
        "rd_intensity": "high", "funding_sources": ["angel"], "funding_raised_eur": "<50k", "runway_months": 2,
        "revenue_bracket": "50-250k", "headcount_fte": 9, "hiring_next_6m": 2, "university_link": true,
        "target_markets": ["us", "fr"], "export_share_pct": 5, "founder_non_eu": true, "needs_shop": true,
        "ip_assets": ["none"], "personal_data_processed": "sensitive", "customers_type": ["none_yet", "b2g"],
        "contact_role": "Ana Dubois", "contact_email": "ana@innovation-robotics.example",
    });
    let id = enter(&app, &body).await;
    let path = format!("/v1/members/{id}");
    let proposed =
        async || read(&app, "/v1/members?proposal=any").await["items"][0]["proposals"].as_array().unwrap().clone();
    let entered = proposed().await;
    assert!(entered.len() >= 15, "{entered:?}");
    body["name"] = json!(NAMES[1]);
    body["location"] = json!("greenbizz");
    body["stage"] = json!("early");
    body["contact_email"] = json!("tom@mobility-software.example");
    app.as_admin().if_match("\"v1\"").put_json(&path, &body).await.expect_status(200);
    let changed = proposed().await;
    assert!(changed.len() >= 15 && changed != entered, "{changed:?}");
    for kind in &changed {
        let query = format!("?location=greenbizz&proposal={}", kind.as_str().unwrap());
        assert_eq!(names(&app, &query).await, [NAMES[1]], "{query}");
    }
    assert_eq!(names(&app, "?q=laboratory").await, [] as [&str; 0]);
    assert_eq!(names(&app, "?q=molenbee").await, [NAMES[1]]);
    app.as_admin().if_match("\"v2\"").send("DELETE", &path).await.expect_status(204);
    assert_eq!(rows(&table), BTreeMap::new());
}
