//! How those who answered differ from those who were asked: of each place and
//! agency its share among both, and whether it answers more or less often than
//! the rest. It rests on two counts for each survey of a wave, invitations and
//! answers, and on nothing that is kept of a person.

use std::collections::BTreeMap;

use domain::Language;
use domain::catalogue::Catalogue;
use domain::statistics::{Cell, Difference, Share, cells, newcombe};
use domain::survey::{Survey, SurveyTarget};
use domain::wave::Audience;
use maud::{Markup, html};
use serde::Serialize;
use utoipa::ToSchema;
use web::ui::{Icon, Tone};
use web::{format, ui};

use super::figures::{Sight, Told, WaveGroup, of_agency, of_location};
use super::{agency_name, place_name};
use crate::word;

/// A place or an agency among those who were asked and those who answered.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = WaveAnswered)]
pub(super) struct Answered {
    /// The place's or the agency's id.
    pub(super) id: String,
    /// How many came or were invited; null where they are too few to show, or
    /// would tell of others that are.
    pub(super) eligible: Option<u64>,
    /// Its share of all who came or were invited.
    pub(super) share_of_eligible: Option<f64>,
    /// Its share of all answers; null where its answers are hidden.
    pub(super) share_of_answers: Option<f64>,
    /// Answers among those asked, with the 95 % Wilson bounds; null where either is
    /// hidden, or more answered than were counted.
    pub(super) response_rate: Option<Share>,
    /// That rate less the rate of all others, with the 95 % bounds of Newcombe's
    /// interval.
    pub(super) against_others: Option<Difference>,
}

/// Compares them; nothing where nobody was counted as asked.
pub(super) fn answered(told: &Told, groups: &[WaveGroup], name: fn(&SurveyTarget) -> Option<String>) -> Vec<Answered> {
    let results = &told.results;
    let Some(asked_in_all) = results.eligible.filter(|all| *all > 0) else { return Vec::new() };
    let one = |(id, asked): (String, Option<u64>)| {
        let group = groups.iter().map(|one| &one.group).find(|group| group.id == id);
        // Who is not among the groups has no answer; in whole steps, none or a few.
        let n = group.map_or((told.sight == Sight::Live).then_some(0), |group| group.n);
        let both = n.zip(asked).filter(|(n, asked)| n <= asked && *asked > 0);
        let against = |(n, asked): (u64, u64)| {
            let (others, asked_of_others) = (results.n.checked_sub(n)?, asked_in_all.checked_sub(asked)?);
            (others <= asked_of_others).then(|| newcombe((n, asked), (others, asked_of_others))).flatten()
        };
        Answered {
            id,
            eligible: asked,
            share_of_eligible: asked.map(|asked| asked as f64 / asked_in_all as f64),
            share_of_answers: n.filter(|_| results.n > 0).map(|n| n as f64 / results.n as f64),
            response_rate: both.map(|(n, asked)| Share::of(n, asked)),
            against_others: both.and_then(against),
        }
    };
    asked(&told.surveys, name).into_iter().map(one).collect()
}

/// How many came or were invited by place or agency; without a number where they
/// are too few to show, or would tell of others that are.
pub(super) fn asked(surveys: &[Survey], name: fn(&SurveyTarget) -> Option<String>) -> BTreeMap<String, Option<u64>> {
    let mut asked: BTreeMap<String, u64> = BTreeMap::new();
    for survey in surveys {
        if let (Some(name), Some(n)) = (name(&survey.target), survey.eligible) {
            *asked.entry(name).or_default() += n;
        }
    }
    let shown = cells(&asked.values().copied().collect::<Vec<_>>());
    asked.into_iter().zip(shown).map(|((id, n), cell)| (id, (cell != Cell::Suppressed).then_some(n))).collect()
}

/// The card about both; nothing where nobody was counted as asked.
pub(super) fn card(language: Language, catalogue: &Catalogue, audience: Audience, told: &Told) -> Markup {
    let named = |rows: Vec<Answered>, name: fn(&Catalogue, &str) -> String| {
        rows.into_iter().map(|one| (name(catalogue, &one.id), one)).collect::<Vec<_>>()
    };
    let agencies = answered(told, &told.by_agency, of_agency);
    let places = answered(told, &told.by_location, of_location);
    let tables = [("wave-by-agency", named(agencies, agency_name)), ("wave-by-place", named(places, place_name))];
    if tables.iter().all(|(_, rows)| rows.is_empty()) {
        return Markup::default();
    }
    let came = audience == Audience::Visitors;
    let inside = html! {
        p class="soft" { (word(language, "answered-what")) }
        @for (title, rows) in &tables {
            @if !rows.is_empty() { h3 { (word(language, title)) } (table(language, (title, came), rows)) }
        }
        @if tables.iter().flat_map(|(_, rows)| rows).any(|(_, row)| row.eligible.is_none() || row.share_of_answers.is_none()) {
            p class="soft small" { (word(language, "wave-hidden-why")) }
        }
    };
    ui::card(&word(language, if came { "answered-and-came" } else { "answered-and-invited" }), inside)
}

