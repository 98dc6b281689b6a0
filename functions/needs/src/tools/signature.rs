//! Whether a tool's message is genuine.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::source::SourceKind;
use hmac::{Hmac, Mac as _};
use http::HeaderMap;
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

/// Whether one of the secrets signed the body, as the tool signs. A tool that
/// signs nothing is not judged here.
pub(crate) fn signed<S: AsRef<[u8]>>(kind: SourceKind, headers: &HeaderMap, body: &[u8], secrets: &[S]) -> bool {
    let header = match kind {
        SourceKind::Typeform => "typeform-signature",
        SourceKind::Tally => "tally-signature",
        SourceKind::Nexudus => "x-nexudus-hook-signature",
        SourceKind::StandardWebhooks | SourceKind::Jotform | SourceKind::Cobot => return false,
    };
    let Some(given) = headers.get(header).and_then(|value| value.to_str().ok()) else { return false };
    let given = given.trim();
    secrets.iter().fold(false, |matched, secret| {
        let expected = match kind {
            SourceKind::Typeform => format!("sha256={}", STANDARD.encode(mac(secret.as_ref(), body))),
            SourceKind::Nexudus => store::secrets::hex(&mac(secret.as_ref(), &in_ascii(body))).to_uppercase(),
            _ => STANDARD.encode(mac(secret.as_ref(), body)),
        };
        matched | bool::from(expected.as_bytes().ct_eq(given.as_bytes()))
    })
}

fn mac(secret: &[u8], body: &[u8]) -> [u8; 32] {
    // HMAC takes keys of any length, so this arm is never the other one.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return [0; 32] };
    mac.update(body);
    mac.finalize().into_bytes().into()
}

/// A text as .NET's `ASCIIEncoding` writes it: `?` for each UTF-16 unit that is
/// not ASCII. (Learn, "`ASCIIEncoding` Class": "it is replaced with a question
/// mark".)
fn in_ascii(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    text.encode_utf16().map(|unit| u8::try_from(unit).ok().filter(u8::is_ascii).unwrap_or(b'?')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderName;
    use rstest::rstest;

    // Computed with Python's `hmac` and `hashlib`, secret `topsecret`.
    const TYPEFORM: (&str, &str) = ("typeform-signature", "sha256=zhaVt+9c25EtDXaNQM0qk0qs/oJcTSlxYSaoyNP+7fU=");
    const TALLY: (&str, &str) = ("tally-signature", "ojagG4XeB1Cb0Xsgze0EkF4ny0Qxlwp/1WHpHWPsC0w=");
    const NEXUDUS: (&str, &str) =
        ("x-nexudus-hook-signature", "FEB3FDA4A57C0DF25538AAF4FD413E31026A7ADA9F02F271E2F53E81C25FFD2A");
    const TYPEFORM_BODY: &str = r#"{"event_id":"LtWXD3crgy","event_type":"form_response","form_response":{"form_id":"lT4Z3j","answers":[{"type":"text","text":"Besoin d’un coach financier à Ixelles"}]}}"#;
    const TALLY_BODY: &str = r#"{"eventId":"a4cb511e-d513-4fa5-baee-b815d718dfd1","eventType":"FORM_RESPONSE","createdAt":"2026-11-22T10:00:00.000Z","data":{"responseId":"2wgx4n","formName":"Besoin","fields":[{"key":"q1","label":"Besoin","type":"TEXTAREA","value":"é"}]}}"#;
    const NEXUDUS_BODY: &str = r#"[{"Id":1,"FullName":"Zoé Müller"}]"#;

    fn judge(kind: SourceKind, (name, value): (&'static str, &str), body: &str, secrets: &[&str]) -> bool {
        let headers = [(HeaderName::from_static(name), value.parse().unwrap())].into_iter().collect();
        signed(kind, &headers, body.as_bytes(), secrets)
    }

    #[rstest]
    #[case::typeform(SourceKind::Typeform, TYPEFORM, TYPEFORM_BODY)]
    #[case::tally(SourceKind::Tally, TALLY, TALLY_BODY)]
    #[case::nexudus(SourceKind::Nexudus, NEXUDUS, NEXUDUS_BODY)]
    fn the_vendors_own_signature_is_genuine(
        #[case] kind: SourceKind,
        #[case] right: (&'static str, &str),
        #[case] body: &str,
    ) {
        assert!(judge(kind, right, body, &["topsecret"]));
        assert!(judge(kind, right, body, &["newer", "topsecret"]), "during a rotation");
        assert!(!judge(kind, right, body, &["topsecre"]));
        assert!(!judge(kind, right, body, &[]));
        assert!(!judge(kind, right, &format!("{body} "), &["topsecret"]));
        for wrong in ["", "sha256=", &right.1[1..], &right.1.to_lowercase()[..40], &right.1.replace(['F', '='], "E")] {
            assert!(!judge(kind, (right.0, wrong), body, &["topsecret"]), "{wrong}");
        }
        for other in SourceKind::ALL.into_iter().filter(|other| *other != kind) {
            assert!(!judge(other, right, body, &["topsecret"]), "{other:?}");
        }
    }

    #[test]
    fn what_nexudus_would_not_sign_is_not_taken_for_its_signature() {
        let of_utf8 = "CE967545D3ED446E8185D5D446D5CA690237D1495B2055AAD905458B6E472F88";
        assert!(!judge(SourceKind::Nexudus, (NEXUDUS.0, of_utf8), NEXUDUS_BODY, &["topsecret"]));
    }

    #[test]
    fn a_character_of_two_units_is_two_question_marks() {
        assert_eq!(in_ascii("é😀a".as_bytes()), b"???a");
    }
}
