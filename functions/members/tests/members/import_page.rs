//! The page of an import: what it would change, field by field, and what came of it.

use domain::ids::LocationId;
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::{Request, TestApp};

use crate::bench::{app, read};
use crate::imports::{checked, does, upload};

const HEAD: &str = "Entreprise;BCE;Phase;E-mail;Effectif (ETP)\r\n";

async fn coordinator(app: &TestApp) -> Request<'_> {
    app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin")
}

fn page_of(import: &Value) -> String {
    format!("/console/members/imports/{}", import["id"].as_str().unwrap())
}

/// Members that a list brought, so that another may change them.
async fn brought(app: &TestApp, rows: &str) {
    let import = checked(app, &upload(app, format!("{HEAD}{rows}").as_bytes()).await).await;
    does(app, &import, "run").await;
}

async fn id_of(app: &TestApp, name: &str) -> String {
    read(app, &format!("/v1/members?q={name}")).await["items"][0]["id"].as_str().unwrap().to_owned()
}

/// The address of what follows in the list of rows that change something.
fn following(page: &str) -> Option<String> {
    let (_, main) = page.split_once("<main")?;
    let rest = main.split_once("?changed=")?.1;
    rest.split_once('#').map(|(cursor, _)| format!("?changed={cursor}"))
}

