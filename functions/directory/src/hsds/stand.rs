//! Where open data stands when it is asked for: one read says what an answer
//! follows from, so that one that is known already is not made again.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use domain::Language;
use domain::clock::BRUSSELS;
use http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, LINK};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use store::keys::PermanenceList;
use store::repos::feeds::Standing;
use web::extract::{digest_tag, is_known};
use web::language::asked_for;
use web::{Context, Problem};

use super::world::World;

/// Raised when the same data is to be written in another way.
const FORMAT: u32 = 1;
/// How long a copy may be used before somebody asks again.
const MAX_AGE: &str = "public, max-age=60";

/// Who asks for what.
pub(crate) struct Asking {
    pub context: Context,
    pub uri: Uri,
    headers: HeaderMap,
}

impl FromRequestParts<Context> for Asking {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        Ok(Self { context: context.clone(), uri: parts.uri.clone(), headers: parts.headers.clone() })
    }
}

/// Whether an answer shows permanences, and from which day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// The directory alone.
    Directory,
    /// Those that have not ended.
    Permanences,
    /// Those too that ended since a day.
    Since(NaiveDate),
}

/// Where it stands.
pub(crate) struct Stand {
    asking: Asking,
    standing: Standing,
    tag: String,
}

impl Asking {
    /// Where open data stands now: one read. `body` is what a search sent.
    pub(crate) async fn stand(self, body: &str) -> Result<Stand, Problem> {
        let standing = self.context.store.feeds().standing(&[PermanenceList::All]).await?;
        let today = self.context.store.now().day_in(BRUSSELS);
        let (base, uri, version) = (&self.context.settings.base_url, &self.uri, standing.directory.version);
        let marks = &standing.marks;
        let tag = digest_tag(&format!("hsds {FORMAT} {base}{uri} {today} {version} {marks:?}\n{body}"));
        Ok(Stand { asking: self, standing, tag })
    }

    fn language(&self) -> Language {
        asked_for(&self.uri).unwrap_or(Language::Fr)
    }
}

impl Stand {
    /// 304 where the caller has this already.
    pub(crate) fn unchanged(&self) -> Option<Response> {
        self.unless_known(&self.tag)
    }

    fn unless_known(&self, tag: &str) -> Option<Response> {
        let known = is_known(&self.asking.headers, tag);
        known.then(|| (StatusCode::NOT_MODIFIED, [(ETAG, tag), (CACHE_CONTROL, MAX_AGE)]).into_response())
    }

    /// What the answer is made of. No read where nothing changed since this program
    /// read it last; those that ended are read each time.
    pub(crate) async fn world(&self, needs: Needs) -> Result<World, Problem> {
        let Context { store, settings, .. } = &self.asking.context;
        let now = store.now();
        let today = now.day_in(BRUSSELS);
        let catalogue = store.catalogue().load_at(self.standing.directory).await?;
        let mark = self.standing.marks.first().copied().unwrap_or_default();
        let permanences = match needs {
            Needs::Directory => std::sync::Arc::default(),
            Needs::Since(day) if day < today => {
                std::sync::Arc::new(store.permanences().listed(&PermanenceList::All, day).await?)
            }
            Needs::Permanences | Needs::Since(_) => store.permanences().all_at(mark, today).await?,
        };
        let language = self.asking.language();
        let changed = self.standing.directory.at;
        Ok(World { catalogue, permanences, settings: settings.clone(), language, today, now, changed })
    }

    pub(super) const fn context(&self) -> &Context {
        &self.asking.context
    }

    pub(super) const fn uri(&self) -> &Uri {
        &self.asking.uri
    }

    /// An answer, with what it is known by.
    pub(super) fn answer(&self, content_type: &'static str, body: String, next: Option<String>) -> Response {
        self.tagged(&self.tag, content_type, body, next)
    }

    /// An answer in every language.
    pub(crate) fn answer_in_all(&self, content_type: &'static str, body: String) -> Response {
        let mut response = self.answer(content_type, body, None);
        response.headers_mut().remove(CONTENT_LANGUAGE);
        response
    }

    /// An answer that also follows from what the mark does not tell: known by what
    /// it says.
    pub(super) fn answer_by_content(&self, body: String) -> Response {
        let tag = digest_tag(&body);
        self.unless_known(&tag).unwrap_or_else(|| self.tagged(&tag, "application/json", body, None))
    }

    fn tagged(&self, tag: &str, content_type: &'static str, body: String, next: Option<String>) -> Response {
        let language = self.asking.language().tag();
        let head = [(CONTENT_TYPE, content_type), (ETAG, tag), (CACHE_CONTROL, MAX_AGE), (CONTENT_LANGUAGE, language)];
        let mut response = (head, body).into_response();
        let link = next.and_then(|next| HeaderValue::try_from(format!("<{next}>; rel=\"next\"")).ok());
        if let Some(link) = link {
            response.headers_mut().insert(LINK, link);
        }
        response
    }
}
