//! New permanences as an Atom feed (RFC 4287), for readers and other sites.

use axum::response::IntoResponse as _;
use domain::Instant;
use http::header::{CONTENT_TYPE, VARY};
use store::keys::PermanenceList;
use store::repos::permanences::Listed;
use web::extract::{NoFilter, QueryParams};
use web::language::VARIES;
use web::{Reply, format};

use super::escaped;
use crate::opened::Opened;
use crate::shown;

/// The most entries.
const SHOWN: usize = 30;

/// `feed.atom`: the published permanences that have not ended, those changed
/// last first. Two reads.
#[utoipa::path(get, path = "/feed.atom", tag = "open data", security(()),
    responses((status = 200, body = String, content_type = "application/atom+xml")))]
pub(super) async fn file(_: QueryParams<NoFilter>, opened: Opened) -> Reply {
    let Opened { context, catalogue, today, .. } = &opened;
    let listed = context.store.permanences().listed(&PermanenceList::All, *today).await?;
    let published = listed.into_iter().filter(|one| one.permanence.is_published());
    let mut dated: Vec<(Instant, Listed)> = published.filter_map(|one| Some((one.changed_at?, one))).collect();
    dated.sort_by(|a, b| (b.0, &b.1.permanence.id).cmp(&(a.0, &a.1.permanence.id)));
    dated.truncate(SHOWN);
    let url = |path: &str| escaped(&context.settings.url(path));
    let language = opened.language();
    let tag = language.tag();
    let updated = dated.first().map_or_else(|| context.store.now(), |(at, _)| *at);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">\n\
         <id>{feed}</id><title>{title}</title><updated>{updated}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{feed}?lang={tag}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{home}?lang={tag}\"/>\n<author><name>Permanence</name></author>\n",
        feed = url("/feed.atom"),
        title = escaped(&opened.say("feed-title")),
        home = url("/"),
    );
    for (at, one) in &dated {
        let place = url(&format!("/locations/{}", one.permanence.location));
        let title = escaped(&title(&opened, one));
        let about = escaped(&shown::subjects(language, catalogue, &one.permanence));
        xml.push_str(&format!(
            "<entry><id>{place}#{id}</id><title>{title}</title><updated>{at}</updated>\
             <link rel=\"alternate\" type=\"text/html\" href=\"{place}?lang={tag}\"/><summary>{about}</summary></entry>\n",
            id = escaped(one.permanence.id.as_str()),
        ));
    }
    xml.push_str("</feed>\n");
    Ok(([(CONTENT_TYPE, "application/atom+xml; charset=utf-8"), (VARY, VARIES)], xml).into_response())
}

/// `Innoviris à ICAB, la première fois le 24 nov. 2026`.
fn title(opened: &Opened, Listed { permanence, .. }: &Listed) -> String {
    let catalogue = &opened.catalogue;
    let day = permanence.start.date();
    let agency = catalogue.acting(&permanence.agency, day).map_or(&permanence.agency, |agency| &agency.id);
    let args = [
        ("agency", catalogue.agency_name(agency).into()),
        ("place", catalogue.place_name(&permanence.location).into()),
        ("day", format::date(opened.language(), day).into()),
    ];
    opened.say_with("feed-entry", &args)
}
