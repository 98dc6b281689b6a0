//! Calendars to subscribe to: one for each place and for each agency, public,
//! without an account, and by a secret link one for each adviser. Programs ask
//! for them every hour for years, so an answer that nothing changed costs one
//! read, of an adviser's a few.

pub(crate) mod adviser;
mod events;

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use calendar::{Feed, Span};
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, LocationId};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG};
use http::{HeaderMap, StatusCode, Uri};
use store::keys::PermanenceList;
use store::repos::feeds::Standing;
use store::{Store, TableError};
use utoipa::{IntoParams, OpenApi};
use web::extract::{digest_tag, is_known};
use web::language::asked_for;
use web::{Context, Problem, Reply, Routes, get};

use crate::sessions::lists_of_line;

/// How long a copy may be used before somebody asks again, in seconds.
const MAX_AGE: &str = "public, max-age=900";
/// Raised when the same data is to be written in another way.
const FORMAT: u32 = 1;

/// The routes, for the description: the router takes no path that goes on
/// after a parameter.
#[derive(OpenApi)]
#[openapi(paths(location, agency, adviser::read))]
pub(crate) struct Described;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/calendar/locations/{file}", get(location))
        .route("/calendar/agencies/{file}", get(agency))
        .route("/calendar/advisers/{file}", get(adviser::read))
}

/// The language of a calendar.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what web::language::asked_for reads")]
struct FeedQuery {
    /// `fr`, `nl` or `en`; French and Dutch, one after the other, where absent.
    lang: Option<String>,
}

/// The published permanences of a place, from 90 days back to the end of the
/// month 24 months ahead. One read where nothing changed, else two.
#[utoipa::path(get, path = "/calendar/locations/{id}.ics", tag = "schedule",
    params(FeedQuery), security(()),
    responses(
        (status = 200, body = String, content_type = "text/calendar", headers(("ETag" = String))),
        (status = 304, description = "Nothing changed since the version named in `If-None-Match`."),
        (status = 404, description = "No such place, or it has closed.")))]
async fn location(State(context): State<Context>, uri: Uri, headers: HeaderMap, Path(file): Path<String>) -> Reply {
    let id = file.strip_suffix(".ics").and_then(|id| LocationId::parse(id).ok()).ok_or_else(Problem::not_found)?;
    Asked::new(context, PermanenceList::Location(id), &uri).answer(&headers).await
}

/// The published permanences of an agency, those that it took over included,
/// from 90 days back to the end of the month 24 months ahead. One read where
/// nothing changed, else two and one for each agency that it followed.
#[utoipa::path(get, path = "/calendar/agencies/{id}.ics", tag = "schedule",
    params(FeedQuery), security(()),
    responses(
        (status = 200, body = String, content_type = "text/calendar", headers(("ETag" = String))),
        (status = 304, description = "Nothing changed since the version named in `If-None-Match`."),
        (status = 404, description = "No such agency, or it has ended.")))]
async fn agency(State(context): State<Context>, uri: Uri, headers: HeaderMap, Path(file): Path<String>) -> Reply {
    let id = file.strip_suffix(".ics").and_then(|id| AgencyId::parse(id).ok()).ok_or_else(Problem::not_found)?;
    Asked::new(context, PermanenceList::Agency(id), &uri).answer(&headers).await
}

/// A calendar that somebody asks for.
struct Asked {
    context: Context,
    list: PermanenceList,
    /// `?lang=`, and nothing else: a program that subscribes has no cookie.
    language: Option<Language>,
    today: NaiveDate,
}

impl Asked {
    fn new(context: Context, list: PermanenceList, uri: &Uri) -> Self {
        let today = context.store.now().day_in(BRUSSELS);
        Self { context, list, language: asked_for(uri), today }
    }

