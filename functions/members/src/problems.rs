//! What is refused, in words. Each type has a page that explains it.

use axum::response::Response;
use domain::member::ProposalError;
use flows::FlowError;
use flows::members::MergeError;
use http::StatusCode;
use maud::html;
use web::i18n::{in_all, text};
use web::{Page, Problem, Routes, Visit, get};

use crate::{LOCALES, word};

/// The pages behind the types.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/problems/proposal-settled", get(async |visit: Visit| explain(&visit, "proposal-settled")))
        .route("/problems/member-no-address", get(async |visit: Visit| explain(&visit, "member-no-address")))
        .route("/problems/member-unsubscribed", get(async |visit: Visit| explain(&visit, "member-unsubscribed")))
        .route("/problems/member-asked-before", get(async |visit: Visit| explain(&visit, "member-asked-before")))
        .route("/problems/merge-changed", get(async |visit: Visit| explain(&visit, "merge-changed")))
        .route("/problems/import-not-ready", get(async |visit: Visit| explain(&visit, "import-not-ready")))
}

fn explain(visit: &Visit, slug: &'static str) -> Response {
    let say = |part: &str| word(visit.language, &format!("problem-{slug}{part}"));
    let body = html! { div class="narrow stack" { p { (say("-about")) } } };
    Page::public(visit).title(&say("")).render(body)
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
    let (slug, key) = match error {
        FlowError::Proposal(ProposalError::Settled) => ("proposal-settled", "own-settled"),
        FlowError::Proposal(ProposalError::NoAddress) => ("member-no-address", "own-no-address"),
        error => return refused(error),
    };
    Problem::new(StatusCode::CONFLICT, slug, text(&LOCALES, key), text(&LOCALES, &format!("{key}-detail")))
}

fn of_proposal(error: ProposalError) -> Problem {
    let slug = match error {
        ProposalError::Gone => return Problem::not_found(),
        ProposalError::NoAgency => {
            return Problem::invalid_field("/decision", text(&LOCALES, "proposal-no-agency-refused"));
        }
        ProposalError::Settled => "proposal-settled",
        ProposalError::NoAddress => "member-no-address",
        ProposalError::Unsubscribed => "member-unsubscribed",
        ProposalError::AskedBefore(_) => "member-asked-before",
    };
    let detail = match error {
        ProposalError::AskedBefore(day) => in_all(|language| {
            let day = web::format::date(language, day);
            crate::word_with(language, "problem-member-asked-before-detail", &[("day", day.into())])
        }),
        _ => text(&LOCALES, &format!("problem-{slug}-detail")),
    };
    Problem::new(StatusCode::CONFLICT, slug, text(&LOCALES, &format!("problem-{slug}")), detail)
}

/// An import stands where this step can't be taken.
pub(crate) fn import_not_ready() -> Problem {
    Problem::new(
        StatusCode::CONFLICT,
        "import-not-ready",
        text(&LOCALES, "problem-import-not-ready"),
        text(&LOCALES, "problem-import-not-ready-detail"),
    )
}

/// Why two entries were not joined, or a joining not taken back.
pub(crate) fn of_merge(error: MergeError) -> Problem {
    match error {
        MergeError::Gone => Problem::not_found(),
        MergeError::Changed => Problem::new(
            StatusCode::CONFLICT,
            "merge-changed",
            text(&LOCALES, "problem-merge-changed"),
            text(&LOCALES, "problem-merge-changed-detail"),
        ),
        MergeError::Table(error) => Problem::of_change(error),
    }
}
