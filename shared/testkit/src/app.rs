//! An application in memory.

use std::convert::Infallible;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::http::Request as HttpRequest;
use axum::http::response::Parts;
use brussels_data::DataError;
use domain::catalogue::Catalogue;
use http_body_util::BodyExt as _;
use store::{Secrets, Silent, Store, Table};
use store_embedded::EmbeddedTable;
use tower::ServiceExt as _;
use web::extract::Offers;
use web::{Context, Routes, Settings};
use webhooks::Fetcher;

use crate::{Answer, SeededIds, TestClock};

/// The key that acts as coordinator in tests.
pub const ADMIN_KEY: &str = "a-key-for-tests-only";
/// What links start with in tests.
pub const BASE_URL: &str = "http://permanence.test";

/// The Brussels directory, read once for all tests of a program.
static BRUSSELS: LazyLock<Result<Catalogue, DataError>> = LazyLock::new(brussels_data::catalogue);

/// Routers over a table in memory that holds the Brussels directory.
pub struct TestApp {
    router: Router,
    /// The state that the routers carry.
    pub context: Context,
    /// The clock; it stands at 2026-11-24T09:00:00Z, a Tuesday, until moved.
    pub clock: Arc<TestClock>,
}

impl TestApp {
    /// One function's routes.
    pub async fn with(routes: Routes) -> Self {
        Self::over(in_memory(), vec![routes], false).await
    }

    /// One function's routes, with limits on.
    pub async fn limited(routes: Routes) -> Self {
        Self::over(in_memory(), vec![routes], true).await
    }

    /// One function's routes, with limits on, behind a proxy that says in
    /// `X-Forwarded-For` who asks.
    pub async fn proxied(routes: Routes) -> Self {
        let settings = Settings { rate_limits: true, trust_proxy: true, ..Settings::default() };
        Self::set(in_memory(), vec![routes], settings).await
    }

    /// Several functions' routes over a table of the test's own.
    pub async fn over(table: Arc<dyn Table>, routes: Vec<Routes>, rate_limits: bool) -> Self {
        Self::set(table, routes, Settings { rate_limits, ..Settings::default() }).await
    }

    /// One function's routes, with somebody who reads what is elsewhere.
    pub async fn reaching(routes: Routes, fetcher: Arc<dyn Fetcher>) -> Self {
        let reach = |context: Context| context.reaching(fetcher);
        Self::made(in_memory(), vec![routes], Settings::default(), reach).await
    }

    async fn set(table: Arc<dyn Table>, routes: Vec<Routes>, settings: Settings) -> Self {
        Self::made(table, routes, settings, |context| context).await
    }

    async fn made(
        table: Arc<dyn Table>,
        routes: Vec<Routes>,
        settings: Settings,
        complete: impl FnOnce(Context) -> Context,
    ) -> Self {
        let clock = Arc::new(TestClock::at("2026-11-24T09:00:00Z"));
        let ids = Arc::new(SeededIds::new(Arc::clone(&clock) as _));
        let store = Store::new(table, Arc::clone(&clock) as _, ids, Secrets::new([7; 32]), Arc::new(Silent));
        let Ok(catalogue) = &*BRUSSELS else { unreachable!("the Brussels data is read by its own tests") };
        let imported = store.catalogue().import(catalogue).await;
        assert_eq!(imported, Ok(()), "the directory loads into an empty table");
        let settings = Settings {
            base_url: BASE_URL.to_owned(),
            admin_key_hash: Some(Settings::hash_key(ADMIN_KEY)),
            mail_from: "Permanence <permanence@permanence.test>".to_owned(),
            ..settings
        };
        let context = complete(Context::new(store, settings));
        let offers = Offers::described(&web::openapi::describe(&routes));
        let router = Router::from(routes.into_iter().collect::<Routes>());
        let router = web::layer::complete(router, context.clone(), offers);
        Self { router, context, clock }
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.context.store
    }

    pub(crate) async fn send(&self, request: HttpRequest<Body>) -> Answer {
        let (parts, body) = self.begin(request).await;
        let body = body.collect().await.map(|body| body.to_bytes().to_vec()).unwrap_or_default();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// The first piece of the body that comes; the rest is let go.
    pub(crate) async fn first_piece(&self, request: HttpRequest<Body>) -> Answer {
        let (parts, mut body) = self.begin(request).await;
        let first = body.frame().await.and_then(|frame| frame.ok()?.into_data().ok());
        let body = first.map(|piece| piece.to_vec()).unwrap_or_default();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    async fn begin(&self, request: HttpRequest<Body>) -> (Parts, Body) {
        let response: Result<_, Infallible> = self.router.clone().oneshot(request).await;
        let Ok(response) = response;
        response.into_parts()
    }
}

fn in_memory() -> Arc<dyn Table> {
    let table = EmbeddedTable::in_memory();
    let Ok(table) = table else { unreachable!("a table in memory opens") };
    Arc::new(table)
}
