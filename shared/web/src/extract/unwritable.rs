//! Characters that no text can have, wherever a text comes in: JSON, a
//! webhook, a form, a query.

use domain::field_error::{FieldError, Problem as Wrong, pointer_to};
use domain::written::is_unwritable;
use serde_json::Value;

use crate::problem::{FieldProblem, Problem};

/// 422 where something was found.
pub(super) fn refuse_unwritable(found: Vec<FieldProblem>) -> Result<(), Problem> {
    if found.is_empty() { Ok(()) } else { Err(Problem::invalid(found)) }
}

/// The fields of a form or a query whose value has such a character.
pub(super) fn unwritable_in(pairs: &[(String, String)]) -> Vec<FieldProblem> {
    pairs.iter().filter(|(_, value)| value.contains(is_unwritable)).map(|(name, _)| at(pointer_to(name))).collect()
}

/// The texts in JSON that have such a character.
pub(super) fn unwritable_in_json(bytes: &[u8]) -> Vec<FieldProblem> {
    // Within JSON they are escaped, but for U+007F and U+0080 to U+009F.
    let may_have_some = bytes.iter().any(|byte| matches!(byte, b'\\' | 0x7f | 0xc2));
    let value = if may_have_some { serde_json::from_slice(bytes).unwrap_or_default() } else { Value::Null };
    let mut found = Vec::new();
    collect(&value, String::new(), &mut found);
    found
}

fn collect(value: &Value, pointer: String, found: &mut Vec<FieldProblem>) {
    match value {
        Value::String(text) if text.contains(is_unwritable) => found.push(at(pointer)),
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                collect(value, format!("{pointer}/{index}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                let pointer = pointer.clone() + &pointer_to(name);
                if name.contains(is_unwritable) {
                    found.push(at(pointer.clone()));
                }
                collect(value, pointer, found);
            }
        }
        _ => {}
    }
}

fn at(pointer: String) -> FieldProblem {
    FieldError::new(pointer, Wrong::Unwritable).into()
}
