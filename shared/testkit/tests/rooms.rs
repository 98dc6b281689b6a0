//! Whoever opens a function reads on its first page what it is made of.

use std::fs;
use std::path::Path;

#[test]
fn the_first_page_of_a_function_names_its_rooms() {
    let functions = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../functions");
    let mut unnamed = Vec::new();
    for function in fs::read_dir(functions).unwrap() {
        let page = function.unwrap().path().join("src/lib.rs");
        let text = fs::read_to_string(&page).unwrap();
        let told: String = text.lines().filter(|line| line.starts_with("//!")).collect();
        let rooms = text.lines().filter_map(|line| {
            line.trim_start_matches("pub ").trim_start_matches("pub(crate) ").strip_prefix("mod ")?.strip_suffix(';')
        });
        let missing = rooms.filter(|room| !told.contains(&format!("`{room}`")));
        unnamed.extend(missing.map(|room| format!("{}: {room}", page.display())));
    }
    assert!(unnamed.is_empty(), "rooms that the first page does not name:\n{}", unnamed.join("\n"));
}
