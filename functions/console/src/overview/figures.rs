//! Figures that are more than a count.

use chrono::{Datelike as _, NaiveDate, Weekday};
use domain::catalogue::Catalogue;
use domain::holidays::public_holidays;
use domain::statistics::{QuestionResults, Share, results};
use domain::survey::Survey;
use store::{Store, TableError};

/// Surveys listed to find those that fit.
const LISTED: usize = 50;
/// Surveys whose figures are read.
const LOOKED_INTO: usize = 5;

/// How satisfied those are who answered a survey.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Satisfaction {
    pub(crate) survey: Survey,
    /// Answers to the question about satisfaction; `None` under five.
    pub(crate) n: Option<u64>,
    /// Satisfied ones; `None` under five answers.
    pub(crate) share: Option<Share>,
}

impl Satisfaction {
    /// Of the newest running survey that asks for it and has five answers;
    /// without one, of the newest running one. One query, up to five reads.
    pub(super) async fn newest(store: &Store, catalogue: &Catalogue) -> Result<Option<Self>, TableError> {
        let (surveys, _) = store.surveys().list(None, LISTED).await?;
        let now = store.now();
        let asks = |survey: &Survey| {
            survey
                .questionnaire(catalogue)
                .questions_of(&survey.variant)
                .iter()
                .any(|question| question.metric.as_deref() == Some("csat"))
        };
        let running = surveys.into_iter().filter(|survey| survey.is_open(now) && asks(survey));
        let mut newest = None;
        for survey in running.take(LOOKED_INTO) {
            let found = Self::of(store, catalogue, survey).await?;
            if found.as_ref().is_some_and(|found| found.share.is_some()) {
                return Ok(found);
            }
            newest = newest.or(found);
        }
        Ok(newest)
    }

    /// Of one survey. One read.
    async fn of(store: &Store, catalogue: &Catalogue, survey: Survey) -> Result<Option<Self>, TableError> {
        let Some(figures) = store.surveys().figures(&survey.id).await? else { return Ok(None) };
        let tally = figures.live.map(|live| live.value).unwrap_or_default();
        let results = results(&tally, &survey, survey.questionnaire(catalogue), survey.eligible);
        let question = results.questions.into_values().find(|question| question.csat.is_some());
        let QuestionResults { n, csat, .. } = question.unwrap_or_default();
        let share = csat.flatten();
        Ok(Some(Self { survey, n: n.filter(|_| share.is_some()), share }))
    }
}

/// Public holidays from Monday to Friday in the quarter of a day.
pub(crate) fn holidays_this_quarter(day: NaiveDate) -> usize {
    let quarter = |day: NaiveDate| day.month0() / 3;
    let falls = |at: NaiveDate| quarter(at) == quarter(day) && !matches!(at.weekday(), Weekday::Sat | Weekday::Sun);
    public_holidays(day.year()).into_iter().filter(|(at, _)| falls(*at)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_on_a_weekend_do_not_count() {
        // 2026: All Saints is a Sunday; Armistice a Wednesday, Christmas a Friday.
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert_eq!(holidays_this_quarter(day), 2);
        // 2026: Easter Monday 6 April, Labour Day a Friday, Ascension, Whit Monday.
        let day = NaiveDate::from_ymd_opt(2026, 4, 1).unwrap();
        assert_eq!(holidays_this_quarter(day), 4);
    }
}
