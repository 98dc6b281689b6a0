//! The directory as linked data: CPSV-AP for portals of governments, DCAT-AP for
//! catalogues of data, schema.org for search engines. The first two stand at the
//! addresses of the pages, for whoever prefers data (`Accept`).

mod accept;
mod catalogue;
mod graph;
mod public_services;
pub(crate) mod schema_org;

use axum::response::Response;
use domain::ids::{AgencyId, ServiceId};
use web::{Problem, Routes, routes};

pub(crate) use accept::{Wanted, varying};
use graph::Graph;

use crate::hsds::places::pairs;
use crate::hsds::stand::Needs;
use crate::hsds::world::World;

/// The licence of the data: that of the source in which the directory stands.
pub(crate) const LICENCE: &str = "https://spdx.org/licenses/EUPL-1.2.html";
const LICENCE_NAME: &str = "EUPL-1.2";

/// The catalogue's route; services and agencies are asked for at their pages'.
pub(crate) fn routes() -> Routes {
    Routes::new().routes(routes!(catalogue::page))
}

/// A service as data, where data are preferred to its page.
pub(crate) async fn service(wanted: Wanted, id: &ServiceId) -> Result<Option<Response>, Problem> {
    let fill = |graph: &mut Graph, world: &World| {
        let service = world.catalogue.services.get(id).ok_or_else(Problem::not_found)?;
        public_services::add_service(graph, world, service, &pairs(world));
        Ok(())
    };
    answer(wanted, Needs::Permanences, fill).await
}

/// An agency as data with what it offers, where data are preferred to its page.
pub(crate) async fn agency(wanted: Wanted, id: &AgencyId) -> Result<Option<Response>, Problem> {
    let fill = |graph: &mut Graph, world: &World| {
        let agency = world.catalogue.agencies.get(id).ok_or_else(Problem::not_found)?;
        public_services::add_agency(graph, world, agency);
        Ok(())
    };
    answer(wanted, Needs::Permanences, fill).await
}

/// A graph in the form that is asked for; `None` where a page is. One read.
async fn answer(
    wanted: Wanted,
    needs: Needs,
    fill: impl FnOnce(&mut Graph, &World) -> Result<(), Problem>,
) -> Result<Option<Response>, Problem> {
    let Some(form) = wanted.form else { return Ok(None) };
    let stand = wanted.asking.stand(form.media_type()).await?;
    let response = match stand.unchanged() {
        Some(unchanged) => unchanged,
        None => {
            let mut graph = Graph::default();
            fill(&mut graph, &stand.world(needs).await?)?;
            let body = match form {
                accept::Form::JsonLd => graph.json_ld().to_string(),
                accept::Form::Turtle => graph.turtle(),
            };
            stand.answer_in_all(form.media_type(), body)
        }
    };
    Ok(Some(varying(response)))
}
