//! Who helps, with what, and where: agencies, services and locations as data
//! for programs and as plain pages for everybody.
//!
//! The directory is small and read from memory, so a page costs one read for
//! its revision and at most one query for the permanences that it shows. This
//! function also serves what all pages share: the stylesheet, the mark, and
//! the statements on privacy and accessibility.
//!
//! | room | what is in it |
//! |---|---|
//! | `agencies`, `services`, `locations`, `need_types` | API, pages, the console's form of a place |
//! | `console` | the directory in the console: what is added, changed, ended, checked; its history |
//! | `exchange` | the directory as a file of HSDS, out and in |
//! | `entries` | what the first three have in common |
//! | `hsds` | agencies, services, places and permanences (a service at a location, in its words) as open data |
//! | `linked` | the same in the vocabularies that governments and search engines read |
//! | `search`, `help` | finding by the words people use, in an index for each revision; a page per kind of need |
//! | `outside` | what search engines and feed readers read |
//! | `home`, `statements` | the front door, privacy and accessibility |
//! | `product` | describes what the product answers as a whole |
//! | `opened`, `upcoming`, `shown` | what public pages begin with, the sessions to come that they show, and how |

mod agencies;
mod console;
mod entries;
pub mod exchange;
mod help;
mod home;
mod hsds;
mod linked;
mod locations;
mod need_types;
mod opened;
mod outside;
mod product;
mod search;
mod services;
mod shown;
mod statements;
mod upcoming;

use web::{Routes, get, routes};

web::words!(fluent_templates::static_loader);

/// Every route of the function.
pub fn routes() -> Routes {
    agencies::routes()
        .described_by(<product::Described as utoipa::OpenApi>::openapi)
        .merge(services::routes())
        .merge(locations::routes())
        .merge(search::routes())
        .merge(help::routes())
        .merge(outside::routes())
        .routes(routes!(need_types::list))
        .merge(hsds::routes())
        .merge(linked::routes())
        .route("/", get(home::page))
        .route("/privacy", get(statements::privacy))
        .route("/accessibility", get(statements::accessibility))
        .merge(web::problem::pages(&["in-use"], "-about", word))
        .merge(console::routes())
        .merge(console::api::routes())
        .routes(routes!(exchange::api::export, exchange::api::import))
        .merge(web::assets::router())
}
