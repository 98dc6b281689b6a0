//! Rows of a list that may be of a known member: a person says what they are.

use domain::ids::LocationId;
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::TestApp;

use crate::bench::{app, enter, hidden, names, post, read, robotics};
use crate::imports::{checked, does};

/// Doubtful for each reason: known at another place; there already with another
/// address; twice in the list, once of a known member and once of a new one.
const DOUBTFUL: &str = "Entreprise;BCE;E-mail;Effectif (ETP)\r\n\
    Zoé Robotics;0403.019.261;;7\r\n\
    Kanal Data;;other@elsewhere.example;4\r\n\
    Kanal Data;;third@elsewhere.example;5\r\n\
    Brume;;info@brume.example;1\r\n\
    Brume;;info@brume.example;2\r\n";

/// The list for Greenbizz, looked at: Zoé Robotics is at ICAB, Kanal Data there.
async fn doubtful(app: &TestApp) -> (String, String, Value) {
    let robotics = enter(app, &robotics()).await;
    let kanal =
        json!({"name": "Kanal Data", "location": "greenbizz", "contact_email": "info@kanal.example", "stage": "idea"});
    let kanal = enter(app, &kanal).await;
    let key = app.store().ids().next();
    let send = app.as_admin().header("idempotency-key", &key);
    let import = send.bytes("POST", "/v1/imports?location=greenbizz", None, DOUBTFUL.into()).await.expect_status(201);
    (robotics, kanal, checked(app, &import.json()).await)
}

#[tokio::test]
async fn a_doubtful_row_is_what_a_person_says_that_it_is() {
    let app = app().await;
    let (robotics, kanal, import) = doubtful(&app).await;
    let path = format!("/v1/imports/{}", import["id"].as_str().unwrap());
    let rows = read(&app, &format!("{path}/rows?kind=doubtful")).await;
    let told = |at: usize| {
        let (row, doubt) = (&rows["items"][at], &rows["items"][at]["doubt"]);
        json!([row["row"], row["member"], doubt["because"], doubt["before"], doubt["name"], doubt["location"]])
    };
    assert_eq!(told(0), json!([2, robotics, "elsewhere", null, "Zoé Robotics", "icab"]));
    assert_eq!(told(1), json!([3, kanal, "other_mail", null, "Kanal Data", "greenbizz"]));
    assert_eq!(told(2), json!([4, kanal, "twice", 3, "Kanal Data", "greenbizz"]));
    assert_eq!(told(3), json!([6, null, "twice", 5, null, null]));
    let say = |row: u32, body: Value| {
        let (request, path) = (app.as_admin().if_match("*"), format!("{path}/rows/{row}"));
        async move { request.put_json(&path, &body).await }
    };
    say(5, json!({"is": "new"})).await.expect_status(404);
    say(1, json!({"is": "new"})).await.expect_status(404);
    say(0, json!({"is": "new"})).await.expect_status(404);
    say(99, json!({"is": "new"})).await.expect_status(404);
    let nobody = say(6, json!({"is": "member"})).await.expect_status(422).json();
    assert_eq!(nobody["errors"][0]["pointer"], "/member");
    let nobody = say(2, json!({"is": "member", "member": "nobody"})).await.expect_status(422).json();
    assert_eq!(nobody["errors"][0]["pointer"], "/member");
    let said = say(2, json!({"is": "new"})).await.expect_status(200).json();
    assert_eq!(said["doubt"]["decision"], json!({"is": "new"}));
    let said = say(2, json!({"is": "member"})).await.expect_status(200).json();
    assert_eq!(said["doubt"]["decision"], json!({"is": "member", "member": robotics}), "the last word counts");
    say(3, json!({"is": "member"})).await.expect_status(200);
    say(4, json!({"is": "member"})).await.expect_status(200);
    say(6, json!({"is": "left_out"})).await.expect_status(200);
    let decided = read(&app, &path).await;
    assert_eq!(decided["decided"], json!({"written": 3, "left_out": 1, "undecided": 0}));

    let import = does(&app, &decided, "run").await;
    say(2, json!({"is": "new"})).await.expect_status(409);
    assert_eq!(names(&app, "").await, ["Brume", "Kanal Data", "Zoé Robotics"]);
    let of = |id: &str| format!("/v1/members/{id}");
    let moved = read(&app, &of(&robotics)).await;
    assert_eq!((&moved["location"], moved["headcount_fte"].as_f64()), (&json!("greenbizz"), Some(7.0)));
    assert_eq!(
        read(&app, &of(&kanal)).await["headcount_fte"].as_f64(),
        Some(5.0),
        "two rows of one member, one after the other"
    );
    let import = does(&app, &import, "undo").await;
    assert_eq!(import["kept"], json!([]));
    assert_eq!(names(&app, "").await, ["Kanal Data", "Zoé Robotics"]);
    assert_eq!(read(&app, &of(&robotics)).await["location"], "icab");
    let back = read(&app, &of(&kanal)).await;
    assert_eq!((back.get("headcount_fte"), &back["contact_email"]), (None, &json!("info@kanal.example")));
}

