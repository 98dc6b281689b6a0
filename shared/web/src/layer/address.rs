//! What an address says of whatever is answered there, a refusal too.

use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, REFERRER_POLICY,
};
use http::{HeaderMap, HeaderName, HeaderValue};

/// A link's token follows.
const BY_TOKEN: [&str; 8] = ["/r/", "/n/", "/m/", "/b/", "/u/", "/i/", "/p/", "/console/enter/"];

/// Open data: all of HSDS, files, and what stands alone in a folder; see `docs/open-data.md`.
const HSDS: &str = "/hsds/";
const OPEN_FILES: [&str; 6] = ["/hsds", "/catalogue", "/feed.atom", "/sitemap.xml", "/openapi.json", "/v1/sessions"];
const OPEN_FOLDERS: [&str; 5] =
    ["/services/", "/agencies/", "/locations/", "/calendar/locations/", "/calendar/agencies/"];

/// What kind of address it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Address {
    /// It opens something to whoever has it: kept by no cache, told to no other site.
    Secret,
    /// Any site's pages may read what is there, as somebody who is not signed in.
    Open,
    Other,
}

impl Address {
    pub(super) fn of(path: &str) -> Self {
        let is_one_of = |folder: &&str| path.strip_prefix(folder).is_some_and(|rest| !rest.contains('/'));
        if BY_TOKEN.iter().any(|folder| path.starts_with(folder)) {
            Self::Secret
        } else if path.starts_with(HSDS) || OPEN_FILES.contains(&path) || OPEN_FOLDERS.iter().any(is_one_of) {
            Self::Open
        } else {
            Self::Other
        }
    }

    /// Says so in an answer, whatever its handler chose.
    pub(super) fn mark(self, headers: &mut HeaderMap) {
        let mut set = |name: HeaderName, value: &'static str| {
            headers.insert(name, HeaderValue::from_static(value));
        };
        match self {
            Self::Secret => {
                set(CACHE_CONTROL, "no-store");
                set(REFERRER_POLICY, "no-referrer");
            }
            Self::Open => {
                // No credentials go along with these.
                set(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
                set(ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, OPTIONS");
                set(ACCESS_CONTROL_ALLOW_HEADERS, "content-type, if-none-match");
                set(ACCESS_CONTROL_EXPOSE_HEADERS, "etag, link");
            }
            Self::Other => {}
        }
    }
}
