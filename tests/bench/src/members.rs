//! Members among few and among many, in this process: what lists, filters,
//! searches and the map read and how long they take, and what it takes to
//! determine one member again. Both tables are files, as the host has them.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use chrono::TimeDelta;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::fact_words::STAGES;
use domain::ids::{LocationId, MemberId, NeedId, NeedTypeId};
use domain::member::{Heard, MemberCase, Sent, Source, review};
use futures::future::try_join_all;
use serde_json::{Value, json};
use store::decorators::CountingTable;
use store::repos::members::{MemberRecord, Stated};
use store::{Store, Transaction};
use store_embedded::EmbeddedTable;
use tempfile::TempDir;
use testkit::TestApp;

use crate::among::{AIM, Took, compare};

/// Members, few and many.
const MEMBERS: [usize; 2] = [1_000, 100_000];
/// How often a question is timed.
const TIMES: usize = 200;
/// A member that both tables have.
const ONE: usize = 7;

const DOMAINS: [&str; 4] = ["saas", "ai_data", "games", "hardware"];
const FIRST: [&str; 7] = ["Kanal", "Zoniën", "Éclair", "Brume", "Atelier", "Senne", "Marolles"];
const SECOND: [&str; 9] =
    ["Robotics", "Software", "Santé", "Mobility", "Energy", "Textiles", "Logistics", "Studio", "Analytics"];

/// What is asked, each with what it is called. Both tables hold enough for a page
/// of twenty, but for a number and an address, which are one member's.
const ASKED: [(&str, &str); 19] = [
    ("list", "/v1/members?limit=20"),
    ("place", "/v1/members?limit=20&location=icab"),
    ("place in spring", "/v1/members?limit=20&location=icab&hosted_from=2026-03-01&hosted_until=2026-05-31"),
    ("place by arrival", "/v1/members?limit=20&location=icab&sort=hosted_since"),
    ("by last contact", "/v1/members?limit=20&sort=last_contact"),
    ("stage", "/v1/members?limit=20&stage=launch"),
    ("domain", "/v1/members?limit=20&ict_domain=games"),
    ("an open need", "/v1/members?limit=20&need_type=hiring"),
    ("any open need", "/v1/members?limit=20&need_type=any"),
    ("any proposal", "/v1/members?limit=20&proposal=any"),
    ("a proposal", "/v1/members?limit=20&proposal=rd_grant"),
    ("incomplete", "/v1/members?limit=20&missing=any"),
    ("lacking an address", "/v1/members?limit=20&missing=contact_email"),
    ("not heard of for a year", "/v1/members?limit=20&silent_months=12"),
    ("part of a name", "/v1/members?limit=20&q=obotic"),
    ("number", "/v1/members?limit=20&q=1000.000.7"),
    ("address", "/v1/members?limit=20&q=info@company0000008.example"),
    ("beginning of an address", "/v1/members?limit=20&q=inf@"),
    ("map", "/console/members/map"),
];

/// A table of members, and what it counts.
pub(crate) struct Filled {
    pub(crate) app: TestApp,
    table: Arc<CountingTable<EmbeddedTable>>,
    members: usize,
    _folder: TempDir,
}

impl Filled {
    async fn with(members: usize) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("permanence-members").tempdir()?;
        let table = Arc::new(CountingTable::new(EmbeddedTable::open(folder.path().join("members.redb"))?));
        let app = TestApp::over(Arc::clone(&table) as _, vec![members::routes()], false).await;
        let started = Instant::now();
        fill(app.store(), members).await?;
        println!("members: {members} entered in {:.0} s", started.elapsed().as_secs_f64());
        Ok(Self { app, table, members, _folder: folder })
    }

    async fn ask(&self, path: &str) -> anyhow::Result<Took> {
        self.table.take();
        let started = Instant::now();
        let answer = self.app.as_admin().get(path).await;
        let time = started.elapsed();
        ensure!(answer.status == 200, "{path}: {} {}", answer.status, answer.text());
        ensure!(!answer.text().contains("\"items\":[]"), "{path} finds nobody among {}", self.members);
        Ok(Took { time, rows: self.table.take().rows_read, shown: 0 })
    }

    /// Rows read to change one member and determine it again: by turns it does
    /// research and does not.
    async fn determine(&self) -> anyhow::Result<u64> {
        let path = format!("/v1/members/m{ONE:07}");
        let known = self.app.as_admin().get(&path).await.expect_status(200);
        let mut body = known.json();
        body["rd_intensity"] = json!(if body["rd_intensity"] == "high" { "none" } else { "high" });
        self.table.take();
        let request = self.app.as_admin().if_match(known.header("etag"));
        request.put_json(&path, &body).await.expect_status(200);
        let counts = self.table.take();
        ensure!(counts.commits == 1, "a change is one commit");
        Ok(counts.rows_read)
    }
}

