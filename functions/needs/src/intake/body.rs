//! What programs send of our own shape, with all of it that can't be read.

use serde::de::DeserializeOwned;
use serde_json::Value;
use validator::Validate;
use web::Problem;
use web::extract::parse_json;

/// Times that a body is read at most: each but the first leaves out what the one
/// before could not read.
const TIMES: usize = 20;

/// Reads a body. Reading stops at the first field that there is not or that has
/// another shape; it is begun again without that field, so that all are told at once.
pub(super) fn read<T: DeserializeOwned + Validate>(body: &[u8]) -> Result<T, Problem> {
    let first = match parse_json(body) {
        Ok(value) => return Ok(value),
        Err(problem) => problem,
    };
    let (Ok(mut rest), false) = (serde_json::from_slice::<Value>(body), first.errors().is_empty()) else {
        return Err(first);
    };
    let mut told = first.errors().to_vec();
    for _ in 1..TIMES {
        for error in &told {
            leave_out(&mut rest, &error.pointer);
        }
        let Err(next) = parse_json::<T>(rest.to_string().as_bytes()) else { break };
        let is_new = |pointer: &str| told.iter().all(|error| error.pointer != pointer);
        let more: Vec<_> = next.errors().iter().filter(|error| is_new(&error.pointer)).cloned().collect();
        if more.is_empty() {
            break;
        }
        told.extend(more);
    }
    Err(Problem::invalid(told))
}

/// Takes a field away; of a list the whole, in which places would change.
fn leave_out(rest: &mut Value, pointer: &str) {
    let Some((parent, field)) = pointer.rsplit_once('/') else { return };
    match rest.pointer_mut(parent) {
        Some(Value::Object(fields)) => drop(fields.remove(&field.replace("~1", "/").replace("~0", "~"))),
        Some(_) => leave_out(rest, parent),
        None => {}
    }
}
