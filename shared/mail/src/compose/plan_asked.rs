//! To an agency: its part of a rota that is proposed, and a link to answer.

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime};
use domain::Language;
use domain::in_words::weekday;

use super::Delivery;
use super::format::{date, time};
use super::greeting::greeting;
use super::letter::{Block, Letter, inline};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What the mail tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanAsked {
    /// To the agency.
    pub delivery: Delivery,
    /// Its name.
    pub agency: String,
    /// The first day of the plan.
    pub from: NaiveDate,
    /// How many weeks.
    pub weeks: u32,
    /// The day by which it is asked to answer, where there is time for one.
    pub by: Option<NaiveDate>,
    /// What would change for it, some of it where it is much.
    pub series: Vec<AskedSeries>,
    /// What would no longer take place, some of it where it is much.
    pub ends: Vec<AskedSeries>,
    /// Where it answers.
    pub link: String,
}

/// A series that is proposed, or sessions of one that would stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedSeries {
    /// Where.
    pub place: String,
    /// When the first session begins, on the place's clock.
    pub start: NaiveDateTime,
    /// How many sessions.
    pub sessions: u32,
    /// Who would be there; empty where it is not told.
    pub adviser: String,
    /// Of what is moved, the first session as it is today, and who is there.
    pub was: Option<(NaiveDateTime, String)>,
}

impl AskedSeries {
    fn words(&self, language: Language) -> String {
        let values = [
            ("place", inline(&self.place, 80).into()),
            ("date", date(language, self.start.date()).into()),
            ("time", time(self.start.time()).into()),
            ("n", self.sessions.into()),
        ];
        let mut words = say_with(language, "plan-asked-series", values);
        if !self.adviser.is_empty() {
            words = format!("{words}, {}", inline(&self.adviser, 80));
        }
        if let Some((start, adviser)) = &self.was {
            let day = weekday(language, start.weekday().num_days_from_monday() as usize);
            let mut today = format!("{day}, {}", time(start.time()));
            if !adviser.is_empty() {
                today = format!("{today}, {}", inline(adviser, 80));
            }
            words = format!("{words} ({})", say_with(language, "plan-asked-was", [("today", today.into())]));
        }
        words
    }
}

/// Composes the mail.
pub fn plan_asked(mail: &PlanAsked) -> Message {
    message(&mail.delivery, Context::default(), |language| {
        let last = mail.from.checked_add_days(Days::new(7 * u64::from(mail.weeks))).unwrap_or(mail.from);
        let last = last.pred_opt().unwrap_or(last);
        let values = [
            ("agency", inline(&mail.agency, 80).into()),
            ("from", date(language, mail.from).into()),
            ("to", date(language, last).into()),
        ];
        let title = say(language, "plan-asked-title");
        let mut blocks = vec![
            Block::Title(title.clone()),
            Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
            Block::Para(say_with(language, "plan-asked-what", values)),
        ];
        if mail.series.is_empty() && mail.ends.is_empty() {
            blocks.push(Block::Para(say(language, "plan-asked-same")));
        }
        for (label, series) in [("plan-asked-new", &mail.series), ("plan-asked-ends", &mail.ends)] {
            if !series.is_empty() {
                let items = series.iter().map(|one| one.words(language)).collect();
                blocks.push(Block::List { label: say(language, label), items });
            }
        }
        blocks.push(Block::Para(say(language, "plan-asked-how")));
        if let Some(by) = mail.by {
            blocks.push(Block::Para(say_with(language, "plan-asked-by", [("by", date(language, by).into())])));
        }
        if !mail.ends.is_empty() {
            blocks.push(Block::Para(say(language, "plan-asked-ends-how")));
        }
        blocks.push(Block::Button { label: say(language, "plan-asked-button"), url: mail.link.clone() });
        blocks.push(Block::Small(say(language, "plan-asked-small")));
        Letter { language, subject: title, blocks }
    })
}
