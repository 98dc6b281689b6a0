//! The taxonomies by which services are found: what is needed, what sort of help
//! it is, the stages of a company, public programmes.

use domain::Text;
use domain::fact_words::{STAGES, value_label};
use domain::service::{PROGRAMMES, Service, ServiceKind, programme_name};
use web::i18n::{in_all, text};

use super::term_shapes::{Attribute, Taxonomy, TaxonomyTerm};
use super::world::{World, translations};
use crate::LOCALES;
use crate::hsds::ids;

/// The codes of the taxonomies.
pub(super) const TAXONOMIES: [&str; 4] = ["need", "kind", "stage", "programme"];

/// A term before it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub taxonomy: &'static str,
    pub code: String,
    pub parent: Option<String>,
    pub name: Text,
}

impl Term {
    pub(crate) fn id(&self) -> String {
        ids::term(self.taxonomy, &self.code)
    }

    pub(super) fn parent_id(&self) -> Option<String> {
        self.parent.as_ref().map(|parent| ids::term(self.taxonomy, parent))
    }

    pub(super) fn show(&self, world: &World) -> TaxonomyTerm {
        TaxonomyTerm {
            id: self.id(),
            code: self.code.clone(),
            name: world.say(&self.name),
            // HSDS wants one; the directory says of a term what it is called.
            description: world.say(&self.name),
            parent_id: self.parent_id(),
            taxonomy: world.say(&taxonomy_name(self.taxonomy)),
            taxonomy_id: ids::taxonomy(self.taxonomy),
            language: world.language.tag(),
            translations: translations(&self.name, None),
        }
    }
}

fn taxonomy_name(code: &str) -> Text {
    text(&LOCALES, &format!("hsds-taxonomy-{code}"))
}

/// A taxonomy as HSDS has it.
pub(super) fn taxonomy(world: &World, code: &str) -> Taxonomy {
    let about = text(&LOCALES, &format!("hsds-taxonomy-{code}-about"));
    let name = taxonomy_name(code);
    Taxonomy {
        id: ids::taxonomy(code),
        name: world.say(&name),
        description: world.say(&about),
        translations: translations(&name, Some(&about)),
    }
}

/// Every term, parents first.
pub(crate) fn all(world: &World) -> Vec<Term> {
    let group = |id: &str| format!("group.{id}");
    let term = |taxonomy, code: String, name| Term { taxonomy, code, parent: None, name };
    let groups = world.catalogue.need_groups.iter().map(|one| term("need", group(&one.id), one.label.clone()));
    let needs = world
        .catalogue
        .need_types
        .iter()
        .map(|one| Term { parent: Some(group(&one.group)), ..term("need", one.id.to_string(), one.label.clone()) });
    let mut kinds: Vec<&ServiceKind> = world.catalogue.services.values().map(|service| &service.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds = kinds.into_iter().map(|kind| term("kind", kind.code().to_owned(), kind_name(kind)));
    let stage = |code: &str| in_all(|language| value_label("stage", &code.into(), language));
    let stages = STAGES.into_iter().map(|code| term("stage", code.to_owned(), stage(code)));
    let programme = |code: &str| in_all(|language| programme_name(code, language).to_owned());
    let programmes = PROGRAMMES.into_iter().map(|code| term("programme", code.to_owned(), programme(code)));
    groups.chain(needs).chain(kinds).chain(stages).chain(programmes).collect()
}

/// What sort of help it is, in words; one without words stays a code.
pub(crate) fn kind_name(kind: &ServiceKind) -> Text {
    let code = kind.code();
    if kind.is_known() {
        text(&LOCALES, &format!("kind-{code}"))
    } else {
        Text { fr: code.to_owned(), nl: code.to_owned(), en: None }
    }
}

/// Whether a service has a term: a kind of need that it answers, what sort of help
/// it is, a stage that it is for where it is not for all, a programme.
pub(crate) fn has(service: &Service, term: &Term) -> bool {
    match term.taxonomy {
        "need" => service.answers.iter().any(|need| need.as_str() == term.code),
        "kind" => service.kind.code() == term.code,
        "stage" => service.is_for_some_stages() && service.stages.contains(&term.code),
        _ => service.programmes.contains(&term.code),
    }
}

/// The terms of a service as HSDS attaches them.
pub(super) fn attributes(world: &World, service: &Service) -> Vec<Attribute> {
    let link = ids::service(&service.id);
    let attribute = |term: Term| Attribute {
        id: ids::of("attribute", &format!("{}:{}:{}", service.id, term.taxonomy, term.code)),
        link_id: link.clone(),
        link_entity: "service",
        taxonomy_term_id: term.id(),
        taxonomy_term: term.show(world),
    };
    all(world).into_iter().filter(|term| has(service, term)).map(attribute).collect()
}
