//! Works out the rotas that were asked for. No HTTP: `planner` has the pages
//! and the API, `flows::plans` the use cases, `shared/planner` the arithmetic.
//! On one machine the host calls it beside everything else; on AWS it is a
//! program of its own, with the memory and the time that it needs.

use store::{Store, TableError};

/// Works out every plan that waits, and what would mend the rota where somebody
/// asked to look; answers how many plans. One query and one read where nothing
/// waits.
pub async fn work_out(store: &Store) -> Result<usize, TableError> {
    let plans = flows::plans::work_out(store).await?;
    flows::repairs::look(store).await?;
    Ok(plans)
}
