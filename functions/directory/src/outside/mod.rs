//! What search engines, feed readers and other sites read of the public pages.

mod feed;
mod picture;
mod sitemap;

use web::{Routes, get, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/robots.txt", get(sitemap::robots))
        .routes(routes!(sitemap::file))
        .routes(routes!(feed::file))
        .route("/picture.png", get(picture::png))
        .route("/picture.svg", get(picture::svg))
}

/// Text within XML, or within an attribute in double quotes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // XML has no way to write them.
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
