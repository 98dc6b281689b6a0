//! Lists as people have them: read, settled, looked at, run, taken back.

use std::path::{Path, PathBuf};
use std::process::Command;

use domain::ids::{LocationId, MemberId};
use domain::staff::StaffRole;
use serde_json::{Value, json};
use store::repos::imports::RowChange;
use testkit::TestApp;

use crate::bench::{app, enter, listed, names, post, read, robotics};

const LIST: &str = "Entreprise;BCE;Phase;E-mail;Effectif (ETP)\r\n\
    Zoé Robotics;0403.019.261;lancement;zoe@zoe-robotics.example;3\r\n\
    Kanal Data;;croissance;info@kanal.example;9\r\n\
    Brume;;énorme;brume@;deux\r\n";

pub(crate) async fn upload(app: &TestApp, file: &[u8]) -> Value {
    let key = app.store().ids().next();
    let request = app.as_admin().header("idempotency-key", &key);
    let path = "/v1/imports?location=icab";
    request.bytes("POST", path, Some("application/octet-stream"), file.to_vec()).await.expect_status(201).json()
}

/// Settles the columns as they were guessed and has the rows looked at.
pub(crate) async fn checked(app: &TestApp, import: &Value) -> Value {
    let path = format!("/v1/imports/{}", import["id"].as_str().unwrap());
    app.as_admin().if_match("*").put_json(&path, &json!({"columns": []})).await.expect_status(200);
    post(app).await;
    read(app, &path).await
}

pub(crate) async fn does(app: &TestApp, import: &Value, what: &str) -> Value {
    let path = format!("/v1/imports/{}", import["id"].as_str().unwrap());
    app.as_admin().send("POST", &format!("{path}/{what}")).await.expect_status(202);
    post(app).await;
    read(app, &path).await
}

