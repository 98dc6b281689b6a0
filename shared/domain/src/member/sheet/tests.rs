use super::*;
use crate::member::UNTIL_FIELD;

fn catalogue() -> Catalogue {
    let model = include_str!("../../../../../infra/data/files/member_model.json");
    let location = crate::brussels::location();
    let locations = [(location.id.clone(), location)].into();
    Catalogue { member_model: serde_json::from_str(model).unwrap(), locations, ..crate::brussels::catalogue() }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn columns_are_told_by_heading_in_three_languages_and_by_content() {
    let model = catalogue().member_model;
    let headings = strings(&["Bedrijfsnaam", "KBO", "Phase", "E-mailadres", "Date de création", "VTE", "??", "Notes"]);
    let rows = vec![strings(&["A", "0403019261", "Lancement", "", "01/02/2025", "3", "a@a.example", "hello"])];
    let found = columns(&model, &headings, &rows);
    let fields: Vec<Option<&str>> = found.iter().map(|column| column.field.as_deref()).collect();
    let expected = [
        Some(NAME_FIELD),
        Some("enterprise_number"),
        Some("stage"),
        Some("contact_email"),
        Some("founded_on"),
        Some("headcount_fte"),
        None,
        None,
    ];
    assert_eq!(fields, expected, "an address is one already");
}

#[test]
fn lists_call_their_columns_in_many_ways() {
    let model = catalogue().member_model;
    let called: [(&str, &[&str]); 4] = [
        (
            "enterprise_number",
            &[
                "N° d'entreprise",
                "Numéro d’entreprise",
                "Numéro d'entreprise (BCE)",
                "Numéro BCE",
                "N° TVA",
                "Ondernemingsnummer",
                "KBO-nummer",
                "Company number",
                "VAT",
            ],
        ),
        (LOCATION_FIELD, &["Lieu", "LIEU :", "Locatie", "Plaats", "Site"]),
        ("stage", &["Stade", "Fase", "Stadium", "Stage"]),
        ("hosted_since", &["Date d’entrée", "Date d’arrivée", "Startdatum", "Sinds", "Start date", "Joined on"]),
    ];
    for (field, headings) in called {
        for heading in headings {
            let found = columns(&model, &strings(&[*heading]), &[]);
            assert_eq!(found[0].field.as_deref(), Some(field), "{heading}");
        }
    }
}

#[test]
fn a_place_is_found_by_its_id_and_its_name_however_they_are_written() {
    let mut catalogue = catalogue();
    catalogue.locations.values_mut().for_each(|place| place.name = "ICAB Technopôle & Incubateur".to_owned());
    let columns = columns(&catalogue.member_model, &strings(&["Nom", "Lieu"]), &[]);
    for cell in ["icab", "ICAB", " Icab ", "icab technopole & INCUBATEUR"] {
        let sent = read_row(&catalogue, &columns, &strings(&["A", cell]), "elsewhere").unwrap();
        assert_eq!(sent.place.unwrap().0.as_str(), "icab", "{cell}");
    }
    for cell in ["Atlantis", "atlantis"] {
        let wrong = read_row(&catalogue, &columns, &strings(&["A", cell]), "icab").unwrap_err();
        assert_eq!((wrong.len(), wrong[0].column, wrong[0].field.as_str()), (1, Some(1), LOCATION_FIELD));
        let said = wrong[0].text(Language::Fr);
        assert!(said.contains(&format!("Aucun lieu ne s’appelle «\u{a0}{cell}\u{a0}»")), "{said}");
    }
}

#[test]
fn values_are_named_by_their_words() {
    let catalogue = catalogue();
    let columns = columns(&catalogue.member_model, &strings(&["Nom", "Phase"]), &[]);
    let wrong = read_row(&catalogue, &columns, &strings(&["A", "huge"]), "icab").unwrap_err();
    let said = wrong[0].text(Language::Fr);
    assert!(said.contains("idée") && !said.contains("pre_launch"), "{said}");
    let offered = said.split_once(": ").unwrap().1.trim_end_matches('.');
    for word in offered.split(", ") {
        assert!(read_row(&catalogue, &columns, &strings(&["A", word]), "icab").is_ok(), "{word}");
    }
}

#[test]
fn cells_are_read_as_people_write_them() {
    let catalogue = catalogue();
    let headings = strings(&[
        "Nom",
        "Phase",
        "Date de création",
        "Effectif (ETP)",
        "Langues de contact",
        "Physical shop planned",
        "Lieu d'hébergement",
    ]);
    let columns = columns(&catalogue.member_model, &headings, &[]);
    let row = strings(&["Zoé", "lancering", "1/2/2025", "1 234,5", "FR, néerlandais", "oui", " Icab "]);
    let sent = read_row(&catalogue, &columns, &row, "elsewhere").unwrap();
    assert_eq!(sent.profile["stage"], "launch");
    assert_eq!(sent.profile["founded_on"], "2025-02-01");
    assert_eq!(sent.profile["headcount_fte"], 1234.5);
    assert_eq!(sent.profile["languages"], json!(["fr", "nl"]));
    assert_eq!(sent.profile["needs_shop"], true);
    assert_eq!(sent.place.unwrap().0.as_str(), "icab");
}

#[test]
fn each_bad_cell_is_named_with_its_column() {
    let catalogue = catalogue();
    let headings = strings(&["Nom", "Numéro d'entreprise", "Phase", "E-mail"]);
    let columns = columns(&catalogue.member_model, &headings, &[]);
    let row = strings(&["", "0403.019.262", "huge", "zoe@"]);
    let wrong = read_row(&catalogue, &columns, &row, "icab").unwrap_err();
    let at: Vec<(Option<usize>, &str)> = wrong.iter().map(|one| (one.column, one.field.as_str())).collect();
    assert_eq!(
        at,
        [(Some(3), "contact_email"), (Some(1), "enterprise_number"), (Some(2), "stage"), (Some(0), NAME_FIELD)]
    );
}

#[test]
fn a_short_row_and_a_long_one_are_read() {
    let catalogue = catalogue();
    let columns = columns(&catalogue.member_model, &strings(&["Nom", "Phase"]), &[]);
    assert!(read_row(&catalogue, &columns, &strings(&["A"]), "icab").is_ok());
    assert!(read_row(&catalogue, &columns, &strings(&["A", "idea", "more"]), "icab").is_ok());
}

#[test]
fn the_end_of_a_stay_is_a_column_that_ends_it() {
    let catalogue = catalogue();
    for heading in
        ["Gevestigd tot", "Hébergé jusqu'au", "Hébergé jusqu’au", "Hosted until", "Vertrokken op", "Départ", "Left on"]
    {
        let columns = columns(&catalogue.member_model, &strings(&["Nom", "Hébergé depuis", heading]), &[]);
        assert_eq!(columns[2].field.as_deref(), Some(UNTIL_FIELD), "{heading}");
        let read = |cells: [&str; 3]| read_row(&catalogue, &columns, &strings(&cells), "icab");
        let sent = read(["A", "01/02/2024", "28/2/2026"]).unwrap();
        assert_eq!(sent.until(), "2026-02-28".parse().ok(), "{heading}");
        assert_eq!(read(["A", "", ""]).unwrap().until(), None);
        for wrong in ["soon", "31/01/2024"] {
            let wrong = read(["A", "01/02/2024", wrong]).unwrap_err();
            assert_eq!((wrong[0].column, wrong[0].field.as_str()), (Some(2), UNTIL_FIELD));
        }
    }
}

#[test]
fn several_values_stand_beside_one_another_as_people_write_them() {
    let catalogue = catalogue();
    let columns = columns(&catalogue.member_model, &strings(&["Nom", "Langues", "Domaine TIC"]), &[]);
    let read = |cell: &str| read_row(&catalogue, &columns, &strings(&["A", cell, ""]), "icab");
    for cell in ["fr, nl", "FR/NL", "fr & nl", "FR en NL", "français et néerlandais", "French and Dutch", "fr;nl"] {
        assert_eq!(read(cell).unwrap().profile["languages"], json!(["fr", "nl"]), "{cell}");
    }
    let wrong = read("FR/klingon").unwrap_err();
    assert!(wrong[0].text(Language::Nl).ends_with("Meer dan één: zet er een komma tussen."), "{wrong:?}");
    // A word between two values may be one of a value's own.
    let row = |cell: &str| read_row(&catalogue, &columns, &strings(&["A", "", cell]), "icab");
    assert_eq!(row("AI en data").unwrap().profile["ict_domain"], json!(["ai_data"]));
    assert_eq!(row("IA et données / logiciel en ligne").unwrap().profile["ict_domain"], json!(["ai_data", "saas"]));
}
