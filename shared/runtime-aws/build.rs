//! Writes down which query parameters each operation takes, from the API's
//! description, in the lines that `web::extract::Offers` reads: so a program
//! refuses the others without holding the description.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;

const DESCRIPTION: &str = "../../infra/local/openapi.json";

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script its folder in this way alone")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DESCRIPTION}");
    let description: Value = serde_json::from_str(&fs::read_to_string(DESCRIPTION)?)?;
    let paths = description["paths"].as_object().ok_or("the description has no paths")?;
    let mut lines = String::new();
    for (path, item) in paths {
        for (method, operation) in item.as_object().into_iter().flatten() {
            write!(lines, "{} {path}", method.to_uppercase())?;
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            for parameter in parameters.filter(|parameter| parameter["in"] == "query") {
                write!(lines, " {}", parameter["name"].as_str().ok_or("a parameter has no name")?)?;
            }
            lines.push('\n');
        }
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("offered.txt"), lines)?;
    Ok(())
}
