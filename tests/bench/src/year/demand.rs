//! How far off a forecast of demand is, on weeks of the year that it was not
//! made of: referrals by place and agency, each quarter forecasting the four
//! weeks after it, beside what one would do without a method.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, Weekday};
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, LocationId};
use rota_planner::forecast::{Credibility, Method, Past, forecast};
use store::Store;
use store::repos::needs::ReferralFilter;

/// Weeks that a forecast is made of, and that it is held against.
const OF: usize = 13;
const FOR: usize = 4;

pub(super) type Pair = (LocationId, AgencyId);

/// What was asked of whom where in each of 52 weeks, and how many members there
/// are.
pub(super) struct Counts {
    pub(super) weeks: BTreeMap<Pair, Vec<u32>>,
    pub(super) members: BTreeMap<LocationId, u32>,
}

impl Counts {
    /// What was known of it before a week.
    pub(super) fn before(&self, week: usize) -> Past {
        let part = |(pair, line): (&Pair, &Vec<u32>)| (pair.clone(), line[week - OF..week].to_vec());
        Past { weeks: OF, parties: self.weeks.iter().map(part).collect(), members: self.members.clone() }
    }
}

/// Prints the mean absolute error and the Poisson deviance of each way; answers what
/// they were made of.
pub(super) async fn measure(store: &Store, first: NaiveDate) -> anyhow::Result<Counts> {
    let monday = first.week(Weekday::Mon).first_day();
    let mut counts: BTreeMap<Pair, Vec<u32>> = BTreeMap::new();
    let mut from = None;
    loop {
        let page = store.needs().list_referrals(&ReferralFilter::default(), from, 500).await?;
        for referral in page.items {
            let week = (referral.created_at.day_in(BRUSSELS) - monday).num_days() / 7;
            let line = counts.entry((referral.location, referral.agency)).or_insert_with(|| vec![0; 52]);
            if let Some(count) = usize::try_from(week).ok().and_then(|week| line.get_mut(week)) {
                *count += 1;
            }
        }
        from = page.next;
        if from.is_none() {
            break;
        }
    }
    let members = members(store, &counts).await?;
    let total: u32 = counts.values().flatten().sum();
    println!("demand: {total} referrals of {} places and agencies in 52 weeks", counts.len());
    println!("{:<50} {:>9} {:>9} {:>9}", "forecast of 4 weeks out of 13 before", "MAE", "deviance", "bias");
    let usual = Method::default();
    let fixed = |worth| Method { credibility: Credibility::Fixed(worth), ..usual };
    let never = Method { half_life: 1e9, ..usual };
    let ways: [(&str, Method); 7] = [
        ("the usual: half-life 13 weeks, as places differ", usual),
        ("no half-life", never),
        ("half-life 4 weeks", Method { half_life: 4.0, ..usual }),
        ("the agency's rate worth 100 weeks and members", fixed(100.0)),
        ("the agency's rate worth 1,000", fixed(1_000.0)),
        ("its own mean of 13 weeks only", Method { credibility: Credibility::Fixed(0.0), ..never }),
        ("the agency by members only", Method { credibility: Credibility::Fixed(f64::INFINITY), ..never }),
    ];
    for (name, method) in ways {
        print(name, &counts, |past| forecast(past, method), &members);
    }
    print("its last four weeks", &counts, last_weeks, &members);
    Ok(Counts { weeks: counts, members })
}

/// Members by place; one each where the year has none, so that all count alike.
async fn members(store: &Store, counts: &BTreeMap<Pair, Vec<u32>>) -> anyhow::Result<BTreeMap<LocationId, u32>> {
    let hosted = store.members().counts().await?;
    let places: BTreeSet<&LocationId> = counts.keys().map(|(place, _)| place).collect();
    let of = |place: &LocationId| hosted.get(place).map_or(1, |counts| counts.members.max(1));
    Ok(places.into_iter().map(|place| (place.clone(), of(place))).collect())
}

fn last_weeks(past: &Past) -> BTreeMap<Pair, f64> {
    let of = |line: &Vec<u32>| line.iter().rev().take(FOR).map(|count| f64::from(*count)).sum::<f64>() / FOR as f64;
    past.parties.iter().map(|(pair, line)| (pair.clone(), of(line))).collect()
}

fn print(
    name: &str,
    counts: &BTreeMap<Pair, Vec<u32>>,
    way: impl Fn(&Past) -> BTreeMap<Pair, f64>,
    members: &BTreeMap<LocationId, u32>,
) {
    let (mut error, mut deviance, mut bias, mut n) = (0.0, 0.0, 0.0, 0.0);
    for origin in OF..=52 - FOR {
        let before = counts.iter().map(|(pair, line)| (pair.clone(), line[origin - OF..origin].to_vec()));
        let past = Past { weeks: OF, parties: before.collect(), members: members.clone() };
        let rates = way(&past);
        for (pair, line) in counts {
            let came = f64::from(line[origin..origin + FOR].iter().sum::<u32>());
            // Whoever says that nobody comes, and is wrong, is not infinitely wrong.
            let said = (rates.get(pair).copied().unwrap_or_default() * FOR as f64).max(0.01);
            error += (came - said).abs();
            bias += said - came;
            deviance += 2.0 * (if came > 0.0 { came * (came / said).ln() } else { 0.0 } - (came - said));
            n += 1.0;
        }
    }
    println!("{name:<50} {:>9.3} {:>9.3} {:>9.3}", error / n, deviance / n, bias / n);
}
