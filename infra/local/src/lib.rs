//! The host: every function in one process, over the embedded store, with the
//! dispatcher beside them. The functions do not know that they are here.

pub mod copies;
mod demo;
pub mod exchange;
mod first_start;
mod listen;
mod metrics;
pub mod moving;
mod opening;
mod relay;
pub mod serve;

use web::Routes;

/// The description of the API, as kept in git and served; a test holds it
/// against what the code says.
pub const OPENAPI: &str = include_str!("../openapi.json");

/// The routes of every function.
pub fn functions() -> Vec<Routes> {
    vec![
        directory::routes(),
        schedule::routes(),
        members::routes(),
        needs::routes(),
        referrals::routes(),
        survey::routes(),
        inform::routes(),
        planner::routes(),
        console::routes(),
    ]
}

/// The description of the API, generated from the code.
pub fn description() -> anyhow::Result<String> {
    let functions = functions();
    let twice = web::openapi::named_twice(&functions);
    anyhow::ensure!(twice.is_empty(), "unlike shapes have one name: {twice:?}");
    Ok(web::openapi::describe(&functions).to_pretty_json()?)
}
