//! What is refused, in words. Each type has a page that explains it.

use domain::member::ProposalError;
use flows::FlowError;
use flows::members::MergeError;
use web::i18n::{in_all, text};
use web::{Problem, Routes, problem};

use crate::{LOCALES, word};

/// The pages behind the types.
pub(crate) fn routes() -> Routes {
    let slugs = [
        "proposal-settled",
        "member-no-address",
        "member-unsubscribed",
        "member-asked-before",
        "merge-changed",
        "import-not-ready",
    ];
    problem::pages(&slugs, "-about", word)
}

/// A use case that did not come to its end, as an answer.
pub(crate) fn refused(error: FlowError) -> Problem {
    match error {
        FlowError::NotFound => Problem::not_found(),
        FlowError::Proposal(error) => of_proposal(error),
        FlowError::ChangedMeanwhile => Problem::changed_meanwhile(),
        FlowError::KeyReused => Problem::idempotency_key_reused(),
        FlowError::Move(_) | FlowError::AddressTaken => Problem::conflicting_change(),
        FlowError::Table(error) => error.into(),
    }
}

/// The same, said to the member on its own page.
pub(crate) fn refused_to_member(error: FlowError) -> Problem {
    match error {
        FlowError::Proposal(ProposalError::Settled) => said_to_member("proposal-settled", "own-settled"),
        FlowError::Proposal(ProposalError::NoAddress) => said_to_member("member-no-address", "own-no-address"),
        error => refused(error),
    }
}

fn said_to_member(slug: &'static str, key: &str) -> Problem {
    Problem::conflict(slug, text(&LOCALES, key), text(&LOCALES, &format!("{key}-detail")))
}

fn conflict(slug: &'static str) -> Problem {
    Problem::conflict_of(&LOCALES, slug)
}

fn of_proposal(error: ProposalError) -> Problem {
    match error {
        ProposalError::Gone => Problem::not_found(),
        ProposalError::NoAgency => Problem::invalid_field("/decision", text(&LOCALES, "proposal-no-agency-refused")),
        ProposalError::Settled => conflict("proposal-settled"),
        ProposalError::NoAddress => conflict("member-no-address"),
        ProposalError::Unsubscribed => conflict("member-unsubscribed"),
        ProposalError::AskedBefore(day) => {
            let detail = in_all(|language| {
                let day = web::format::date(language, day);
                crate::word_with(language, "problem-member-asked-before-detail", &[("day", day.into())])
            });
            Problem::conflict("member-asked-before", text(&LOCALES, "problem-member-asked-before"), detail)
        }
    }
}

/// An import stands where this step can't be taken.
pub(crate) fn import_not_ready() -> Problem {
    conflict("import-not-ready")
}

/// Why two entries were not joined, or a joining not taken back.
pub(crate) fn of_merge(error: MergeError) -> Problem {
    match error {
        MergeError::Gone => Problem::not_found(),
        MergeError::Changed => conflict("merge-changed"),
        MergeError::Table(error) => Problem::of_change(error),
        MergeError::Flow(error) => refused(error),
    }
}
