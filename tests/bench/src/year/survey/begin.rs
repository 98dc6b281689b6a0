//! What stands before the first visit.

use anyhow::{Context as _, ensure};
use chrono::NaiveDate;
use domain::event::Actor;
use domain::ids::{LocationId, MemberId, WaveId};
use domain::member::{Sent, Source};
use flows::members::enter;
use serde_json::json;

use super::HOSTED_AT;
use super::plan::{AGENCIES, PLACES, WAVES};
use crate::year::World;

/// One company that never comes for so many visits.
const HOSTED: u32 = 10;

/// The waves are planned, and agencies have desks at places, every working day.
pub(crate) async fn begin(world: &mut World, first: NaiveDate) -> anyhow::Result<()> {
    for (number, planned) in WAVES.iter().enumerate() {
        let wave = json!({"variant": planned.variant, "opens": planned.opens, "closes": planned.closes});
        let key = format!("year-wave-{number:02}");
        let made = world.app.as_admin().key(&key).post_json("/v1/waves", &wave).await;
        ensure!(made.status == 201, "wave {number}: {} {}", made.status, made.text());
        let id = WaveId::parse(made.json()["id"].as_str().context("a wave has an id")?)?;
        world.survey.waves.push((id, planned));
    }
    for (agency, _) in AGENCIES {
        for (place, _) in PLACES {
            let series = json!({
                "agency": agency, "location": place, "start": format!("{first}T09:30"), "duration_minutes": 180,
                "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "until": first + chrono::TimeDelta::days(364),
                "slot_minutes": 40, "buffer_minutes": 5, "languages": ["fr", "nl"], "status": "published"
            });
            let request = world.app.as_admin().header("if-none-match", "*");
            let made = request.put_json(&format!("/v1/permanences/{agency}-{place}"), &series).await;
            ensure!(made.status == 201, "{agency} at {place}: {} {}", made.status, made.text());
        }
    }
    hosted(world).await?;
    world.come_to_rest().await
}

/// Companies that agreed to be asked, and neither state a need nor come.
async fn hosted(world: &World) -> anyhow::Result<()> {
    let store = world.app.store();
    for number in 0..world.survey.visits / HOSTED {
        let (place, _) = PLACES[number as usize % PLACES.len()];
        let profile = json!({
            "trade_name": format!("Hosted {number}"), "contact_email": format!("{HOSTED_AT}{number}@hosted-{number}.example"),
            "languages": ["nl"], "consents": [{"kind": "survey_invitations", "given_on": world.day()}]
        });
        let profile = serde_json::from_value(profile)?;
        let sent = Sent { hosted: None, place: Some((LocationId::parse(place)?, None)), profile };
        let named = (MemberId::parse(&format!("hosted-{number}"))?, sent);
        enter(store, named, (Source::MemberForm, Actor::Member), None, |_, _| None).await?;
    }
    Ok(())
}
