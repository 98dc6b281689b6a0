//! Cobot: a message only names a resource, which is fetched from the account
//! with the token that it gave us. A resource that is gone is told in full, and
//! believed once its address says that it is gone.
//! <https://dev.cobot.me/api-docs/webhooks-api>

use domain::field_error::{Expected, FieldError, Problem as Wrong};
use serde_json::Value;
use webhooks::{Fetcher, Guard, Target};

use super::{Sent, flat};

/// Where accounts are.
const HOST: &str = ".cobot.me";
/// Characters of a token at most.
const TOKEN_AT_MOST: usize = 500;

/// Why a resource was not fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotFetched {
    /// The body names no resource of the account.
    NotOfAccount,
    /// The account does not take our token.
    Token,
    /// No answer now.
    Later,
    /// It is gone, and the message says nothing else.
    Gone,
}

/// Checks an account's address and its token, as somebody enters them.
pub(crate) fn account(url: &str, token: Option<&str>, guard: Guard) -> Result<String, Vec<FieldError>> {
    let url = url.trim().trim_end_matches('/');
    let mut errors = Vec::new();
    let of_cobot = url
        .strip_prefix("https://")
        .and_then(|rest| rest.strip_suffix(HOST))
        .is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    // On a machine of one's own a stand-in plays it.
    let own = guard == Guard::Loopback && url.starts_with("http://") && Target::parse(url, guard).is_ok();
    if !(of_cobot || own) {
        errors.push(FieldError::new("/account/url", Wrong::WrongType(Expected::CobotAccount)));
    }
    match token.map(str::trim) {
        None | Some("") => errors.push(FieldError::new("/account/token", Wrong::Missing)),
        Some(token) if token.len() > TOKEN_AT_MOST => {
            errors.push(FieldError::new("/account/token", Wrong::TooLong(TOKEN_AT_MOST)));
        }
        Some(token) if !token.bytes().all(|byte| byte.is_ascii_graphic()) => {
            errors.push(FieldError::new("/account/token", Wrong::WrongType(Expected::Text)));
        }
        Some(_) => {}
    }
    if errors.is_empty() { Ok(url.to_owned()) } else { Err(errors) }
}

/// Fetches what a message names. One call.
pub(crate) async fn fetch(
    fetcher: &dyn Fetcher,
    (account, token): (&str, &str),
    body: &[u8],
) -> Result<Sent, NotFetched> {
    let told: Value = serde_json::from_slice(body).map_err(|_| NotFetched::NotOfAccount)?;
    let url = told.get("url").and_then(Value::as_str).ok_or(NotFetched::NotOfAccount)?;
    let path = url.strip_prefix(account).ok_or(NotFetched::NotOfAccount)?;
    if !path.starts_with("/api/") || path.contains("..") {
        return Err(NotFetched::NotOfAccount);
    }
    let fetched = fetcher.fetch(url, token).await.map_err(|_| NotFetched::Later)?;
    let resource: Value = match fetched.status {
        200 => serde_json::from_slice(&fetched.body).map_err(|_| NotFetched::Later)?,
        404 | 410 => {
            let mut last = told.clone();
            last.as_object_mut().map(|fields| fields.remove("url"));
            if last.as_object().is_none_or(serde_json::Map::is_empty) {
                return Err(NotFetched::Gone);
            }
            last
        }
        401 | 403 => return Err(NotFetched::Token),
        _ => return Err(NotFetched::Later),
    };
    // Told twice, the same resource is one message as long as it says the same.
    let message = store::secrets::digest(format!("{url} {resource}").as_bytes());
    Ok(Sent { message, at: None, answers: flat::answers(&resource) })
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;
    use rstest::rstest;
    use webhooks::{Fetched, NoAnswer};

    use super::*;

    const ACCOUNT: &str = "https://zoe-space.cobot.me";
    const TOLD: &str = r#"{"url":"https://zoe-space.cobot.me/api/memberships/1"}"#;

    struct Says(u16, &'static str);

    #[async_trait]
    impl Fetcher for Says {
        async fn fetch(&self, url: &str, token: &str) -> Result<Fetched, NoAnswer> {
            assert_eq!((url, token), ("https://zoe-space.cobot.me/api/memberships/1", "t"));
            Ok(Fetched { status: self.0, body: self.1.as_bytes().to_vec() })
        }
    }

    #[tokio::test]
    async fn what_is_named_is_fetched_and_nothing_else_is_believed() {
        let forged = TOLD.replace('}', r#","email":"other@other.example"}"#);
        let sent = fetch(&Says(200, r#"{"id":"1","email":"zoe@zoe.example"}"#), (ACCOUNT, "t"), forged.as_bytes())
            .await
            .unwrap();
        let said: Vec<_> = sent.answers.iter().map(|answer| (answer.key.as_str(), answer.values.join("+"))).collect();
        assert_eq!(said, [("email", "zoe@zoe.example".to_owned()), ("id", "1".to_owned())]);
    }

    #[tokio::test]
    async fn what_is_gone_is_told_once_its_address_says_so() {
        let deleted = TOLD.replace('}', r#","name":"Zoe"}"#);
        let sent = fetch(&Says(404, ""), (ACCOUNT, "t"), deleted.as_bytes()).await.unwrap();
        assert_eq!((sent.answers[0].key.as_str(), sent.answers.len()), ("name", 1));
        assert_eq!(fetch(&Says(404, ""), (ACCOUNT, "t"), TOLD.as_bytes()).await, Err(NotFetched::Gone));
    }

    #[rstest]
    #[case::token(401, NotFetched::Token)]
    #[case::fault(503, NotFetched::Later)]
    #[case::elsewhere(302, NotFetched::Later)]
    #[tokio::test]
    async fn another_answer_is_no_resource(#[case] status: u16, #[case] why: NotFetched) {
        assert_eq!(fetch(&Says(status, "{}"), (ACCOUNT, "t"), TOLD.as_bytes()).await, Err(why));
    }

    #[rstest]
    #[case::other_account("https://other.cobot.me/api/memberships/1")]
    #[case::longer_name("https://zoe-space.cobot.me.evil.example/api/memberships/1")]
    #[case::with_name("https://zoe-space.cobot.me@evil.example/api/1")]
    #[case::no_resource("https://zoe-space.cobot.me/logout")]
    #[case::out_of_it("https://zoe-space.cobot.me/api/../logout")]
    #[tokio::test]
    async fn nothing_but_a_resource_of_the_account_is_fetched(#[case] url: &str) {
        let told = serde_json::json!({"url": url}).to_string();
        let fetched = fetch(&webhooks::NoWayOut, (ACCOUNT, "t"), told.as_bytes()).await;
        assert_eq!(fetched, Err(NotFetched::NotOfAccount));
    }

    #[test]
    fn an_account_is_one_of_cobot() {
        assert_eq!(account("https://zoe-space.cobot.me/", Some("t"), Guard::default()), Ok(ACCOUNT.to_owned()));
        for url in
            ["http://zoe.cobot.me", "https://cobot.me", "https://a.b.cobot.me", "https://evil.example/.cobot.me", ""]
        {
            assert!(account(url, Some("t"), Guard::default()).is_err(), "{url}");
        }
        assert!(
            account(ACCOUNT, None, Guard::default()).is_err()
                && account(ACCOUNT, Some("a b"), Guard::default()).is_err()
        );
        assert!(account("http://127.0.0.1:9", Some("t"), Guard::default()).is_err());
    }
}
