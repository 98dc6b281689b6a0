//! Nexudus: a list of the resources that changed, each with `Id` and, where it
//! says so, when.
//! <https://help.nexudus.com/docs/verifying-webhooks-created-via-the-api>

use serde_json::Value;

use super::{Sent, flat, moment};

/// The messages in a body; `None` where it is no list of resources.
pub(super) fn read(body: &[u8]) -> Option<Vec<Sent>> {
    let resources: Vec<Value> = serde_json::from_slice(body).ok()?;
    let sent = resources.iter().map(|resource| {
        let id = resource.as_object()?.get("Id").filter(|id| id.is_number() || id.is_string())?;
        let changed = resource.get("UpdatedOn").and_then(Value::as_str);
        // Without a time of its own, the same resource again is another message
        // where it says something else.
        let version = changed.map_or_else(|| store::secrets::digest(resource.to_string().as_bytes()), str::to_owned);
        let at = changed.and_then(|at| moment(at).or_else(|| moment(&format!("{at}Z"))));
        Some(Sent { message: format!("{}:{version}", flat::texts(id).concat()), at, answers: flat::answers(resource) })
    });
    sent.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_resource_is_a_message() {
        let body =
            r#"[{"Id":1,"FullName":"Zoé Müller","UpdatedOn":"2026-11-24T09:00:00"},{"Id":2,"Email":"a@b.example"}]"#;
        let sent = read(body.as_bytes()).unwrap();
        assert_eq!(sent[0].message, "1:2026-11-24T09:00:00");
        assert_eq!(sent[0].at.map(|at| at.seconds()), Some(1_795_510_800));
        let name = sent[0].answers.iter().find(|answer| answer.key == "FullName").unwrap();
        assert_eq!(name.values, ["Zoé Müller"]);
        assert!(sent[1].message.starts_with("2:") && sent[1].at.is_none());
        assert_eq!(read(body.as_bytes()), Some(sent));
    }

    #[test]
    fn what_is_no_list_of_resources_is_not_read() {
        for body in ["", "{}", "[1]", r#"[{"FullName":"no id"}]"#] {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
        assert_eq!(read(b"[]"), Some(Vec::new()));
    }
}
