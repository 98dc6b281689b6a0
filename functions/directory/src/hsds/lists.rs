//! Lists and single ones of the six collections.

use chrono::Days;
use domain::clock::BRUSSELS;
use serde_json::Value;
use store::repos::permanences::GONE_TOLD;
use web::{Problem, Reply};

use super::asked::{Asked, Format};
use super::entries::{Entry, Wanted, finds, locations, organizations, places, services, words_of};
use super::places::{Pair, held, shown};
use super::shapes::{HsdsPage, NextSession, value};
use super::stand::{Asking, Needs, Stand};
use super::terms::{TAXONOMIES, Term, all, taxonomy};
use super::world::World;
use crate::hsds::ids;
use crate::upcoming::{Upcoming, count_free};

/// How many of the next sessions are told with their seats, and how far ahead they
/// are looked for, in days.
const NEXT: (usize, i64) = (5, 91);

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collection {
    Organizations,
    Services,
    ServiceAtLocations,
    Locations,
    Taxonomies,
    TaxonomyTerms,
}

impl Collection {
    /// Whether its list takes a parameter.
    fn offers(self, name: &str) -> bool {
        let is_of = |names: &[&str]| names.contains(&name);
        let is_changed = is_of(&["modified_after", "minimal"]);
        let is_termed = is_of(&["taxonomy_term_id", "taxonomy_id", "full"]) || is_changed;
        let is_near = is_of(&["postcode", "proximity"]);
        let own = match self {
            Self::Organizations => is_termed || is_of(&["full_service"]),
            Self::Services => is_termed || is_of(&["organization_id"]),
            Self::ServiceAtLocations => is_termed || is_near || is_of(&["organization_id"]),
            Self::Locations => is_changed || is_near,
            Self::Taxonomies => false,
            Self::TaxonomyTerms => is_of(&["taxonomy_id", "top_only", "parent_id"]),
        };
        own || is_of(&["search", "page", "per_page", "format"])
    }

    /// Whether what is asked for shows permanences, and since when.
    fn needs(self, asked: &Asked) -> Result<Needs, Problem> {
        let whole = asked.is_full() || asked.full_service == Some(true);
        Ok(match (self, asked.since()?) {
            // What ended with the day before is told to be gone since its midnight.
            (Self::ServiceAtLocations, Some(since)) => Needs::Since(since.day_in(BRUSSELS) - Days::new(1)),
            (Self::ServiceAtLocations, None) => Needs::Permanences,
            (Self::Organizations | Self::Services, _) if whole => Needs::Permanences,
            _ => Needs::Directory,
        })
    }
}

/// A page of a list. One read; of what is gone of permanences two more.
pub(super) async fn list(of: Collection, asking: Asking, asked: Asked, body: &str) -> Reply {
    asked.check(|name| of.offers(name))?;
    let stand = asking.stand(body).await?;
    if let Some(unchanged) = stand.unchanged() {
        return Ok(unchanged);
    }
    let needs = match of.needs(&asked)? {
        // What is longer ago is told of nobody: those who ask take all anew.
        Needs::Since(day) => {
            let today = stand.context().store.now().day_in(BRUSSELS);
            Needs::Since(day.max(today - Days::new(GONE_TOLD.num_days().unsigned_abs())))
        }
        needs => needs,
    };
    let world = stand.world(needs).await?;
    match of {
        Collection::Taxonomies => {
            let search = asked.search.as_deref().map(words_of);
            let found = TAXONOMIES.into_iter().map(|code| taxonomy(&world, code));
            let named = |text: &str| search.as_ref().is_none_or(|words| finds(words, text));
            let found = found.filter(|one| named(&format!("{} {}", one.name, one.description)));
            page(&stand, &asked, &found.collect::<Vec<_>>(), value)
        }
        Collection::TaxonomyTerms => {
            let found: Vec<Term> = all(&world).into_iter().filter(|term| is_wanted(&asked, term)).collect();
            page(&stand, &asked, &found, |term| value(&term.show(&world)))
        }
        _ => {
            let mut found = entries(of, &stand, &world, &asked).await?;
            let wanted = Wanted::of(&asked, &world)?;
            found.retain(|entry| wanted.holds(&world, entry));
            page(&stand, &asked, &found, |entry| entry.show(&world, &asked))
        }
    }
}

fn is_wanted(asked: &Asked, term: &Term) -> bool {
    let names =
        || format!("{} {} {} {}", term.code, term.name.fr, term.name.nl, term.name.en.as_deref().unwrap_or_default());
    let parent = term.parent_id();
    asked.search.as_deref().is_none_or(|search| finds(&words_of(search), &names()))
        && asked.taxonomy_id.as_ref().is_none_or(|id| &ids::taxonomy(term.taxonomy) == id)
        && asked.parent_id.as_ref().is_none_or(|id| parent.as_ref() == Some(id))
        && (asked.top_only != Some(true) || parent.is_none())
}

