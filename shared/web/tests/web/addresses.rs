//! What an address says of its answers, and who is told how long they are.

use axum::Router;
use axum::body::Body;
use axum::response::Redirect;
use axum::routing::{get, post};
use http::{Request, StatusCode};
use rstest::rstest;
use web::extract::{FormBody, NoFilter, Offers};
use web::{Context, Coordinator, Page, Visit};

use crate::edge::app;
use crate::support::{KEY, context, send};

/// Addresses of links and of open data, whose handlers choose no headers or others.
fn addressed(context: &Context) -> Router {
    let page = |visit: Visit| async move { Page::task(&visit).title("Lien").render(maud::html! {}) };
    let sent = |_: FormBody<NoFilter>| async { Redirect::to("/r/token?done=yes") };
    let kept = || async { ([("cache-control", "public, max-age=60")], "kept") };
    let router = Router::new()
        .route("/r/{token}", get(page).post(sent))
        .route("/i/{token}", get(page))
        .route("/p/{token}", get(kept))
        .route("/hsds/services", get(kept))
        .route("/services/{id}", get(kept))
        .route("/v1/sessions", get(kept))
        .route("/v1/needs", post(async || "needs"))
        .route("/unchanged", get(async || StatusCode::NOT_MODIFIED));
    web::layer::complete(router, context.clone(), Offers::written("GET /hsds/services page\n"))
}

fn asked(method: &str, path: &str) -> Request<Body> {
    Request::builder().method(method).uri(path).header("origin", "https://other.example").body(Body::empty()).unwrap()
}

#[rstest]
#[case("GET", "/r/token", 200)]
#[case("GET", "/i/token", 200)]
#[case("GET", "/p/token", 200)]
#[case("PUT", "/p/token", 405)]
#[case("GET", "/n/token", 404)]
#[case("GET", "/b/token/move", 404)]
#[case("POST", "/r/token", 415)]
#[tokio::test]
async fn what_a_link_opens_is_kept_nowhere_and_its_address_told_to_nobody(
    #[case] method: &str,
    #[case] path: &str,
    #[case] status: u16,
) {
    let (answer, _) = send(&addressed(&context(true)), asked(method, path)).await;
    let headers = answer.headers();
    assert_eq!(answer.status().as_u16(), status);
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(headers["referrer-policy"], "no-referrer");
    assert!(!headers.contains_key("access-control-allow-origin"));
}

#[tokio::test]
async fn an_answer_that_leads_back_to_a_link_is_kept_nowhere_either() {
    let form =
        Request::builder().method("POST").uri("/r/token").header("content-type", "application/x-www-form-urlencoded");
    let (answer, _) = send(&addressed(&context(true)), form.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert_eq!(answer.headers()["referrer-policy"], "no-referrer");
}

#[rstest]
#[case("GET", "/hsds/services", 200)]
#[case("GET", "/hsds/services?nope=1", 422)]
#[case("GET", "/hsds/nowhere", 404)]
#[case("OPTIONS", "/hsds/services", 204)]
#[case("OPTIONS", "/services/one", 204)]
#[case("PUT", "/services/one", 405)]
#[case("GET", "/v1/sessions", 200)]
#[case("GET", "/calendar/agencies/nobody.ics", 404)]
#[tokio::test]
async fn any_site_reads_open_data_and_why_it_is_refused(#[case] method: &str, #[case] path: &str, #[case] status: u16) {
    let (answer, _) = send(&addressed(&context(true)), asked(method, path)).await;
    assert_eq!(answer.status().as_u16(), status);
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    assert_eq!(answer.headers()["access-control-allow-headers"], "content-type, if-none-match");
    assert!(!answer.headers().contains_key("access-control-allow-credentials"));
}

#[tokio::test]
async fn what_is_not_open_is_read_by_no_other_site() {
    for path in ["/v1/needs", "/v1/sessions/one", "/services/one/more", "/calendar/advisers/token.ics", "/unchanged"] {
        let (answer, _) = send(&addressed(&context(true)), asked("OPTIONS", path)).await;
        assert!(!answer.headers().contains_key("access-control-allow-origin"), "{path}");
    }
}

#[tokio::test]
async fn head_tells_the_length_that_get_has() {
    let app = app(&context(true));
    for path in ["/notes", "/v1/list", "/nowhere", &web::assets::stylesheet()] {
        let (whole, body) = send(&app, asked("GET", path)).await;
        let (head, nothing) = send(&app, asked("HEAD", path)).await;
        assert_eq!((head.status(), nothing.as_str()), (whole.status(), ""), "{path}");
        assert_eq!(head.headers()["content-length"], body.len().to_string(), "{path}");
    }
    let (unchanged, _) = send(&addressed(&context(true)), asked("HEAD", "/unchanged")).await;
    assert_eq!(unchanged.status(), StatusCode::NOT_MODIFIED);
    assert!(!unchanged.headers().contains_key("content-length"), "that of the whole is not known");
}

#[tokio::test]
async fn wrong_keys_from_one_address_are_limited_and_nobody_else_notices() {
    let mut context = context(true);
    let settings = web::Settings { trust_proxy: true, ..web::Settings::clone(&context.settings) };
    context.settings = std::sync::Arc::new(settings);
    let router = Router::new().route("/v1/coordinator", get(async |_: Coordinator| "in"));
    let app = web::layer::complete(router, context.clone(), Offers::default());
    let try_key = async |key: &str, from: &str| {
        let asked = Request::builder().uri("/v1/coordinator").header("x-forwarded-for", from);
        let asked = asked.header("authorization", format!("Bearer {key}")).body(Body::empty()).unwrap();
        send(&app, asked).await.0
    };
    for _ in 0..100 {
        assert_eq!(try_key("wrong", "10.0.0.7").await.status(), StatusCode::UNAUTHORIZED);
    }
    let over = try_key("another", "10.0.0.7").await;
    assert_eq!(over.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(over.headers()["retry-after"], "6");
    assert_eq!(try_key("another", "10.0.0.8").await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(try_key(KEY, "10.0.0.7").await.status(), StatusCode::OK, "a right key is taken all the same");
}
