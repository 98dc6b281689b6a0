//! The end of a stay, by the form and by a list; and a company that is there already.

use domain::ids::LocationId;
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::{Request, TestApp};

use crate::bench::{app, enter, hidden, names, read};
use crate::imports::{checked, does, upload};

async fn host(app: &TestApp) -> Request<'_> {
    let role = StaffRole::Host { location: LocationId::parse("icab").unwrap() };
    app.as_staff(role).await.header("sec-fetch-site", "same-origin").header("accept-language", "en")
}

async fn hosted(app: &TestApp, id: &str) -> Value {
    read(app, &format!("/v1/members/{id}")).await["hosted"].clone()
}

#[tokio::test]
async fn a_host_says_that_a_member_left_and_takes_it_back() {
    let app = app().await;
    let id = enter(&app, &json!({"name": "Kanal Data", "location": "icab", "hosted_since": "2024-05-01"})).await;
    let (host, path) = (host(&app).await, format!("/console/members/{id}"));
    let form = host.clone().get(&format!("{path}/change")).await.expect_status(200).text();
    assert!(form.contains("name=\"hosted_until\""), "{form}");
    let save = async |version: u32, fields: &str, status: u16| {
        let form = format!("version={version}&trade_name=Kanal+Data&host_location=icab&{fields}");
        host.clone().post_form(&format!("{path}/change"), &form).await.expect_status(status)
    };
    let wrong = save(1, "hosted_since=2024-05-01&hosted_until=2024-04-30", 422).await.text();
    assert!(wrong.contains("id=\"f-hosted-until-error\""), "{wrong}");
    save(1, "hosted_since=2024-05-01&hosted_until=2026-11-20", 303).await;
    let left = json!([{"location": "icab", "from": "2024-05-01", "to": "2026-11-20"}]);
    assert_eq!(hosted(&app, &id).await, left);
    let list = host.clone().get("/console/members").await.expect_status(200).text();
    assert!(list.contains("left</span>"), "{list}");
    assert_eq!(names(&app, "?location=icab&hosted_from=2026-11-21").await, [] as [&str; 0], "from the day after");
    let page = host.clone().get(&format!("{path}/change")).await.expect_status(200).text();
    assert!(page.contains("value=\"2026-11-20\""), "{page}");
    // Whatever else is changed leaves it as it is.
    save(2, "hosted_since=2024-05-01&hosted_until=2026-11-20&stage=launch", 303).await;
    assert_eq!(hosted(&app, &id).await, left);
    save(3, "hosted_since=2024-05-01&hosted_until=", 303).await;
    assert_eq!(hosted(&app, &id).await, json!([{"location": "icab", "from": "2024-05-01"}]));
}

#[tokio::test]
async fn who_moves_takes_no_day_of_the_stay_before_along() {
    let app = app().await;
    let body =
        json!({"name": "Kanal Data", "hosted": [{"location": "icab", "from": "2024-05-01", "to": "2026-12-31"}]});
    let id = enter(&app, &body).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    let form =
        "version=1&trade_name=Kanal+Data&host_location=greenbizz&hosted_since=2024-05-01&hosted_until=2026-12-31";
    staff.post_form(&format!("/console/members/{id}/change"), form).await.expect_status(303);
    let moved = json!([
        {"location": "icab", "from": "2024-05-01", "to": "2026-11-23"}, {"location": "greenbizz", "from": "2026-11-24"}
    ]);
    assert_eq!(hosted(&app, &id).await, moved);
}

#[tokio::test]
async fn what_was_read_of_who_left_is_sent_back_without_a_change() {
    let app = app().await;
    let body =
        json!({"name": "Kanal Data", "hosted": [{"location": "icab", "from": "2024-05-01", "to": "2026-10-31"}]});
    let path = format!("/v1/members/{}", enter(&app, &body).await);
    let known = app.as_admin().get(&path).await;
    let again = app.as_admin().if_match(known.header("etag")).put_json(&path, &known.json()).await.expect_status(200);
    assert_eq!(again.json()["hosted"], body["hosted"]);
}

#[tokio::test]
async fn a_list_says_who_left_by_any_of_its_headings() {
    let app = app().await;
    let id = enter(&app, &json!({"name": "Kanal Data", "location": "icab", "hosted_since": "2024-05-01"})).await;
    let list = "Naam;Gevestigd sinds;Vertrokken op\r\nKanal Data;01/05/2024;31/10/2026\r\nBrume;;1-2-2025\r\n";
    let import = checked(&app, &upload(&app, list.as_bytes()).await).await;
    assert_eq!(import["columns"][2]["field"], "hosted_until");
    assert_eq!((&import["counts"]["changed"], &import["counts"]["new"]), (&json!(1), &json!(1)), "{import}");
    let staff = app.as_staff(StaffRole::Coordinator).await.header("accept-language", "en");
    let page = staff.get(&format!("/console/members/imports/{}", import["id"].as_str().unwrap())).await.text();
    assert!(page.contains("Hosted until: unknown → 31 Oct 2026"), "{page}");
    does(&app, &import, "run").await;
    assert_eq!(hosted(&app, &id).await, json!([{"location": "icab", "from": "2024-05-01", "to": "2026-10-31"}]));
    let again = checked(&app, &upload(&app, list.as_bytes()).await).await;
    assert_eq!(again["counts"]["same"], 2, "{again}");
    // And by the product's own file.
    let file = app.as_admin().header("accept-language", "fr").get("/v1/members.csv").await.text();
    let own = upload(&app, file.as_bytes()).await;
    let until = own["columns"].as_array().unwrap().iter().find(|one| one["field"] == "hosted_until");
    assert_eq!(until.unwrap()["samples"], json!(["2025-02-01", "2026-10-31"]));
    does(&app, &import, "undo").await;
    assert_eq!(hosted(&app, &id).await, json!([{"location": "icab", "from": "2024-05-01"}]));
}

