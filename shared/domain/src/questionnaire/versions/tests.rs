use super::*;
use crate::questionnaire::{MAX_LABEL, OptionWords, ScaleWords, Section};

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
        asked_in: BTreeSet::from([Variant::of("quarterly")]),
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
    let order: Vec<_> =
        parsed.questions_of(&Variant::of("quarterly")).iter().map(|question| question.id.clone()).collect();
    assert_eq!(order[..3], ["agency", "useful", "overall"]);
    assert!(
        order.contains(&"q1".to_owned()) && !parsed.variants[&Variant::of("after_visit")].contains(&"q1".to_owned())
    );
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
    elsewhere.questions[opened].asked_in.insert(Variant::of("member_without_visit"));
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
        question.asked_in.remove(&Variant::of("after_visit"));
    });
    assert_eq!(pointers(none), ["/questions"]);
    assert_eq!(
        free_id(&QuestionnaireDraft { questions: vec![new("q1", None)], ..QuestionnaireDraft::default() }, &[&own()]),
        "q2"
    );
}

#[test]
fn titles_headings_and_what_answers_say_are_worded_anew_and_what_is_left_out_stays() {
    let words = |text: &str| Text::new(text, text, text);
    let step = |v: &str| OptionWords { v: v.to_owned(), label: words("Ravi") };
    let mut draft = QuestionnaireDraft::of(&own());
    draft.words = Words {
        visit_title: Some(words("Et alors ?")),
        sections: vec![Section { id: "closing".to_owned(), label: words("Pour finir") }],
        scales: vec![
            ScaleWords { id: "sat5".to_owned(), options: vec![step("5")] },
            ScaleWords { id: "nps".to_owned(), options: vec![step("10")] },
            ScaleWords { id: "yesno".to_owned(), options: vec![step("yes")] },
        ],
        ..Words::default()
    };
    let completed = draft.words.clone().completed(&own());
    let said = draft.parse(&own(), &[]).unwrap();
    assert_eq!(Words::of(&said).sections.len(), own().sections.len());
    assert_eq!((said.title.clone(), said.visit_title.clone()), (own().title, Some(words("Et alors ?"))));
    assert_eq!(said.section("closing").unwrap().label.fr, "Pour finir");
    assert_eq!(said.section("followup"), own().section("followup"));
    let ScaleKind::Ordinal(steps) = &said.scale("sat5").unwrap().kind else { panic!("it stays what it is") };
    let told: Vec<_> = steps.iter().map(|step| (step.v, step.label.fr.as_str())).collect();
    assert_eq!(told[3..], [(4, "Satisfait"), (5, "Ravi")]);
    assert!(matches!(&said.scale("nps").unwrap().kind, ScaleKind::Nps { high, .. } if high.fr == "Ravi"));
    assert!(matches!(&said.scale("yesno").unwrap().kind, ScaleKind::Single(all) if all[0].label.fr == "Ravi"));
    let again = QuestionnaireDraft { words: completed, ..QuestionnaireDraft::of(&own()) }.parse(&own(), &[]).unwrap();
    assert_eq!((again.sections, again.title), (said.sections, said.title));
}

#[test]
fn words_of_what_is_not_there_or_in_two_languages_alone_are_refused() {
    let half = Text { fr: "Oui".to_owned(), nl: "Ja".to_owned(), en: None };
    let option = |v: &str, label: &Text| OptionWords { v: v.to_owned(), label: label.clone() };
    let whole = Text::new("Oui", "Ja", "Yes");
    let mut draft = QuestionnaireDraft::of(&own());
    draft.words = Words {
        title: Some(Text::new("x".repeat(MAX_LABEL + 1), "x", "x")),
        visit_title: Some(half.clone()),
        sections: vec![Section { id: "nowhere".to_owned(), label: whole.clone() }],
        scales: vec![
            ScaleWords { id: "text".to_owned(), options: vec![option("yes", &whole)] },
            ScaleWords { id: "yesno".to_owned(), options: vec![option("maybe", &whole), option("no", &half)] },
            ScaleWords { id: "seven".to_owned(), options: Vec::new() },
        ],
    };
    let expected = [
        "/words/title/fr",
        "/words/visit_title/en",
        "/words/sections/0/id",
        "/words/scales/0/options/0/v",
        "/words/scales/1/options/0/v",
        "/words/scales/1/options/1/label/en",
        "/words/scales/2/id",
    ];
    assert_eq!(pointers(draft), expected);
}
