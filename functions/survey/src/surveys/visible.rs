//! Which surveys staff see: the coordinator all, others those about their own
//! agency or place. The page and the API list the same.

use domain::survey::{Survey, SurveyTarget};
use web::principal::Scope;
use web::{Desk, Problem};

/// At most this many queries for one page where rights leave surveys out; then
/// the list goes on behind its cursor.
const QUERIES: usize = 10;

/// Whether somebody sees what a survey is about.
pub(crate) fn sees(scope: &Scope, target: &SurveyTarget) -> bool {
    *scope == Scope::All
        || target.agency.as_ref().is_some_and(|agency| scope.sees_agency(agency))
        || target.location.as_ref().is_some_and(|location| scope.sees_location(location))
}

/// A page of the surveys that somebody sees, the newest first, and where the next
/// one goes on. One query, and up to [`QUERIES`] where rights leave surveys out.
pub(crate) async fn page(
    desk: &Desk,
    mut after: Option<String>,
    limit: usize,
) -> Result<(Vec<Survey>, Option<String>), Problem> {
    let mut seen = Vec::new();
    for _ in 0..QUERIES {
        let (mut surveys, next) = desk.store().surveys().list(after, limit - seen.len()).await?;
        surveys.retain(|survey| sees(desk.staff.scope(), &survey.target));
        seen.append(&mut surveys);
        after = next;
        if after.is_none() || seen.len() == limit {
            break;
        }
    }
    Ok((seen, after))
}