/// Prints all; answers the large table, and what falls short of an aim.
pub(crate) async fn measure() -> anyhow::Result<(Filled, Vec<String>)> {
    let few = Filled::with(MEMBERS[0]).await?;
    let many = Filled::with(MEMBERS[1]).await?;
    let mut short = Vec::new();
    for (what, path) in ASKED {
        let found = compare([&few, &many], TIMES, async |table: &Filled| table.ask(path).await).await?;
        let (ms, rows, ratio) = (found.ms, found.rows, found.ratio());
        println!(
            "members, {what}: {} and {} rows, p50 {:.2} ms and {:.2} ms, ratio {ratio:.2}",
            rows[0], rows[1], ms[0], ms[1]
        );
        if ratio > AIM || rows[1] as f64 > rows[0] as f64 * AIM {
            short.push(format!("{what}: {ratio:.2} of the time, {} rows for {}", rows[1], rows[0]));
        }
    }
    for what in ["something more", "something less"] {
        let (among_few, among_many) = (few.determine().await?, many.determine().await?);
        println!("members, one determined again where {what} speaks for a need: {among_few} and {among_many} rows");
        if among_few != among_many {
            short.push(format!("determining again reads {among_many} rows, not {among_few}"));
        }
    }
    Ok((many, short))
}

/// Enters members, those of a place one after another, places beside each other.
async fn fill(store: &Store, members: usize) -> anyhow::Result<()> {
    let catalogue = store.catalogue().load().await?;
    let places: Vec<LocationId> = catalogue.locations.keys().cloned().collect();
    let at_places = places.iter().enumerate().map(|(place, location)| {
        let (store, catalogue, location, places) =
            (store.clone(), Arc::clone(&catalogue), location.clone(), places.len());
        tokio::spawn(async move {
            for number in (place..members).step_by(places) {
                let record = member(&catalogue, &store, number, &location)?;
                let mut tx = Transaction::new();
                store.members().save(&mut tx, &catalogue, (None, Some(&record)), &[]).await?;
                store.commit(tx).await?;
            }
            anyhow::Ok(())
        })
    });
    for done in try_join_all(at_places).await? {
        done?;
    }
    Ok(())
}

/// A company of which a part is known.
fn member(catalogue: &Catalogue, store: &Store, number: usize, location: &LocationId) -> anyhow::Result<MemberRecord> {
    let now = store.now();
    let of = |list: &[&'static str], per: usize| list[number / per % list.len()];
    let mut profile = json!({
        "trade_name": format!("{} {} {number:07}", of(&FIRST, 1), of(&SECOND, 7)),
        "enterprise_number": enterprise_number(number),
        "stage": of(&STAGES, 1),
        "ict_domain": [of(&DOMAINS, 3)],
        "rd_intensity": if number.is_multiple_of(3) { "high" } else { "none" },
        "funding_sources": ["own"],
        "languages": ["fr"],
        "contact_role": "Ana Dubois",
    });
    if !number.is_multiple_of(10) {
        profile["contact_email"] = format!("info@company{number:07}.example").into();
    }
    let profile = serde_json::from_value(profile)?;
    let sent = Sent { hosted: None, place: Some((location.clone(), None)), profile };
    let id = MemberId::parse(&format!("m{number:07}"))?;
    let heard = Heard { from: Source::HostList, at: now, by: Actor::System };
    let mut case = MemberCase::enter(id, sent, heard, &catalogue.member_model).case;
    let days = i64::try_from(number % 700)?;
    case.member.last_contact_at = now.plus(TimeDelta::days(-days));
    let mut stated = Vec::new();
    if number.is_multiple_of(20) {
        let need_types = vec![NeedTypeId::parse("hiring")?];
        stated.push(Stated { need: NeedId::parse(&format!("n{number:07}"))?, need_types, open: true, at: now });
    }
    let mut record = MemberRecord { case, stated };
    record.case.proposals = review(&record.case, catalogue, &record.open_types(), now);
    Ok(record)
}

/// Ten digits, the last two of which check the others.
pub(crate) fn enterprise_number(number: usize) -> String {
    let first = 10_000_000 + number;
    format!("{first}{:02}", 97 - first % 97)
}

/// What an address of the API answers.
pub(crate) async fn read(app: &TestApp, path: &str) -> anyhow::Result<Value> {
    let answer = app.as_admin().get(path).await;
    ensure!(answer.status == 200, "{path}: {}", answer.status);
    serde_json::from_str(&answer.text()).context("an object")
}
