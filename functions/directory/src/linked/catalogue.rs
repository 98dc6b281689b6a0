//! The catalogue of what is open here, in the vocabulary of DCAT-AP, with its
//! licence; and its page.

use axum::extract::State;
use domain::Language;
use domain::agency::AgencyKind;
use maud::{Markup, html};
use web::extract::{NoFilter, QueryParams};
use web::i18n::text;
use web::{Context, Page, Reply, Visit, ui};

use super::graph::{Graph, Thing};
use super::public_services::{REGION, agency_id, agency_page, language_id};
use super::{LICENCE, LICENCE_NAME, Wanted, answer, varying};
use crate::hsds::ids;
use crate::hsds::stand::Needs;
use crate::hsds::world::World;
use crate::{LOCALES, word};

/// Themes of the European data portal: economy; government.
const THEMES: [&str; 2] = [
    "http://publications.europa.eu/resource/authority/data-theme/ECON",
    "http://publications.europa.eu/resource/authority/data-theme/GOVE",
];

/// The forms in which the data can be had: a name, an address, a media type.
const DIRECTORY: [(&str, &str, &str); 4] = [
    ("services", "/hsds/services", "application/json"),
    ("organizations", "/hsds/organizations", "application/json"),
    ("locations", "/hsds/locations", "application/json"),
    ("terms", "/hsds/taxonomy_terms", "application/json"),
];
const PERMANENCES: [(&str, &str, &str); 2] = [
    ("permanences", "/hsds/service_at_locations", "application/json"),
    ("sessions", "/v1/sessions", "application/json"),
];

/// The catalogue. One read.
#[utoipa::path(get, path = "/catalogue", tag = "open data", security(()),
    responses(
        (status = 200, description = "By `Accept` as DCAT-AP, or as a page.",
            content((Object = "application/ld+json"), (String = "text/turtle"), (String = "text/html")), headers(("ETag" = String))),
        (status = 304)))]
pub(crate) async fn page(
    State(context): State<Context>,
    visit: Visit,
    wanted: Wanted,
    _: QueryParams<NoFilter>,
) -> Reply {
    let filled = |graph: &mut Graph, world: &World| {
        fill(graph, world);
        Ok(())
    };
    if let Some(data) = answer(wanted, Needs::Directory, filled).await? {
        return Ok(data);
    }
    let language = visit.language;
    let link = |words: String, path: &str| html! { a href=(path) { (words) } br; code class="soft" { (path) } };
    let rows = |about: &str, all: &[(&str, &str, &str)]| -> Markup {
        html! {
            p { (word(language, about)) }
            ul { @for (key, path, _) in all { li { (link(word(language, &format!("catalogue-{key}")), path)) } } }
        }
    };
    let licence = html! { a href=(LICENCE) { (LICENCE_NAME) } };
    let main = html! {
        (ui::card(&word(language, "catalogue-directory"), rows("catalogue-directory-about", &DIRECTORY)))
        (ui::card(&word(language, "catalogue-live"), rows("catalogue-live-about", &PERMANENCES)))
        (ui::card(&word(language, "catalogue-linked"), html! {
            p { (word(language, "catalogue-linked-text")) }
            p { code { "curl -H 'Accept: text/turtle' " (context.settings.url("/catalogue")) } }
        }))
    };
    let facts = ui::definitions(&[
        (&word(language, "catalogue-licence"), Some(licence)),
        (&word(language, "catalogue-standard"), Some(html! { "HSDS 3.1 · CPSV-AP 3.2 · DCAT-AP · schema.org" })),
        (&word(language, "catalogue-hsds"), Some(html! { a href="/hsds/" { code { "/hsds/" } } })),
        (&word(language, "catalogue-profile"), Some(html! { a href="/hsds/profile" { code { "/hsds/profile" } } })),
        (&word(language, "catalogue-description"), Some(html! { a href="/openapi.json" { code { "/openapi.json" } } })),
    ]);
    let page = Page::public(&visit).title(&word(language, "catalogue-title")).lead(word(language, "catalogue-lead"));
    Ok(varying(page.render(ui::columns(main, ui::card(&word(language, "catalogue-about"), facts)))))
}

