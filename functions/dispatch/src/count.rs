//! Counting: survey responses folded into figures, up to a hundred marks to a
//! commit. The marks go in the commit that counts them, so a response counts
//! once, whatever fails in between.

use std::collections::BTreeMap;

use domain::ids::SurveyId;
use domain::questionnaire::{Questionnaire, ScaleKind};
use domain::statistics::{Tally, shown_to_public};
use domain::survey::Response;
use store::repos::outbox::Uncounted;
use store::repos::surveys::FreeText;
use store::{TableError, Transaction, Versioned};

use crate::dispatcher::Dispatcher;

/// Actions of one commit that marks and free texts may take.
const ACTIONS: usize = 96;

impl Dispatcher {
    /// Counts responses; answers how many. What can't be counted holds up no
    /// other survey and no other response: its mark stays, and the first fault
    /// is answered once the others are counted.
    pub async fn count(&self, marks: Vec<Uncounted>) -> Result<usize, TableError> {
        let mut by_survey: BTreeMap<SurveyId, Vec<Uncounted>> = BTreeMap::new();
        for mark in marks {
            by_survey.entry(mark.survey.clone()).or_default().push(mark);
        }
        let mut counted = 0;
        let mut first = None;
        for (survey, marks) in by_survey {
            for chunk in marks.chunks(ACTIONS) {
                match self.fold(&survey, chunk).await {
                    Ok(now) => counted += now,
                    Err(fault) => {
                        tracing::warn!(%survey, %fault, "responses wait to be counted");
                        first.get_or_insert(fault);
                    }
                }
            }
        }
        first.map_or(Ok(counted), Err)
    }

    /// Folds marks of one survey, in as many commits as their texts ask for.
    async fn fold(&self, survey: &SurveyId, marks: &[Uncounted]) -> Result<usize, TableError> {
        let catalogue = self.store.catalogue().load().await?;
        let asked = &*catalogue.ever_asked();
        let nonces: Vec<&str> = marks.iter().map(|mark| mark.nonce.as_str()).collect();
        let responses = self.store.surveys().responses(survey, &nonces).await?;
        let mut readable: Vec<(&Uncounted, Option<Response>)> = Vec::new();
        let mut first = None;
        for (mark, response) in marks.iter().zip(responses) {
            match response {
                Ok(response) => readable.push((mark, response.map(|response| response.value))),
                Err(fault) => first = first.or(Some(fault)),
            }
        }
        let mut rest: &[(&Uncounted, Option<Response>)] = &readable;
        let mut counted = 0;
        while !rest.is_empty() {
            let mut actions = 0;
            let fitting = rest
                .iter()
                .take_while(|(_, response)| {
                    actions += 1 + response.as_ref().map_or(0, |response| texts(response, asked).count());
                    actions <= ACTIONS
                })
                .count()
                .max(1);
            let (now, later) = rest.split_at(fitting);
            counted += self.fold_once(survey, now, asked).await?;
            rest = later;
        }
        first.map_or(Ok(counted), Err)
    }

    async fn fold_once(
        &self,
        survey: &SurveyId,
        part: &[(&Uncounted, Option<Response>)],
        asked: &Questionnaire,
    ) -> Result<usize, TableError> {
        let figures = self.store.surveys().figures(survey).await?;
        let (live, shown) = figures.map(|figures| (figures.live, figures.shown)).unwrap_or_default();
        let (mut tally, version) = match live {
            Some(Versioned { value, version }) => (value, Some(version)),
            None => (Tally::default(), None),
        };
        let mut tx = Transaction::new();
        for (mark, response) in part {
            self.store.outbox().counted(&mut tx, mark);
            let Some(response) = response else { continue };
            tally.add(&response.answers, asked);
            for (place, (question, text)) in texts(response, asked).enumerate() {
                let text =
                    FreeText { question: question.clone(), text: text.to_owned(), day: response.day, suggestion: None };
                // A place of its own: the text must not lead back to the response.
                let place = format!("{}{place}", self.store.ids().random());
                self.store.surveys().keep_text(&mut tx, survey, &place, &text);
            }
        }
        let shown = shown.map(|shown| shown.value).unwrap_or_default();
        if let Some(next) = shown_to_public(&shown, &tally, asked) {
            self.store.surveys().show_tally(&mut tx, survey, &next);
        }
        self.store.surveys().save_tally(&mut tx, survey, &tally, version);
        match self.store.commit(tx).await {
            Ok(()) => Ok(part.len()),
            // Somebody else counted some of these: what is left is found by the next sweep.
            Err(TableError::Conflict { .. }) => Ok(0),
            Err(error) => Err(error),
        }
    }
}

/// Free texts of a response: question and text. A stored text reads back as a
/// code, so the question's scale tells which answers are texts.
fn texts<'a>(response: &'a Response, asked: &'a Questionnaire) -> impl Iterator<Item = (&'a String, &'a str)> {
    let scale = |id: &String| asked.question(id).and_then(|question| asked.scale_of(question));
    let answers = &response.answers;
    let of_text = answers.0.keys().filter(move |id| matches!(scale(id), Some(ScaleKind::Text { .. })));
    of_text.filter_map(|id| Some((id, answers.text(id)?)))
}