#[tokio::test]
async fn a_title_is_passed_over_and_a_column_without_a_heading_is_shown() {
    let app = app().await;
    let list = "Leden ICAB, november 2026\r\n\r\nNaam;;E-mail\r\nAlpha;Jette;info@alpha.example;extra\r\n\
        Beta;Evere;info@beta.example;\r\n";
    let import = checked(&app, &upload(&app, list.as_bytes()).await).await;
    let fields: Vec<&Value> = import["columns"].as_array().unwrap().iter().map(|column| &column["field"]).collect();
    assert_eq!(fields, [&json!("trade_name"), &Value::Null, &json!("contact_email"), &Value::Null], "{import}");
    assert_eq!(import["counts"]["new"], 2, "{import}");
    let rows = read(&app, &format!("/v1/imports/{}/rows", import["id"].as_str().unwrap())).await;
    assert_eq!(rows["items"][0]["row"], 4, "as a spreadsheet numbers it");
    let staff = app.as_staff(StaffRole::Coordinator).await.header("accept-language", "en");
    let page = staff.get(&format!("/console/members/imports/{}", import["id"].as_str().unwrap())).await.text();
    assert!(page.contains("Columns that will not be read: Column 2, Column 4."), "{page}");
    assert!(page.contains("Jette · Evere"), "with samples: {page}");
    let one = checked(&app, &upload(&app, "Naam\r\nAlpha\r\nGamma, Delta\r\n".as_bytes()).await).await;
    assert_eq!((one["columns"].as_array().unwrap().len(), &one["counts"]["new"]), (1, &json!(2)), "{one}");
}

#[tokio::test]
async fn a_company_that_is_there_already_is_entered_only_if_somebody_insists() {
    let app = app().await;
    let known = json!({"name": "Kanal Data SRL", "location": "icab", "enterprise_number": "0403.019.261"});
    let known = enter(&app, &known).await;
    enter(&app, &json!({"name": "Brume", "location": "greenbizz"})).await;
    let host = host(&app).await;
    let form = host.clone().get("/console/members/new").await.expect_status(200).text();
    let id = hidden(&form, "id");
    let fields = |more: &str| format!("id={id}&host_location=icab&{more}");
    for again in ["trade_name=kanal+data", "trade_name=KD&enterprise_number=0403.019.261"] {
        let page = host.clone().post_form("/console/members/new", &fields(again)).await.expect_status(422).text();
        assert!(page.contains("This member is here already"), "{again}: {page}");
        assert!(page.contains(&format!("href=\"/console/members/{known}\"")), "with a link: {page}");
        assert!(page.contains("name=\"anyway\" value=\"true\""), "{page}");
    }
    assert_eq!(names(&app, "?location=icab").await.len(), 1);
    let insists = fields("trade_name=kanal+data&anyway=true");
    host.clone().post_form("/console/members/new", &insists).await.expect_status(303);
    host.clone().post_form("/console/members/new", &insists).await.expect_status(303);
    assert_eq!(names(&app, "?location=icab").await.len(), 2, "sent twice, entered once");
    // One of that name elsewhere is none of a host's.
    let form = host.clone().get("/console/members/new").await.expect_status(200).text();
    let other = format!("id={}&host_location=icab&trade_name=Brume", hidden(&form, "id"));
    host.post_form("/console/members/new", &other).await.expect_status(303);
}

#[tokio::test]
async fn the_lists_file_is_as_a_spreadsheet_of_its_language_reads_it() {
    let app = app().await;
    enter(&app, &json!({"name": "Kanal Data", "location": "icab"})).await;
    let staff = app.as_staff(StaffRole::Coordinator).await;
    for (language, sign) in [("fr", ';'), ("nl", ';'), ("en", ',')] {
        let file = staff.clone().get(&format!("/console/members/list.csv?lang={language}")).await.expect_status(200);
        assert!(file.text().contains(&format!("{sign}Kanal Data{sign}")), "{language}: {}", file.text());
    }
    let api = app.as_admin().get("/v1/members.csv?lang=nl").await.expect_status(200).text();
    assert!(api.contains(",Kanal Data,"), "a program's stays as it was: {api}");
}
