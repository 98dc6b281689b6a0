//! Each question in groups that stand beside each other and beside their total.

use std::collections::BTreeMap;

use super::results::{hidden, of_question, promised_followup};
use super::{Cell, Group, QuestionResults, QuestionTally, Tally, cells};
use crate::questionnaire::{Question, Questionnaire, ScaleKind, Variant};

/// What each question comes to in each group, in the order of the groups. Of a
/// group that is hidden there is nothing. A question that fewer than five of a
/// group answered is hidden there, with the same of another group where the
/// total less the others would tell it.
pub fn questions_of_groups(
    groups: &[Group],
    tallies: &[(String, Tally)],
    questionnaire: &Questionnaire,
    variant: &Variant,
) -> Vec<BTreeMap<String, QuestionResults>> {
    let mut found = vec![BTreeMap::new(); groups.len()];
    for question in questionnaire.questions_of(variant) {
        let Some(scale) = questionnaire.scale_of(question) else { continue };
        let results = of_groups(question, scale, tallies);
        for ((group, found), results) in groups.iter().zip(&mut found).zip(results) {
            if !group.suppressed {
                found.insert(question.id.clone(), results);
            }
        }
    }
    found
}

fn of_groups(question: &Question, scale: &ScaleKind, tallies: &[(String, Tally)]) -> Vec<QuestionResults> {
    let none = QuestionTally::default();
    let counts: Vec<&QuestionTally> =
        tallies.iter().map(|(_, tally)| tally.questions.get(&question.id).unwrap_or(&none)).collect();
    let sizes: Vec<u64> = counts.iter().map(|counts| counts.n).collect();
    // Of those who were promised a follow-up there is a figure of its own.
    let promised: Vec<u64> = counts.iter().map(|counts| promised_followup(question, counts)).collect();
    let (answered, promised) = (cells(&sizes), cells(&promised));
    let shown = |at: usize| match answered[at] {
        Cell::Suppressed => hidden(question, scale),
        _ => {
            let mut results = of_question(question, scale, counts[at]);
            if promised[at] == Cell::Suppressed {
                (results.suppressed, results.distribution, results.followup_wait) = (true, Some(None), Some(None));
            }
            results
        }
    };
    (0..tallies.len()).map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{groups, testing};
    use super::*;

    #[test]
    fn what_is_hidden_of_a_question_in_one_group_cannot_be_worked_out_from_the_others() {
        let questionnaire = testing::questionnaire();
        // All three groups are large enough; of the last three answered the question.
        let tallies: Vec<(String, Tally)> = [("a", 20, 20), ("b", 12, 9), ("c", 15, 3)]
            .map(|(id, n, answered)| (id.to_owned(), testing::tally(n, &[("useful", "4", answered)])))
            .into();
        let sides = groups(&tallies, &questionnaire);
        assert!(sides.iter().all(|group| !group.suppressed));
        let found = questions_of_groups(&sides, &tallies, &questionnaire, &Variant::of("after_visit"));
        let n: Vec<Option<u64>> = found.iter().map(|one| one["useful"].n).collect();
        assert_eq!(n, [Some(20), None, None], "47 less 20 less 9 would be 3");
        assert!(found[1]["useful"].suppressed && found[1]["useful"].distribution == Some(None));
    }

    #[test]
    fn of_a_group_that_is_hidden_no_question_is_told() {
        let questionnaire = testing::questionnaire();
        let tallies: Vec<(String, Tally)> = [("a", 20), ("b", 9), ("c", 3)]
            .map(|(id, n)| (id.to_owned(), testing::tally(n, &[("overall", "5", n)])))
            .into();
        let sides = groups(&tallies, &questionnaire);
        let found = questions_of_groups(&sides, &tallies, &questionnaire, &Variant::of("after_visit"));
        let told: Vec<usize> = found.iter().map(BTreeMap::len).collect();
        assert!(told[0] > 0 && told[1..] == [0, 0], "{told:?}");
        assert_eq!(found[0]["overall"].csat.flatten().map(|share| share.value), Some(1.0));
    }

    #[test]
    fn few_who_were_promised_a_follow_up_hide_it_in_another_group_as_well() {
        let questionnaire = testing::questionnaire();
        let tally = |promised: u64, nothing: u64| {
            testing::tally(promised + nothing, &[("wait", "1", promised), ("wait", "0", nothing)])
        };
        let tallies =
            [("a", tally(30, 0)), ("b", tally(8, 10)), ("c", tally(2, 20))].map(|(id, of)| (id.to_owned(), of));
        let sides = groups(&tallies, &questionnaire);
        let found = questions_of_groups(&sides, &tallies, &questionnaire, &Variant::of("after_visit"));
        let wait: Vec<bool> = found.iter().map(|one| one["wait"].followup_wait.flatten().is_some()).collect();
        assert_eq!(wait, [true, false, false]);
        assert_eq!(found[1]["wait"].distribution, Some(None), "the shares of all options would tell it");
    }
}