#[tokio::test]
async fn two_people_who_decide_at_once_do_not_overwrite_each_other() {
    let app = app().await;
    let (_, _, import) = doubtful(&app).await;
    let path = format!("/v1/imports/{}", import["id"].as_str().unwrap());
    let read = app.as_admin().get(&path).await.header("etag").to_owned();
    let say = async |etag: &str, row: u32, is: &str| {
        let request = app.as_admin().if_match(etag);
        request.put_json(&format!("{path}/rows/{row}"), &json!({"is": is})).await
    };
    app.as_admin().put_json(&format!("{path}/rows/2"), &json!({"is": "new"})).await.expect_status(428);
    let first = say(&read, 2, "new").await.expect_status(200);
    say(&read, 2, "left_out").await.expect_status(412);
    // What is answered fits the next row: nothing is read in between.
    let next = say(first.header("etag"), 3, "left_out").await.expect_status(200);
    say(next.header("etag"), 4, "left_out").await.expect_status(200);
    // Rows are other rows once the columns are settled again.
    app.as_admin().if_match(next.header("etag")).put_json(&path, &json!({"columns": []})).await.expect_status(412);
}

#[tokio::test]
async fn columns_that_are_settled_again_forget_what_was_decided() {
    let app = app().await;
    let (_, _, import) = doubtful(&app).await;
    let path = format!("/v1/imports/{}", import["id"].as_str().unwrap());
    app.as_admin().if_match("*").put_json(&format!("{path}/rows/2"), &json!({"is": "new"})).await.expect_status(200);
    let again = checked(&app, &import).await;
    assert_eq!(again["decided"], json!({"written": 0, "left_out": 0, "undecided": 4}));
    does(&app, &again, "run").await;
    assert_eq!(names(&app, "").await, ["Brume", "Kanal Data", "Zoé Robotics"], "undecided, left out");
}

#[tokio::test]
async fn one_company_is_told_twice_however_far_apart_its_rows_are() {
    let app = app().await;
    let rows = (0..1_001).map(|n| format!("Company {:04}\n", n % 1_000)).collect::<Vec<_>>().concat();
    let send = app.as_admin().header("idempotency-key", "far");
    let file = format!("Entreprise\n{rows}").into_bytes();
    let import = send.bytes("POST", "/v1/imports?location=icab", None, file).await.expect_status(201).json();
    let import = checked(&app, &import).await;
    assert_eq!((&import["counts"]["new"], &import["counts"]["doubtful"]), (&json!(1_000), &json!(1)));
    let path = format!("/v1/imports/{}/rows?kind=doubtful", import["id"].as_str().unwrap());
    let row = &read(&app, &path).await["items"][0];
    assert_eq!((&row["row"], &row["doubt"]["before"]), (&json!(1_002), &json!(2)));
}

#[tokio::test]
async fn a_number_a_name_or_an_address_that_stands_before_tells_one_company() {
    let app = app().await;
    let file = "Entreprise;BCE;E-mail\r\n\
        Gelijk BV;0403.170.701;a@gelijk.example\r\n\
        Gelijk;;b@gelijk.example\r\n\
        ;;\r\n\
        Anders;BE 0403 170 701;\r\n\
        Andere naam;;A@gelijk.example\r\n\
        Verder;;b@gelijk.example\r\n\
        Nieuw;0403.019.261;c@nieuw.example\r\n\
        Nieuw;0403.200.393;c@nieuw.example\r\n";
    let send = app.as_admin().header("idempotency-key", "alike");
    let import = send.bytes("POST", "/v1/imports?location=icab", None, file.into()).await.expect_status(201).json();
    let import = checked(&app, &import).await;
    assert_eq!(
        (&import["counts"]["new"], &import["counts"]["doubtful"]),
        (&json!(3), &json!(4)),
        "two numbers are two companies: {import}"
    );
    let path = format!("/v1/imports/{}/rows?kind=doubtful", import["id"].as_str().unwrap());
    let rows = read(&app, &path).await;
    let told = rows["items"].as_array().unwrap().iter().map(|row| json!([row["row"], row["doubt"]["before"]]));
    let expected = [json!([3, 2]), json!([5, 2]), json!([6, 2]), json!([7, 3])];
    assert_eq!(told.collect::<Vec<_>>(), expected, "the address of a doubtful row counts as well");
    let all = read(&app, &path.replace("?kind=doubtful", "")).await;
    let all: Vec<u64> = all["items"].as_array().unwrap().iter().map(|row| row["row"].as_u64().unwrap()).collect();
    assert_eq!(all, [2, 3, 5, 6, 7, 8, 9], "a row that says nothing has a number and is no row");
    let import = does(&app, &import, "run").await;
    assert_eq!((&import["status"], &import["counts"]["same"]), (&json!("done"), &json!(0)));
    assert_eq!(names(&app, "").await, ["Gelijk BV", "Nieuw", "Nieuw"]);
}

