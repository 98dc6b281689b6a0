//! The edge as a caller meets it: statuses, words, headers, forms.

use crate::support::{BASE, KEY, context, send, sign_in};
use axum::Router;
use axum::body::Body;
use axum::routing::{get, post};
use domain::staff::StaffRole;
use http::{Request, StatusCode, header};
use maud::html;
use rstest::rstest;
use serde::Deserialize;
use serde_json::{Value, json};
use validator::Validate;
use web::extract::{
    FormBody, Id, IdempotencyKey, IfMatch, JsonBody, Offers, PageQuery, PutCondition, QueryParams, RawBody,
};
use web::limit::Rule;
use web::{Context, Coordinator, Page, Problem, StaffMember, Visit};

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Note {
    #[validate(length(min = 1, max = 10))]
    text: String,
    #[serde(default)]
    #[validate(range(min = 1, max = 5))]
    seats: Option<u8>,
    #[serde(default)]
    agencies: Vec<domain::ids::AgencyId>,
    #[serde(default)]
    #[validate(nested)]
    parts: Vec<Part>,
    #[serde(default)]
    share: bool,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Part {
    #[validate(length(min = 1))]
    name: String,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Filter {
    location: Option<domain::ids::LocationId>,
}

async fn json_note(body: JsonBody<Note>) -> String {
    format!("{} {:?} {:?} {}", body.value.text, body.value.seats, body.value.agencies, body.value.parts.len())
}

async fn form_note(visit: Visit, form: FormBody<Note>) -> axum::response::Response {
    let language = visit.language;
    let field = web::ui::Field::new("text", "Texte").required();
    let page = Page::public(&visit).title("Note");
    let body = html! { (web::ui::error_summary(language, &form.state)) (field.show(language, &form.state)) };
    match form.value {
        Some(note) => page.render(html! { p { (note.text) " " (note.share) " " (note.agencies.len()) } }),
        None => page.refused().render(body),
    }
}

pub(crate) fn app(context: &Context) -> Router {
    let limited = |axum::extract::State(context): axum::extract::State<Context>| async move {
        context.limit("limited", Rule { burst: 1, per_hour: 360 }).map(|()| "ok")
    };
    let router = Router::new()
        .route("/v1/notes", post(json_note))
        .route("/v1/keyed", post(|key: IdempotencyKey| async move { key.0 }))
        .route("/v1/notes/{id}", get(|id: Id<domain::ids::NeedId>| async move { id.0.to_string() }))
        .route(
            "/v1/list",
            get(|page: PageQuery, filter: QueryParams<Filter>| async move {
                format!("{} {:?}", page.limit, filter.0.location)
            }),
        )
        .route("/v1/matched", post(|m: IfMatch| async move { m.0.check(3).map(|()| "ok") }))
        .route("/v1/put", post(|p: PutCondition| async move { p.check(None).map(|()| "ok") }))
        .route("/v1/raw", post(|raw: RawBody| async move { raw.0.len().to_string() }))
        .route("/v1/limited", get(limited))
        .route("/v1/broken", get(|| async { Err::<(), _>(Problem::internal(&"secret detail")) }))
        .route(
            "/v1/panics",
            get(|| async {
                assert!(BASE.is_empty(), "oh");
            }),
        )
        .route("/v1/coordinator", get(|c: Coordinator| async move { format!("{:?}", c.actor()) }))
        .route(
            "/console/needs",
            get(|visit: Visit, staff: StaffMember| async move {
                Page::console(&visit, &staff).title("Besoins").render(html! { p { "ici" } })
            })
            .post(|_: StaffMember, form: FormBody<Note>| async move { form.into_value().map(|note| note.text) }),
        )
        .route("/console/needs/{id}/seen", post(|| async { Err::<(), _>(Problem::changed_meanwhile()) }))
        .route("/console/found", get(|_: QueryParams<Filter>| async {}))
        .route(
            "/found",
            get(|visit: Visit, _: QueryParams<Filter>| async move { Page::public(&visit).title("x").render(html! {}) }),
        )
        .route(
            "/notes",
            get(|visit: Visit| async move { Page::public(&visit).title("Notes").render(html! {}) }).post(form_note),
        );
    web::layer::complete(router.merge(web::assets::router()), context.clone(), Offers::default())
}

fn request(method: &str, path: &str) -> http::request::Builder {
    Request::builder().method(method).uri(path)
}

fn json_request(body: impl Into<Body>) -> Request<Body> {
    request("POST", "/v1/notes")
        .header("content-type", "application/json")
        .header("accept-language", "nl")
        .body(body.into())
        .unwrap()
}

fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap()
}

#[rstest]
#[case(r#"{"text":"a""#, 400, "")]
#[case(r#"{"text":"a"} x"#, 400, "")]
#[case("", 400, "")]
#[case(r#"{"text":"a","colour":1}"#, 422, "/colour")]
#[case(r#"{"text":5}"#, 422, "/text")]
#[case("{}", 422, "/text")]
#[case(r#"{"text":""}"#, 422, "/text")]
#[case(r#"{"text":"more than ten"}"#, 422, "/text")]
#[case(r#"{"text":"a","seats":9}"#, 422, "/seats")]
#[case(r#"{"text":"a","agencies":["ok","No Id"]}"#, 422, "/agencies/1")]
#[case(r#"{"text":"a","parts":[{"name":"x"},{"name":""}]}"#, 422, "/parts/1/name")]
#[case(r#"{"text":"a","parts":[{"nom":""}]}"#, 422, "/parts/0/nom")]
#[case(r#"{"text":"a\u0000b"}"#, 422, "/text")]
#[case("{\"text\":\"a\u{7f}b\"}", 422, "/text")]
#[case(r#"{"text":"é\n","parts":[{"name":"x"},{"name":"\u001b"}]}"#, 422, "/parts/1/name")]
#[tokio::test]
async fn a_wrong_body_is_told_which_field_and_why(#[case] body: &str, #[case] status: u16, #[case] pointer: &str) {
    let (answer, text) = send(&app(&context(true)), json_request(body.to_owned())).await;
    let problem = parsed(&text);
    assert_eq!(answer.status().as_u16(), status, "{text}");
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert_eq!(answer.headers()["content-language"], "nl");
    assert_eq!(problem["status"], status);
    if !pointer.is_empty() {
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{text}");
        let detail = problem["errors"][0]["detail"].as_str().unwrap();
        assert!(detail.ends_with('.') && !detail.contains("expected"), "{detail}");
    }
}

#[tokio::test]
async fn the_kind_and_size_of_a_body_are_checked() {
    let app = app(&context(true));
    let (answer, _) = send(&app, request("POST", "/v1/notes").body(Body::from("{}")).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let large = " ".repeat(256 * 1024 + 1);
    let (answer, text) = send(&app, json_request(large.clone())).await;
    assert_eq!(
        (answer.status(), parsed(&text)["type"].clone()),
        (StatusCode::PAYLOAD_TOO_LARGE, json!(format!("{BASE}/problems/too-large")))
    );
    let chunks = futures::stream::iter([Ok::<_, std::io::Error>(large)]);
    let (answer, _) = send(&app, request("POST", "/v1/raw").body(Body::from_stream(chunks)).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let (_, text) = send(&app, json_request(r#"{"text":"a","agencies":["hub"]}"#)).await;
    assert_eq!(text, r#"a None [AgencyId("hub")] 0"#);
}

#[rstest]
#[case("GET", "/nowhere", 404, "not-found")]
#[case("PUT", "/v1/notes", 405, "method-not-allowed")]
#[case("GET", "/v1/notes/Not%20An%20Id", 404, "not-found")]
#[case("GET", "/v1/list?limit=0", 422, "invalid")]
#[case("GET", "/v1/list?limit=101", 422, "invalid")]
#[case("GET", "/v1/list?location=A%20B", 422, "invalid")]
#[case("GET", "/v1/list?colour=red", 422, "invalid")]
#[case("POST", "/v1/keyed", 400, "idempotency-key-missing")]
#[case("POST", "/v1/matched", 428, "precondition-missing")]
#[case("POST", "/v1/put", 428, "precondition-missing")]
#[case("GET", "/v1/coordinator", 401, "sign-in-needed")]
#[case("GET", "/v1/broken", 500, "internal")]
#[case("GET", "/v1/panics", 500, "internal")]
#[tokio::test]
async fn every_refusal_is_a_problem_in_both_languages(
    #[case] method: &str,
    #[case] path: &str,
    #[case] status: u16,
    #[case] slug: &str,
) {
    let (answer, text) = send(&app(&context(true)), request(method, path).body(Body::empty()).unwrap()).await;
    let problem = parsed(&text);
    assert_eq!(
        (answer.status().as_u16(), problem["type"].clone()),
        (status, json!(format!("{BASE}/problems/{slug}"))),
        "{text}"
    );
    assert_eq!(answer.headers()["content-language"], "fr, nl");
    assert!(problem["title"].as_str().unwrap().contains(" / "), "{text}");
    assert!(!text.contains("secret") && !text.contains("oh"), "{text}");
    assert_eq!(problem.get("request_id").is_some(), status == 500);
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect() {
    let app = app(&context(true));
    for path in ["/nowhere", "/notes", "/v1/panics", "/v1/list"] {
        let (answer, _) = send(&app, request("GET", path).body(Body::empty()).unwrap()).await;
        let headers = answer.headers();
        assert!(headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert!(headers.contains_key("referrer-policy") && headers.contains_key("cache-control"));
        assert_eq!(headers.get_all("x-request-id").iter().count(), 1);
    }
    let asked = request("GET", "/notes").header("x-request-id", "abc-12345").body(Body::empty()).unwrap();
    assert_eq!(send(&app, asked).await.0.headers()["x-request-id"], "abc-12345");
}

#[tokio::test]
async fn a_method_that_is_not_there_says_which_are() {
    let app = app(&context(true));
    let (answer, _) = send(&app, request("DELETE", "/notes").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.headers()[header::ALLOW], "GET,HEAD,POST");
    let (answer, _) = send(&app, request("OPTIONS", "/notes").body(Body::empty()).unwrap()).await;
    assert_eq!(
        (answer.status(), answer.headers()[header::ALLOW].to_str().unwrap()),
        (StatusCode::NO_CONTENT, "GET,HEAD,POST")
    );
    let (answer, body) = send(&app, request("HEAD", "/nowhere").body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status(), body.as_str()), (StatusCode::NOT_FOUND, ""));
}

#[tokio::test]
async fn a_person_reads_a_page_where_a_program_reads_json() {
    let app = app(&context(true));
    let page = |path: &str| {
        request("GET", path)
            .header("accept", "text/html,*/*")
            .header("accept-language", "fr")
            .body(Body::empty())
            .unwrap()
    };
    let (answer, body) = send(&app, page("/nowhere")).await;
    assert_eq!(
        (answer.status(), answer.headers()["content-language"].to_str().unwrap()),
        (StatusCode::NOT_FOUND, "fr")
    );
    assert!(body.contains("<h1>Introuvable</h1>") && body.contains(r#"class="button" href="/services""#), "{body}");
    let (_, body) = send(&app, page("/console/nowhere")).await;
    assert!(body.contains(r#"class="button" href="/console""#) && !body.contains(r#"class="button" href="/services""#));
    let (answer, body) = send(&app, page("/found?kind=new")).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(body.contains("<code>kind</code>"), "it says of what: {body}");
    assert!(body.contains(r#"class="button" href="/""#), "{body}");
    let (_, body) = send(&app, page("/console/found?kind=new")).await;
    assert!(body.contains(r#"class="button" href="/console""#), "back to where the team is: {body}");
    let (answer, body) = send(&app, page("/v1/broken")).await;
    assert_eq!(answer.headers()["content-type"], "application/problem+json", "{body}");
    for slug in ["slot-taken", "not-found", "internal"] {
        let (answer, _) = send(&app, page(&format!("/problems/{slug}"))).await;
        assert_eq!(answer.status().is_success(), slug != "slot-taken");
    }
}

#[tokio::test]
async fn no_language_is_chosen_in_silence_and_a_choice_is_remembered() {
    let app = app(&context(true));
    let (answer, body) = send(&app, request("GET", "/notes?x=1&done=sent").body(Body::empty()).unwrap()).await;
    assert!(body.contains("Kies uw taal") && body.contains(r#"href="/notes?x=1&amp;lang=nl""#), "{body}");
    assert!(answer.headers().get("set-cookie").is_none());
    let (answer, body) = send(&app, request("GET", "/notes?lang=nl").body(Body::empty()).unwrap()).await;
    assert!(body.contains(r#"<html lang="nl">"#) && !body.contains("Kies uw taal"));
    assert!(answer.headers()["set-cookie"].to_str().unwrap().starts_with("lang=nl; Path=/; SameSite=Lax"));
    assert_eq!(answer.headers()["vary"], "accept-language, cookie");
}

#[tokio::test]
async fn a_refused_form_comes_back_with_what_was_written() {
    let app = app(&context(true));
    let form = |body: &'static str| {
        request("POST", "/notes?lang=en")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap()
    };
    let (answer, body) = send(&app, form("text=more+than+%3Cten%3E")).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(body.contains("Write at most 10 characters.") && body.contains(r##"href="#f-text""##), "{body}");
    assert!(
        body.contains(r#"value="more than &lt;ten&gt;""#) && body.contains(r#"aria-describedby="f-text-error""#),
        "{body}"
    );
    let (answer, body) = send(&app, form("text=fine&agencies=hub&agencies=innoviris&share=on&seats=&csrf=x")).await;
    assert_eq!(answer.status(), StatusCode::OK, "{body}");
    assert!(body.contains("<p>fine true 2</p>"), "{body}");
}

#[rstest]
#[case("", "/console/needs")]
#[case("http://127.0.0.1:8080/", "/console/needs")]
#[case("http://127.0.0.1:8080/console/needs/n1?x=1&done=saved", "/console/needs/n1?x=1")]
#[case("https://elsewhere.example/console/needs/n1", "/console/needs")]
#[case("http://127.0.0.1:8080@elsewhere.example/console/needs/n1", "/console/needs")]
#[tokio::test]
async fn the_page_of_a_problem_leads_back_to_the_page_that_the_form_was_on(#[case] referer: &str, #[case] page: &str) {
    let sent = request("POST", "/console/needs/n1/seen").header("accept", "text/html").header("accept-language", "en");
    let sent = sent.header("referer", referer).body(Body::empty()).unwrap();
    let (answer, body) = send(&app(&context(true)), sent).await;
    assert_eq!(answer.status(), StatusCode::PRECONDITION_FAILED);
    assert!(body.contains(&format!("href=\"{page}\">Try again")), "{body}");
    assert!(!body.contains("/seen"), "the languages lead to a page too: {body}");
}

#[rstest]
#[case("If-Match", "\"v3\"", 200)]
#[case("If-Match", "\"v1\", \"v3\"", 200)]
#[case("If-Match", "*", 200)]
#[case("If-Match", "\"v2\"", 412)]
#[case("If-Match", "W/\"v3\"", 412)]
#[case("If-Match", "nonsense", 412)]
#[tokio::test]
async fn a_change_names_the_version_that_it_is_about(#[case] name: &str, #[case] value: &str, #[case] status: u16) {
    let asked = request("POST", "/v1/matched").header(name, value).body(Body::empty()).unwrap();
    assert_eq!(send(&app(&context(true)), asked).await.0.status().as_u16(), status);
}

#[rstest]
#[case("\"8e03978e-40d5\"", "8e03978e-40d5")]
#[case("8e03978e-40d5", "8e03978e-40d5")]
#[tokio::test]
async fn an_idempotency_key_is_quoted_or_bare(#[case] sent: &str, #[case] read: &str) {
    let asked = request("POST", "/v1/keyed").header("idempotency-key", sent).body(Body::empty()).unwrap();
    assert_eq!(send(&app(&context(true)), asked).await.1, read);
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let app = app(&context(true));
    let ask = || request("GET", "/v1/limited").body(Body::empty()).unwrap();
    assert_eq!(send(&app, ask()).await.0.status(), StatusCode::OK);
    let (answer, _) = send(&app, ask()).await;
    assert_eq!(
        (answer.status(), answer.headers()["retry-after"].to_str().unwrap()),
        (StatusCode::TOO_MANY_REQUESTS, "10")
    );
}

#[tokio::test]
async fn the_console_is_for_staff_and_a_wrong_key_opens_nothing() {
    let context = context(true);
    let app = app(&context);
    let (answer, _) = send(
        &app,
        request("GET", "/console/needs?status=x").header("accept", "text/html").body(Body::empty()).unwrap(),
    )
    .await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()["location"], "/console/sign-in?next=%2Fconsole%2Fneeds%3Fstatus%3Dx");
    let with_key = |key: &str| {
        request("GET", "/v1/coordinator").header("authorization", format!("Bearer {key}")).body(Body::empty()).unwrap()
    };
    assert_eq!(send(&app, with_key(KEY)).await.1, "Administrator");
    assert_eq!(send(&app, with_key("wrong")).await.0.status(), StatusCode::UNAUTHORIZED);
    let link = web::link::issue(context.store.secrets(), web::link::LinkPurpose::Need, "n1", 0);
    assert_eq!(send(&app, with_key(&link)).await.0.status(), StatusCode::NOT_FOUND);

    let host = StaffRole::Host { location: "icab".to_owned().try_into().unwrap() };
    let (token, _) = sign_in(&context, host).await;
    let by_host = |path: &str| {
        request("GET", path).header("cookie", format!("permanence_session={token}")).body(Body::empty()).unwrap()
    };
    assert_eq!(send(&app, by_host("/v1/coordinator")).await.0.status(), StatusCode::NOT_FOUND);
    let (answer, body) = send(&app, by_host("/console/needs")).await;
    assert_eq!((answer.status(), answer.headers()["cache-control"].to_str().unwrap()), (StatusCode::OK, "no-store"));
    assert!(body.contains("/console/sign-out") && !body.contains("/console/staff"), "{body}");
}

#[tokio::test]
async fn a_form_from_another_site_changes_nothing() {
    let context = context(true);
    let app = app(&context);
    let (token, csrf) = sign_in(&context, StaffRole::Coordinator).await;
    let post = |body: String, extra: &[(&'static str, &'static str)]| {
        let mut builder = request("POST", "/console/needs")
            .header("cookie", format!("permanence_session={token}"))
            .header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in extra {
            builder = builder.header(*name, *value);
        }
        builder.body(Body::from(body)).unwrap()
    };
    let plain = "text=hello".to_owned();
    assert_eq!(send(&app, post(plain.clone(), &[])).await.0.status(), StatusCode::FORBIDDEN);
    assert_eq!(send(&app, post(plain.clone(), &[("origin", "null")])).await.0.status(), StatusCode::FORBIDDEN);
    assert_eq!(
        send(&app, post(format!("text=hello&csrf={csrf}"), &[("sec-fetch-site", "cross-site")])).await.0.status(),
        StatusCode::FORBIDDEN
    );
    assert_eq!(send(&app, post(format!("text=hello&csrf={csrf}x"), &[])).await.0.status(), StatusCode::FORBIDDEN);
    assert_eq!(send(&app, post(format!("text=hello&csrf={csrf}"), &[])).await.1, "hello");
    assert_eq!(send(&app, post(plain.clone(), &[("sec-fetch-site", "same-origin")])).await.1, "hello");
    assert_eq!(send(&app, post(plain, &[("origin", BASE)])).await.1, "hello");
}

#[tokio::test]
async fn the_stylesheet_is_kept_for_ever_under_its_digest() {
    let app = app(&context(true));
    let (answer, body) = send(&app, request("GET", &web::assets::stylesheet()).body(Body::empty()).unwrap()).await;
    assert_eq!(answer.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert!(body.contains("--iris: #3a3897"));
    let (answer, _) = send(&app, request("GET", "/assets/app.0000000000000000.css").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

#[test]
fn a_cursor_works_for_its_own_list_only() {
    use web::extract::cursor::{open, seal};
    let secrets = store::Secrets::new([1; 32]);
    let cursor = seal(&secrets, "needs?location=icab", "NEED#01");
    assert_eq!(open(&secrets, "needs?location=icab", &cursor).unwrap(), "NEED#01");
    for (scope, cursor) in [("needs", cursor.as_str()), ("needs?location=icab", "AAAA"), ("needs?location=icab", "é")]
    {
        assert_eq!(open(&secrets, scope, cursor).unwrap_err().slug(), "bad-cursor");
    }
}

#[tokio::test]
async fn a_mark_that_turns_the_direction_of_writing_disguises_nothing_on_a_page() {
    let app = app(&context(true));
    let form = request("POST", "/notes").header("content-type", "application/x-www-form-urlencoded");
    let (_, page) = send(&app, form.body(Body::from("text=fac%E2%80%AEfdp")).unwrap()).await;
    assert!(page.contains("<p>facfdp false 0</p>"), "{page}");
}
