//! Pages that tell how far the work is, and what is looked at on them.

use serde_json::json;

use crate::common::{Desk, FROM, submission};

#[tokio::test]
async fn a_page_comes_again_while_work_goes_on_and_then_says_that_it_is_done() {
    let desk = Desk::new().await;
    let staff = desk.coordinator().await;
    let fields = [("from", FROM), ("weeks", "2"), ("keep", "none")];
    let asked = staff.clone().form("/console/plans", &fields).await.expect_status(303);
    let to = asked.header("location").to_owned();
    let path = to.split('?').next().unwrap();
    let waits = staff.clone().get(&to).await.expect_status(200);
    assert!(waits.header("refresh").starts_with(&format!("5; url={path}")), "{}", waits.header("refresh"));
    assert!(!waits.header("refresh").contains("done"), "what was just done is not said again");
    flows::plans::work_out(desk.app.store()).await.unwrap();
    let done = staff.clone().get(&to).await.expect_status(200);
    assert_eq!(done.header("refresh"), "");
    assert!(done.text().contains("La proposition est calculée."), "{}", done.text());
    let id = path.rsplit('/').next().unwrap();
    desk.post(id, "again", &json!({})).await.expect_status(202);
    let again = staff.clone().get(&format!("{path}?done=again")).await.expect_status(200);
    assert!(again.header("refresh").starts_with("5;") && again.text().contains("0 %"), "{}", again.text());
    flows::plans::work_out(desk.app.store()).await.unwrap();
    staff.clone().form(&format!("{path}/publish"), &[]).await.expect_status(303);
    let going_on = staff.clone().get(path).await.expect_status(200);
    assert!(going_on.header("refresh").starts_with("5;"), "{}", going_on.text());
    desk.dispatch().await;
    let published = staff.get(&format!("{path}?done=published")).await.expect_status(200);
    assert_eq!(published.header("refresh"), "");
    assert!(published.text().contains("C’est publié."), "{}", published.text());
}

#[tokio::test]
async fn a_form_sent_twice_asks_for_one_rota_and_changed_for_another() {
    let desk = Desk::new().await;
    let staff = desk.coordinator().await;
    let form = staff.clone().get("/console/plans").await.expect_status(200).text();
    let key = submission(&form);
    let send = async |weeks: &str| {
        let fields = [("submission", key.as_str()), ("from", FROM), ("weeks", weeks), ("keep", "none")];
        staff.clone().form("/console/plans", &fields).await.expect_status(303).header("location").to_owned()
    };
    let first = send("2").await;
    assert_eq!(send("2").await, first, "pressed twice it is one");
    assert_ne!(send("3").await, first, "gone back to and changed it is another");
    let listed = desk.app.as_admin().get("/v1/plans").await.expect_status(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 2, "{listed}");
}

#[tokio::test]
async fn of_an_agency_without_gaps_only_that_is_said_and_an_unknown_one_is_refused() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    let path = format!("/console/plans/{id}");
    let staff = desk.coordinator().await;
    for wrong in ["agency=nobody", "place=nowhere"] {
        staff.clone().get(&format!("{path}?{wrong}")).await.expect_status(422);
    }
    let plan = desk.plan(&id).await;
    let catalogue = desk.app.store().catalogue().load().await.unwrap();
    let has_gaps = |id: &str| plan["gaps"].as_array().unwrap().iter().any(|gap| gap["agency"] == id);
    let one = catalogue.agencies.values().find(|one| !has_gaps(one.id.as_str())).unwrap();
    let page = staff.get(&format!("{path}?agency={}", one.id)).await.expect_status(200).text();
    assert!(page.contains("Rien ne manque pour") && !page.contains("tout ce qui est attendu est servi"), "{page}");
}
