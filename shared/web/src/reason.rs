//! Why somebody publishes or restores a version.

use domain::field_error::{FieldError, Problem};

/// Characters of a reason, at most.
const MAX: usize = 300;

/// The reason, or what is wrong with it, at `/why`.
pub fn reason(why: &str) -> Result<String, Vec<FieldError>> {
    let why = why.trim();
    if why.is_empty() {
        return Err(vec![FieldError::new("/why", Problem::Missing)]);
    }
    if why.chars().count() > MAX {
        return Err(vec![FieldError::new("/why", Problem::TooLong(MAX))]);
    }
    Ok(why.to_owned())
}
