//! What can go wrong here and nowhere else. Each type has a page that
//! explains it.

use web::i18n::text;
use web::{Problem, Routes, problem};

use crate::{LOCALES, word};

/// The pages behind the types.
pub(crate) fn routes() -> Routes {
    let slugs = ["last-coordinator", "address-taken", "handed-over", "not-dead", "link-over"];
    problem::pages(&slugs, "-detail", word)
}

fn conflict(slug: &'static str) -> Problem {
    Problem::conflict_of(&LOCALES, slug)
}

/// 409: nobody would be left who coordinates.
pub(crate) fn last_coordinator() -> Problem {
    conflict("last-coordinator")
}

/// 409: somebody else has the e-mail address.
pub(crate) fn address_taken() -> Problem {
    conflict("address-taken")
}

/// 409: the work went to somebody else before.
pub(crate) fn handed_over() -> Problem {
    conflict("handed-over")
}

/// 409: the delivery is not dead (any more).
pub(crate) fn not_dead() -> Problem {
    conflict("not-dead").with_way_on("/console/deliveries", text(&LOCALES, "deliveries-title"))
}

/// 409: the link in the mail would not work any more.
pub(crate) fn link_over() -> Problem {
    conflict("link-over").with_way_on("/console/deliveries", text(&LOCALES, "deliveries-title"))
}

/// 409: the mail would tell nothing any more; `why` is the key of the sentence
/// that says why.
pub(crate) fn nothing_to_send(why: &str) -> Problem {
    let problem = Problem::nothing_to_send().with_detail(text(&LOCALES, why));
    problem.with_way_on("/console/deliveries", text(&LOCALES, "deliveries-title"))
}
