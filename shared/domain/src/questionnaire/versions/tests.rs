use super::*;

fn own() -> Questionnaire {
    serde_json::from_str(include_str!("../../../../../infra/data/files/questionnaire.json")).unwrap()
}

fn new(id: &str, show_if: Option<(&str, &str)>) -> QuestionDraft {
    let answer = |(question, value): (&str, &str)| ShowIf::Answer { question: question.into(), value: value.into() };
    QuestionDraft {
        id: id.to_owned(),
        section: "followup".to_owned(),
        scale: "yesno".to_owned(),
        required: false,
        text: Text::new("Une question ?", "Een vraag?", "A question?"),
        show_if: show_if.map(answer),
        asked_in: BTreeSet::from(["quarterly".to_owned()]),
    }
}

fn pointers(draft: QuestionnaireDraft) -> Vec<String> {
    draft.parse(&own(), &[]).unwrap_err().into_iter().map(|error| error.pointer).collect()
}

#[test]
fn what_was_not_changed_is_the_same_questionnaire() {
    assert_eq!(QuestionnaireDraft::of(&own()).parse(&own(), &[]).unwrap(), own());
}

#[test]
fn a_question_is_worded_moved_and_added_and_keeps_its_figure() {
    let mut draft = QuestionnaireDraft::of(&own());
    let at = draft.questions.iter().position(|question| question.id == "overall").unwrap();
    draft.questions[at].text.fr = "Satisfait ?".to_owned();
    draft.questions.swap(at, at + 1);
    let after = draft.questions.iter().position(|question| question.id == "referred").unwrap();
    draft.questions.insert(after + 1, new("q1", Some(("referred", "yes"))));
    let parsed = draft.parse(&own(), &[]).unwrap();
    let order: Vec<_> = parsed.questions_of("quarterly").iter().map(|question| question.id.clone()).collect();
    assert_eq!(order[..3], ["agency", "useful", "overall"]);
    assert!(order.contains(&"q1".to_owned()) && !parsed.variants["after_visit"].contains(&"q1".to_owned()));
    let overall = parsed.question("overall").unwrap();
    assert_eq!((overall.text.fr.as_str(), overall.metric.as_deref()), ("Satisfait ?", Some("csat")));
}

#[test]
fn a_scale_that_was_ever_asked_stays_even_when_the_question_was_left_out_since() {
    let mut draft = QuestionnaireDraft::of(&own());
    draft.questions[1].scale = "nps".to_owned();
    assert_eq!(pointers(draft), ["/questions/1/scale"]);
    let mut without = QuestionnaireDraft::of(&own());
    without.questions.retain(|question| question.id != "schedule");
    let second = without.parse(&own(), &[]).unwrap();
    let first = Published { number: 1, questionnaire: own(), at: None, actor: None, why: None };
    let mut again = QuestionnaireDraft::of(&second);
    again.questions.push(QuestionDraft { section: "information".to_owned(), ..new("schedule", None) });
    let wrong = again.parse(&second, &[first]).unwrap_err();
    assert_eq!((wrong[0].pointer.as_str(), &wrong[0].problem), ("/questions/17/scale", &Problem::OnlyWhenNew));
}

#[test]
fn a_condition_that_could_never_open_or_hides_the_agency_is_refused() {
    for (condition, fits) in [
        (Some(("referred", "yes")), true),
        (Some(("referred", "no")), false),
        (Some(("referred", "maybe")), false),
        (Some(("wait", "1")), false),
        (Some(("contact_ok", "yes")), false),
        (Some(("nothing", "yes")), false),
    ] {
        let mut draft = QuestionnaireDraft::of(&own());
        let end = draft.questions.iter().position(|question| question.id == "outcome").unwrap();
        draft.questions.insert(end + 1, new("q1", condition));
        assert_eq!(draft.parse(&own(), &[]).is_ok(), fits, "{condition:?}");
    }
    let mut elsewhere = QuestionnaireDraft::of(&own());
    let opened = elsewhere.questions.iter().position(|question| question.id == "wait").unwrap();
    elsewhere.questions[opened].asked_in.insert("member_without_visit".to_owned());
    assert_eq!(pointers(elsewhere), [format!("/questions/{opened}/show_if")]);
    let mut hidden = QuestionnaireDraft::of(&own());
    hidden.questions[0].show_if = None;
    assert_eq!(pointers(hidden), ["/questions/0/show_if"]);
}

#[test]
fn words_in_three_languages_a_name_of_its_own_and_something_to_ask_are_demanded() {
    let mut draft = QuestionnaireDraft::of(&own());
    draft.questions[1].text = Text { fr: " ".to_owned(), nl: "x".repeat(MAX_CHARS + 1), en: None };
    draft.questions[2].id = "submission".to_owned();
    draft.questions[3].id = "agency".to_owned();
    let expected =
        ["/questions/1/text/fr", "/questions/1/text/nl", "/questions/1/text/en", "/questions/2/id", "/questions/3/id"];
    assert_eq!(pointers(draft)[..5], expected);
    let mut none = QuestionnaireDraft::of(&own());
    none.questions.iter_mut().for_each(|question| {
        question.asked_in.remove("after_visit");
    });
    assert_eq!(pointers(none), ["/questions"]);
    assert_eq!(free_id(&QuestionnaireDraft { questions: vec![new("q1", None)] }, &[&own()]), "q2");
}