fn fill(graph: &mut Graph, world: &World) {
    let publisher = publisher(graph, world);
    graph.add(Thing::new(REGION, "dct:Location"));
    graph.add(Thing::new(LICENCE, "dct:LicenseDocument").plain("dct:title", LICENCE_NAME));
    for language in Language::ALL {
        graph.add(Thing::new(language_id(language), "dct:LinguisticSystem"));
    }
    let described = |id: String, kind: &'static str, key: &str| {
        let thing = Thing::new(id, kind)
            .text("dct:title", &text(&LOCALES, &format!("catalogue-{key}")))
            .text("dct:description", &text(&LOCALES, &format!("catalogue-{key}-about")))
            .is("dct:publisher", publisher.clone())
            .is("dct:license", LICENCE)
            .is("dct:spatial", REGION);
        Language::ALL.into_iter().fold(thing, |thing, language| thing.is("dct:language", language_id(language)))
    };
    let here = |part: &str| world.url(&format!("/catalogue#{part}"));
    let mut catalogue = described(here("catalogue"), "dcat:Catalog", "title")
        .is("foaf:homepage", world.url("/catalogue"))
        .is("dcat:service", here("hsds"));
    if let Some(changed) = world.changed {
        catalogue = catalogue.of("dct:modified", "xsd:dateTime", changed.to_string());
    }
    graph.add(
        described(here("hsds"), "dcat:DataService", "hsds")
            .is("dcat:endpointURL", world.url("/hsds/"))
            .is("dcat:endpointDescription", world.url("/openapi.json"))
            .is("dct:conformsTo", world.url("/hsds/profile"))
            .is("dcat:servesDataset", here("directory"))
            .is("dcat:servesDataset", here("live")),
    );
    graph.add(Thing::new(world.url("/hsds/profile"), "dct:Standard"));
    for (key, forms) in [("directory", &DIRECTORY[..]), ("live", &PERMANENCES[..])] {
        let mut dataset = described(here(key), "dcat:Dataset", key);
        for theme in THEMES {
            graph.add(Thing::new(theme, "skos:Concept"));
            dataset = dataset.is("dcat:theme", theme);
        }
        for (name, path, media_type) in forms {
            let distribution = Thing::new(here(name), "dcat:Distribution")
                .text("dct:title", &text(&LOCALES, &format!("catalogue-{name}")))
                .is("dcat:accessURL", world.url(path))
                .is("dcat:mediaType", format!("https://www.iana.org/assignments/media-types/{media_type}"))
                .is("dct:license", LICENCE);
            graph.add(distribution.is("dcat:accessService", here("hsds")));
            dataset = dataset.is("dcat:distribution", here(name));
        }
        graph.add(dataset);
        catalogue = catalogue.is("dcat:dataset", here(key));
    }
    graph.add(catalogue);
}

/// Who coordinates the directory publishes it; where nobody does, this site.
fn publisher(graph: &mut Graph, world: &World) -> String {
    let coordinator = world.catalogue.agencies_on(world.today).find(|agency| agency.kind == AgencyKind::Coordinator);
    let id = coordinator.map_or_else(|| world.url("/#publisher"), |agency| agency_id(world, agency));
    let thing = Thing::new(id.clone(), "foaf:Agent");
    graph.add(match coordinator {
        Some(agency) => thing
            .plain("dct:identifier", ids::organization(&agency.id))
            .is("foaf:homepage", agency_page(world, agency))
            .text("foaf:name", &agency.name)
            .text("dct:title", &agency.name),
        None => {
            let thing = thing.plain("dct:identifier", id.clone()).is("foaf:homepage", world.url("/"));
            Language::BOTH.into_iter().fold(thing, |thing, language| thing.word("dct:title", language, "Permanence"))
        }
    });
    id
}
