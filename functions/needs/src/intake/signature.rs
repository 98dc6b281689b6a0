//! Standard Webhooks: whether a message is genuine and of now; and noting that a
//! webhook was not genuine.
//!
//! The reference crate signs; the timestamp is held against the product's
//! clock, which in demonstrations is not the machine's.

use crate::LOCALES;
use domain::Instant;
use http::{HeaderMap, StatusCode};
use standardwebhooks::Webhook;
use store::Transaction;
use store::repos::received::NotGenuine;
use store::repos::sources::Source;
use subtle::ConstantTimeEq as _;
use web::i18n::text;
use web::limit::Rule;
use web::{Context, Problem};

/// How far a timestamp may lie from now, both ways, in seconds.
const TOLERANCE_SECONDS: i64 = 300;
/// The most characters of an id.
const ID_AT_MOST: usize = 256;
/// The most signatures that are looked at.
const SIGNATURES_AT_MOST: usize = 64;
/// How often it is noted that a message was not genuine.
const NOTED: Rule = Rule { burst: 5, per_hour: 60 };

/// Checks a message against every secret that holds; answers its id.
pub(super) fn genuine<S: AsRef<[u8]>>(
    headers: &HeaderMap,
    body: &[u8],
    secrets: &[S],
    now: Instant,
) -> Result<String, Problem> {
    let id = header(headers, "webhook-id", "webhook-id-missing")?;
    if id.len() > ID_AT_MOST || id.contains('.') || !id.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(refuse("webhook-id-odd"));
    }
    let timestamp = header(headers, "webhook-timestamp", "webhook-timestamp-missing")?;
    let digits = !timestamp.is_empty() && timestamp.bytes().all(|b| b.is_ascii_digit());
    let seconds: i64 = timestamp.parse().ok().filter(|_| digits).ok_or_else(|| refuse("webhook-timestamp-odd"))?;
    let signatures = header(headers, "webhook-signature", "webhook-signature-missing")?;
    if now.seconds().abs_diff(seconds) > TOLERANCE_SECONDS.unsigned_abs() {
        return Err(refuse("webhook-timestamp-stale"));
    }
    let expected: Vec<String> = secrets.iter().filter_map(|secret| sign(secret.as_ref(), id, seconds, body)).collect();
    // Entries of versions that we do not know are passed over.
    let given = signatures.split(' ').filter(|entry| entry.starts_with("v1,")).take(SIGNATURES_AT_MOST);
    let matches = given.fold(false, |matched, entry| {
        expected.iter().fold(matched, |matched, one| matched | bool::from(one.as_bytes().ct_eq(entry.as_bytes())))
    });
    if matches { Ok(id.to_owned()) } else { Err(not_signed()) }
}

/// 401: signed with no secret that holds.
pub(super) fn not_signed() -> Problem {
    refuse("webhook-signature-wrong")
}

fn sign(secret: &[u8], id: &str, seconds: i64, body: &[u8]) -> Option<String> {
    Webhook::from_bytes(secret.to_vec()).ok()?.sign(id, seconds, body).ok()
}

fn header<'a>(headers: &'a HeaderMap, name: &str, missing: &'static str) -> Result<&'a str, Problem> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.filter(|value| !value.is_empty()).ok_or_else(|| refuse(missing))
}

/// 401: what is wrong, as a word and in a sentence.
pub(super) fn refuse(key: &'static str) -> Problem {
    let title = text(&LOCALES, "webhook-refused");
    Problem::new(StatusCode::UNAUTHORIZED, "webhook-refused", title, text(&LOCALES, key)).with_member("reason", key)
}

/// Notes what was wrong, for whoever sets the source up; answers it.
pub(super) async fn not_genuine(context: &Context, source: &Source, problem: Problem) -> Problem {
    note(context, source, problem.member("reason").unwrap_or_default()).await;
    problem
}