#[tokio::test]
async fn rows_that_change_a_member_are_shown_field_by_field_before_they_are_written() {
    let app = app().await;
    let kanal = "Kanal Data;;croissance;info@kanal.example;";
    brought(&app, &format!("{kanal}9\r\nBrume;;idée;info@brume.example;1\r\nBeurs;;idée;info@beurs.example;\r\n"))
        .await;
    let list = "Kanal Data;;scale;info@kanal.example;12\r\nBrume;;idée;info@brume.example;1\r\n\
        Beurs;;idée;info@beurs.example;2,5\r\n";
    let import = checked(&app, &upload(&app, format!("{HEAD}{list}").as_bytes()).await).await;
    assert_eq!((&import["counts"]["changed"], &import["counts"]["same"]), (&json!(2), &json!(1)));
    let (staff, path, id) = (coordinator(&app).await, page_of(&import), id_of(&app, "kanal").await);
    let page = staff.clone().get(&path).await.expect_status(200).text();
    let link = format!("<a href=\"/console/members/{id}\">Kanal Data</a>");
    for told in [
        "Lignes qui modifient une fiche",
        link.as_str(),
        "Phase : croissance → changement d'échelle",
        "Effectif (ETP) : 9 → 12",
        "Effectif (ETP) : inconnu → 2.5",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(!page.contains("→ info@") && !page.contains(">Brume<"), "what stays the same is not told: {page}");
    for (language, told) in [("nl", "Personeel (VTE): 9 → 12"), ("en", "Headcount (FTE): 9 → 12")] {
        let page = staff.clone().language(language).get(&path).await.expect_status(200).text();
        assert!(page.contains(told), "{told}: {page}");
    }
    staff.clone().get(&format!("{path}?changed=x")).await.expect_status(400);
    let member = format!("/v1/members/{id}");
    let etag = app.as_admin().get(&member).await.header("etag").to_owned();
    app.as_admin().if_match(&etag).send("DELETE", &member).await.expect_status(204);
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(page.contains("Plus rien") && !page.contains(&link), "of one that ended meanwhile: {page}");
    does(&app, &import, "run").await;
    let page = staff.get(&path).await.expect_status(200).text();
    assert!(!page.contains("Lignes qui modifient"), "it is written");
}

#[tokio::test]
async fn rows_that_change_a_member_are_shown_in_pages() {
    let app = app().await;
    let rows = |headcount: u32| {
        let rows = (0..25).map(|n| format!("Company {n:03};;launch;info@company{n:03}.example;{headcount}\r\n"));
        rows.collect::<Vec<_>>().concat()
    };
    brought(&app, &rows(1)).await;
    let import = checked(&app, &upload(&app, format!("{HEAD}{}", rows(2)).as_bytes()).await).await;
    let (staff, path) = (coordinator(&app).await, page_of(&import));
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert_eq!(page.matches("1 → 2").count(), 20);
    let next = following(&page).unwrap();
    let page = staff.get(&format!("{path}{next}")).await.expect_status(200).text();
    assert_eq!((page.matches("1 → 2").count(), following(&page)), (5, None));
}

#[tokio::test]
async fn a_long_list_is_looked_through_in_bounded_steps() {
    let app = app().await;
    brought(&app, "Kanal Data;;croissance;info@kanal.example;9\r\n").await;
    let others = (0..500).map(|n| format!("Company {n:03};;;;\r\n")).collect::<Vec<_>>().concat();
    let list = format!("{HEAD}{others}Kanal Data;;;info@kanal.example;12\r\n");
    let import = checked(&app, &upload(&app, list.as_bytes()).await).await;
    assert_eq!((&import["status"], &import["counts"]["changed"]), (&json!("checked"), &json!(1)));
    let (staff, path) = (coordinator(&app).await, page_of(&import));
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(page.contains("Aucune de la ligne 2 à la ligne 501."), "{page}");
    let page = staff.get(&format!("{path}{}", following(&page).unwrap())).await.expect_status(200).text();
    assert!(page.contains("Effectif (ETP) : 9 → 12") && following(&page).is_none(), "{page}");
}

#[tokio::test]
async fn what_was_taken_back_is_told_from_what_was_left() {
    let app = app().await;
    let list = format!("{HEAD}Kanal Data;;croissance;info@kanal.example;9\r\nBrume;;idée;info@brume.example;1\r\n");
    let import = checked(&app, &upload(&app, list.as_bytes()).await).await;
    does(&app, &import, "run").await;
    let member = format!("/v1/members/{}", id_of(&app, "kanal").await);
    let known = app.as_admin().get(&member).await;
    let mut body = known.json();
    body["stage"] = json!("scale");
    app.as_admin().if_match(known.header("etag")).put_json(&member, &body).await.expect_status(200);
    does(&app, &import, "undo").await;
    let page = coordinator(&app).await.get(&page_of(&import)).await.expect_status(200).text();
    for (n, told) in [(2, "écrites"), (1, "annulées"), (1, "laissées telles quelles")] {
        assert!(page.contains(&format!("<strong>{n}</strong> <span>{told}</span>")), "{told}: {page}");
    }
}

#[tokio::test]
async fn the_row_with_the_headings_is_chosen_on_the_page() {
    let app = app().await;
    let list = format!("Nos entreprises;novembre 2026;;;\r\n{HEAD}Kanal Data;;croissance;info@kanal.example;9\r\n");
    let import = upload(&app, list.as_bytes()).await;
    let (staff, path) = (coordinator(&app).await, page_of(&import));
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(page.contains("<option value=\"2\">2 · Entreprise · BCE · Phase"), "{page}");
    staff.clone().post_form(&path, "action=heading&version=7&heading=2").await.expect_status(412);
    staff.clone().post_form(&path, "action=heading&version=1&heading=9").await.expect_status(422);
    staff.clone().post_form(&path, "action=heading&version=1&heading=2").await.expect_status(303);
    let page = staff.get(&path).await.expect_status(200).text();
    assert!(page.contains("Kanal Data") && !page.contains("Nos entreprises"), "{page}");
    let import = checked(&app, &import).await;
    assert_eq!((&import["columns"][1]["field"], &import["counts"]["new"]), (&json!("enterprise_number"), &json!(1)));
}

#[tokio::test]
async fn the_form_takes_4_mb_and_its_script_has_the_words_for_more() {
    let app = app().await;
    let host = StaffRole::Host { location: LocationId::parse("greenbizz").unwrap() };
    for role in [StaffRole::Coordinator, host] {
        let staff = app.as_staff(role).await;
        for (language, plain, more, sends) in [
            ("fr", ">CSV ou XLSX, 4 Mo au plus", "\"CSV ou XLSX, 64 Mo au plus", "\"Envoi de la partie %n sur %of."),
            ("nl", ">CSV of XLSX, hoogstens 4 MB", "\"CSV of XLSX, hoogstens 64 MB", "\"Deel %n van %of wordt"),
            ("en", ">CSV or XLSX, 4 MB at most", "\"CSV or XLSX, 64 MB at most", "\"Part %n of %of is"),
        ] {
            let page = staff.clone().language(language).get("/console/members/imports").await.expect_status(200).text();
            for told in [plain, more, sends, "/assets/import.", "data-parts=\"16\" data-bytes=\"4194304\""] {
                assert!(page.contains(told), "{told}: {page}");
            }
        }
    }
}

#[tokio::test]
async fn a_file_that_a_program_sent_says_on_its_page_why_it_can_t_be_read() {
    let app = app().await;
    let import = upload(&app, b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d").await;
    let page = coordinator(&app).await.get(&page_of(&import)).await.expect_status(200).text();
    assert!(page.contains("ni un tableau CSV ni un classeur Excel"), "{page}");
}
