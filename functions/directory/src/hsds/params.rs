//! How the parameters of the lists are described; `asked` reads them.
#![expect(dead_code, reason = "describes what `asked` reads")]

use utoipa::IntoParams;

/// Of every list.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PageParams {
    /// Words, all of which are found; in any language.
    #[param(min_length = 1, max_length = 200)]
    search: Option<String>,
    /// Which page; 1 where absent.
    #[param(minimum = 1, maximum = 1_000_000)]
    page: Option<usize>,
    /// How many on a page: 1 to 1000, of those asked for in full 1 to 100; 50 where absent, of
    /// `minimal` ones 1000.
    #[param(minimum = 1, maximum = 1000)]
    per_page: Option<usize>,
    /// `json`, or `ndjson`: what is on the page, one on a line.
    #[param(pattern = "^(json|ndjson)$")]
    format: Option<String>,
}

/// Of what has terms.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct TermParams {
    /// With this term, or one under it.
    #[param(format = "uuid")]
    taxonomy_term_id: Option<String>,
    /// With any term of this taxonomy.
    #[param(format = "uuid")]
    taxonomy_id: Option<String>,
}

/// Of what belongs to an agency.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OrganizationParam {
    /// Of this agency.
    #[param(format = "uuid")]
    organization_id: Option<String>,
}

/// Of what changes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ChangeParams {
    /// Changed at that instant, or that day, or after; what was removed is listed
    /// too, as `defunct`.
    #[param(pattern = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$")]
    modified_after: Option<String>,
    /// Ids and when each changed, alone.
    minimal: Option<bool>,
}

/// Of what has something within it.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct FullParam {
    /// With all that belongs to each.
    full: Option<bool>,
}

/// Of what has services within it.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct FullServiceParam {
    /// With all that belongs to each of its services.
    full_service: Option<bool>,
}

/// Of what is somewhere.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct NearParams {
    /// In this postcode; the middle of its municipality where `proximity` is named.
    #[param(min_length = 1)]
    postcode: Option<String>,
    /// Within so many metres of the postcode.
    #[param(minimum = 1, maximum = 100_000)]
    proximity: Option<u32>,
}

/// Of terms.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct TreeParams {
    /// Of this taxonomy.
    #[param(format = "uuid")]
    taxonomy_id: Option<String>,
    /// Those without a parent.
    top_only: Option<bool>,
    /// Those directly under this one.
    #[param(format = "uuid")]
    parent_id: Option<String>,
}
