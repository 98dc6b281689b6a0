//! Satisfaction from quarter to quarter, drawn. The same stands beside it as a
//! table.

use domain::Language;
use maud::Markup;
use web::format;
use web::ui::{LineChart, Reading};

use super::parts::quarter_short;
use crate::satisfaction::QuarterShare;
use crate::{word, word_with};

/// The line; nothing where no quarter has enough answers.
pub(crate) fn line(language: Language, quarters: &[QuarterShare], aim: Option<f64>) -> Markup {
    let shares = quarters.iter().map(|one| (quarter_short(language, one.quarter), one.csat));
    let lowest = quarters.iter().filter_map(|one| one.csat).map(|share| share.low).chain(aim).fold(1.0, f64::min);
    let mut chart = LineChart::of_shares(language, &word(language, "report-line"), lowest);
    if let Some(aim) = aim {
        let words = word_with(language, "report-aim", &[("aim", format::percent(language, aim).into())]);
        chart = chart.aim(aim, words);
    }
    for (quarter, share) in shares {
        let moment = quarter
            .split_once(' ')
            .map_or_else(|| (quarter.clone(), String::new()), |(quarter, year)| (quarter.to_owned(), year.to_owned()));
        chart = chart.point(moment, share.map(|share| Reading::of_share(language, &share)));
    }
    chart.show(language)
}
