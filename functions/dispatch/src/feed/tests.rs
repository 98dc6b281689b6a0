//! Records and notices as AWS writes them.

use serde_json::{Value, json};

use super::*;
use store::repos::outbox::{Pending, Uncounted};

fn inserted(sequence: &str, pk: &str, sk: &str, doc: &str) -> Value {
    json!({
        "eventID": "1", "eventName": "INSERT", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
        "awsRegion": "eu-west-1",
        "dynamodb": {
            "ApproximateCreationDateTime": 1_795_597_200, "SequenceNumber": sequence, "SizeBytes": 100,
            "StreamViewType": "NEW_IMAGE", "Keys": {"pk": {"S": pk}, "sk": {"S": sk}},
            "NewImage": {"pk": {"S": pk}, "sk": {"S": sk}, "v": {"N": "1"}, "doc": {"S": doc}}
        }
    })
}

#[test]
fn a_mark_of_a_commit_is_planned() {
    let record = inserted("300", "PENDING#04", "PLAN#NEED#a#1", r#"{"aggregate":"NEED#a","version":1}"#);
    let decoded = Decoded::Plan(Pending::new("NEED#a", 1));
    assert_eq!(decode(&record), Record { sequence: "300".to_owned(), decoded });
}

#[test]
fn a_mark_of_a_response_is_counted() {
    let record = inserted("300", "PENDING#04", "COUNT#s#n", r#"{"survey":"s1abcdef","nonce":"n"}"#);
    let Decoded::Count(Uncounted { nonce, .. }) = decode(&record).decoded else { panic!("{:?}", decode(&record)) };
    assert_eq!(nonce, "n");
}

#[test]
fn other_rows_and_removals_are_nothing() {
    assert_eq!(decode(&inserted("1", "NEED#a", "CASE", "{}")).decoded, Decoded::Nothing);
    let mut removed = inserted("1", "PENDING#04", "PLAN#NEED#a#1", "{}");
    removed["eventName"] = json!("REMOVE");
    assert_eq!(decode(&removed).decoded, Decoded::Nothing);
}

#[test]
fn what_can_not_be_read_says_so_and_keeps_its_number() {
    for record in [
        inserted("7", "PENDING#04", "PLAN#NEED#a#1", "{"),
        inserted("7", "PENDING#04", "PLAN#NEED#a#1", r#"{"aggregate":1}"#),
        json!({"eventName": "INSERT", "dynamodb": {"SequenceNumber": "7"}}),
    ] {
        let Record { sequence, decoded } = decode(&record);
        assert_eq!(sequence, "7");
        assert!(matches!(decoded, Decoded::Unreadable(_)), "{decoded:?}");
    }
}

#[test]
fn sequence_numbers_compare_as_numbers() {
    assert!(precedes("99", "100"));
    assert!(!precedes("100", "99"));
}

fn notice(event_type: &str, bounce_type: &str) -> Value {
    json!({
        "source": "aws.ses", "detail-type": "Email Bounced",
        "detail": {
            "eventType": event_type,
            "bounce": {"bounceType": bounce_type, "bouncedRecipients": [{"emailAddress": "x@example.org"}]},
            "mail": {"tags": {"delivery": ["d1"], "thread": ["n1"], "ses:operation": ["SendRawEmail"]}}
        }
    })
}

#[test]
fn only_what_is_final_is_a_notice() {
    let read = |event_type, bounce_type| Notice::read(&notice(event_type, bounce_type));
    let origin = mail::Origin { aggregate: "NEED#n1".to_owned(), sending: 0 };
    let expected = |why| Notice { origin: origin.clone(), delivery: "d1".to_owned(), why };
    assert_eq!(read("Bounce", "Permanent"), Some(expected("bounce")));
    assert_eq!(read("Complaint", ""), Some(expected("complaint")));
    assert_eq!(read("Bounce", "Transient"), None);
    assert_eq!(read("Delivery", ""), None);
    assert_eq!(Notice::read(&json!({"source": "aws.events"})), None);
}

#[test]
fn a_notice_names_deliveries_of_every_kind_and_which_sending_it_speaks_of() {
    for aggregate in [
        "NEED#n1",
        "BOOKING#b1",
        "STAFF#MAIL#s.1",
        "ADVISER#MAIL#zoe_1",
        "MEMBER#MAIL#m1",
        "MEMBER#m1",
        "ENDPOINT#MAIL#e1",
    ] {
        let origin = mail::Origin { aggregate: aggregate.to_owned(), sending: 2 };
        let mut event = notice("Bounce", "Permanent");
        let tags: serde_json::Map<String, Value> =
            origin.tags().into_iter().map(|(name, value)| (name.to_owned(), json!([value]))).collect();
        event["detail"]["mail"]["tags"] = json!({"delivery": ["d1"]});
        event["detail"]["mail"]["tags"].as_object_mut().unwrap().extend(tags);
        assert_eq!(Notice::read(&event), Some(Notice { origin, delivery: "d1".to_owned(), why: "bounce" }));
    }
}
