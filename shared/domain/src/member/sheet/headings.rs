//! What a column is by its heading: in any of the three languages, as lists call it.

use crate::Language;
use crate::member::matching::fold;
use crate::member::{FieldKind, LOCATION_FIELD, MemberField, MemberModel, NAME_FIELD, UNTIL_FIELD};

/// Headings that people use beside the labels of the model, folded, by field.
const ALSO: [(&str, &str); 12] = [
    (
        NAME_FIELD,
        "entreprise, societe, nom de l entreprise, nom de la societe, startup, bedrijf, bedrijfsnaam, \
         onderneming, naam van de onderneming, company, company name, member, membre, lid, name",
    ),
    (
        "enterprise_number",
        "bce, kbo, n bce, no bce, numero bce, numero d entreprise, numero entreprise, n d entreprise, \
         n entreprise, no d entreprise, kbo nummer, kbo nr, ondernemingsnr, company number, enterprise no, cbe, \
         cbe number, tva, n tva, n de tva, numero tva, numero de tva, btw, btw nr, btw nummer, vat, vat no, \
         vat number",
    ),
    (LOCATION_FIELD, "lieu, site, hebergement, incubateur, locatie, plaats, vestiging, incubator, place, location"),
    ("stage", "stade, stade de developpement, stadium, ontwikkelingsfase, ontwikkelingsstadium"),
    ("contact_email", "email, mail, courriel, adresse e mail, adresse email, e mailadres, mailadres"),
    ("contact_phone", "tel, gsm, phone, phone number, numero de telephone, telefoonnummer"),
    ("contact_role", "contact, personne de contact, contactpersoon, contact person, gerant, ceo"),
    ("headcount_fte", "etp, vte, fte, employes, effectif, personeel, employees"),
    ("languages", "langue, langues, taal, talen, language"),
    ("ict_domain", "secteur, sector"),
    (
        "hosted_since",
        "entree, date d entree, arrivee, date d arrivee, arrive le, debut, date de debut, debut du sejour, \
         startdatum, begindatum, aankomst, aankomstdatum, sinds, begin verblijf, start, start date, arrival, \
         arrived on, since, joined, joined on, start of stay",
    ),
    (
        UNTIL_FIELD,
        "depart, date de depart, parti le, sortie, date de sortie, fin du sejour, vertrokken, vertrokken op, \
         vertrek, vertrekdatum, einde verblijf, left, left on, departure, end of stay",
    ),
];

/// The field that a heading names, whatever it adds between brackets.
pub(super) fn by_heading<'a>(model: &'a MemberModel, heading: &str) -> Option<&'a str> {
    field_called(model, heading).or_else(|| field_called(model, heading.split_once('(')?.0))
}

/// The field that is called so: by its id, its label in any language, or a word
/// that people use for it.
fn field_called<'a>(model: &'a MemberModel, heading: &str) -> Option<&'a str> {
    let heading = fold(heading);
    let labelled = |field: &&MemberField| {
        fold(&field.id.replace('_', " ")) == heading
            || Language::ALL.iter().any(|language| fold(field.label.get(*language)) == heading)
    };
    let also = || ALSO.iter().find(|(_, words)| words.split(", ").any(|word| word == heading)).map(|(field, _)| *field);
    let fillable = |field: &&MemberField| field.filled_by != "system" && field.kind != FieldKind::ConsentList;
    let ends = model.asked(UNTIL_FIELD);
    let mut fields = model.fields.iter().filter(fillable).chain(ends);
    fields.find(labelled).or_else(|| model.asked(also()?)).map(|field| field.id.as_str())
}
