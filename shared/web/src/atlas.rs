//! The map of the Region: shapes and points of the files, projected once.
//!
//! Over so small an area a plain projection does: degrees of longitude are
//! narrowed by the cosine of the latitude, and one unit is about 11 metres,
//! finer than the shapes themselves.

use std::fmt::Write as _;
use std::sync::LazyLock;

use domain::Text;
use domain::address::Nis;
use domain::distance::Point;
use serde::Deserialize;

const AREAS: &str = include_str!("../../../infra/data/files/brussels_areas.geojson");
const TOWNS: &str = include_str!("../../../infra/data/files/municipalities.json");

/// The width of the map, in its own units.
pub const WIDTH: f64 = 1600.0;
/// White space around the shapes, in the map's units.
const MARGIN: f64 = 30.0;

/// A municipality: its point is the one that distances are counted from.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Town {
    /// NIS code.
    pub nis: Nis,
    /// Name.
    pub name: Text,
    /// Its postcodes; some are shared with a neighbour.
    postal_codes: Vec<String>,
    lat: f64,
    lon: f64,
}

impl Town {
    /// Where it is.
    pub const fn point(&self) -> Point {
        Point { lat: self.lat, lon: self.lon }
    }
}

/// One or several municipalities that the source draws as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// NIS codes.
    pub nis: Vec<Nis>,
    /// Name.
    pub name: Text,
    /// The shape, as the data of a path.
    pub path: String,
    /// Where its name stands.
    pub label: (f64, f64),
    /// How much room there is for the name, from west to east.
    pub width: f64,
}

/// The map, in units of its own.
#[derive(Debug)]
pub struct Atlas {
    /// Shapes.
    pub areas: Vec<Area>,
    /// The 19 municipalities, by NIS code.
    pub towns: Vec<Town>,
    /// The height that goes with [`WIDTH`].
    pub height: f64,
    projection: Projection,
}

#[derive(Debug, Clone, Copy)]
struct Projection {
    west: f64,
    north: f64,
    /// Units for a degree of longitude and of latitude.
    scale: (f64, f64),
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    nis: Vec<Nis>,
    name: Text,
    label_point: Position,
}

/// Longitude, latitude.
type Position = [f64; 2];
type Ring = Vec<Position>;

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Ring>),
    MultiPolygon(Vec<Vec<Ring>>),
}

impl Geometry {
    fn rings(&self) -> Vec<&Ring> {
        match self {
            Self::Polygon(rings) => rings.iter().collect(),
            Self::MultiPolygon(polygons) => polygons.iter().flatten().collect(),
        }
    }
}

static ATLAS: LazyLock<Result<Atlas, serde_json::Error>> = LazyLock::new(|| draw(AREAS, TOWNS));

/// The map; an error only where the files, which are part of the program, do
/// not hold what they should.
pub fn atlas() -> Result<&'static Atlas, &'static serde_json::Error> {
    ATLAS.as_ref()
}

fn draw(areas: &str, towns: &str) -> Result<Atlas, serde_json::Error> {
    let areas: Collection = serde_json::from_str(areas)?;
    let mut towns: Vec<Town> = serde_json::from_str(towns)?;
    towns.sort_by(|a, b| a.nis.cmp(&b.nis));
    let points = || areas.features.iter().flat_map(|feature| feature.geometry.rings()).flatten();
    let least = |at: usize| points().map(|point| point[at]).fold(f64::INFINITY, f64::min);
    let most = |at: usize| points().map(|point| point[at]).fold(f64::NEG_INFINITY, f64::max);
    let across = (WIDTH - 2.0 * MARGIN) / (most(0) - least(0));
    let down = across / f64::midpoint(least(1), most(1)).to_radians().cos();
    let projection = Projection { west: least(0), north: most(1), scale: (across, down) };
    let height = ((most(1) - least(1)) * down + 2.0 * MARGIN).ceil();
    let areas = areas
        .features
        .iter()
        .map(|Feature { properties: Properties { nis, name, label_point }, geometry }| Area {
            nis: nis.clone(),
            name: name.clone(),
            path: geometry.rings().into_iter().map(|ring| path(projection, ring)).collect(),
            label: projection.place(*label_point),
            width: width(projection, geometry),
        })
        .collect();
    Ok(Atlas { areas, towns, height, projection })
}

