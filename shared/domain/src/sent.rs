//! Reading what somebody sent.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_ignored::Path;

use crate::field_error::pointer_to;

/// Reads `null` as the empty value; for `#[serde(deserialize_with)]` beside
/// `default`.
pub fn null_as_absent<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Default + Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Tells what is left out from `null`; for `#[serde(deserialize_with)]` beside
/// `default`.
pub fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Reads what is also a part of a row: a row may have fields of a later version,
/// what is sent may not; for `#[serde(deserialize_with)]`.
pub fn only_known<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let mut unknown = None;
    let read = serde_ignored::deserialize(deserializer, |path| {
        unknown.get_or_insert_with(|| pointer_of(&path));
    })?;
    match unknown {
        None => Ok(read),
        Some(pointer) => Err(D::Error::custom(format_args!("unknown field at `{pointer}`"))),
    }
}

/// Where a field is that nobody reads, as a pointer.
pub fn pointer_of(path: &Path<'_>) -> String {
    match path {
        Path::Root => String::new(),
        Path::Seq { parent, index } => format!("{}/{index}", pointer_of(parent)),
        Path::Map { parent, key } => pointer_of(parent) + &pointer_to(key),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => pointer_of(parent),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::*;
    use crate::agency::{Absence, Desk};
    use crate::inform::{Item, NewsDraft};
    use crate::member::{Hosting, MemberDraft, ProfileConsent};
    use crate::permanence::SessionException;
    use crate::questionnaire::QuestionnaireDraft;
    use crate::source::Mapping;

    fn kept<T: DeserializeOwned>(row: &Value) {
        let read = serde_json::from_value::<T>(row.clone());
        assert!(read.is_ok(), "{:?}", read.err());
    }

    fn sent<T: DeserializeOwned>(body: &Value) {
        let refused = only_known::<T, _>(body.clone()).err().map(|error| error.to_string());
        assert!(refused.as_ref().is_some_and(|error| error.starts_with("unknown field at `/")), "{refused:?}");
    }

    fn text() -> Value {
        json!({"fr": "Un", "nl": "Een", "x_new": 1})
    }

    #[rstest]
    #[case::absence(json!({"from": "2026-12-01", "to": "2026-12-02"}), kept::<Absence>, sent::<Absence>)]
    #[case::desk(
        json!({"id": "a", "name": "A", "email": "a@hub.example", "absences": [{"from": "2026-12-01", "to": "2026-12-02", "x_new": 1}]}),
        kept::<Desk>, sent::<Desk>)]
    #[case::item(json!({"title": text()}), kept::<Item>, sent::<Item>)]
    #[case::consent(
        json!({"kind": "digest", "given_on": "2026-11-01"}), kept::<ProfileConsent>, sent::<ProfileConsent>)]
    #[case::exception(
        json!({"date": "2026-12-01", "cancelled": true, "reason": text()}),
        kept::<SessionException>, sent::<SessionException>)]
    #[case::stay(json!({"location": "icab"}), kept::<Hosting>, sent::<Hosting>)]
    #[case::mapping(json!({"makes": "need", "fields": {}}), kept::<Mapping>, sent::<Mapping>)]
    #[case::questionnaire(
        json!({
            "words": {"title": text(), "x_new": 1, "sections": [{"id": "a", "label": text(), "x_new": 1}],
                "scales": [{"id": "b", "x_new": 1, "options": [{"v": "1", "label": text(), "x_new": 1}]}]},
            "questions": [{"id": "q", "section": "a", "scale": "b", "text": text(), "asked_in": [], "x_new": 1}]}),
        kept::<QuestionnaireDraft>, sent::<QuestionnaireDraft>)]
    fn a_row_passes_over_what_a_later_version_added_and_what_is_sent_may_not_have_it(
        #[case] mut of_now: Value,
        #[case] is_kept: fn(&Value),
        #[case] is_refused: fn(&Value),
    ) {
        of_now["x_new"] = json!(1);
        is_kept(&of_now);
        is_refused(&of_now);
    }

    #[test]
    fn drafts_say_where_it_is() {
        let news = json!({"item": {"title": {"fr": "Un", "nl": "Een"}, "a/b": 1}});
        let refused = serde_json::from_value::<NewsDraft>(news).unwrap_err().to_string();
        assert_eq!(refused, "unknown field at `/a~1b`");
        let member = json!({"name": "New", "hosted": [{"location": "icab", "x_new": 1}]});
        let draft: MemberDraft = serde_json::from_value(member).unwrap();
        let errors = draft.parse(&crate::brussels::catalogue(), false).unwrap_err();
        assert!(errors.iter().any(|error| error.pointer == "/hosted/0"), "{errors:?}");
    }
}
