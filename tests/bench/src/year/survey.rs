//! The year's surveys: waves open and close, whoever came or whose referral ended
//! is invited, members are asked, and part of them answer, as satisfied as is
//! known here. Nobody is invited twice in a quarter, nor who wants no more, nor
//! while no wave runs; else the command ends with it.

mod begin;
mod checks;
mod plan;
mod truth;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, ensure};
use chrono::NaiveDate;
use domain::clock::BRUSSELS;
use domain::ids::{InvitationId, SurveyId, WaveId};
use domain::survey::SurveyTarget;
use domain::wave::QUARTER;
use mail::Message;
use serde_json::json;
use store::link::{self, LinkPurpose};
use testkit::BASE_URL;

use self::plan::{AGENCIES, PLACES};
use self::truth::{Drawn, Truth};
use super::World;
use super::dice::Dice;
use super::people::token;

pub(crate) use self::begin::begin;
pub(crate) use self::checks::check;

/// Share of those who are invited who answer.
const ANSWER: f64 = 0.55;
/// Share of those who came who use the code on the table.
const USE_THE_CODE: f64 = 0.15;
/// Share of those who are invited who want no more invitations.
const WANT_NO_MORE: f64 = 0.01;
/// Share of those who came who have stated a need some time.
const HAVE_STATED: f64 = 0.4;

/// What the address of a company that never comes begins with.
const HOSTED_AT: &str = "hosted-";
/// What the address of somebody who never states a need begins with.
const VISITOR_AT: &str = "visitor-";

/// Somebody who was invited is going to answer, on a page about something of a wave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ToAnswer {
    path: String,
    wave: WaveId,
    target: SurveyTarget,
}

/// What is known of the year's surveys beside the product.
pub(crate) struct SurveyLife {
    /// Their own chance.
    dice: Dice,
    /// The waves as planned, with their ids.
    waves: Vec<(WaveId, &'static plan::Planned)>,
    /// Visits of the year, to come to.
    visits: u32,
    came: u32,
    /// Visits by the day and the place.
    attended: Vec<(NaiveDate, &'static str)>,
    /// When each address was mailed an invitation.
    mailed: BTreeMap<String, Vec<NaiveDate>>,
    /// Who ended invitations.
    off: BTreeSet<String>,
    /// Invitations that were mailed, by wave.
    invited: BTreeMap<WaveId, u64>,
    truth: Truth,
    /// Pages that were closed when somebody came to answer.
    too_late: u32,
    /// Codes that were used while no wave ran.
    between_waves: u32,
}

impl SurveyLife {
    pub(crate) fn new(seed: u64, needs: u32) -> Self {
        Self {
            dice: Dice::new(seed ^ 0x0005_EED5),
            waves: Vec::new(),
            visits: needs,
            came: 0,
            attended: Vec::new(),
            mailed: BTreeMap::new(),
            off: BTreeSet::new(),
            invited: BTreeMap::new(),
            truth: Truth::default(),
            too_late: 0,
            between_waves: 0,
        }
    }
}

/// People come, as many of the year's as this share of it brings.
pub(crate) async fn visits(world: &mut World, share: f64, stated: u32) -> anyhow::Result<()> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a number of visits")]
    let until = (f64::from(world.survey.visits) * share) as u32;
    while world.survey.came < until {
        visit(world, stated).await?;
    }
    Ok(())
}

/// Somebody comes without having booked, is noted, and may use the code on the table.
async fn visit(world: &mut World, stated: u32) -> anyhow::Result<()> {
    let (day, life) = (world.day(), &mut world.survey);
    life.came += 1;
    let (agency, place) = (weighted(&mut life.dice, &AGENCIES), weighted(&mut life.dice, &PLACES));
    let who = if life.dice.share() < HAVE_STATED && stated > 0 {
        let who = life.dice.below(stated);
        format!("member-{who}@company-{who}.example")
    } else {
        let who = life.dice.below(life.visits / 3 + 1);
        format!("{VISITOR_AT}{who}@visitor-{who}.example")
    };
    let language = if life.dice.share() < 0.5 { "fr" } else { "nl" };
    let walk_in = json!({
        "session": format!("{agency}-{place}.{}", day.format("%Y%m%d")), "slot": format!("{day}T09:30"),
        "walk_in": true, "contact": {"name": "Zoé Maes", "email": who, "language": language}
    });
    let key = format!("year-visit-{:08}", life.came);
    let made = world.app.as_admin().key(&key).post_json("/v1/bookings", &walk_in).await;
    ensure!(made.status == 201, "visit on {day} to {agency} at {place}: {} {}", made.status, made.text());
    world.survey.attended.push((day, place));
    if world.survey.dice.share() < USE_THE_CODE {
        let path = format!("/s/a.{agency}.{place}");
        let running = world.survey.of_the_code(day).cloned();
        match running {
            Some(wave) => {
                let target = serde_json::from_value(json!({"agency": agency, "location": place}))?;
                answer(world, ToAnswer { path, wave, target }).await?;
            }
            None => {
                let page = world.app.anonymous().get(&path).await;
                ensure!(page.status == 404, "no wave runs on {day}, and {path} answers {}", page.status);
                world.survey.between_waves += 1;
            }
        }
    }
    Ok(())
}

impl SurveyLife {
    /// The wave for visitors that runs on a day.
    fn of_visitors(&self, day: NaiveDate) -> Option<&WaveId> {
        let runs = |planned: &plan::Planned| planned.is_for_visitors() && planned.runs(day);
        self.waves.iter().find(|(_, planned)| runs(planned)).map(|(id, _)| id)
    }

