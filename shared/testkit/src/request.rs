//! A request in the making.

use axum::body::Body;
use axum::http;
use serde::Serialize;

use domain::contact::EmailAddress;
use domain::ids::StaffId;
use domain::staff::{Staff, StaffRole};
use store::Transaction;

use crate::app::ADMIN_KEY;
use crate::{Answer, TestApp};

/// A request in the making. Headers that are set for a caller are kept for
/// every request made of it.
#[derive(Clone)]
pub struct Request<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) headers: Vec<(String, String)>,
}

impl Request<'_> {
    /// Adds a header.
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Asks for a language.
    pub fn language(self, tag: &str) -> Self {
        self.header("accept-language", tag)
    }

    /// Names the request, so that it counts once.
    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// Demands a version.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    /// Sends without a body.
    pub async fn send(self, method: &str, path: &str) -> Answer {
        self.bytes(method, path, None, Vec::new()).await
    }

    /// GET, of which only the beginning is waited for: how long the first byte takes.
    pub async fn get_first_piece(self, path: &str) -> Answer {
        self.app.first_piece(self.request("GET", path, None, Vec::new())).await
    }

    /// GET.
    pub async fn get(self, path: &str) -> Answer {
        self.send("GET", path).await
    }

    /// Sends JSON.
    pub async fn json<T: Serialize + ?Sized>(self, method: &str, path: &str, body: &T) -> Answer {
        let body = serde_json::to_vec(body).unwrap_or_default();
        self.bytes(method, path, Some("application/json"), body).await
    }

    /// POST of JSON.
    pub async fn post_json<T: Serialize + ?Sized>(self, path: &str, body: &T) -> Answer {
        self.json("POST", path, body).await
    }

    /// PUT of JSON.
    pub async fn put_json<T: Serialize + ?Sized>(self, path: &str, body: &T) -> Answer {
        self.json("PUT", path, body).await
    }

    /// POST of an HTML form, from a page of our own.
    pub async fn form(self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).unwrap_or_default();
        let same_site = self.header("sec-fetch-site", "same-origin").header("accept", "text/html");
        same_site.bytes("POST", path, Some("application/x-www-form-urlencoded"), body.into_bytes()).await
    }

    /// Sends a form whose fields are written as a browser would.
    pub async fn post_form(self, path: &str, fields: &str) -> Answer {
        self.bytes("POST", path, Some("application/x-www-form-urlencoded"), fields.as_bytes().to_vec()).await
    }

    /// Sends bytes.
    pub async fn bytes(self, method: &str, path: &str, content_type: Option<&str>, body: Vec<u8>) -> Answer {
        self.app.send(self.request(method, path, content_type, body)).await
    }

    fn request(&self, method: &str, path: &str, content_type: Option<&str>, body: Vec<u8>) -> http::Request<Body> {
        let mut request = http::Request::builder().method(method).uri(path);
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(body));
        let Ok(request) = request else { unreachable!("a test made an impossible request: {method} {path}") };
        request
    }
}

impl TestApp {
    /// Requests by nobody in particular.
    pub fn anonymous(&self) -> Request<'_> {
        Request { app: self, headers: Vec::new() }
    }

    /// Requests with the administrator's key.
    pub fn as_admin(&self) -> Request<'_> {
        self.anonymous().header("authorization", format!("Bearer {ADMIN_KEY}"))
    }

    /// Requests with a session of somebody new in a role. Forms are taken as
    /// from a page of our own.
    pub async fn as_staff(&self, role: StaffRole) -> Request<'_> {
        let store = self.store();
        let id = store.ids().random();
        let (Ok(staff_id), Ok(email)) = (StaffId::parse(&id), EmailAddress::parse(&format!("{id}@staff.example")))
        else {
            unreachable!("ids fit ids and addresses")
        };
        let staff = Staff {
            id: staff_id,
            name: "Dominique".to_owned(),
            email,
            role,
            language: Some(domain::Language::Fr),
            active: true,
            handed_over_to: None,
            created_at: store.now(),
            generation: 0,
        };
        let mut tx = Transaction::new();
        store.staff().create(&mut tx, &staff);
        let nonce = store.auth().make_link(&mut tx, &staff, store::auth::LINK_VALID);
        assert_eq!(store.commit(tx).await, Ok(()));
        let opened = store.auth().open(&nonce).await;
        let Ok(Some(opened)) = opened else { unreachable!("a fresh link opens a session") };
        self.anonymous().header("cookie", format!("permanence_session={}", opened.token))
    }
}
