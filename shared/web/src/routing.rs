//! A function's routes, gathered before a router is made of them.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, Route};
use tower::{Layer, Service};
use utoipa::openapi::OpenApi;

use crate::context::Context;

/// What a function serves, and what describes it. A list until all is there:
/// joining two lists costs nothing, while joining two routers enters every
/// route of one anew, which a Lambda program would pay at each start.
#[derive(Default)]
pub struct Routes {
    served: Vec<(String, MethodRouter<Context>)>,
    described: Vec<fn() -> OpenApi>,
}

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A path that no description names: a page, a picture.
    #[must_use]
    pub fn route(mut self, path: &str, methods: Methods) -> Self {
        self.served.push((path.to_owned(), methods.0));
        self
    }

    /// A path's operations, as [`crate::routes!`] gathers them.
    #[must_use]
    pub fn routes(mut self, operations: Operations) -> Self {
        self.served.push((operations.path, operations.methods.0));
        self.described.extend(operations.described);
        self
    }

    /// A description of routes that are served elsewhere.
    #[must_use]
    pub fn described_by(mut self, description: fn() -> OpenApi) -> Self {
        self.described.push(description);
        self
    }

    /// Others beside these.
    #[must_use]
    pub fn merge(mut self, others: Self) -> Self {
        self.served.extend(others.served);
        self.described.extend(others.described);
        self
    }

    /// Puts something around each of these.
    #[must_use]
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request, Response: IntoResponse, Error: Into<Infallible>, Future: Send>
            + Clone
            + Send
            + Sync
            + 'static,
    {
        self.served = self.served.into_iter().map(|(path, methods)| (path, methods.layer(layer.clone()))).collect();
        self
    }

    /// What describes them, piece by piece.
    pub(crate) fn descriptions(&self) -> impl Iterator<Item = OpenApi> {
        self.described.iter().map(|description| description())
    }
}

impl From<Routes> for Router<Context> {
    fn from(routes: Routes) -> Self {
        routes.served.into_iter().fold(Self::new(), |router, (path, methods)| router.route(&path, methods))
    }
}

impl FromIterator<Self> for Routes {
    fn from_iter<I: IntoIterator<Item = Self>>(several: I) -> Self {
        several.into_iter().fold(Self::new(), Self::merge)
    }
}

/// The operations of one path.
#[derive(Default)]
pub struct Operations {
    path: String,
    methods: Methods,
    described: Option<fn() -> OpenApi>,
}

impl Operations {
    /// One more, of the same path.
    #[must_use]
    pub fn on<T: 'static>(mut self, path: String, methods: &[MethodFilter], handler: impl Answers<T>) -> Self {
        debug_assert!(self.path.is_empty() || self.path == path, "{path} is gathered with {}", self.path);
        self.path = path;
        for method in methods {
            self.methods = self.methods.on(*method, handler.clone());
        }
        self
    }

    /// What describes them all.
    #[must_use]
    pub fn described_by(self, description: fn() -> OpenApi) -> Self {
        Self { described: Some(description), ..self }
    }
}

/// A path's `GET` and `HEAD`.
pub fn get<T: 'static>(handler: impl Answers<T>) -> Methods {
    Methods::default().get(handler)
}

/// A path's `POST`.
pub fn post<T: 'static>(handler: impl Answers<T>) -> Methods {
    Methods::default().post(handler)
}

/// What answers each method of a path.
#[derive(Default)]
pub struct Methods(MethodRouter<Context>);

impl Methods {
    /// `GET` and `HEAD`.
    #[must_use]
    pub fn get<T: 'static>(self, handler: impl Answers<T>) -> Self {
        self.on(MethodFilter::GET, handler)
    }

    /// `POST`.
    #[must_use]
    pub fn post<T: 'static>(self, handler: impl Answers<T>) -> Self {
        self.on(MethodFilter::POST, handler)
    }

    fn on<T: 'static>(self, method: MethodFilter, handler: impl Answers<T>) -> Self {
        let answer = move |request, context| handler.clone().call(request, context);
        Self(self.0.on(method, Nameless(Arc::new(answer))))
    }
}

/// A function whose arguments axum extracts from a request.
pub trait Answers<T>: Handler<T, Context, Future = Answering> + Sync {}

impl<T, H: Handler<T, Context, Future = Answering> + Sync> Answers<T> for H {}

/// What such a function answers with.
pub type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// One of them, its type forgotten: axum makes some thirty functions for each
/// type of handler, of which there are hundreds, and so makes them once.
#[derive(Clone)]
struct Nameless(Arc<dyn Fn(Request, Context) -> Answering + Send + Sync>);

impl Handler<(), Context> for Nameless {
    type Future = Answering;

    fn call(self, request: Request, context: Context) -> Answering {
        (self.0)(request, context)
    }
}
