//! How answers spread, as one bar of parts. Each part has a texture of its own,
//! so that it is told apart without colour; the key below names it, with its
//! share. Widths are shares of the room there is, so words keep their size.

use domain::Language;
use maud::{Markup, html};

use crate::format;

/// Parts that can be told apart in one bar.
pub const MOST_PARTS: usize = 6;
/// A part is named in the bar from this share on: below, the words do not fit.
const NAMED_FROM: f64 = 0.12;

/// The textures of [`stacked`], once on each page that draws one.
pub fn textures() -> Markup {
    html! {
        svg class="hidden" width="1" height="1" aria-hidden="true" focusable="false" {
            defs {
                @for at in 0..MOST_PARTS {
                    pattern id=(format!("texture-{at}")) class=(format!("texture texture-{at}")) width="8" height="8" patternUnits="userSpaceOnUse" {
                        rect width="8" height="8" {}
                        @match at {
                            1 => path d="M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6" {},
                            2 => { circle cx="2" cy="2" r="1.4" {} circle cx="6" cy="6" r="1.4" {} },
                            3 => path d="M0 4 H8" {},
                            5 => path d="M4 0 V8" {},
                            _ => {},
                        }
                    }
                }
            }
        }
    }
}

/// The parts of a whole, in their order, as a bar and its key; `name` says what
/// they are parts of. [`textures`] has to stand on the same page.
pub fn stacked(language: Language, name: &str, parts: &[(String, f64)]) -> Markup {
    html! {
        div class="spread" {
            (stacked_bar(language, name, parts))
            table class="bars key" {
                caption class="hidden" { (name) }
                tbody {
                    @for (at, (words, share)) in parts.iter().enumerate() {
                        tr {
                            th scope="row" { (swatch(at)) (words) }
                            td { (format::percent(language, *share)) }
                        }
                    }
                }
            }
        }
    }
}

/// The bar alone: where bars stand under each other, one key is enough.
pub fn stacked_bar(language: Language, name: &str, parts: &[(String, f64)]) -> Markup {
    let percent = |share: f64| format!("{:.2}%", share * 100.0);
    let told: Vec<String> =
        parts.iter().map(|(words, share)| format!("{words} {}", format::percent(language, *share))).collect();
    let starts = parts.iter().scan(0.0, |sum, (_, share)| {
        let start = *sum;
        *sum += share;
        Some(start)
    });
    let placed: Vec<(usize, f64, f64)> =
        starts.zip(parts).enumerate().map(|(at, (start, (_, share)))| (at, start, *share)).collect();
    html! {
        svg class="stacked" role="img" width="100%" height="36" aria-label=(format!("{name}: {}", told.join(", "))) {
            @for (at, start, share) in &placed {
                @if *share > 0.0 {
                    rect x=(percent(*start)) y="1" width=(percent(*share)) height="34" fill=(texture(*at)) {}
                    @if *share >= NAMED_FROM {
                        text class={ "on-" (at % MOST_PARTS) } x=(percent(start + share / 2.0)) y="23" text-anchor="middle" {
                            (format::percent(language, *share))
                        }
                    }
                }
            }
        }
    }
}

/// The textures with what they stand for.
pub fn key(names: &[String]) -> Markup {
    html! { ul class="key" { @for (at, name) in names.iter().enumerate() { li { (swatch(at)) (name) } } } }
}

fn swatch(at: usize) -> Markup {
    html! {
        svg class="swatch" width="20" height="16" aria-hidden="true" focusable="false" {
            rect x="1" y="1" width="18" height="14" fill=(texture(at)) {}
        }
    }
}

fn texture(at: usize) -> String {
    format!("url(#texture-{})", at % MOST_PARTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_has_a_texture_and_its_share_in_words() {
        let parts =
            [("Yes", 0.75), ("No", 0.2), ("Other", 0.05), ("None", 0.0)].map(|(name, share)| (name.to_owned(), share));
        let drawn = stacked(Language::En, "Was it useful?", &parts).into_string();
        assert!(drawn.contains("aria-label=\"Was it useful?: Yes 75%, No 20%, Other 5%, None 0%\""), "{drawn}");
        assert!(
            drawn.contains("x=\"75.00%\" y=\"1\" width=\"20.00%\" height=\"34\" fill=\"url(#texture-1)\""),
            "{drawn}"
        );
        assert_eq!(drawn.matches("height=\"34\"").count(), 3, "nothing is drawn of what nobody said");
        assert_eq!(drawn.matches("<text").count(), 2, "a narrow part has its share in the key alone");
        assert_eq!(drawn.matches("class=\"swatch\"").count(), 4);
    }

    #[test]
    fn no_two_textures_are_alike() {
        let all = textures().into_string();
        let drawn: std::collections::BTreeSet<&str> = all
            .split("<pattern")
            .skip(1)
            .filter_map(|one| one.split_once("userSpaceOnUse"))
            .map(|(_, inside)| inside)
            .collect();
        // The first and the fifth are plain: the darkest and the lightest.
        assert_eq!(drawn.len(), MOST_PARTS - 1, "{all}");
    }
}