/// Notes it, unless that was done often enough of late. One commit.
pub(super) async fn note(context: &Context, source: &Source, reason: &str) {
    if context.limit(&format!("hooks-refused:{}", source.id), NOTED).is_err() {
        return;
    }
    let mut tx = Transaction::new();
    let last = NotGenuine { at: context.store.now(), reason: reason.to_owned() };
    context.store.received().put_not_genuine(&mut tx, &source.id, &last);
    if let Err(error) = context.store.commit(tx).await {
        tracing::warn!(%error, source = %source.id, "it was not noted that a webhook was refused");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use rstest::rstest;

    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SENT: i64 = 1_614_265_330;
    const RIGHT: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    const WRONG: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=";

    fn judge(headers: &[(&'static str, &str)], body: &[u8], late_by: i64) -> Result<String, Problem> {
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let headers = headers.iter().map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap()));
        let now = Instant::from_millis((SENT + late_by) * 1_000).unwrap();
        genuine(&headers.collect(), body, &[secret], now)
    }

    fn signed(signature: &str, late_by: i64) -> Result<String, Problem> {
        let at = SENT.to_string();
        judge(&[("webhook-id", ID), ("webhook-timestamp", &at), ("webhook-signature", signature)], BODY, late_by)
    }

    #[rstest]
    #[case::alone(RIGHT, 0)]
    #[case::after_three_wrong_ones(&format!("{WRONG} {WRONG} v1,AAAA {RIGHT}"), 0)]
    #[case::beside_an_unknown_version(&format!("v2,AAAA v1a,BBBB {RIGHT}"), 0)]
    #[case::five_minutes_old(RIGHT, 300)]
    #[case::five_minutes_ahead(RIGHT, -300)]
    fn a_message_signed_as_the_reference_vector_is_genuine(#[case] signature: &str, #[case] late_by: i64) {
        assert_eq!(signed(signature, late_by).unwrap(), ID);
    }

    #[rstest]
    #[case::last_character_changed(WRONG, 0)]
    #[case::too_old(RIGHT, 301)]
    #[case::too_far_ahead(RIGHT, -301)]
    #[case::version_alone("v1,", 0)]
    #[case::truncated(&RIGHT[..20], 0)]
    #[case::unknown_version(&RIGHT.replace("v1,", "v2,"), 0)]
    #[case::no_version(&RIGHT[3..], 0)]
    #[case::empty("", 0)]
    fn any_other_signature_is_refused(#[case] signature: &str, #[case] late_by: i64) {
        assert_eq!(signed(signature, late_by).unwrap_err().status(), StatusCode::UNAUTHORIZED);
    }

    #[rstest]
    #[case::no_id(&[("webhook-timestamp", "1614265330"), ("webhook-signature", RIGHT)])]
    #[case::no_timestamp(&[("webhook-id", ID), ("webhook-signature", RIGHT)])]
    #[case::no_signature(&[("webhook-id", ID), ("webhook-timestamp", "1614265330")])]
    #[case::no_number(&[("webhook-id", ID), ("webhook-timestamp", "hello"), ("webhook-signature", RIGHT)])]
    #[case::signed_number(&[("webhook-id", ID), ("webhook-timestamp", "+1614265330"), ("webhook-signature", RIGHT)])]
    #[case::dot_in_id(&[("webhook-id", "msg.1614265330"), ("webhook-timestamp", "1614265330"), ("webhook-signature", RIGHT)])]
    fn odd_headers_are_refused(#[case] headers: &[(&'static str, &str)]) {
        assert_eq!(judge(headers, BODY, 0).unwrap_err().status(), StatusCode::UNAUTHORIZED);
    }

    #[test]
    fn one_byte_more_in_the_body_is_another_message() {
        let at = SENT.to_string();
        let headers = [("webhook-id", ID), ("webhook-timestamp", at.as_str()), ("webhook-signature", RIGHT)];
        assert!(judge(&headers, br#"{"test": 2432232314} "#, 0).is_err());
    }
}
