//! The fields of an entry that its form asks for: those of the outside
//! interface, so that both refuse the same in the same words.

use domain::Language;
use domain::agency::AgencyKind;
use domain::catalogue::Catalogue;
use domain::entry::Sort;
use domain::fact_words::value_label;
use domain::location::{Fit, LocationKind};
use domain::service::{PROGRAMMES, ServiceKind, programme_name};
use web::ui;

use crate::hsds::terms::kind_name;
use crate::word;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// One line of so many characters.
    Line(u32),
    /// A text in the three languages, of so many lines.
    Text(u8),
    /// An address to write to.
    Email,
    /// The address of a page.
    Web,
    /// A day.
    Day,
    /// A number.
    Number,
    /// One of these.
    One(From),
    /// Any of these.
    Many(From),
    /// Conditions, one to a line.
    Conditions,
}

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    AgencyKinds,
    LocationKinds,
    ServiceKinds,
    Fits,
    Agencies,
    NeedTypes,
    Stages,
    Programmes,
    Municipalities,
    Languages,
}

/// A field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Input {
    /// Its name in the outside interface and in the form.
    pub(super) name: &'static str,
    pub(super) takes: Takes,
    pub(super) required: bool,
}

const fn must(name: &'static str, takes: Takes) -> Input {
    Input { name, takes, required: true }
}

const fn may(name: &'static str, takes: Takes) -> Input {
    Input { name, takes, required: false }
}

const AGENCY: &[Input] = &[
    must("short", Takes::Line(60)),
    must("name", Takes::Text(1)),
    must("kind", Takes::One(From::AgencyKinds)),
    must("mission", Takes::Text(3)),
    must("languages", Takes::Many(From::Languages)),
    must("email", Takes::Email),
    may("parent", Takes::One(From::Agencies)),
    may("valid_from", Takes::Day),
];

const SERVICE: &[Input] = &[
    must("agency", Takes::One(From::Agencies)),
    must("name", Takes::Text(1)),
    must("kind", Takes::One(From::ServiceKinds)),
    must("description", Takes::Text(3)),
    must("answers", Takes::Many(From::NeedTypes)),
    may("stages", Takes::Many(From::Stages)),
    may("conditions", Takes::Conditions),
    may("programmes", Takes::Many(From::Programmes)),
    may("price_eur", Takes::Number),
    may("page", Takes::Web),
    may("valid_from", Takes::Day),
];

const LOCATION: &[Input] = &[
    must("name", Takes::Line(120)),
    must("type", Takes::One(From::LocationKinds)),
    may("address", Takes::Text(1)),
    must("postcode", Takes::Line(4)),
    must("nis", Takes::One(From::Municipalities)),
    must("lat", Takes::Number),
    must("lon", Takes::Number),
    must("languages", Takes::Many(From::Languages)),
    must("fit", Takes::One(From::Fits)),
    may("open_from", Takes::Day),
];

/// Those of a sort of entry, in the order of the form.
pub(super) const fn of(sort: Sort) -> &'static [Input] {
    match sort {
        Sort::Agency => AGENCY,
        Sort::Service => SERVICE,
        Sort::Location => LOCATION,
    }
}

/// What can be chosen: what is sent, and what is read.
pub(super) fn options(catalogue: &Catalogue, language: Language, from: From) -> Vec<(String, String)> {
    let words = |kind: &str, codes: &[&str]| -> Vec<(String, String)> {
        let named =
            |code: &&str| ((*code).to_owned(), word(language, &format!("entry-{kind}-{}", code.replace('_', "-"))));
        codes.iter().map(named).collect()
    };
    match from {
        From::AgencyKinds => words("kind", &AgencyKind::KNOWN.each_ref().map(AgencyKind::code)),
        From::LocationKinds => {
            let named = |code: &str| (code.to_owned(), word(language, &format!("place-{}", code.replace('_', "-"))));
            LocationKind::KNOWN.iter().map(|kind| named(kind.code())).collect()
        }
        From::ServiceKinds => {
            // One that came with a file of another program can be kept.
            let mut others: Vec<&ServiceKind> =
                catalogue.services.values().map(|service| &service.kind).filter(|kind| !kind.is_known()).collect();
            others.sort_unstable();
            others.dedup();
            let known = ServiceKind::KNOWN.map(ServiceKind::of);
            let all = known.iter().chain(others);
            all.map(|kind| (kind.code().to_owned(), kind_name(kind).get(language).to_owned())).collect()
        }
        From::Fits => words("fit", &Fit::KNOWN.each_ref().map(Fit::code)),
        From::Agencies => ui::agencies(catalogue.agencies.values()),
        From::NeedTypes => {
            let named = |kind: &domain::need_type::NeedType| (kind.id.to_string(), kind.label.get(language).to_owned());
            catalogue.need_types.iter().map(named).collect()
        }
        From::Stages => {
            let known = catalogue.member_model.field("stage").and_then(|field| field.values.clone());
            let named = |stage: String| {
                let words = value_label("stage", &serde_json::json!(stage), language);
                (stage, words)
            };
            known.unwrap_or_default().into_iter().map(named).collect()
        }
        From::Programmes => {
            PROGRAMMES.iter().map(|one| ((*one).to_owned(), programme_name(one, language).to_owned())).collect()
        }
        From::Municipalities => catalogue
            .municipalities
            .values()
            .map(|one| (one.nis.to_string(), one.name.get(language).to_owned()))
            .collect(),
        From::Languages => {
            let named = |tag: &str| (tag.to_owned(), word(language, &format!("agency-desk-language-{tag}")));
            Language::ALL.map(|one| named(one.tag())).to_vec()
        }
    }
}
