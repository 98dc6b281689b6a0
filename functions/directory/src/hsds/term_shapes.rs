//! The shapes of terms, and of texts in several languages.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

/// The same in each language, by its code.
pub(super) type Translations = BTreeMap<&'static str, Words>;

/// What a thing is called in one language, and what is said of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HsdsWords)]
pub(super) struct Words {
    /// Its name.
    pub name: String,
    /// What is said of it.
    pub description: Option<String>,
}

/// That a service has a term.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HsdsAttribute)]
pub(super) struct Attribute {
    #[schema(format = "uuid")]
    pub id: String,
    #[schema(format = "uuid")]
    pub link_id: String,
    pub link_entity: &'static str,
    #[schema(format = "uuid")]
    pub taxonomy_term_id: String,
    pub taxonomy_term: TaxonomyTerm,
}

/// A list of terms.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HsdsTaxonomy)]
pub(super) struct Taxonomy {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    pub description: String,
    /// Ours.
    #[schema(value_type = Object)]
    pub translations: Translations,
}

/// A term.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HsdsTaxonomyTerm)]
pub(super) struct TaxonomyTerm {
    #[schema(format = "uuid")]
    pub id: String,
    pub code: String,
    pub name: String,
    pub description: String,
    pub parent_id: Option<String>,
    pub taxonomy: String,
    #[schema(format = "uuid")]
    pub taxonomy_id: String,
    pub language: &'static str,
    /// Ours.
    #[schema(value_type = Object)]
    pub translations: Translations,
}
