//! The routes that the functions build.

use std::collections::{BTreeMap, BTreeSet};

use web::Routes;

/// Methods by path.
pub(crate) type Served = BTreeMap<String, BTreeSet<String>>;

/// What a built router answers. axum tells it in its debug form alone: the
/// routes by number with the methods that they allow, then the numbers' paths.
pub(crate) fn built(routes: Routes) -> Served {
    let told = format!("{:?}", axum::Router::from(routes));
    let (routes, paths) = told.split_once("node: Node { paths: {").unwrap();
    let methods: BTreeMap<&str, BTreeSet<String>> = routes
        .split("RouteId(")
        .filter_map(|rest| {
            let (number, rest) = rest.split_once("): ")?;
            let (_, allowed) = rest.split_once("allow_header: Bytes(b\"")?;
            Some((number, allowed.split('"').next()?.split(',').map(str::to_owned).collect()))
        })
        .collect();
    let paths = paths.split_once("} }").unwrap().0;
    paths
        .split("RouteId(")
        .filter_map(|rest| {
            let (number, rest) = rest.split_once("): \"")?;
            Some((rest.split('"').next()?.to_owned(), methods[number].clone()))
        })
        .collect()
}