async fn entries<'a>(
    of: Collection,
    stand: &Stand,
    world: &'a World,
    asked: &Asked,
) -> Result<Vec<Entry<'a>>, Problem> {
    match (of, asked.since()?) {
        (Collection::Organizations, _) => organizations(world, asked),
        (Collection::Locations, _) => locations(world, asked),
        (Collection::ServiceAtLocations, None) => places(world, asked, &[]),
        (Collection::ServiceAtLocations, Some(since)) => {
            let taken_back = stand.context().store.permanences().gone_since(since).await?;
            places(world, asked, &taken_back)
        }
        _ => services(world, asked),
    }
}

/// The page that is asked for, of all that was found.
fn page<T>(stand: &Stand, asked: &Asked, found: &[T], show: impl Fn(&T) -> Result<Value, Problem>) -> Reply {
    let (number, size) = (asked.page(), asked.per_page());
    let contents: Vec<Value> =
        found.iter().skip((number - 1).saturating_mul(size)).take(size).map(show).collect::<Result<_, _>>()?;
    let pages = found.len().div_ceil(size);
    let next = (number < pages).then(|| next_of(stand, number + 1));
    if asked.format == Some(Format::Ndjson) {
        let mut lines = contents.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
        lines.push_str(if contents.is_empty() { "" } else { "\n" });
        return Ok(stand.answer("application/x-ndjson", lines, next));
    }
    let page = HsdsPage {
        total_items: found.len(),
        total_pages: pages,
        page_number: number,
        size: contents.len(),
        first_page: number == 1,
        last_page: number >= pages,
        empty: contents.is_empty(),
        contents,
    };
    Ok(stand.answer("application/json", value(&page)?.to_string(), next))
}

/// The address of another page of the same list.
fn next_of(stand: &Stand, number: usize) -> String {
    let query = stand.uri().query().unwrap_or_default();
    let others = query.split('&').filter(|pair| !pair.is_empty() && pair.split('=').next() != Some("page"));
    let query: Vec<String> = others.map(str::to_owned).chain([format!("page={number}")]).collect();
    format!("{}?{}", stand.uri().path(), query.join("&"))
}

/// One, with all that belongs to it. One read; of a permanence two more: its seats
/// and, where it names advisers, who is there.
pub(super) async fn one(of: Collection, asking: Asking, id: &str, full_service: bool) -> Reply {
    let stand = asking.stand("").await?;
    let places = of == Collection::ServiceAtLocations;
    if let Some(unchanged) = stand.unchanged().filter(|_| !places) {
        return Ok(unchanged);
    }
    let needs = match of {
        Collection::Locations | Collection::Taxonomies | Collection::TaxonomyTerms => Needs::Directory,
        _ => Needs::Permanences,
    };
    let world = stand.world(needs).await?;
    let shown = match of {
        Collection::Taxonomies => {
            let known = TAXONOMIES.into_iter().find(|code| ids::taxonomy(code) == id);
            value(&taxonomy(&world, known.ok_or_else(Problem::not_found)?))?
        }
        Collection::TaxonomyTerms => {
            let known = all(&world).into_iter().find(|term| term.id() == id);
            value(&known.ok_or_else(Problem::not_found)?.show(&world))?
        }
        _ => {
            let found = entries(of, &stand, &world, &Asked::default()).await?;
            let entry = found.into_iter().find(|entry| entry.id() == id).ok_or_else(Problem::not_found)?;
            if let Some(pair) = entry.pair() {
                return Ok(stand.answer_by_content(with_seats(&stand, &world, pair).await?.to_string()));
            }
            entry.whole(&world, full_service)?
        }
    };
    Ok(stand.answer("application/json", shown.to_string(), None))
}

/// A permanence with its next sessions and how many seats are free.
async fn with_seats(stand: &Stand, world: &World, pair: &Pair<'_>) -> Result<Value, Problem> {
    let permanence = &pair.listed.permanence;
    let sessions = held(world, pair, NEXT.1).into_iter().filter(|session| world.now < session.end);
    let mut next: Vec<Upcoming<'_>> = sessions.take(NEXT.0).map(|session| Upcoming { session, permanence }).collect();
    count_free(&stand.context().store, &world.catalogue, &mut next).await?;
    let next = next.iter().map(|Upcoming { session, .. }| NextSession {
        session: session.id.to_string(),
        start: session.start.to_string(),
        end: session.end.to_string(),
        free: session
            .closed
            .is_none()
            .then(|| session.slots.iter().filter(|slot| world.now < slot.start).map(|slot| slot.free).sum()),
        booking_url: world.url(&format!("/book?session={}", session.id)),
    });
    value(&super::shapes::ServiceAtLocation { next_sessions: Some(next.collect()), ..shown(world, pair, true, false) })
}