    async fn answer(&self, headers: &HeaderMap) -> Reply {
        let stand = Stand::of(&self.context.store, &self.list).await?;
        let tag = self.tag(&stand.standing);
        if is_known(headers, &tag) {
            return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag.as_str()), (CACHE_CONTROL, MAX_AGE)]).into_response());
        }
        let catalogue = self.context.store.catalogue().load_at(stand.standing.directory).await?;
        let file = self.write(&catalogue, &stand).await?;
        let name = format!("inline; filename=\"{}.ics\"", self.id());
        let headers = [
            (CONTENT_TYPE, "text/calendar; charset=utf-8"),
            (ETAG, tag.as_str()),
            (CACHE_CONTROL, MAX_AGE),
            (CONTENT_LANGUAGE, self.language.map_or("fr, nl", Language::tag)),
            (CONTENT_DISPOSITION, name.as_str()),
        ];
        Ok((headers, file).into_response())
    }

    /// A strong tag, with its quotes: a digest of all that the calendar follows
    /// from, so that it is known before anything is written. The day is in it: what
    /// ended leaves the calendar as days pass.
    fn tag(&self, Standing { directory, marks }: &Standing) -> String {
        let (base, folder, id, query) = (&self.context.settings.base_url, self.folder(), self.id(), self.query());
        let marks = marks.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
        digest_tag(&format!("{FORMAT} {base}/{folder}/{id}{query} {} {} {marks}", self.today, directory.version))
    }

    /// The calendar; 404 where the directory has nobody or nothing of that id,
    /// or no more.
    async fn write(&self, catalogue: &Catalogue, stand: &Stand) -> Result<String, Problem> {
        let subject = events::subject(self, catalogue).ok_or_else(Problem::not_found)?;
        let span = Span::around(self.today);
        let mut listed = Vec::new();
        for list in &stand.lists {
            listed.extend(self.context.store.permanences().listed(list, span.from).await?);
        }
        Ok(calendar::feed(&Feed {
            name: &subject.name,
            description: &subject.description,
            source: &self.url(&format!("/calendar/{}/{}.ics{}", self.folder(), self.id(), self.query())),
            url: &self.url(&format!("/{}/{}{}", self.folder(), self.id(), self.query())),
            host: self.context.settings.host(),
            languages: self.languages(),
            span,
            events: events::events(self, catalogue, stand.standing.directory, &listed, span),
            appointments: Vec::new(),
        }))
    }

    fn folder(&self) -> &'static str {
        if matches!(self.list, PermanenceList::Agency(_)) { "agencies" } else { "locations" }
    }

    fn id(&self) -> &str {
        match &self.list {
            PermanenceList::All => "",
            PermanenceList::Location(id) => id.as_str(),
            PermanenceList::Agency(id) => id.as_str(),
        }
    }

    fn languages(&self) -> &'static [Language] {
        match self.language {
            None => &[Language::Fr, Language::Nl],
            Some(Language::Fr) => &[Language::Fr],
            Some(Language::Nl) => &[Language::Nl],
            Some(Language::En) => &[Language::En],
        }
    }

    fn query(&self) -> String {
        self.language.map_or_else(String::new, |language| format!("?lang={}", language.tag()))
    }

    fn url(&self, path: &str) -> String {
        self.context.settings.url(path)
    }
}

/// The lists that a feed is made of, and where they stand.
struct Stand {
    lists: Vec<PermanenceList>,
    standing: Standing,
}

impl Stand {
    /// One read. An agency's feed has the lists of the agencies that it
    /// followed, too; the directory that is in memory says which, and where it
    /// turns out to be old or there is none yet, it is read, and the marks
    /// again if the lists are others.
    async fn of(store: &Store, list: &PermanenceList) -> Result<Self, TableError> {
        let PermanenceList::Agency(agency) = list else {
            let lists = vec![list.clone()];
            return Ok(Self { standing: store.feeds().standing(&lists).await?, lists });
        };
        let kept = store.catalogue().kept();
        let lists = kept.as_ref().map_or_else(|| vec![list.clone()], |(_, catalogue)| lists_of_line(catalogue, agency));
        let standing = store.feeds().standing(&lists).await?;
        if kept.is_some_and(|(version, _)| version == standing.directory.version) {
            return Ok(Self { lists, standing });
        }
        let catalogue = store.catalogue().load_at(standing.directory).await?;
        let known = lists_of_line(&catalogue, agency);
        if known == lists {
            return Ok(Self { lists, standing });
        }
        Ok(Self { standing: store.feeds().standing(&known).await?, lists: known })
    }
}
