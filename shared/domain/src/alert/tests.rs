use super::*;

/// Random numbers that are the same each time: G. Steele, D. Lea, C. Flood,
/// "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct Chance(u64);

impl Chance {
    fn happens(&mut self, share: f64) -> bool {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let upper = (mixed ^ (mixed >> 31)) >> 11;
        (upper as f64 / (1_u64 << 53) as f64) < share
    }
}

fn part() -> Part {
    Part { question: "overall".to_owned(), agency: None, location: None }
}

/// After how many answers one wave of `n` raises an alert, looked at after each
/// `step` of them.
fn raised(chance: &mut Chance, share: f64, n: u64, step: u64) -> Option<u64> {
    let (mut looks, mut counts) = (Looks::default(), Counts { satisfied: 0, n: 0 });
    for answered in 1..=n {
        counts.n = answered;
        counts.satisfied += u64::from(chance.happens(share));
        if answered % step == 0 {
            let parts = BTreeMap::from([(part(), counts)]);
            if !look(&mut looks, &parts, 0.8, |_| false).is_empty() {
                return Some(answered);
            }
        }
    }
    None
}

fn share_raised(share: f64, n: u64, step: u64) -> f64 {
    let mut chance = Chance(2_017);
    let waves = 4_000;
    let found = (0..waves).filter(|_| raised(&mut chance, share, n, step).is_some()).count();
    found as f64 / f64::from(waves)
}

#[test]
fn noise_rarely_raises_an_alert_and_a_fall_does() {
    // Just at its aim, the worst case; a little above; and planted falls.
    for (step, most) in [(1, 0.04), (7, 0.04)] {
        let (at, above) = (share_raised(0.8, 320, step), share_raised(0.88, 320, step));
        println!("false alarms of waves of 320, looked at every {step} answers: {at:.4} at the aim, {above:.4} above");
        assert!(at <= most, "{at}");
        assert!(above <= 0.002, "{above}");
    }
    let (half, less) = (share_raised(0.5, 40, 1), share_raised(0.65, 160, 1));
    println!("falls found: {half:.3} of those to 50 % within 40 answers, {less:.3} of those to 65 % within 160");
    assert!(half >= 0.95, "{half}");
    assert!(less >= 0.9, "{less}");
}

#[test]
fn few_answers_raise_nothing_however_bad() {
    for n in 1..FIRST_LOOK {
        let parts = BTreeMap::from([(part(), Counts { satisfied: 0, n })]);
        let mut looks = Looks::default();
        assert!(look(&mut looks, &parts, 0.8, |_| false).is_empty());
        assert_eq!(looks, Looks::default());
    }
    let parts = BTreeMap::from([(part(), Counts { satisfied: 4, n: 10 })]);
    let below = look(&mut Looks::default(), &parts, 0.8, |_| false);
    assert_eq!(below.len(), 1);
    // By hand: (0.4 + 0.33175) / 1.66350 + 0.31207, over a scale of 1 + z²/10.
    assert!((below[0].2 - 0.752).abs() < 1e-3, "{}", below[0].2);
    let parts = BTreeMap::from([(part(), Counts { satisfied: 5, n: 10 })]);
    assert!(look(&mut Looks::default(), &parts, 0.8, |_| false).is_empty());
}

#[test]
fn it_is_looked_at_when_twice_as_many_have_answered() {
    let mut looks = Looks::default();
    let mut seen = Vec::new();
    for n in 1..=100 {
        let parts = BTreeMap::from([(part(), Counts { satisfied: n, n })]);
        look(&mut looks, &parts, 0.8, |_| false);
        if looks.0.get(&part().name()) == Some(&n) {
            seen.push(n);
        }
    }
    assert_eq!(seen, [10, 20, 40, 80]);
    // Fifteen at once: the next look is at twenty; what raised is left alone.
    assert_eq!([15, 20, 39].map(next_look), [20, 40, 40]);
    let parts = BTreeMap::from([(part(), Counts { satisfied: 0, n: 50 })]);
    assert!(look(&mut Looks::default(), &parts, 0.8, |_| true).is_empty());
}

#[test]
fn a_wave_is_looked_at_by_question_and_its_satisfaction_by_agency_and_place() {
    let text = include_str!("../../../../infra/data/files/questionnaire.json");
    let questionnaire: Questionnaire = serde_json::from_str(text).unwrap();
    let tally: Tally = serde_json::from_value(serde_json::json!({"n": 3, "questions": {
        "overall": {"n": 3, "counts": {"5": 1, "4": 1, "2": 1}}, "useful": {"n": 2, "counts": {"4": 1, "1": 1}},
        "recommend": {"n": 3, "counts": {"9": 3}}, "wait": {"n": 1, "counts": {"1": 1}}}}))
    .unwrap();
    let target = |agency: &str, place: &str| SurveyTarget {
        agency: AgencyId::parse(agency).ok(),
        location: LocationId::parse(place).ok(),
        permanence: None,
    };
    let (one, other) = (target("innoviris", "icab"), target("hub", "icab"));
    let found = parts([(&one, &tally), (&other, &tally)], &questionnaire);
    let names: Vec<(String, u64, u64)> =
        found.iter().map(|(part, counts)| (part.name(), counts.satisfied, counts.n)).collect();
    let expected = [
        ("overall//", 4, 6),
        ("overall//icab", 4, 6),
        ("overall/hub/", 2, 3),
        ("overall/innoviris/", 2, 3),
        ("useful//", 2, 4),
    ];
    assert_eq!(names, expected.map(|(name, satisfied, n)| (name.to_owned(), satisfied, n)));
}
