//! Words for facts and their values, so that a reason can be read by people.
//!
//! The words are those of the member model, with those of the facts that are
//! worked out from it (age, region) beside them.

mod codes;
mod condition;

use serde_json::Value;

use self::codes::code_words;
pub use self::condition::condition_text;
use crate::Language;
use crate::language::pick;

/// The stages of a company, youngest first.
pub const STAGES: [&str; 6] = ["idea", "pre_launch", "launch", "early", "growth", "scale"];

/// The name of a fact; its code where it has none.
pub fn fact_label(fact: &str, language: Language) -> String {
    let (fr, nl, en) = match fact {
        "stage" => ("phase", "fase", "stage"),
        "legal_form" => ("forme juridique", "rechtsvorm", "legal form"),
        "hosted_since" => ("hébergé depuis", "gevestigd sinds", "hosted since"),
        "hosted_months" => ("mois d'hébergement", "maanden gevestigd", "months hosted"),
        "founded_on" => ("date de création", "oprichtingsdatum", "founded on"),
        "age_years" => {
            ("âge de l'entreprise (ans)", "leeftijd van de onderneming (jaar)", "age of the company (years)")
        }
        "age_in_brussels_years" => ("années à Bruxelles", "jaren in Brussel", "years in Brussels"),
        "ict_domain" => ("domaine TIC", "ICT-domein", "ICT domain"),
        "sector" => ("secteur", "sector", "sector"),
        "headcount" => ("taille de l'entreprise (ETP)", "ondernemingsgrootte (VTE)", "company size (FTE)"),
        "headcount_fte" => ("effectif (ETP)", "personeel (VTE)", "headcount (FTE)"),
        "hiring_next_6m" => {
            ("engagements prévus (6 mois)", "geplande aanwervingen (6 maanden)", "planned hires (6 months)")
        }
        "funding_raised_eur" => ("fonds levés", "opgehaald kapitaal", "funding raised"),
        "funding_sources" => ("sources de financement", "financieringsbronnen", "funding sources"),
        "runway_months" => ("autonomie de trésorerie (mois)", "financiële looptijd (maanden)", "runway (months)"),
        "revenue_bracket" => ("chiffre d'affaires", "omzet", "revenue"),
        "markets" => ("marchés actuels", "huidige markten", "current markets"),
        "target_markets" => ("marchés visés", "beoogde markten", "target markets"),
        "export_share_pct" => ("part d'export (%)", "exportaandeel (%)", "export share (%)"),
        "rd_intensity" => ("intensité de R&D", "O&O-intensiteit", "R&D intensity"),
        "ip_assets" => ("propriété intellectuelle", "intellectuele eigendom", "IP assets"),
        "university_link" => ("lien universitaire", "band met universiteit", "university link"),
        "customers_type" => ("clients", "klanten", "customers"),
        "needs_shop" => ("projet de commerce physique", "plan voor fysieke winkel", "physical shop planned"),
        "space_m2_wanted" => ("surface recherchée (m²)", "gezochte oppervlakte (m²)", "space wanted (m²)"),
        "personal_data_processed" => {
            ("données personnelles traitées", "verwerkte persoonsgegevens", "personal data processed")
        }
        "founder_non_eu" => (
            "fondateur ou recrue hors UE",
            "oprichter of medewerker van buiten de EU",
            "founder or hire from outside the EU",
        ),
        "already_in_touch" => ("déjà suivi par", "al begeleid door", "already supported by"),
        "after" => ("contact préalable", "eerder contact", "earlier contact"),
        "in_region" => (
            "établi en Région de Bruxelles-Capitale",
            "gevestigd in het Brussels Hoofdstedelijk Gewest",
            "established in the Brussels-Capital Region",
        ),
        "amount_eur" => ("montant (€)", "bedrag (€)", "amount (€)"),
        "trade_name" => ("nom", "naam", "name"),
        "enterprise_number" => ("numéro d'entreprise", "ondernemingsnummer", "enterprise number"),
        "host_location" => ("lieu d'hébergement", "vestigingsplaats", "host location"),
        "nace" => ("codes NACE-BEL", "NACE-BEL-codes", "NACE-BEL codes"),
        "languages" => ("langues de contact", "contacttalen", "contact languages"),
        "contact_role" => ("personne de contact et fonction", "contactpersoon en functie", "contact person and role"),
        "contact_email" => ("e-mail", "e-mail", "e-mail"),
        "contact_phone" => ("téléphone", "telefoon", "phone"),
        "consents" => ("consentements", "toestemmingen", "consents"),
        "source" => ("origine des données", "herkomst van de gegevens", "data source"),
        "verified_on" => ("vérifié le", "gecontroleerd op", "verified on"),
        other => return other.to_owned(),
    };
    pick(language, fr, nl, en).to_owned()
}

/// A value as people read it; lists are joined, codes without words stay.
pub fn value_label(fact: &str, value: &Value, language: Language) -> String {
    match value {
        Value::Bool(true) => pick(language, "oui", "ja", "yes").to_owned(),
        Value::Bool(false) => pick(language, "non", "nee", "no").to_owned(),
        Value::Array(items) if items.is_empty() => pick(language, "aucun", "geen", "none").to_owned(),
        Value::Array(items) => {
            items.iter().map(|item| value_label(fact, item, language)).collect::<Vec<_>>().join(", ")
        }
        Value::String(code) => {
            code_words(fact, code).map_or_else(|| code.clone(), |(fr, nl, en)| pick(language, fr, nl, en).to_owned())
        }
        Value::Null => pick(language, "inconnu", "onbekend", "unknown").to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Value {
        serde_json::from_str(include_str!("../../../../infra/data/files/member_model.json")).unwrap()
    }

    #[test]
    fn every_code_of_the_member_model_has_words() {
        for field in model()["fields"].as_array().unwrap() {
            let id = field["id"].as_str().unwrap();
            let skipped = ["funding_raised_eur", "revenue_bracket"];
            for value in field["values"].as_array().into_iter().flatten().filter(|_| !skipped.contains(&id)) {
                assert!(code_words(id, value.as_str().unwrap()).is_some(), "{id} {value}");
            }
        }
    }

    #[test]
    fn no_two_facts_are_called_the_same() {
        let model = model();
        let of_model = model["fields"].as_array().unwrap().iter().map(|field| field["id"].as_str().unwrap());
        let facts: Vec<&str> = of_model.chain(crate::determine::DERIVED).collect();
        for language in Language::ALL {
            let mut labels = std::collections::BTreeMap::new();
            for fact in &facts {
                let other = labels.insert(fact_label(fact, language), *fact);
                assert_eq!(other, None, "{} is called as {fact}", fact_label(fact, language));
            }
        }
    }

    #[test]
    fn labels_are_those_of_the_member_model() {
        for field in model()["fields"].as_array().unwrap() {
            let id = field["id"].as_str().unwrap();
            for language in Language::ALL.into_iter().filter(|_| id != "space_m2_wanted") {
                let label = field["label"][language.tag()].as_str().unwrap().to_lowercase();
                assert_eq!(fact_label(id, language).to_lowercase(), label);
            }
        }
    }
}
