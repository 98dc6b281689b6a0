//! Cursors of lists. What a cursor holds is the store's business; on the wire
//! it is sealed, so that nobody can make one up, and bound to the list and its
//! filters, so that none works elsewhere.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use store::Secrets;

use crate::problem::Problem;

const TAG_BYTES: usize = 16;

/// Seals a position in the list `scope`, which names the list and its
/// filters: `needs?location=icab`.
pub fn seal(secrets: &Secrets, scope: &str, position: &str) -> String {
    let mut bytes = secrets.mac("cursor", &[scope, position])[..TAG_BYTES].to_vec();
    bytes.extend_from_slice(position.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The position in a cursor; 400 for one that was not given out for `scope`.
pub fn open(secrets: &Secrets, scope: &str, cursor: &str) -> Result<String, Problem> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| Problem::bad_cursor())?;
    let (tag, position) = bytes.split_at_checked(TAG_BYTES).ok_or_else(Problem::bad_cursor)?;
    let position = std::str::from_utf8(position).map_err(|_| Problem::bad_cursor())?;
    if secrets.verify("cursor", &[scope, position], tag) { Ok(position.to_owned()) } else { Err(Problem::bad_cursor()) }
}
