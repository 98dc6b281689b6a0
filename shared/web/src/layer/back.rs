//! Where the page of a problem leads back to once a form was sent: its own path
//! may take nothing but forms.

use axum::extract::Request;
use http::header::{HOST, REFERER};
use http::{HeaderName, Method, Uri};

use crate::visit::address;

/// What stands right under `/console/` without a page of its own.
const WITHOUT_PAGE: [&str; 3] = ["", "repairs", "sign-out"];

/// The page that a form was on, where the browser says it and it is one of ours;
/// else the first of its section of the console. `None` where no form was sent, or
/// where the path is that of a page.
pub(super) fn form_page(request: &Request, base_url: &str) -> Option<String> {
    if [Method::GET, Method::HEAD].contains(request.method()) {
        return None;
    }
    let header = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let is_ours = |uri: &Uri| {
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return false };
        header(HOST) == Some(authority.as_str()) || format!("{scheme}://{authority}") == base_url
    };
    let path = request.uri().path();
    let is_framed = |path: &str| path.starts_with("/embed/");
    // A browser that names the site alone names no page.
    let is_page = |page: &String| page != "/" && is_framed(page) == is_framed(path);
    let said = header(REFERER).and_then(|said| said.parse::<Uri>().ok()).filter(is_ours);
    said.map(|uri| address(&uri)).filter(is_page).or_else(|| section(path))
}

fn section(path: &str) -> Option<String> {
    let name = path.strip_prefix("/console/")?.split('/').next()?;
    Some(if WITHOUT_PAGE.contains(&name) { "/console".to_owned() } else { format!("/console/{name}") })
}
