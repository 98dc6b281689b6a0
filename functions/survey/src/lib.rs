//! Surveys: asking those who came to a permanence, or never did, how it was.
//!
//! The way in is a QR code on a poster; behind it stands one page that works on
//! a phone, without JavaScript and without an account. An answer is anonymous by
//! construction: it is stored under a random key with its day, its record of
//! repetition holds a keyed hash and the same words for everybody, and who asks
//! to be contacted does so on a form of its own, kept apart. Results are grouped
//! and show nothing under five answers.
//!
//! | room | what is in it |
//! |---|---|
//! | `surveys` | made, listed, and what each asks |
//! | `questionnaires` | worded, ordered, tried and published in versions |
//! | `waves` | when which survey is asked of whom, and what came of it; a period: waves of the same questions together |
//! | `codes` | the code of a survey's address, its QR code, its poster |
//! | `responses` | answering |
//! | `results` | what came back |
//! | `suggestions` | what people wrote, taken up, answered in public and done |
//! | `alerts` | what fell below its aim, and what was done |
//! | `contacts` | who asked to be contacted |
//! | `console`, `table` | what pages of the console share, who works here by name; figures as files for spreadsheets |
//! | `words` | what a survey is about, in words |

mod alerts;
mod codes;
mod console;
mod contacts;
mod questionnaires;
mod responses;
mod results;
mod suggestions;
mod surveys;
mod table;
mod waves;
mod words;

use axum::Extension;
use web::Routes;

web::words!(fluent_templates::static_loader);

/// The routes of this function: API, public pages and console pages.
pub fn routes() -> Routes {
    codes::routes()
        .merge(surveys::routes())
        .merge(waves::routes())
        .merge(responses::routes())
        .merge(results::routes())
        .merge(contacts::routes())
        .merge(suggestions::routes())
        .merge(alerts::routes())
        .merge(questionnaires::routes())
        .layer(Extension(surveys::asked::AskedSurveys::default()))
}
