//! The picture: shapes, the area asked for, a number for each place. Says
//! nothing that the list beside it does not say.

use domain::Language;
use domain::address::Nis;
use maud::{Markup, html};

use super::Stop;
use super::spread::spread;
use crate::word_with;
use web::atlas::{Area, Atlas, Town, WIDTH};

/// The radius of a number's disc, in the map's units.
const DISC: f64 = 48.0;
/// How wide a letter of a name is, and how high a line.
const LETTER: (f64, f64) = (17.0, 36.0);

/// The map with a number for each stop, in their order; `from` is the
/// municipality that was asked for, beside those that share its postcode.
pub(super) fn draw(language: Language, atlas: &Atlas, stops: &[Stop<'_>], from: &[&Town]) -> Markup {
    let true_points: Vec<(f64, f64)> = stops.iter().map(|stop| atlas.place(stop.point())).collect();
    let discs = spread(&true_points, 2.0 * DISC + 6.0, (WIDTH, atlas.height), DISC + 4.0);
    let meant = |nis: &[Nis]| from.iter().any(|town| nis.contains(&town.nis));
    let label = word_with(language, "near-map", &[("n", stops.len().into())]);
    let view = format!("0 0 {WIDTH} {}", atlas.height);
    html! {
        svg class="map" viewBox=(view) role="img" aria-label=(label) {
            g class="map-areas" {
                @for area in &atlas.areas {
                    path class=[meant(&area.nis).then_some("meant")] d=(area.path) { title { (area.name.get(language)) } }
                }
            }
            g class="map-names" {
                @for area in &atlas.areas {
                    @let parts: Vec<&str> = area.name.get(language).split(" / ").collect();
                    @if has_room(area, &parts, &discs) { text x=(area.label.0) y=(area.label.1) {
                        @for (at, part) in parts.iter().enumerate() {
                            tspan x=(area.label.0) dy=[(at > 0).then_some("1.1em")] { (part) }
                        }
                    } }
                }
            }
            @if let Some(town) = from.first() {
                @let (x, y) = atlas.place(town.point());
                circle class="map-here" cx=(x) cy=(y) r="22" {}
            }
            g class="map-ways" {
                @for ((x, y), (to_x, to_y)) in true_points.iter().zip(&discs) {
                    @if (x - to_x).hypot(y - to_y) > DISC / 2.0 {
                        line x1=(x) y1=(y) x2=(to_x) y2=(to_y) {}
                        circle cx=(x) cy=(y) r="9" {}
                    }
                }
            }
            g class="map-stops" {
                @for (at, (x, y)) in discs.iter().enumerate() {
                    circle cx=(x) cy=(y) r=(DISC) {}
                    text x=(x) y=(y + 20.0) { (at + 1) }
                }
            }
        }
    }
}

/// Whether the name of an area fits into it and lies under no number.
fn has_room(area: &Area, lines: &[&str], discs: &[(f64, f64)]) -> bool {
    let letters = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default();
    let (wide, high) = (letters as f64 * LETTER.0, lines.len() as f64 * LETTER.1);
    let (x, y) = area.label;
    let hidden = |(to_x, to_y): &(f64, f64)| {
        (x - to_x).abs() < wide / 2.0 + DISC && (-DISC..high + DISC).contains(&(to_y - y + LETTER.1))
    };
    wide < area.width && !discs.iter().any(hidden)
}
