//! The coordinator, at ten o'clock of every working day: the work list from top
//! to bottom, through the API.

use std::collections::BTreeSet;

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};

use super::{World, survey};

/// Works through the list.
pub(crate) struct Desk;

impl Desk {
    /// Settles each thing on the list once; counts those that were not there
    /// yesterday.
    pub(crate) async fn work(world: &mut World) -> anyhow::Result<()> {
        let mut path = "/v1/worklist?limit=100".to_owned();
        let (mut new, mut seen) = (0, BTreeSet::new());
        loop {
            let list = world.app.as_admin().get(&path).await.expect_status(200).json();
            for item in list["items"].as_array().context("a list")? {
                let id = item["id"].as_str().context("an id")?.to_owned();
                new += u32::from(!world.figures.known.contains(&id));
                settle(world, item).await?;
                seen.insert(id);
            }
            match list["next"].as_str() {
                Some(next) => path = format!("/v1/worklist?limit=100&cursor={next}"),
                None => break,
            }
        }
        world.figures.items.push(new);
        world.figures.known = seen;
        world.come_to_rest().await
    }
}

async fn settle(world: &mut World, item: &Value) -> anyhow::Result<()> {
    let id = item["id"].as_str().context("an id")?;
    let mut parts = id.splitn(3, '.');
    let (kind, need, agency) = (parts.next(), parts.next().context("a need")?, parts.next().unwrap_or_default());
    match kind {
        Some("triage") => triage(world, need).await,
        Some("silent") => silent(world, &format!("{need}.{agency}")).await,
        Some("alert") => survey::act(world, &format!("{need}.{agency}")).await,
        // The address is corrected elsewhere; the need goes on meanwhile.
        _ => Ok(()),
    }
}

/// What is suggested is confirmed; where nobody is left, another agency is
/// asked or the need closed; who does not agree to sharing is called and closed.
async fn triage(world: &mut World, need: &str) -> anyhow::Result<()> {
    let path = format!("/v1/needs/{need}");
    let case = world.app.as_admin().get(&path).await.expect_status(200).json();
    let shared = case["share_with_agencies"] != json!(false);
    let kinds: Vec<&str> =
        case["need_types"].as_array().into_iter().flatten().filter_map(|kind| kind["id"].as_str()).take(5).collect();
    let asked: BTreeSet<&str> =
        case["referrals"].as_array().into_iter().flatten().filter_map(|one| one["agency"].as_str()).collect();
    if shared && !kinds.is_empty() {
        let others = ["hub", "finance", "innoviris", "citydev", "actiris", "beci"];
        let other = others.iter().find(|agency| !asked.contains(**agency));
        let body = match (asked.is_empty(), other) {
            (true, _) => json!({"need_types": kinds}),
            (false, Some(other)) if asked.len() < 4 => json!({"need_types": kinds, "agencies": [other]}),
            _ => Value::Null,
        };
        if !body.is_null() {
            let answer = world.app.as_admin().if_match("*").post_json(&format!("{path}/triage"), &body).await;
            ensure!(answer.status == 200, "triage of {need}: {} {}", answer.status, answer.text());
            if answer.json()["status"] != json!("to_triage") {
                return Ok(());
            }
            if let Some(other) = other {
                let body = json!({"need_types": kinds, "agencies": [other]});
                let answer = world.app.as_admin().if_match("*").post_json(&format!("{path}/triage"), &body).await;
                if answer.status == 200 {
                    return Ok(());
                }
            }
        }
    }
    let outcome = if shared { "not_helped" } else { "unreachable" };
    let answer =
        world.app.as_admin().if_match("*").post_json(&format!("{path}/close"), &json!({"outcome": outcome})).await;
    ensure!(answer.status == 200, "close of {need}: {} {}", answer.status, answer.text());
    Ok(())
}

/// The agency is reminded by a person once more, or the coordinator calls and
/// says what came of it.
async fn silent(world: &mut World, referral: &str) -> anyhow::Result<()> {
    let share = world.dice.share();
    let path = format!("/v1/referrals/{referral}");
    let answer = if share < 0.5 {
        world.app.as_admin().post_json(&format!("{path}/remind"), &json!({})).await
    } else {
        let outcome = if share < 0.75 { "helped" } else { "not_helped" };
        world.app.as_admin().post_json(&format!("{path}/answer"), &json!({"action": "done", "outcome": outcome})).await
    };
    ensure!(answer.status == 200, "{referral}: {} {}", answer.status, answer.text());
    Ok(())
}