    /// The wave that the code on a table leads to: that for visitors, else whichever
    /// runs and opened last.
    fn of_the_code(&self, day: NaiveDate) -> Option<&WaveId> {
        let running = self.waves.iter().filter(|(_, planned)| planned.runs(day));
        let latest = running.max_by_key(|(_, planned)| planned.opens).map(|(id, _)| id);
        self.of_visitors(day).or(latest)
    }

    fn planned(&self, wave: &WaveId) -> Option<&'static plan::Planned> {
        self.waves.iter().find(|(id, _)| id == wave).map(|(_, planned)| *planned)
    }
}

/// One of some, by weight.
fn weighted(dice: &mut Dice, of: &[(&'static str, f64)]) -> &'static str {
    let mut left = dice.share() * of.iter().map(|(_, weight)| weight).sum::<f64>();
    for (one, weight) in of {
        left -= weight;
        if left < 0.0 {
            return one;
        }
    }
    of.first().map_or("", |(one, _)| one)
}

/// Whether a mail invites to a survey.
pub(crate) fn is_invitation(mail: &Message) -> bool {
    mail.text.contains(&format!("{BASE_URL}/i/"))
}

/// Whether a mail is to somebody who is here for the surveys alone.
pub(crate) fn is_of_no_need(mail: &Message) -> bool {
    let to = mail.to.to_string();
    to.starts_with(HOSTED_AT) || to.starts_with(VISITOR_AT)
}

/// An invitation is read: it may come now, and is answered by some.
pub(crate) async fn read(world: &mut World, mail: &Message) -> anyhow::Result<()> {
    let (to, day) = (mail.to.to_string(), world.day());
    let invitation_token = token(&mail.text, "/i/").context("an invitation has a link")?.to_owned();
    let (wave, target) = invitation(world, &invitation_token).await?;
    let planned = world.survey.planned(&wave).context("a wave of the plan")?;
    ensure!(planned.runs(day), "invited on {day} to a wave from {} to {}", planned.opens, planned.closes);
    ensure!(!world.survey.off.contains(&to), "somebody who wants no invitations got one on {day}");
    let before = world.survey.mailed.entry(to.clone()).or_default();
    if let Some(last) = before.last() {
        ensure!((day - *last).num_days() >= QUARTER.num_days(), "invited on {last} and again on {day}");
    }
    before.push(day);
    *world.survey.invited.entry(wave.clone()).or_default() += 1;
    let dice = &mut world.survey.dice;
    let (answers, leaves, hours) = (dice.share() < ANSWER, dice.share() < WANT_NO_MORE, dice.hours(1.0, 24.0 * 9.0));
    if answers {
        world.later(hours, ToAnswer { path: format!("/i/{invitation_token}"), wave, target });
    }
    if leaves {
        let token = token(&mail.text, "/u/").context("an invitation can be ended")?;
        let left = world.app.anonymous().form(&format!("/u/{token}"), &[("List-Unsubscribe", "One-Click")]).await;
        ensure!(left.status == 200, "invitations can't be ended: {} {}", left.status, left.text());
        world.survey.off.insert(to);
    }
    Ok(())
}

/// What an invitation is to.
async fn invitation(world: &World, token: &str) -> anyhow::Result<(WaveId, SurveyTarget)> {
    let store = world.app.store();
    let link = link::read(store.secrets(), LinkPurpose::SurveyInvitation, token).context("no link of ours")?;
    let found = store.waves().invitation(&InvitationId::parse(&link.id)?).await?.context("no such invitation")?;
    let survey = store.surveys().load(&SurveyId::clone(&found.value.survey)).await?.context("no such survey")?.value;
    Ok((survey.wave.context("a survey of a wave")?, survey.target))
}

/// Somebody opens a page and answers it, where it still takes answers.
pub(crate) async fn answer(world: &mut World, ToAnswer { path, wave, target }: ToAnswer) -> anyhow::Result<()> {
    let path = path.as_str();
    let planned = world.survey.planned(&wave).context("a wave of the plan")?;
    let page = world.app.anonymous().language("en").get(path).await;
    if page.status == 410 {
        ensure!(!planned.runs(world.day()), "{path} takes no answers while its wave runs");
        world.survey.too_late += 1;
        return Ok(());
    }
    ensure!(page.status == 200, "{path}: {} {}", page.status, page.text());
    let text = page.text();
    let key = text.split("name=\"submission\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let key = key.with_context(|| format!("{path} takes no answer"))?;
    let Drawn { fields, about, satisfied } = truth::draw(&mut world.survey.dice, planned, &target);
    let fields: Vec<(&str, &str)> =
        std::iter::once(("submission", key)).chain(fields.iter().map(|(id, value)| (*id, value.as_str()))).collect();
    let sent = world.app.anonymous().form(path, &fields).await;
    ensure!(sent.status == 303, "{path} {fields:?}: {} {}", sent.status, sent.text());
    world.survey.truth.count(&wave, &about, &satisfied);
    Ok(())
}

/// Something fell below its aim; the coordinator notes what is done about it.
pub(crate) async fn act(world: &World, alert: &str) -> anyhow::Result<()> {
    let noted = json!({"text": "Deux conseillers de plus le mardi."});
    let path = format!("/v1/alerts/{alert}/actions");
    let done = world.app.as_admin().if_match("*").post_json(&path, &noted).await;
    ensure!(done.status == 200, "{alert}: {} {}", done.status, done.text());
    Ok(())
}

/// The day in Brussels of an instant.
fn day_of(at: domain::Instant) -> NaiveDate {
    at.day_in(BRUSSELS)
}
