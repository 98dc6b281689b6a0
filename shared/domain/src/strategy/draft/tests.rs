use super::*;
use crate::brussels::catalogue as small;

fn catalogue() -> Catalogue {
    let model = include_str!("../../../../../infra/data/files/member_model.json");
    Catalogue { member_model: serde_json::from_str(model).unwrap(), ..small() }
}

fn day() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn wrong(draft: Value) -> Vec<String> {
    let draft: StrategyDraft = serde_json::from_value(draft).unwrap();
    let kind = NeedTypeId::parse("rd_grant").unwrap();
    let errors = draft.parse((&kind, None), 2, &catalogue(), day()).unwrap_err();
    errors.into_iter().map(|error| error.pointer).collect()
}

fn with_steps(steps: Value) -> Value {
    json!({"steps": steps, "clock": {"remind_days": [3], "answer_days": 5, "follow_up_days": 10}})
}

#[test]
fn every_strategy_of_the_directory_is_one_that_could_be_sent() {
    let catalogue = catalogue();
    for need_type in &catalogue.need_types {
        let strategy = catalogue.strategy(&need_type.id, None).unwrap();
        let again = StrategyDraft::from(&strategy).parse((&need_type.id, None), 1, &catalogue, day());
        let again = again.unwrap_or_else(|errors| panic!("{}: {errors:?}", need_type.id));
        assert_eq!(again.clock, strategy.clock);
        assert_eq!(StrategyDraft::from(&again), StrategyDraft::from(&strategy));
    }
}

#[test]
fn what_leads_nowhere_is_named_at_its_place() {
    let good = || json!({"agency": "innoviris", "service": "innoviris-shape", "role": "lead"});
    let with = |field: &str, value: Value| {
        let mut step = good();
        step[field] = value;
        with_steps(json!([step]))
    };
    for (draft, pointer) in [
        (with_steps(json!([])), "/steps"),
        (with("agency", json!("nobody")), "/steps/0/agency"),
        (with("service", json!("nothing")), "/steps/0/service"),
        (with("after", json!(["nobody"])), "/steps/0/after/0"),
        (with("when", json!({"stage": {"in": ["huge"]}})), "/steps/0/when/stage/in/0"),
        (with("when", json!({"colour": "blue"})), "/steps/0/when/colour"),
        (with_steps(json!([good(), good()])), "/steps/1"),
        (with("after", json!(["innoviris"])), "/steps/0/after"),
    ] {
        assert_eq!(wrong(draft.clone()), [pointer], "{draft}");
    }
}

#[test]
fn times_stand_in_their_order() {
    let step = json!([{"agency": "innoviris", "service": "innoviris-shape", "role": "lead"}]);
    for (remind, answer, follow, pointers) in [
        (json!([5]), 5, 10, vec!["/clock/remind_days/0"]),
        (json!([3, 3]), 5, 10, vec!["/clock/remind_days/1"]),
        (json!([1, 2, 3]), 5, 10, vec!["/clock/remind_days"]),
        (json!([]), 0, 200, vec!["/clock/answer_days", "/clock/follow_up_days"]),
    ] {
        let clock = json!({"remind_days": remind, "answer_days": answer, "follow_up_days": follow});
        assert_eq!(wrong(json!({"steps": step, "clock": clock})), pointers);
    }
}
