use super::*;

fn covered(permanences: &[Permanence], week: NaiveDate) -> Vec<Covered> {
    let catalogue = catalogue();
    let [before, after] = windows(week).unwrap();
    let mut expanded = sessions(&catalogue, permanences, before);
    expanded.extend(sessions(&catalogue, permanences, after));
    let planned: Vec<Planned<'_>> = expanded.iter().map(|(session, at)| (session, &permanences[*at])).collect();
    coverage(&catalogue, &planned, week)
}

fn gaps(permanences: &[Permanence], week: NaiveDate) -> Vec<(String, Aim, Gap)> {
    let of = |covered: Covered| {
        let location = covered.location.to_string();
        covered.gaps().map(|(aim, gap)| (location.clone(), aim, gap.clone())).collect::<Vec<_>>()
    };
    covered(permanences, week).into_iter().flat_map(of).collect()
}

#[test]
fn each_gap_is_named_with_its_aim_and_reason() {
    let named = |place: &str, aim, gap| (place.to_owned(), aim, gap);
    let (weekly, fortnightly) = (Aim::Visit(Cadence::Weekly), Aim::Visit(Cadence::Fortnightly));
    let monthly = Aim::Visit(Cadence::Monthly);
    let all = [
        named("mid", fortnightly, Gap::Nothing),
        named("north", monthly, Gap::Nothing),
        named("north", Aim::Quarterly, Gap::Nothing),
        named("south", weekly, Gap::Nothing),
    ];
    assert_eq!(gaps(&[], monday()), all);
    let at = |place, start| permanence(0, ("hub", place, start, 60, None));
    let without = |kept: &[usize]| kept.iter().map(|at| all[*at].clone()).collect::<Vec<_>>();
    // One building is one stop; the quarterly session is owed to each place.
    assert_eq!(gaps(&[at("mid", "2026-11-24T09:30")], monday()), without(&[1, 2]));
    assert_eq!(gaps(&[at("mid", "2026-11-17T09:30")], monday()), without(&[1, 2, 3]), "the week before");
    assert_eq!(gaps(&[at("mid", "2026-12-01T09:30")], monday()), all, "the week after");
    assert_eq!(gaps(&[at("north", "2026-11-03T09:30")], monday()), without(&[0, 3]), "in the month");
    let closed = gaps(&[at("north", "2026-12-31T09:30")], monday());
    assert!(matches!(&closed[2], (_, Aim::Quarterly, Gap::Cancelled(_))), "the agencies are closed then");
    assert_eq!(closed[1], all[1], "and December is not November");
    assert_eq!(gaps(&[at("north", "2026-10-05T09:30")], monday()), without(&[0, 1, 3]), "in the quarter");
    assert_eq!(gaps(&[at("north", "2026-09-30T09:30")], monday()), all, "in the quarter before");
    let other = permanence(0, ("innoviris", "north", "2026-11-24T09:30", 60, None));
    assert_eq!(gaps(&[other], monday()), without(&[0, 2, 3]), "another agency's session is not the one owed");
    let draft = Permanence { status: crate::permanence::PermanenceStatus::Draft, ..at("south", "2026-11-24T09:30") };
    assert_eq!(gaps(std::slice::from_ref(&draft), monday())[3], named("south", weekly, Gap::OnlyDrafts));
    let christmas = gaps(&[at("south", "2026-12-25T09:30")], day("2026-12-21"));
    assert!(matches!(&christmas[3], (place, _, Gap::Cancelled(reason)) if place == "south" && reason.fr == "Noël"));
    let week = covered(&[at("mid", "2026-11-24T09:30")], monday());
    let names = |covered: &Covered| covered.agencies.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(week.iter().map(names).collect::<Vec<_>>(), [vec!["hub"], vec![], vec![], vec!["hub"]]);
    assert!(week.iter().find(|one| one.location.as_str() == "plain").unwrap().aims.is_empty(), "no aim, no gap");
}