fn width(projection: Projection, geometry: &Geometry) -> f64 {
    let across = || geometry.rings().into_iter().flatten().map(|position| projection.place(*position).0);
    across().fold(f64::NEG_INFINITY, f64::max) - across().fold(f64::INFINITY, f64::min)
}

impl Projection {
    fn place(self, [lon, lat]: Position) -> (f64, f64) {
        let (across, down) = self.scale;
        (((lon - self.west) * across + MARGIN).round(), ((self.north - lat) * down + MARGIN).round())
    }
}

/// `M120 80l3 4…z`: whole units, each step from where the last one ended, so
/// that rounding never adds up.
fn path(projection: Projection, ring: &Ring) -> String {
    let mut data = String::new();
    let mut at = (0.0, 0.0);
    for (nth, position) in ring.iter().enumerate() {
        let to = projection.place(*position);
        let _ = match nth {
            0 => write!(data, "M{} {}l", to.0, to.1),
            _ if to == at => Ok(()),
            _ => write!(data, "{} {} ", to.0 - at.0, to.1 - at.1),
        };
        at = to;
    }
    data.truncate(data.trim_end().len());
    data.push('z');
    data
}

impl Atlas {
    /// Where a point of the world lies on the map.
    pub fn place(&self, point: Point) -> (f64, f64) {
        self.projection.place([point.lon, point.lat])
    }

    /// A municipality by NIS code.
    pub fn town(&self, nis: &str) -> Option<&Town> {
        self.towns.iter().find(|town| town.nis.as_str() == nis)
    }

    /// The municipalities of a postcode, the one that it mostly means first:
    /// 1050 is Ixelles, and a part of Bruxelles, which has five more.
    pub fn towns_of(&self, postcode: &str) -> Vec<&Town> {
        let mut found: Vec<&Town> =
            self.towns.iter().filter(|town| town.postal_codes.iter().any(|code| code == postcode)).collect();
        found.sort_by_key(|town| town.postal_codes.len());
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_region_is_on_the_map_and_the_map_is_small() {
        let atlas = atlas().unwrap();
        let drawn: usize = atlas.areas.iter().map(|area| area.nis.len()).sum();
        assert_eq!((drawn, atlas.towns.len()), (19, 19));
        let bytes: usize = atlas.areas.iter().map(|area| area.path.len()).sum();
        assert!(bytes < 16_000, "{bytes}");
        for town in &atlas.towns {
            let (x, y) = atlas.place(town.point());
            assert!((0.0..=WIDTH).contains(&x) && (0.0..=atlas.height).contains(&y), "{}", town.nis);
        }
    }

    #[test]
    fn north_is_up_and_a_kilometre_is_as_long_both_ways() {
        let atlas = atlas().unwrap();
        let at = |lat, lon| atlas.place(Point { lat, lon });
        let (x, y) = at(50.85, 4.35);
        let (east, north) = (at(50.85, 4.40), at(50.90, 4.35));
        assert!(east.0 > x && north.1 < y);
        let km = |to: Point| domain::distance::kilometres(Point { lat: 50.85, lon: 4.35 }, to);
        let across = (east.0 - x) / km(Point { lat: 50.85, lon: 4.40 });
        let down = (y - north.1) / km(Point { lat: 50.90, lon: 4.35 });
        assert!((across / down - 1.0).abs() < 0.01, "{across} {down}");
    }

    #[test]
    fn a_postcode_of_two_municipalities_means_the_smaller_first() {
        let atlas = atlas().unwrap();
        let names = |code: &str| atlas.towns_of(code).iter().map(|town| town.name.fr.as_str()).collect::<Vec<_>>();
        assert_eq!(names("1050"), ["Ixelles", "Bruxelles"]);
        assert_eq!(names("1040"), ["Etterbeek", "Bruxelles"]);
        assert_eq!(names("1000"), ["Bruxelles"]);
        assert!(names("4000").is_empty() && names("").is_empty());
    }

    #[test]
    fn a_ring_is_drawn_back_to_where_it_began() {
        let projection = Projection { west: 0.0, north: 0.0, scale: (10.0, 10.0) };
        let ring = vec![[0.0, 0.0], [1.0, 0.0], [1.0, 0.01], [1.0, -1.0], [0.0, 0.0]];
        assert_eq!(path(projection, &ring), "M30 30l10 0 0 10 -10 -10z");
    }
}
