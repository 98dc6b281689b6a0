//! Members and agencies: what they state, and how they answer their mails.

use anyhow::ensure;
use mail::Message;
use serde_json::json;
use testkit::BASE_URL;

use super::World;

/// What members say in their own words where they name no kind of need.
const TEXTS: [&str; 6] = [
    "We look for investors for a seed round.",
    "Nous cherchons un subside pour un prototype et de la recherche.",
    "Wij willen exporteren naar Nederland en zoeken steun.",
    "We need help with hiring a developer, perhaps an intern.",
    "Bonjour, pouvez-vous nous aider ?",
    "Onze huur loopt af en we zoeken een nieuw kantoor.",
];
const STAGES: [&str; 5] = ["idea", "pre_launch", "launch", "early", "growth"];

/// What somebody is going to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Deed {
    /// An agency, by its link: `action` and one field more.
    Agency { token: String, action: &'static str, field: &'static str, value: &'static str },
    /// A member, by its link, about the agency that its page names.
    Member { token: String, action: &'static str },
}

/// States a need as one member more: most say what they need and agree to
/// sharing, some only write, some do not agree, some state the same twice.
pub(crate) async fn state(world: &mut World, number: u32) -> anyhow::Result<()> {
    let catalogue = world.app.store().catalogue().load().await?;
    let places: Vec<&str> = catalogue.locations_on(world.day()).map(|place| place.id.as_str()).collect();
    let kinds: Vec<&str> = catalogue.need_types.iter().map(|kind| kind.id.as_str()).collect();
    let dice = &mut world.dice;
    let says = dice.share();
    let (place, kind) = (dice.one(&places).copied().unwrap_or("icab"), dice.one(&kinds).copied().unwrap_or("hiring"));
    let language = if dice.share() < 0.5 { "fr" } else { "nl" };
    // One in fifty is somebody who stated a need some time ago.
    let who = if dice.share() < 0.02 { number.saturating_sub(40) } else { number };
    let need = json!({
        "location": place,
        "member": {"name": format!("Company {who}"), "stage": dice.one(&STAGES)},
        "contact": {"name": "Zoé Maes", "email": format!("member-{who}@company-{who}.example"), "language": language},
        "need_types": if says < 0.85 { vec![kind] } else { Vec::new() },
        "description": dice.one(&TEXTS),
        "consent": {"share_with_agencies": dice.share() < 0.97},
    });
    let key = format!("year-need-{number:08}");
    let answer = world.app.anonymous().key(&key).post_json("/v1/needs", &need).await;
    ensure!([200, 201].contains(&answer.status), "need {number}: {} {}", answer.status, answer.text());
    Ok(())
}

/// What follows a path in a mail.
pub(crate) fn token<'a>(text: &'a str, of: &str) -> Option<&'a str> {
    let start = text.find(&format!("{BASE_URL}{of}"))? + BASE_URL.len() + of.len();
    let rest = &text[start..];
    rest.split(|c: char| !c.is_ascii_alphanumeric() && !"-_.~".contains(c)).next()
}

/// Somebody reads a mail, and may act on it some time later.
pub(crate) fn read(world: &mut World, mail: &Message) {
    world.figures.mails += 1;
    if let Some(token) = token(&mail.text, "/r/") {
        let asks_after = mail.text.contains("?say=helped");
        agency(world, token.to_owned(), asks_after);
    } else if let Some(token) = token(&mail.text, "/n/") {
        member(world, token.to_owned(), mail);
    }
}

/// Two in three agencies answer within days; some answer to a reminder, some
/// after their time, some never.
fn agency(world: &mut World, token: String, asks_after: bool) {
    let (share, again) = (world.dice.share(), world.dice.share());
    let answer = |token: String, action, field, value| Deed::Agency { token, action, field, value };
    if asks_after {
        let (action, field, value) = match share {
            share if share < 0.42 => ("done", "outcome", "helped"),
            share if share < 0.52 => ("done", "outcome", "not_helped"),
            share if share < 0.66 => ("meeting", "on", ""),
            share if share < 0.73 => ("unreached", "on", ""),
            _ => return,
        };
        let hours = world.dice.hours(1.0, 90.0);
        return world.later(hours, answer(token, action, field, value));
    }
    let seen = world.links.entry(token.clone()).or_default();
    *seen += 1;
    let is_first = *seen == 1;
    let hours = match (is_first, share) {
        (true, share) if share < 0.62 => world.dice.hours(1.0, 24.0 * 8.0),
        (true, share) if share < 0.68 => world.dice.hours(24.0 * 16.0, 24.0 * 24.0),
        (false, share) if share < 0.45 => world.dice.hours(1.0, 48.0),
        _ => return,
    };
    if again < 0.2 {
        return world.later(hours, answer(token, "decline", "reason", "capacity"));
    }
    world.later(hours, answer(token.clone(), "accept", "on", ""));
    // What came of it is reported by half without being asked.
    if again < 0.6 {
        let value = if again < 0.52 { "helped" } else { "not_helped" };
        let after = world.dice.hours(48.0, 24.0 * 20.0);
        world.later(hours + after, answer(token, "done", "outcome", value));
    }
}

fn member(world: &mut World, token: String, mail: &Message) {
    let share = world.dice.share();
    let asked = ["vous a-t-elle aidé", "u geholpen"].iter().any(|words| mail.subject.contains(words));
    let called = ["arrive pas à vous joindre", "kan u niet bereiken"].iter().any(|words| mail.subject.contains(words));
    let action = match (asked, called) {
        (true, _) if share < 0.36 => "helped",
        (true, _) if share < 0.48 => "nobody",
        (true, _) if share < 0.6 => "not_helped",
        (_, true) if share < 0.5 => "meeting",
        (false, false) if share < 0.004 => "withdraw",
        _ => return,
    };
    let hours = world.dice.hours(1.0, 96.0);
    world.later(hours, Deed::Member { token, action });
}

/// Somebody does what they were going to.
pub(crate) async fn act(world: &mut World, deed: Deed) -> anyhow::Result<()> {
    let (path, fields) = match deed {
        Deed::Agency { token, action, field, value } => {
            (format!("/r/{token}"), vec![("action", action.to_owned()), (field, value.to_owned())])
        }
        Deed::Member { token, action } => {
            let path = format!("/n/{token}");
            let page = world.app.anonymous().get(&path).await.text();
            let named = page.split("name=\"agency\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
            let named = named.unwrap_or_default().to_owned();
            (path, vec![("action", action.to_owned()), ("agency", named)])
        }
    };
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = world.app.anonymous().form(&path, &fields).await;
    // 409: somebody was faster, or it is over; 410: a newer link was sent.
    ensure!([303, 409, 410].contains(&answer.status), "{path} {fields:?}: {} {}", answer.status, answer.text());
    world.figures.refused += u64::from(answer.status != 303);
    Ok(())
}