#[tokio::test]
async fn a_list_is_read_looked_at_run_and_taken_back() {
    let app = app().await;
    enter(&app, &robotics()).await;
    let import = upload(&app, LIST.as_bytes()).await;
    assert_eq!(import["status"], "mapping");
    let fields: Vec<&Value> = import["columns"].as_array().unwrap().iter().map(|column| &column["field"]).collect();
    assert_eq!(fields, ["trade_name", "enterprise_number", "stage", "contact_email", "headcount_fte"]);
    let path = format!("/v1/imports/{}", import["id"].as_str().unwrap());
    app.as_admin().send("POST", &format!("{path}/run")).await.expect_status(409);
    let import = checked(&app, &import).await;
    assert_eq!(import["status"], "checked");
    assert_eq!(import["counts"], json!({"new": 1, "changed": 1, "same": 0, "doubtful": 0, "bad": 1}));
    assert_eq!(names(&app, "").await, ["Zoé Robotics"], "nothing is written before a person says so");
    let bad = read(&app, &format!("{path}/rows?kind=bad")).await;
    let row = &bad["items"][0];
    assert_eq!(row["row"], 4, "as a spreadsheet shows it, below the heading");
    let wrong: Vec<(&str, &str)> = row["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["column"].as_str().unwrap(), error["value"].as_str().unwrap()))
        .collect();
    assert_eq!(wrong, [("E-mail", "brume@"), ("Effectif (ETP)", "deux"), ("Phase", "énorme")]);
    let file = app.as_admin().get(&format!("{path}/bad.csv?lang=fr")).await.expect_status(200).text();
    assert!(file.contains("Ligne 4 : E-mail: "), "{file}");
    let import = does(&app, &import, "run").await;
    assert_eq!((&import["status"], &import["progress"]), (&json!("done"), &json!({"done": 3, "total": 3})));
    assert_eq!(names(&app, "").await, ["Kanal Data", "Zoé Robotics"]);
    let changed = read(&app, "/v1/members?q=robotics").await["items"][0]["id"].as_str().unwrap().to_owned();
    let changed = read(&app, &format!("/v1/members/{changed}")).await;
    assert_eq!((changed["headcount_fte"].as_f64(), &changed["stage"]), (Some(3.0), &json!("launch")));
    let import = does(&app, &import, "undo").await;
    assert_eq!((&import["status"], &import["kept"]), (&json!("undone"), &json!([])));
    assert_eq!(names(&app, "").await, ["Zoé Robotics"]);
    let back = read(&app, &format!("/v1/members/{}", changed["id"].as_str().unwrap())).await;
    assert_eq!(back.get("headcount_fte"), None, "as it was before");
    let counts = app.store().members().counts().await.unwrap();
    assert_eq!(counts.values().map(|one| one.members).sum::<u32>(), 1);
}

#[tokio::test]
async fn the_same_list_again_changes_nothing() {
    let app = app().await;
    let first = checked(&app, &upload(&app, LIST.as_bytes()).await).await;
    does(&app, &first, "run").await;
    let again = checked(&app, &upload(&app, LIST.as_bytes()).await).await;
    assert_eq!(again["counts"], json!({"new": 0, "changed": 0, "same": 2, "doubtful": 0, "bad": 1}));
    let twice = format!("{LIST}Kanal Data;;croissance;info@kanal.example;9\r\n");
    let twice = checked(&app, &upload(&app, twice.as_bytes()).await).await;
    assert_eq!(twice["counts"]["doubtful"], 1, "one company twice in a list");
}

#[tokio::test]
async fn what_a_person_changed_since_stays_and_is_listed() {
    let app = app().await;
    let import = checked(&app, &upload(&app, LIST.as_bytes()).await).await;
    does(&app, &import, "run").await;
    let id = read(&app, "/v1/members?q=kanal").await["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/members/{id}");
    let known = app.as_admin().get(&path).await;
    let mut body = known.json();
    body["stage"] = json!("scale");
    app.as_admin().if_match(known.header("etag")).put_json(&path, &body).await.expect_status(200);
    let import = does(&app, &import, "undo").await;
    assert_eq!((&import["status"], &import["kept"]), (&json!("undone"), &json!([id])));
    assert_eq!(names(&app, "").await, ["Kanal Data"]);
}

#[tokio::test]
async fn what_is_determined_beside_holds_no_row_back() {
    let app = app().await;
    let known = enter(&app, &robotics()).await;
    let import = checked(&app, &upload(&app, LIST.as_bytes()).await).await;
    does(&app, &import, "run").await;
    let rule = json!({
        "need": "hiring", "score": 70, "when": {"all": [{"stage": {"in": ["launch", "growth"]}}]},
        "explain": {"fr": "Phase", "nl": "Fase", "en": "Stage"}
    });
    app.as_admin().header("if-none-match", "*").put_json("/v1/rules/R90", &rule).await.expect_status(201);
    post(&app).await;
    assert_eq!(names(&app, "?proposal=hiring").await.len(), 2, "both are looked at again");
    let import = does(&app, &import, "undo").await;
    assert_eq!((&import["status"], &import["kept"]), (&json!("undone"), &json!([])));
    assert_eq!(names(&app, "").await, ["Zoé Robotics"]);
    assert_eq!(read(&app, &format!("/v1/members/{known}")).await.get("headcount_fte"), None, "as it was before");
    assert_eq!(names(&app, "?proposal=hiring").await, ["Zoé Robotics"], "by the rules of now");
}

#[tokio::test]
async fn what_happened_with_a_known_member_stays_and_a_new_one_with_which_something_happened_is_left() {
    let app = app().await;
    let known = enter(&app, &robotics()).await;
    let import = checked(&app, &upload(&app, LIST.as_bytes()).await).await;
    does(&app, &import, "run").await;
    let new = read(&app, "/v1/members?q=kanal").await["items"][0]["id"].as_str().unwrap().to_owned();
    for (proposal, decision) in [(format!("{known}.rd_grant"), "ask"), (format!("{new}.growth"), "no")] {
        let decision = json!({"decision": decision});
        app.as_admin().post_json(&format!("/v1/proposals/{proposal}"), &decision).await.expect_status(200);
    }
    let import = does(&app, &import, "undo").await;
    assert_eq!(import["kept"], json!([new]));
    assert_eq!(read(&app, &format!("/v1/members/{known}")).await.get("headcount_fte"), None, "as it was before");
    let proposals = read(&app, &format!("/v1/members/{known}/proposals")).await;
    let grant = proposals["items"].as_array().unwrap().iter().find(|one| one["need_type"] == "rd_grant").unwrap();
    assert_eq!(grant["status"], "asked", "nobody takes a question back");
}

#[tokio::test]
async fn of_many_that_are_left_two_hundred_are_listed_and_the_others_counted() {
    let app = app().await;
    let import = checked(&app, &upload(&app, LIST.as_bytes()).await).await;
    does(&app, &import, "run").await;
    let id = import["id"].as_str().unwrap();
    let stored = app.store().imports().load(id).await.unwrap().unwrap().value;
    for some in (0..203_u32).collect::<Vec<_>>().chunks(50) {
        let mut tx = store::Transaction::new();
        for row in some {
            let member = MemberId::parse(&format!("kept{row}")).unwrap();
            let change = RowChange { row: *row, member, before: None, version: 1, wrote: String::new() };
            app.store().imports().keep(&mut tx, &stored, &change);
        }
        app.store().commit(tx).await.unwrap();
    }
    let undone = does(&app, &import, "undo").await;
    assert_eq!((undone["kept"].as_array().unwrap().len(), &undone["kept_more"]), (200, &json!(3)));
    let staff = app.as_staff(StaffRole::Coordinator).await;
    let page = staff.get(&format!("/console/members/imports/{id}")).await.expect_status(200).text();
    for told in ["Et 3 autres", "<strong>203</strong> <span>laissées telles quelles</span>"] {
        assert!(page.contains(told), "{told}: {page}");
    }
}

#[tokio::test]
async fn another_row_is_the_heading_where_a_person_says_so_and_in_the_place_s_next_list() {
    let app = app().await;
    let file = "Membres;novembre 2026\r\n\r\nSociété hébergée;Étape\r\nKanal;idée\r\nBrume;énorme\r\n";
    let import = upload(&app, file.as_bytes()).await;
    assert_eq!(import["columns"][0]["heading"], "Membres");
    let path = format!("/v1/imports/{}", import["id"].as_str().unwrap());
    let fields = json!([
        {"heading": "Société hébergée", "field": "trade_name"}, {"heading": "Étape", "field": "stage"}
    ]);
    for row in [0, 1, 2, 6, 21] {
        let body = json!({"heading": row, "columns": fields});
        let wrong = app.as_admin().if_match("\"v1\"").put_json(&path, &body).await.expect_status(422).json();
        assert_eq!(wrong["errors"][0]["pointer"], "/heading", "{row}");
    }
    let unnamed = json!({"heading": 3, "columns": []});
    app.as_admin().if_match("\"v1\"").put_json(&path, &unnamed).await.expect_status(422);
    let body = json!({"heading": 3, "columns": fields});
    let settled = app.as_admin().if_match("\"v1\"").put_json(&path, &body).await.expect_status(200);
    post(&app).await;
    assert_eq!(settled.json()["columns"][0]["samples"], json!(["Kanal", "Brume"]));
    let looked = read(&app, &path).await;
    assert_eq!(looked["counts"], json!({"new": 1, "changed": 0, "same": 0, "doubtful": 0, "bad": 1}));
    let bad = read(&app, &format!("{path}/rows?kind=bad")).await;
    assert_eq!(bad["items"][0]["row"], 5, "as a spreadsheet shows it");
    does(&app, &looked, "run").await;
    assert_eq!(names(&app, "").await, ["Kanal"]);
    app.as_admin().if_match("*").put_json(&path, &body).await.expect_status(409);

    let next = upload(&app, file.replace("Kanal", "Beurs").as_bytes()).await;
    assert_eq!(next["columns"][1]["field"], "stage", "{next}");
    let next = checked(&app, &next).await;
    assert_eq!(next["counts"], json!({"new": 1, "changed": 0, "same": 0, "doubtful": 0, "bad": 1}));
}

#[tokio::test]
async fn columns_are_corrected_and_remembered_for_the_place() {
    let app = app().await;
    let file = "Qui;Quoi\r\nAlpha;idée\r\n";
    let import = upload(&app, file.as_bytes()).await;
    assert_eq!(import["columns"][0]["field"], Value::Null);
    let path = format!("/v1/imports/{}", import["id"].as_str().unwrap());
    let settle = app.as_admin().if_match("\"v1\"");
    let wrong = settle.clone().put_json(&path, &json!({"columns": []})).await.expect_status(422).json();
    assert_eq!(wrong["errors"][0]["pointer"], "/columns");
    for (body, pointer) in [
        (json!({"columns": [{"heading": "Qui", "field": "colour"}]}), "/columns/0/field"),
        (json!({"columns": [{"heading": "Nobody", "field": "stage"}]}), "/columns/0/heading"),
        (
            json!({"columns": [{"heading": "Qui", "field": "trade_name"}, {"heading": "Quoi", "field": "trade_name"}]}),
            "/columns/1/field",
        ),
    ] {
        let wrong = settle.clone().put_json(&path, &body).await.expect_status(422).json();
        assert_eq!(wrong["errors"][0]["pointer"], pointer, "{body}");
    }
    let right = json!({"columns": [{"heading": "Qui", "field": "trade_name"}, {"heading": "Quoi", "field": "stage"}]});
    app.as_admin().put_json(&path, &right).await.expect_status(428);
    let settled = settle.clone().put_json(&path, &right).await.expect_status(200);
    assert_eq!(settled.header("etag"), "\"v2\"");
    settle.put_json(&path, &right).await.expect_status(412);
    post(&app).await;
    assert_eq!(read(&app, &path).await["counts"]["new"], 1);
    assert_eq!(upload(&app, file.as_bytes()).await["columns"][1]["field"], "stage", "kept for next time");
}

#[tokio::test]
async fn a_file_in_parts_is_one_file_and_a_broken_one_says_why() {
    let app = app().await;
    let request = || app.as_admin().header("idempotency-key", "parts");
    let begun =
        request().bytes("POST", "/v1/imports?location=icab&chunks=2", None, Vec::new()).await.expect_status(201);
    let path = begun.header("location").to_owned();
    let (first, second) = LIST.as_bytes().split_at(40);
    let put = |n: u32, bytes: &[u8]| {
        let (path, bytes) = (format!("{path}/chunks/{n}"), bytes.to_vec());
        let request = app.as_admin();
        async move { request.bytes("PUT", &path, None, bytes).await }
    };
    assert_eq!(put(1, second).await.expect_status(200).json()["status"], "uploading");
    assert_eq!(put(0, first).await.expect_status(200).json()["status"], "mapping");
    put(2, second).await.expect_status(404);
    put(1, second).await.expect_status(409);
    let import = read(&app, &path).await;
    assert_eq!(checked(&app, &import).await["counts"]["new"], 2);
    let broken = upload(&app, b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d").await;
    assert_eq!((&broken["status"], &broken["failure"]), (&json!("failed"), &json!("format")));
    // Nothing stays of a file that was read, nor of one that turned out too long.
    let of = |import: &Value| import["id"].as_str().unwrap().to_owned();
    assert_eq!(app.store().imports().pieces(&of(&import), None).await.unwrap().0, b"");
    let long = upload(&app, format!("Entreprise\n{}", "Alpha\n".repeat(50_001)).as_bytes()).await;
    assert_eq!((&long["status"], &long["failure"]), (&json!("failed"), &json!("rows")));
    assert!(app.store().imports().page(&of(&long), 0).await.unwrap().0.is_empty());
    let nowhere = app.as_admin().header("idempotency-key", "x");
    nowhere.bytes("POST", "/v1/imports?location=nowhere", None, LIST.into()).await.expect_status(422);
}

#[tokio::test]
async fn a_key_is_of_a_file_with_what_is_said_of_it() {
    let app = app().await;
    let begin = async |query: &str| {
        let request = app.as_admin().header("idempotency-key", "once");
        request.bytes("POST", &format!("/v1/imports?{query}"), None, Vec::new()).await
    };
    let begun = begin("location=icab&name=a.csv&chunks=2").await.expect_status(201);
    let again = begin("name=a.csv&chunks=2&location=icab").await.expect_status(201);
    assert_eq!(again.header("location"), begun.header("location"), "the same, in whichever order");
    for other in ["location=greenbizz&name=a.csv&chunks=2", "location=icab&name=b.csv&chunks=2"] {
        begin(other).await.expect_status(422);
    }
}

/// A workbook of more than a million bytes: notes that can't be packed well.
fn long_workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Entreprise").unwrap();
    sheet.write(0, 1, "Note").unwrap();
    let mut state = 1_u64;
    for row in 1..=5_000 {
        let letters = (0..490).map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from(b'a' + u8::try_from(state >> 60).unwrap())
        });
        sheet.write(row, 0, format!("Company {row}")).unwrap();
        sheet.write(row, 1, letters.collect::<String>()).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn a_long_workbook_is_read_from_its_parts() {
    let app = app().await;
    let file = long_workbook();
    assert!(file.len() > 1_200_000, "{} bytes", file.len());
    let parts = [&file[..1], &file[1..700_001], &file[700_001..]];
    let begin = app.as_admin().header("idempotency-key", "long");
    let begun = begin.bytes("POST", "/v1/imports?location=icab&chunks=3", None, Vec::new()).await.expect_status(201);
    let path = begun.header("location").to_owned();
    let put =
        async |n: usize| app.as_admin().bytes("PUT", &format!("{path}/chunks/{n}"), None, parts[n].to_vec()).await;
    put(0).await.expect_status(200);
    put(2).await.expect_status(200);
    let import = put(1).await.expect_status(200).json();
    assert_eq!((&import["status"], &import["progress"]["total"]), (&json!("mapping"), &json!(5_000)));
    let (last, _) = app.store().imports().page(import["id"].as_str().unwrap(), 99).await.unwrap();
    assert_eq!(last[49][0], "Company 5000");
}

#[tokio::test]
async fn a_host_imports_for_its_own_place_and_sees_no_other_import() {
    let app = app().await;
    let theirs = upload(&app, LIST.as_bytes()).await;
    let role = StaffRole::Host { location: LocationId::parse("greenbizz").unwrap() };
    let host = app.as_staff(role).await.header("sec-fetch-site", "same-origin");
    host.clone().get(&format!("/v1/imports/{}", theirs["id"].as_str().unwrap())).await.expect_status(404);
    let elsewhere = host.clone().header("idempotency-key", "1");
    elsewhere.bytes("POST", "/v1/imports?location=icab", None, LIST.into()).await.expect_status(404);
    let own = host.clone().header("idempotency-key", "2");
    own.bytes("POST", "/v1/imports?location=greenbizz", None, LIST.into()).await.expect_status(201);
    // Neither a row nor a known number takes a member from another place.
    let known = enter(&app, &robotics()).await;
    let file = "Entreprise;BCE;Lieu d'hébergement\r\nZR;0403.019.261;\r\nAway;;ICAB Business & Technology Incubator\r\nGone;;icab\r\n";
    let import = host.clone().header("idempotency-key", "3");
    let import =
        import.bytes("POST", "/v1/imports?location=greenbizz", None, file.into()).await.expect_status(201).json();
    let path = format!("/v1/imports/{}", import["id"].as_str().unwrap());
    host.clone().if_match("*").put_json(&path, &json!({"columns": []})).await.expect_status(200);
    post(&app).await;
    let looked_at = host.clone().get(&path).await.json();
    assert_eq!((&looked_at["counts"]["doubtful"], &looked_at["counts"]["bad"]), (&json!(1), &json!(2)), "{looked_at}");
    let rows = host.clone().get(&format!("{path}/rows?kind=doubtful")).await.json();
    assert_eq!(rows["items"][0]["member"], Value::Null, "whose it is, it is not told");
    assert_eq!(read(&app, &format!("/v1/members/{known}")).await["location"], "icab");
    let ids = |list: &Value| list["items"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
    let own = ids(&host.clone().get("/v1/imports").await.expect_status(200).json());
    assert_eq!((own.len(), &own[0], own.contains(&theirs["id"])), (2, &looked_at["id"], false), "the newest first");
    assert_eq!(ids(&read(&app, "/v1/imports").await).len(), 3);
    let page = host.get("/console/members/imports").await.expect_status(200).text();
    assert!(!page.contains("<select id=\"f-location\""), "a host has one place");
}

#[tokio::test]
async fn by_forms_from_the_file_to_the_undo() {
    let app = app().await;
    let staff = app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    let form = |place: &str, file: &str| {
        format!(
            "--b\r\nContent-Disposition: form-data; name=\"location\"\r\n\r\n{place}\r\n--b\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"liste nov.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--b--\r\n"
        )
    };
    let send = |body: String| {
        let request = staff.clone();
        async move {
            request
                .bytes("POST", "/console/members/imports", Some("multipart/form-data; boundary=b"), body.into())
                .await
        }
    };
    let refused = send(form("icab", "")).await.expect_status(422).text();
    assert!(refused.contains("Ce fichier est vide") && !refused.contains("toujours là"), "{refused}");
    let refused = send(form("icab", "").replace("liste nov.csv", "")).await.expect_status(422).text();
    assert!(refused.contains("Choisissez un fichier"), "{refused}");
    let refused = send(form("", LIST)).await.expect_status(422).text();
    assert!(refused.contains("Choisissez le lieu") && refused.contains("Choisissez de nouveau le fichier"));
    let refused = send(form("icab", "nothing")).await.expect_status(422).text();
    assert!(refused.contains("aucune ligne"));
    let path = send(form("icab", LIST)).await.expect_status(303).header("location").to_owned();
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(page.contains("liste nov.csv") && page.contains("Kanal Data"), "samples help to choose");
    assert!(page.contains("Laisser de côté") && !page.contains("class=\"optional\""), "no field of it is a question");
    assert!(!page.contains("ne seront pas lues"), "every column is a field");
    let columns =
        "column_0=trade_name&column_1=enterprise_number&column_2=stage&column_3=contact_email&column_4=headcount_fte";
    let nameless = columns.replace("column_0=trade_name", "column_0=");
    assert!(page.contains("name=\"version\" value=\"1\""), "{page}");
    staff.clone().post_form(&path, &format!("action=check&version=1&{nameless}")).await.expect_status(422);
    staff.clone().post_form(&path, &format!("action=check&version=9&{columns}")).await.expect_status(412);
    staff.clone().post_form(&path, &format!("action=check&version=1&{columns}")).await.expect_status(303);
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(page.contains("<progress"), "it can be left and come back to");
    let odd = send(form("icab", "Entreprise;Couleur préférée\r\nAlpha;bleu\r\n")).await.expect_status(303);
    let odd = staff.clone().get(odd.header("location")).await.expect_status(200).text();
    assert!(odd.contains("Colonnes qui ne seront pas lues : Couleur préférée."), "{odd}");
    post(&app).await;
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(page.contains("2 fiches seront écrites") && page.contains("bad.csv"), "what it would do");
    assert!(page.contains("à modifier"), "what it would do is still to come");
    for told in ["Lignes qui ajoutent un membre", "Zoé Robotics", "Phase : lancement", "Effectif (ETP) : 9"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(page.contains("E-mail : « brume@ »"), "{page}");
    let bad = staff.clone().get(&format!("{path}/bad.csv")).await.expect_status(200).text();
    assert!(bad.contains("Brume;;énorme;brume@;deux;"), "as a spreadsheet of its language reads it: {bad}");
    let bad = staff.clone().get(&format!("{path}/bad.csv?lang=en")).await.expect_status(200).text();
    assert!(bad.contains("Brume,,énorme,brume@,deux,"), "{bad}");
    staff.clone().post_form(&path, "action=run").await.expect_status(303);
    post(&app).await;
    assert_eq!(names(&app, "").await.len(), 2);
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(page.contains("<strong>2</strong> <span>ajoutés</span>") && !page.contains("à modifier"), "{page}");
    assert!(page.contains("<strong>1</strong> <span>à corriger, laissées</span>"), "{page}");
    staff.clone().post_form(&path, "action=undo").await.expect_status(303);
    post(&app).await;
    assert_eq!(names(&app, "").await.len(), 0);
    let page = staff.clone().get(&path).await.expect_status(200).text();
    for told in ["<strong>2</strong> <span>écrites</span>", "<strong>2</strong> <span>annulées</span>"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    staff.get("/console/members/imports").await.expect_status(200);
}

#[tokio::test]
async fn a_step_that_is_done_twice_or_stops_half_way_does_no_row_twice() {
    let app = app().await;
    let rows = (0..120).map(|n| format!("Company {n:03};;launch;info@company{n:03}.example;1\r\n"));
    let file = format!("Entreprise;BCE;Phase;E-mail;Effectif (ETP)\r\n{}", rows.collect::<Vec<_>>().concat());
    let import = checked(&app, &upload(&app, file.as_bytes()).await).await;
    let id = import["id"].as_str().unwrap().to_owned();
    app.as_admin().send("POST", &format!("/v1/imports/{id}/run")).await.expect_status(202);
    // A process that died after some rows: they stand, and the job says it has not begun.
    let before = app.store().imports().load(&id).await.unwrap().unwrap();
    post(&app).await;
    let after = app.store().imports().load(&id).await.unwrap().unwrap();
    let mut tx = store::Transaction::new();
    app.store().imports().save(&mut tx, after.version, &before.value);
    app.store().commit(tx).await.unwrap();
    post(&app).await;
    assert_eq!(read(&app, &format!("/v1/imports/{id}")).await["status"], "done");
    let counts = app.store().members().counts().await.unwrap();
    assert_eq!(counts.values().map(|one| one.members).sum::<u32>(), 120, "every row once");
    let undone = does(&app, &import, "undo").await;
    assert_eq!(undone["status"], "undone");
    assert_eq!(names(&app, "").await.len(), 0);
}

fn program(arguments: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let run = Command::new(root.join(".tools/venv/bin/python"))
        .arg(root.join("tests/interop/members.py"))
        .args(arguments)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[tokio::test]
async fn files_of_other_programs_are_read_alike_with_every_bad_row_named() {
    let folder = folder("lists");
    for name in program(&["write", folder.to_str().unwrap()]).lines() {
        let app = app().await;
        let file = std::fs::read(folder.join(name)).unwrap();
        let import = checked(&app, &upload(&app, &file).await).await;
        let id = import["id"].as_str().unwrap();
        assert_eq!(
            (&import["counts"]["new"], &import["counts"]["bad"]),
            (&json!(2), &json!(if name.ends_with("xlsx") { 51 } else { 50 })),
            "{name}: {import}"
        );
        let new = read(&app, &format!("/v1/imports/{id}/rows?kind=new")).await;
        let first = &new["items"][0]["cells"];
        assert_eq!((&first[0], &first[6]), (&json!("Zoé Robotics"), &json!("deux\nlignes")), "{name}");
        let bad = read(&app, &format!("/v1/imports/{id}/rows?kind=bad&limit=100")).await;
        for row in bad["items"].as_array().unwrap().iter().take(50) {
            assert!(
                row["row"].as_u64().unwrap() > 2 && !row["errors"][0]["detail"].as_str().unwrap().is_empty(),
                "{row}"
            );
            assert!(row["errors"][0]["column"].is_string() && row["errors"][0]["value"].is_string(), "{name}: {row}");
        }
        let import = does(&app, &import, "run").await;
        assert_eq!(import["status"], "done");
        let zoe = read(&app, "/v1/members?q=robotics").await["items"][0]["id"].as_str().unwrap().to_owned();
        let zoe = read(&app, &format!("/v1/members/{zoe}")).await;
        assert_eq!(
            (&zoe["founded_on"], &zoe["headcount_fte"], &zoe["stage"]),
            (&json!("2025-02-01"), &json!(2.5), &json!("launch")),
            "{name}"
        );
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn other_programs_read_the_files_and_find_no_formula() {
    let app = app().await;
    let at = app.store().now();
    let starts = ["=1+1", "+2", "-3", "@SUM(A1)", "\tTab", "\rReturn"].into_iter().enumerate();
    let all = starts.map(|(n, name)| json!({"id": format!("m{n}"), "name": name, "last_contact_at": at}));
    listed(&app, &store::keys::MemberList::All, &all.collect::<Vec<_>>()).await;
    let folder = folder("files");
    for kind in ["csv", "xlsx"] {
        let file = folder.join(format!("members.{kind}"));
        let body = app.as_admin().get(&format!("/v1/members.{kind}")).await.expect_status(200).body;
        std::fs::write(&file, body).unwrap();
        let rows: Vec<Vec<Value>> = serde_json::from_str(&program(&["read", file.to_str().unwrap()])).unwrap();
        assert_eq!(rows.len(), 7, "{kind}");
        for row in &rows[1..] {
            let name = row[1].as_str().unwrap();
            assert!(name != "FORMULA" && !name.starts_with(['=', '+', '-', '@', '\t', '\r']), "{kind}: {name}");
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}
