//! Where search engines find the public pages, each in three languages, and what
//! they leave alone: the team's pages, what a link of somebody's own opens, forms
//! under way, and pages made for a frame, a wall or paper.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::Language;
use http::header::CONTENT_TYPE;
use web::extract::{NoFilter, QueryParams};
use web::{Context, Reply};

use super::escaped;
use crate::opened::Opened;

/// Pages that are not about an entry of the directory.
const OTHERS: [&str; 10] = [
    "/",
    "/services",
    "/agencies",
    "/locations",
    "/search",
    "/near",
    "/needs/new",
    "/statistics",
    "/privacy",
    "/accessibility",
];

/// `sitemap.xml`: every page that stands today. One read.
#[utoipa::path(get, path = "/sitemap.xml", tag = "open data", security(()),
    responses((status = 200, body = String, content_type = "application/xml")))]
pub(super) async fn file(_: QueryParams<NoFilter>, opened: Opened) -> Reply {
    let mut xml = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    ));
    for path in paths(&opened) {
        let address = escaped(&opened.context.settings.url(&path));
        let mut others = format!("<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"{address}\"/>");
        for language in Language::ALL {
            let tag = language.tag();
            others
                .push_str(&format!("<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}?lang={tag}\"/>"));
        }
        for language in Language::ALL {
            xml.push_str(&format!("<url><loc>{address}?lang={}</loc>{others}</url>\n", language.tag()));
        }
    }
    xml.push_str("</urlset>\n");
    Ok(([(CONTENT_TYPE, "application/xml; charset=utf-8")], xml).into_response())
}

fn paths(Opened { catalogue, today, .. }: &Opened) -> Vec<String> {
    let today = *today;
    let kinds = catalogue.need_types.iter().map(|kind| format!("/help/{}", kind.id));
    let offered = catalogue.services.values().filter(|service| catalogue.provider(service, today).is_some());
    let services = offered.map(|service| format!("/services/{}", service.id));
    let agencies = catalogue.agencies_on(today).map(|agency| format!("/agencies/{}", agency.id));
    let places = catalogue.locations_on(today).map(|place| format!("/locations/{}", place.id));
    let others = OTHERS.into_iter().map(str::to_owned);
    others.chain(kinds).chain(services).chain(agencies).chain(places).collect()
}

const LEFT_ALONE: [&str; 18] = [
    "/console",
    "/demo/",
    "/hooks/",
    "/v1/",
    "/r/",
    "/n/",
    "/m/",
    "/u/",
    "/b/",
    "/i/",
    "/p/",
    "/s/",
    "/book/",
    "/needs/sent",
    "/search?",
    "/embed/",
    "/lobby/",
    "/print/",
];

/// `robots.txt`. No read.
pub(super) async fn robots(State(context): State<Context>, _: QueryParams<NoFilter>) -> Response {
    let mut text = "User-agent: *\n".to_owned();
    for path in LEFT_ALONE {
        text.push_str(&format!("Disallow: {path}\n"));
    }
    text.push_str(&format!("\nSitemap: {}\n", context.settings.url("/sitemap.xml")));
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
