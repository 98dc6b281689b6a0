//! A context over a table in memory: enough to sign somebody in.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use domain::staff::{Staff, StaffRole};
use domain::{Clock, IdSource, Instant};
use http::{Request, Response};
use http_body_util::BodyExt as _;
use store::{Commit, Key, Page, Query, Row, Secrets, Silent, Store, Table, TableError, Transaction, Write};
use tower::ServiceExt as _;
use web::{Context, Settings};

#[derive(Default)]
pub(crate) struct Rows(Mutex<BTreeMap<Key, Row>>, AtomicBool);

impl Rows {
    /// From now on nothing can be written, or again.
    pub(crate) fn set_full(&self, is_full: bool) {
        self.1.store(is_full, Ordering::SeqCst);
    }
}

#[async_trait]
impl Table for Rows {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        let rows = self.0.lock().unwrap();
        Ok(keys.iter().map(|key| rows.get(key).cloned()).collect())
    }

    async fn query(&self, _: &Query) -> Result<Page, TableError> {
        Err(TableError::Unavailable("no queries here".to_owned()))
    }

    async fn commit(&self, commit: Commit) -> Result<(), TableError> {
        if self.1.load(Ordering::SeqCst) {
            return Err(TableError::Unwritable("no space left".to_owned()));
        }
        let mut rows = self.0.lock().unwrap();
        for write in commit.writes {
            match write {
                Write::Put { key, doc, expires_at, .. } => {
                    rows.insert(key.clone(), Row { key, doc, version: 1, expires_at });
                }
                Write::Delete { key, .. } => {
                    rows.remove(&key);
                }
                Write::Check { .. } => {}
            }
        }
        Ok(())
    }
}

pub(crate) struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Instant {
        Instant::parse("2026-11-24T08:00:00Z").unwrap()
    }
}

pub(crate) struct Counting(Mutex<u64>);

impl IdSource for Counting {
    fn next(&self) -> String {
        let mut n = self.0.lock().unwrap();
        *n += 1;
        format!("{:026}", *n)
    }

    fn random(&self) -> String {
        self.next()
    }
}

pub(crate) const BASE: &str = "http://127.0.0.1:8080";
pub(crate) const KEY: &str = "an-administrators-key";

pub(crate) fn context(rate_limits: bool) -> Context {
    context_over(Arc::new(Rows::default()), rate_limits)
}

pub(crate) fn context_over(rows: Arc<Rows>, rate_limits: bool) -> Context {
    let ids = Arc::new(Counting(Mutex::new(0)));
    let store = Store::new(rows, Arc::new(Fixed), ids, Secrets::new([3; 32]), Arc::new(Silent));
    let settings = Settings {
        base_url: BASE.to_owned(),
        rate_limits,
        admin_key_hash: Some(Settings::hash_key(KEY)),
        ..Settings::default()
    };
    Context::new(store, settings)
}

/// Signs somebody in; answers the session's token and form secret.
pub(crate) async fn sign_in(context: &Context, role: StaffRole) -> (String, String) {
    let staff = Staff {
        id: "sara".to_owned().try_into().unwrap(),
        name: "Sara Janssens".to_owned(),
        email: "sara@permanence.example".to_owned().try_into().unwrap(),
        role,
        language: None,
        active: true,
        handed_over_to: None,
        created_at: Fixed.now(),
        generation: 0,
    };
    let mut tx = Transaction::new();
    context.store.staff().create(&mut tx, &staff);
    let nonce = context.store.auth().make_link(&mut tx, &staff, store::auth::LINK_VALID);
    context.store.commit(tx).await.unwrap();
    let opened = context.store.auth().open(&nonce).await.unwrap().unwrap();
    (opened.token, opened.session.csrf)
}

pub(crate) async fn send(app: &Router, request: Request<Body>) -> (Response<()>, String) {
    let (parts, body) = app.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (Response::from_parts(parts, ()), String::from_utf8(bytes.to_vec()).unwrap())
}