#[tokio::test]
async fn a_host_decides_about_no_member_of_another_place() {
    let app = app().await;
    let (robotics, _, theirs) = doubtful(&app).await;
    let role = StaffRole::Host { location: LocationId::parse("greenbizz").unwrap() };
    let host = app.as_staff(role).await.header("sec-fetch-site", "same-origin").if_match("*");
    let of_coordinator = format!("/v1/imports/{}", theirs["id"].as_str().unwrap());
    host.clone().get(&of_coordinator).await.expect_status(404);
    let send = host.clone().header("idempotency-key", "own");
    let own =
        send.bytes("POST", "/v1/imports?location=greenbizz", None, DOUBTFUL.into()).await.expect_status(201).json();
    let path = format!("/v1/imports/{}", own["id"].as_str().unwrap());
    host.clone().put_json(&path, &json!({"columns": []})).await.expect_status(200);
    post(&app).await;
    let row = format!("{path}/rows/2");
    for body in [json!({"is": "member"}), json!({"is": "member", "member": robotics})] {
        let refused = host.clone().put_json(&row, &body).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/member", "{body}");
    }
    app.as_admin().if_match("*").put_json(&row, &json!({"is": "member", "member": robotics})).await.expect_status(422);
    host.clone().put_json(&row, &json!({"is": "new"})).await.expect_status(200);
    let page = host.clone().get(&path.replace("/v1/", "/console/members/")).await.expect_status(200).text();
    assert!(page.contains("demandez à la coordination") && !page.contains("ICAB"), "whose it is, it is not told");
    let list = host.get("/console/members/imports").await.expect_status(200).text();
    assert!(!list.contains(theirs["id"].as_str().unwrap()) && list.contains(own["id"].as_str().unwrap()));
}

#[tokio::test]
async fn by_forms_doubtful_rows_are_decided_and_the_rest_is_said_to_be_left_out() {
    let app = app().await;
    let (robotics, _, import) = doubtful(&app).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    let path = format!("/console/members/imports/{}", import["id"].as_str().unwrap());
    let page = staff.clone().get(&path).await.expect_status(200).text();
    for shown in [
        "Ligne 2 : Zoé Robotics",
        "C’est Zoé Robotics, ICAB",
        "connue dans un autre lieu",
        "avec une autre adresse",
        "figure déjà à la ligne 5",
        "sans décision : 4",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(page.contains(&format!("/console/members/{robotics}")), "the member can be looked at");
    let version = hidden(&page, "version");
    let decide = format!("action=decide&version={version}&row_2=member&row_3=new&row_4=left_out");
    staff.clone().post_form(&path, &decide).await.expect_status(303);
    let late = format!("action=decide&version={version}&row_2=left_out");
    staff.clone().post_form(&path, &late).await.expect_status(412);
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(page.contains("À écrire : 2 ; à laisser : 1 ; sans décision : 1"), "{page}");
    assert_eq!(page.matches("checked").count(), 3, "what was chosen stays chosen");
    assert!(page.contains("3 fiches seront écrites"), "Brume, and two that were decided about");
    staff.clone().post_form(&path, "action=run").await.expect_status(303);
    post(&app).await;
    assert_eq!(names(&app, "").await, ["Brume", "Kanal Data", "Kanal Data", "Zoé Robotics"]);
    let report = staff.get(&path).await.expect_status(200).text();
    assert!(report.contains("sans décision : 1") && !report.contains("name=\"row_2\""), "{report}");
}
