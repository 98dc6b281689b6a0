//! QR codes as SVG, drawn into a page or served as a picture. Error correction
//! M stands a crease or a stain; four modules around it stay white, as ISO/IEC
//! 18004 asks.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder, QRCode};

use crate::problem::Problem;

/// White modules on each side.
const QUIET: usize = 4;

/// The QR code of an address as an `<svg>` whose title is the address; it
/// fills what it is put into. An address of more than 2,331 bytes is an
/// internal error.
pub fn svg(url: &str) -> Result<String, Problem> {
    Ok(draw(&matrix(url)?, url))
}

fn matrix(url: &str) -> Result<QRCode, Problem> {
    QRBuilder::new(url).ecl(ECL::M).build().map_err(|_| Problem::internal(&"an address is too long for a QR code"))
}

/// Dark modules as runs, row by row: whole pixels at any size, no seams.
fn draw(code: &QRCode, title: &str) -> String {
    let side = code.size + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size {
        let row = &code[y];
        let mut x = 0;
        while x < code.size {
            let run = row[x..].iter().take_while(|module| module.value()).count();
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
         shape-rendering=\"crispEdges\"><title>{}</title><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
         <path d=\"{path}\" fill=\"#000\"/></svg>",
        escaped(title)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_shows_each_module_of_the_code_with_room_around_it() {
        let code = matrix("http://permanence.test/s/k7q2mzw4ra").unwrap();
        assert_eq!(code.size, 29, "version 3 holds 42 bytes at level M");
        let svg = draw(&code, "http://permanence.test/s/k7q2mzw4ra");
        assert!(svg.contains("viewBox=\"0 0 37 37\""));
        let drawn = drawn_modules(&svg);
        let side = code.size;
        let dark: Vec<(usize, usize)> = (0..side)
            .flat_map(|y| (0..side).map(move |x| (x, y)))
            .filter(|(x, y)| code[*y][*x].value())
            .map(|(x, y)| (x + QUIET, y + QUIET))
            .collect();
        assert_eq!(drawn.into_iter().collect::<std::collections::BTreeSet<_>>(), dark.into_iter().collect());
    }

    fn drawn_modules(svg: &str) -> Vec<(usize, usize)> {
        let path = svg.split("d=\"").nth(1).unwrap().split('"').next().unwrap();
        path.split('M')
            .skip(1)
            .flat_map(|run| {
                let (x, rest) = run.split_once(' ').unwrap();
                let (y, rest) = rest.split_once('h').unwrap();
                let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
                let width: usize = rest.split_once('v').unwrap().0.parse().unwrap();
                (x..x + width).map(move |x| (x, y))
            })
            .collect()
    }
}
