//! A second version of the questionnaire, and one more question and another
//! heading that are worked on.

use std::collections::BTreeSet;

use domain::Text;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::questionnaire::{Published, QuestionDraft, QuestionnaireDraft, Variant};
use store::repos::questionnaires::WorkedOn;
use store::{Store, TableError, Transaction};

use super::{Begun, once};

/// Surveys that were made before go on asking the directory's own.
pub(super) async fn load(store: &Store, catalogue: &Catalogue, begun: Begun) -> anyhow::Result<()> {
    let mut questionnaire = catalogue.questionnaire.clone();
    if let Some(schedule) = questionnaire.questions.iter_mut().find(|question| question.id == "schedule") {
        schedule.text = Text::new(
            "Le jour et l’heure de la permanence m’arrangent.",
            "Dag en uur van de permanentie komen mij goed uit.",
            "The day and time of the office hours are good for me.",
        );
    }
    let mut draft = QuestionnaireDraft::of(&questionnaire);
    if let Some(closing) = draft.words.sections.iter_mut().find(|section| section.id == "closing") {
        closing.label = Text::new("Pour conclure", "Tot slot", "To finish");
    }
    draft.questions.push(QuestionDraft {
        id: "q1".to_owned(),
        section: "information".to_owned(),
        scale: "yesno".to_owned(),
        required: false,
        text: Text::new(
            "Savez-vous à qui vous adresser dans votre lieu d’hébergement ?",
            "Weet u bij wie u op uw vestigingsplaats terechtkunt?",
            "Do you know whom to turn to at the place that hosts you?",
        ),
        show_if: None,
        asked_in: BTreeSet::from(["quarterly", "member_without_visit"].map(Variant::of)),
    });
    let why = "« Me conviennent » a été compris de travers.".to_owned();
    let (at, actor) = (Some(begun.at), Some(Actor::Administrator));
    let mut tx = Transaction::new();
    store.questionnaires().publish(&mut tx, &Published { number: 2, questionnaire, at, actor, why: Some(why) });
    once(store, tx).await?;
    match store.questionnaires().save_draft(&WorkedOn { from: 2, draft }, None).await {
        Err(TableError::Conflict { .. }) => Ok(()),
        done => Ok(done?),
    }
}
