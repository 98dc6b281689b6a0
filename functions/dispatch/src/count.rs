//! Counting: survey responses folded into figures, up to a hundred marks to a
//! commit. The marks go in the commit that counts them, so a response counts
//! once, whatever fails in between.

use std::collections::BTreeMap;

use domain::ids::SurveyId;
use domain::statistics::{Tally, due_for_public};
use domain::survey::{AnswerValue, Response};
use store::repos::outbox::Uncounted;
use store::repos::surveys::FreeText;
use store::{TableError, Transaction, Versioned};

use crate::Dispatcher;

/// Actions of one commit that marks and free texts may take.
const ACTIONS: usize = 96;

impl Dispatcher {
    /// Counts responses; answers how many.
    pub async fn count(&self, marks: Vec<Uncounted>) -> Result<usize, TableError> {
        let mut by_survey: BTreeMap<SurveyId, Vec<Uncounted>> = BTreeMap::new();
        for mark in marks {
            by_survey.entry(mark.survey.clone()).or_default().push(mark);
        }
        let mut counted = 0;
        for (survey, marks) in by_survey {
            for chunk in marks.chunks(ACTIONS) {
                counted += self.fold(&survey, chunk).await?;
            }
        }
        Ok(counted)
    }

    /// Folds marks of one survey, in as many commits as their texts ask for.
    async fn fold(&self, survey: &SurveyId, marks: &[Uncounted]) -> Result<usize, TableError> {
        let nonces: Vec<&str> = marks.iter().map(|mark| mark.nonce.as_str()).collect();
        let responses = self.store.surveys().responses(survey, &nonces).await?;
        let mut rest: &[(&Uncounted, Option<Response>)] = &marks.iter().zip(responses).collect::<Vec<_>>();
        let mut counted = 0;
        while !rest.is_empty() {
            let mut actions = 0;
            let fitting = rest
                .iter()
                .take_while(|(_, response)| {
                    actions += 1 + response.as_ref().map_or(0, |response| texts(response).count());
                    actions <= ACTIONS
                })
                .count()
                .max(1);
            let (now, later) = rest.split_at(fitting);
            counted += self.fold_once(survey, now).await?;
            rest = later;
        }
        Ok(counted)
    }

    async fn fold_once(&self, survey: &SurveyId, part: &[(&Uncounted, Option<Response>)]) -> Result<usize, TableError> {
        let catalogue = self.store.catalogue().load().await?;
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
            tally.add(&response.answers, &catalogue.questionnaire);
            for (place, (question, text)) in texts(response).enumerate() {
                let text = FreeText { question: question.clone(), text: text.clone(), day: response.day };
                // A place of its own: the text must not lead back to the response.
                let place = format!("{}{place}", self.store.ids().random());
                self.store.surveys().keep_text(&mut tx, survey, &place, &text);
            }
        }
        let shown_n = shown.map_or(0, |shown| shown.value.n);
        if due_for_public(shown_n, tally.n) {
            self.store.surveys().show_tally(&mut tx, survey, &tally);
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

/// Free texts of a response: question and text.
fn texts(response: &Response) -> impl Iterator<Item = (&String, &String)> {
    response.answers.0.iter().filter_map(|(question, answer)| match answer {
        AnswerValue::Text(text) => Some((question, text)),
        AnswerValue::Number(_) | AnswerValue::Code(_) | AnswerValue::Codes(_) => None,
    })
}