fn table(language: Language, (title, came): (&str, bool), rows: &[(String, Answered)]) -> Markup {
    let among = if came { "answered-of-came" } else { "answered-of-invited" };
    let columns = ["wave-group", among, "answered-of-answers", "answered-rate", ""];
    let mut table = ui::Table::named(|key| word(language, key), title, &columns);
    let hidden = || word(language, "wave-hidden");
    let percent = |share: Option<f64>| share.map_or_else(hidden, |share| format::percent(language, share));
    for (name, row) in rows {
        table = table.row(vec![
            html! { strong { (name) } },
            html! { (percent(row.share_of_eligible)) @if let Some(asked) = row.eligible { " " span class="soft" { "(" (asked) ")" } } },
            html! { (percent(row.share_of_answers)) },
            html! {
                @match &row.response_rate {
                    Some(rate) => { (format::percent(language, rate.value)) " " (ui::interval_of_rate(language, rate)) },
                    None => "–",
                }
            },
            html! { @if let Some(against) = &row.against_others { (differs(language, against)) } },
        ]);
    }
    table.show()
}

/// Whether it answers more or less often than the others, as far as that is sure.
fn differs(language: Language, against: &Difference) -> Markup {
    let word = |key: &str| word(language, key);
    match against {
        _ if !against.is_sure() => html! { span class="soft" { (word("answered-alike")) } },
        _ if against.value > 0.0 => ui::badge(Tone::Sky, Icon::Check, &word("answered-more")),
        _ => ui::badge(Tone::Amber, Icon::Alert, &word("answered-less")),
    }
}

#[cfg(test)]
mod tests {
    use domain::statistics::{Group, Results};
    use serde_json::json;

    use super::*;

    fn survey(place: &str, eligible: Option<u64>) -> Survey {
        let body = json!({"id": format!("s-{place}"), "code": "abc", "variant": "after_visit", "location": place,
            "opens": "2026-11-01", "closes": "2026-11-30", "created_at": "2026-10-01T00:00:00Z", "eligible": eligible});
        serde_json::from_value(body).unwrap()
    }

    fn group(id: &str, n: Option<u64>) -> WaveGroup {
        let group = Group { id: id.to_owned(), n, suppressed: n.is_none(), csat: None };
        WaveGroup { group, questions: BTreeMap::new() }
    }

    fn told(n: u64, eligible: Option<u64>, by_location: Vec<WaveGroup>, surveys: Vec<Survey>) -> Told {
        let survey = domain::ids::SurveyId::parse("w1").unwrap();
        let results = Results { survey, n, eligible, response_rate: None, questions: BTreeMap::new() };
        Told { sight: Sight::Live, results, surveys, by_location, by_agency: Vec::new() }
    }

    #[test]
    fn a_place_that_answers_less_often_is_told_with_its_uncertainty() {
        let surveys = vec![survey("icab", Some(60)), survey("greenbizz", Some(40)), survey("lustrerie", Some(20))];
        let groups = vec![group("icab", Some(45)), group("greenbizz", Some(8))];
        let mut told = told(53, Some(120), groups, surveys);
        let found = answered(&told, &told.by_location, of_location);
        let of = |id: &str| found.iter().find(|one| one.id == id).unwrap();
        assert_eq!((of("icab").eligible, of("icab").share_of_eligible), (Some(60), Some(0.5)));
        assert_eq!(of("greenbizz").share_of_answers, Some(8.0 / 53.0));
        assert_eq!(of("greenbizz").response_rate.map(|rate| rate.value), Some(0.2));
        assert_eq!(of("greenbizz").against_others, newcombe((8, 40), (45, 80)));
        assert!(of("greenbizz").against_others.unwrap().high < 0.0);
        assert_eq!((of("lustrerie").share_of_answers, of("lustrerie").response_rate.unwrap().value), (Some(0.0), 0.0));
        // In whole steps of answers none may be a few.
        told.sight = Sight::Steps;
        let found = answered(&told, &told.by_location, of_location);
        let lustrerie = found.iter().find(|one| one.id == "lustrerie").unwrap();
        assert_eq!((lustrerie.eligible, lustrerie.share_of_answers, lustrerie.response_rate), (Some(20), None, None));
    }

    #[test]
    fn what_is_hidden_among_answers_or_those_asked_stays_hidden() {
        let surveys = vec![survey("icab", Some(60)), survey("greenbizz", Some(40)), survey("lustrerie", Some(3))];
        let groups = vec![group("icab", Some(45)), group("greenbizz", None), group("lustrerie", None)];
        let mut told = told(55, Some(103), groups, surveys);
        let found = answered(&told, &told.by_location, of_location);
        let by: Vec<(&str, Option<u64>, bool, bool)> = found
            .iter()
            .map(|one| (one.id.as_str(), one.eligible, one.share_of_answers.is_some(), one.response_rate.is_some()))
            .collect();
        // Of three asked at one place, another place is hidden as well.
        let expected =
            [("greenbizz", None, false, false), ("icab", Some(60), true, true), ("lustrerie", None, false, false)];
        assert_eq!(by, expected);
        told.results.eligible = None;
        assert_eq!(answered(&told, &told.by_location, of_location), []);
    }
}
