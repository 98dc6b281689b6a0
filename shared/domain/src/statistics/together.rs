//! Figures of several waves together, made of what each of them shows and of
//! nothing else: what is hidden in a wave can't be worked out from the sum,
//! whichever waves are chosen, since every part of it is told already.

use std::collections::BTreeMap;

use super::results::{hidden, of_question};
use super::{QuestionResults, QuestionTally, Tally};
use crate::questionnaire::{Questionnaire, Variant};

/// Each question over several waves. A wave in which it is hidden is left out;
/// where it is hidden in all that have answers, it is hidden here as well.
pub fn together(
    parts: &[&BTreeMap<String, QuestionResults>],
    questionnaire: &Questionnaire,
    variant: &Variant,
) -> BTreeMap<String, QuestionResults> {
    let questions = questionnaire.questions_of(variant).into_iter();
    let of = |question: &crate::questionnaire::Question| {
        let scale = questionnaire.scale_of(question)?;
        let found: Vec<&QuestionResults> = parts.iter().filter_map(|part| part.get(&question.id)).collect();
        let mut all = Tally::default();
        for counts in found.iter().filter_map(|found| counts(found)) {
            all.merge(&Tally { n: 0, questions: BTreeMap::from([(question.id.clone(), counts)]) });
        }
        let all = all.questions.remove(&question.id).unwrap_or_default();
        let is_hidden = all.n == 0 && found.iter().any(|found| found.suppressed);
        let results = if is_hidden { hidden(question, scale) } else { of_question(question, scale, &all) };
        Some((question.id.clone(), results))
    };
    questions.filter_map(of).collect()
}

/// The counts that figures were made of; `None` where they are hidden.
fn counts(found: &QuestionResults) -> Option<QuestionTally> {
    let n = found.n.filter(|_| !found.suppressed)?;
    let shares = found.distribution.as_ref().and_then(Option::as_ref);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of n, so a count again")]
    let count = |share: f64| (share * n as f64).round() as u64;
    let counted = shares.into_iter().flatten().map(|(option, share)| (option.clone(), count(*share)));
    Some(QuestionTally { n, counts: counted.filter(|(_, n)| *n > 0).collect() })
}

#[cfg(test)]
mod tests {
    use super::super::{results, testing};
    use super::*;

    fn of(tally: &Tally) -> BTreeMap<String, QuestionResults> {
        results(tally, &testing::survey(), &testing::questionnaire(), None).questions
    }

    #[test]
    fn figures_of_two_waves_together_are_those_of_their_answers_together() {
        let first = testing::tally(
            17,
            &[("overall", "5", 9), ("overall", "2", 8), ("recommend", "9", 7), ("recommend", "0", 6)],
        );
        let second = testing::tally(23, &[("overall", "4", 11), ("overall", "1", 12), ("recommend", "7", 23)]);
        let mut both = first.clone();
        both.merge(&second);
        let (first, second) = (of(&first), of(&second));
        assert_eq!(together(&[&first, &second], &testing::questionnaire(), &Variant::of("after_visit")), of(&both));
    }

    #[test]
    fn a_wave_that_hides_a_question_adds_nothing_to_it() {
        let (large, small) = (testing::tally(20, &[("overall", "5", 20)]), testing::tally(3, &[("overall", "1", 3)]));
        let (large, small) = (of(&large), of(&small));
        let questionnaire = testing::questionnaire();
        let found = together(&[&large, &small, &small], &questionnaire, &Variant::of("after_visit"));
        assert_eq!(found["overall"], large["overall"], "six more answers, and three of them would be one wave's");
        let found = together(&[&small], &questionnaire, &Variant::of("after_visit"));
        assert_eq!((found["overall"].n, found["overall"].suppressed), (None, true));
    }
}
