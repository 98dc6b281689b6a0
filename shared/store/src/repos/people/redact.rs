//! Texts without those who are named in them.

use domain::contact::EmailAddress;

/// Fields of what staff write in which a person may be named; what stands beside
/// them is ids.
const SAID: [&str; 8] = ["text", "title", "answer", "link", "reason", "fr", "nl", "en"];

/// What stands in a text where somebody was named.
const GONE: &str = "[…]";

/// Who has a need in hand by name goes whole: a part of an address is none, and
/// the row could not be read any more.
pub(super) fn without_handlers(value: &mut serde_json::Value, marks: &[String]) -> bool {
    let Some(handlers) = value.get_mut("handlers").and_then(serde_json::Value::as_object_mut) else { return false };
    let before = handlers.len();
    handlers.retain(|_, handler| {
        !handler.as_object().is_some_and(|fields| {
            let own = fields.values().filter_map(serde_json::Value::as_str);
            own.into_iter().any(|text| marks.iter().any(|mark| mark.to_lowercase() == text.to_lowercase()))
        })
    });
    handlers.len() < before
}

/// Writes every text of a value without the marks; answers whether there was one.
pub(super) fn redacted(value: &mut serde_json::Value, marks: &[String]) -> bool {
    match value {
        // Somebody else's address, of which theirs is a part, stays.
        serde_json::Value::String(text)
            if EmailAddress::parse(text).is_ok()
                && !marks.iter().any(|mark| mark.to_lowercase() == text.to_lowercase()) =>
        {
            false
        }
        serde_json::Value::String(text) => match without(text, marks) {
            Some(without) => {
                *text = without;
                true
            }
            None => false,
        },
        // Each of them, also after the first.
        serde_json::Value::Array(items) => {
            items.iter_mut().map(|item| redacted(item, marks)).filter(|found| *found).count() > 0
        }
        serde_json::Value::Object(map) => {
            // Whoever stands beside an address of their own only has the same name.
            let has_own = map.get("email").and_then(serde_json::Value::as_str).is_some_and(|email| {
                EmailAddress::parse(email).is_ok()
                    && !marks.iter().any(|mark| mark.to_lowercase() == email.to_lowercase())
            });
            let each = map.iter_mut().filter(|(field, _)| !has_own || *field != "name");
            each.map(|(_, item)| redacted(item, marks)).filter(|found| *found).count() > 0
        }
        _ => false,
    }
}

/// Whether a value has a text in which one of the marks stands.
pub fn names(marks: &[String], value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => marks.iter().any(|mark| !mark.is_empty() && place(text, mark).is_some()),
        serde_json::Value::Array(items) => items.iter().any(|item| names(marks, item)),
        serde_json::Value::Object(map) => map.values().any(|item| names(marks, item)),
        _ => false,
    }
}

/// The same of what is [`SAID`] only.
pub(super) fn texts_redacted(value: &mut serde_json::Value, marks: &[String]) -> bool {
    match value {
        serde_json::Value::Array(items) => {
            items.iter_mut().map(|item| texts_redacted(item, marks)).filter(|found| *found).count() > 0
        }
        serde_json::Value::Object(map) => {
            let each = map.iter_mut().map(|(name, item)| match item {
                serde_json::Value::String(_) => SAID.contains(&name.as_str()) && redacted(item, marks),
                _ => texts_redacted(item, marks),
            });
            each.filter(|found| *found).count() > 0
        }
        _ => false,
    }
}

/// A text without the marks, whatever their case; `None` where it has none.
fn without(text: &str, marks: &[String]) -> Option<String> {
    let mut text = text.to_owned();
    let mut found = false;
    for mark in marks.iter().filter(|mark| !mark.is_empty()) {
        while let Some((from, to)) = place(&text, mark) {
            text.replace_range(from..to, GONE);
            found = true;
        }
    }
    found.then_some(text)
}

/// Where a mark stands in a text, in bytes; not as a part of a longer word: "An Li"
/// is not in "Jean Lievens".
fn place(text: &str, mark: &str) -> Option<(usize, usize)> {
    let wanted: Vec<char> = mark.chars().flat_map(char::to_lowercase).collect();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.char_indices().find_map(|(from, _)| {
        if is_word(text[..from].chars().next_back()) {
            return None;
        }
        let mut left = wanted.iter();
        let mut next = left.next();
        for (at, c) in text[from..].char_indices() {
            for lower in c.to_lowercase() {
                if next != Some(&lower) {
                    return None;
                }
                next = left.next();
            }
            if next.is_none() {
                let to = from + at + c.len_utf8();
                return (!is_word(text[to..].chars().next())).then_some((from, to));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_goes_from_a_text_whatever_its_case() {
        let marks = ["Éva Marquée".to_owned(), "eva@x.example".to_owned()];
        let text = "ask ÉVA MARQUÉE (Eva@X.example) or eva marquee";
        assert_eq!(without(text, &marks).as_deref(), Some("ask […] ([…]) or eva marquee"));
        assert_eq!(without("nobody is named", &marks), None);
        assert_eq!(
            without("Jean Lievens, Ann Lin and an li", &["An Li".to_owned()]).as_deref(),
            Some("Jean Lievens, Ann Lin and […]")
        );
        let namesake = serde_json::json!({"contact": {"name": "Éva Marquée", "email": "eva@other.example"}});
        assert!(!redacted(&mut namesake.clone(), &marks), "who has another address is somebody else");
        let mut row = serde_json::json!({"a": ["x", {"b": "éva marquée"}], "n": 3});
        assert!(redacted(&mut row, &marks));
        assert_eq!(row, serde_json::json!({"a": ["x", {"b": "[…]"}], "n": 3}));
    }

    #[test]
    fn of_what_staff_wrote_the_texts_alone_are_written_anew() {
        let mut row = serde_json::json!({
            "id": "ann", "location": "ann", "item": {"title": {"fr": "Ann", "nl": "An"}, "text": {"en": "ask ann"}},
            "actions": [{"text": "Ann called", "actor": {"staff": "ann"}}], "reason": "for Ann"
        });
        assert!(texts_redacted(&mut row, &["Ann".to_owned()]));
        assert_eq!(
            row,
            serde_json::json!({
                "id": "ann", "location": "ann", "item": {"title": {"fr": "[…]", "nl": "An"}, "text": {"en": "ask […]"}},
                "actions": [{"text": "[…] called", "actor": {"staff": "ann"}}], "reason": "for […]"
            })
        );
        assert!(!texts_redacted(&mut row, &["Ann".to_owned()]));
    }

    #[test]
    fn who_has_a_need_in_hand_goes_whole_and_an_address_like_theirs_stays() {
        let marks = ["Ann".to_owned(), "ann@hub.example".to_owned()];
        let handler = |name: &str, email: &str| serde_json::json!({"name": name, "email": email});
        let mut row = serde_json::json!({"handlers": {
            "hub": handler("Ann", "Ann@hub.example"), "innoviris": handler("Jo", "joann@hub.example")
        }});
        assert!(without_handlers(&mut row, &marks));
        assert!(!redacted(&mut row, &marks), "{row}");
        assert_eq!(row, serde_json::json!({"handlers": {"innoviris": handler("Jo", "joann@hub.example")}}));
    }
}
