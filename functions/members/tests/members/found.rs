//! Finding members: filters, searches, pages, files, counts.

use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::TestApp;

use crate::bench::{app, enter, listed, names, post, read, robotics};
use crate::needs::state_of;

/// Five members at three places.
async fn five(app: &TestApp) {
    let some: [Value; 4] = [
        json!({"name": "Éclair Data", "location": "icab", "stage": "growth", "ict_domain": ["ai_data"]}),
        json!({"name": "Kanal Games SRL", "location": "greenbizz", "stage": "launch", "ict_domain": ["games"]}),
        json!({"name": "Stadsgids.ai", "location": "greenbizz", "stage": "idea", "contact_email": "a@stadsgids.example"}),
        json!({"name": "Banana", "location": "greenbizz", "legal_form": "project"}),
    ];
    for one in some.iter().chain([&robotics()]) {
        enter(app, one).await;
    }
}

#[tokio::test]
async fn filters_narrow_the_list_alone_and_together() {
    let app = app().await;
    five(&app).await;
    let all = ["Banana", "Éclair Data", "Kanal Games SRL", "Stadsgids.ai", "Zoé Robotics"];
    assert_eq!(names(&app, "").await, all, "by name, accents aside");
    for (query, expected) in [
        ("?location=icab", &["Éclair Data", "Zoé Robotics"][..]),
        ("?stage=launch", &["Kanal Games SRL", "Zoé Robotics"]),
        ("?ict_domain=ai_data", &["Éclair Data", "Zoé Robotics"]),
        ("?ict_domain=ai_data&stage=growth", &["Éclair Data"]),
        ("?proposal=rd_grant", &["Zoé Robotics"]),
        ("?proposal=any&location=greenbizz&stage=idea", &["Stadsgids.ai"]),
        ("?missing=stage", &["Banana"]),
        ("?missing=any&location=icab", &["Éclair Data"]),
        ("?silent_months=1", &[]),
        ("?need_type=rd_grant", &[]),
    ] {
        let mut found = names(&app, query).await;
        found.sort_by_key(|name| domain::member::matching::fold(name));
        assert_eq!(found, expected, "{query}");
    }
    app.as_admin().get("/v1/members?colour=blue").await.expect_status(422);
    app.clock.advance(chrono::TimeDelta::days(70));
    assert_eq!(names(&app, "?silent_months=2").await.len(), 5);
    assert_eq!(names(&app, "?silent_months=3").await.len(), 0);
    assert_eq!(names(&app, "?silent_months=2&q=zoe&location=icab").await, ["Zoé Robotics"]);
    assert_eq!(names(&app, "?silent_months=3&q=zoe").await, [] as [&str; 0], "a search is narrowed, too");
    assert_eq!(names(&app, "?q=%F0%9F%9A%80").await, [] as [&str; 0], "signs stand in no name");
    app.as_admin().get("/v1/members?location=nowhere").await.expect_status(422);
}

#[tokio::test]
async fn whoever_has_an_open_need_of_any_kind_is_found_on_page_in_api_and_files() {
    let app = app().await;
    five(&app).await;
    for (company, email, kinds) in [
        ("Zoé Robotics", "zoe@zoe-robotics.example", &["hiring", "workspace"][..]),
        ("Stadsgids.ai", "a@stadsgids.example", &[]),
    ] {
        state_of(&app, company, (email, None), kinds).await;
    }
    post(&app).await;
    for (query, expected) in [
        ("need_type=any", &["Stadsgids.ai", "Zoé Robotics"][..]),
        ("need_type=workspace", &["Zoé Robotics"]),
        ("need_type=any&location=icab", &["Zoé Robotics"]),
        ("need_type=any&stage=idea", &["Stadsgids.ai"]),
        ("need_type=any&q=gids", &["Stadsgids.ai"]),
        ("need_type=any&q=banana", &[]),
    ] {
        let mut found = names(&app, &format!("?{query}")).await;
        found.sort();
        assert_eq!(found, expected, "{query}");
        let csv = app.as_admin().get(&format!("/v1/members.csv?{query}")).await.expect_status(200).text();
        assert_eq!(csv.lines().count(), 1 + expected.len(), "{query}: {csv}");
        assert!(expected.iter().all(|name| csv.contains(name)), "{query}: {csv}");
    }
    app.as_admin().get("/v1/members.xlsx?need_type=any").await.expect_status(200);
    for wrong in ["need_type=No%20kind", "proposal=No%20kind"] {
        app.as_admin().get(&format!("/v1/members?{wrong}")).await.expect_status(422);
    }
    let staff = app.as_staff(StaffRole::Coordinator).await.header("accept-language", "en");
    let page = staff.get("/console/members?need_type=any").await.expect_status(200).text();
    assert!(page.contains("Stadsgids.ai") && page.contains("Zoé Robotics") && !page.contains("Banana"), "{page}");
    assert!(page.contains("<option value=\"any\" selected>any</option>"), "the form says what is asked: {page}");
    assert!(page.contains("/console/members/list.csv?need_type=any&amp;lang=en"), "and the file is of the same");
}

#[tokio::test]
async fn a_part_of_a_name_a_number_or_an_address_finds() {
    let app = app().await;
    five(&app).await;
    for (q, expected) in [
        ("zoe", &["Zoé Robotics"][..]),
        ("ROBOT", &["Zoé Robotics"]),
        ("botics", &["Zoé Robotics"]),
        ("robotics zoé", &["Zoé Robotics"]),
        ("eclair", &["Éclair Data"]),
        ("ana", &["Banana", "Kanal Games SRL"]),
        ("gids", &["Stadsgids.ai"]),
        ("0403.019", &["Zoé Robotics"]),
        ("403019261", &["Zoé Robotics"]),
        ("019.26", &["Zoé Robotics"]),
        ("261", &["Zoé Robotics"]),
        ("BE 0403.019.261", &["Zoé Robotics"]),
        ("zoe@zoe-robotics.example", &["Zoé Robotics"]),
        ("zoe@Zoe-r", &["Zoé Robotics"]),
        ("zo@", &["Zoé Robotics"]),
        ("zo@zoe-robotics.example", &[]),
        ("oe@", &[]),
        ("A@", &["Stadsgids.ai"]),
        ("@zoe-rob", &["Zoé Robotics"]),
        ("@zoe-robotics.example", &["Zoé Robotics"]),
        ("@", &[]),
        ("ZOE+x@zoe-robotics.example", &["Zoé Robotics"]),
        ("b", &["Banana"]),
        ("nothing like it", &[]),
        ("zoe games", &[]),
    ] {
        let query = format!("?q={}", q.replace('+', "%2B").replace(' ', "+").replace('é', "%C3%A9"));
        let mut found = names(&app, &query).await;
        found.sort();
        assert_eq!(found, expected, "{q}");
    }
    assert_eq!(names(&app, "?q=data&location=greenbizz").await, Vec::<String>::new());
}

#[tokio::test]
async fn pages_of_a_search_hold_each_member_once() {
    let app = app().await;
    for n in 0..7 {
        enter(&app, &json!({"name": format!("Banana ananas {n}"), "location": "icab"})).await;
    }
    for filter in ["q=ana", "location=icab", "missing=any", "silent_months=1"] {
        if filter.starts_with("silent") {
            app.clock.advance(chrono::TimeDelta::days(40));
        }
        let (mut found, mut query) = (Vec::new(), format!("?{filter}&limit=3"));
        loop {
            let page = read(&app, &format!("/v1/members{query}")).await;
            found.extend(page["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(next) => query = format!("?{filter}&limit=3&cursor={next}"),
                None => break,
            }
        }
        found.sort();
        let all: Vec<String> = (0..7).map(|n| format!("Banana ananas {n}")).collect();
        assert_eq!(found, all, "{filter}");
    }
    let first = read(&app, "/v1/members?q=ana&limit=3").await;
    let cursor = first["next"].as_str().unwrap();
    app.as_admin().get(&format!("/v1/members?q=data&cursor={cursor}")).await.expect_status(400);
}

#[tokio::test]
async fn counts_follow_what_changes() {
    let app = app().await;
    five(&app).await;
    let counts = app.store().members().counts().await.unwrap();
    let at = |place: &str| counts.iter().find(|(id, _)| id.as_str() == place).map(|(_, one)| one.clone()).unwrap();
    assert_eq!((at("icab").members, at("greenbizz").members), (2, 3));
    assert_eq!(at("greenbizz").stages, [("idea".to_owned(), 1), ("launch".to_owned(), 1)].into());
    assert!(at("icab").proposals >= 1 && at("icab").incomplete == 1);
}

#[tokio::test]
async fn the_files_hold_what_the_list_shows_and_no_formula() {
    let app = app().await;
    five(&app).await;
    for (n, name) in ["=1+1", "+2", "-3", "@SUM(A1)", "\tTab"].into_iter().enumerate() {
        enter(&app, &json!({"name": format!("{name}{n}"), "location": "pepibru"})).await;
    }
    let csv =
        app.as_admin().header("accept-language", "nl").get("/v1/members.csv?location=icab").await.expect_status(200);
    let text = csv.text();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("Id,Naam,Plaats,Ondernemingsnummer"), "{}", lines[0]);
    assert!(lines[2].contains("Zoé Robotics,") && lines[2].contains("lancering"), "{}", lines[2]);
    let all = app.as_admin().get("/v1/members.csv").await.text();
    for cell in all.lines().skip(1).filter_map(|line| line.split(',').nth(1)) {
        let bare = cell.trim_matches('"');
        assert!(!bare.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
    }
    let book = app.as_admin().get("/v1/members.xlsx?q=ana").await.expect_status(200);
    assert!(book.body.starts_with(b"PK"), "a workbook");
    app.anonymous().get("/v1/members.csv").await.expect_status(401);
}

/// Rows read, and round trips, of each way of finding the same three members.
async fn cost(
    app: &TestApp,
    table: &store::decorators::CountingTable<store_embedded::EmbeddedTable>,
) -> Vec<(u64, u64)> {
    let mut costs = Vec::new();
    for query in [
        "?q=needle",
        "?q=eedl",
        "?q=needle&location=icab",
        "?stage=scale",
        "?ict_domain=games",
        "?proposal=foreign_talent",
        "?need_type=hiring",
        "?need_type=any",
        "?missing=contact_email",
        "?location=pepibru",
        "?location=pepibru&hosted_from=2026-03-01&hosted_until=2026-05-31",
        "?location=pepibru&sort=last_contact",
        "?location=pepibru&sort=hosted_since",
        "?sort=last_contact&limit=3",
        "?limit=3",
        "?q=n1@needle.example",
        "?q=n@",
        "?q=@needle",
    ] {
        table.take();
        let found = names(app, query).await;
        assert!(!found.is_empty(), "{query}");
        let counts = table.take();
        costs.push((counts.rows_read, counts.reads()));
    }
    table.take();
    app.store().members().counts().await.unwrap();
    costs.push((table.take().rows_read, 1));
    costs
}

#[tokio::test]
async fn a_request_looks_through_so_many_rows_and_the_next_one_goes_on() {
    let table =
        std::sync::Arc::new(store::decorators::CountingTable::new(store_embedded::EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(std::sync::Arc::clone(&table) as _, vec![members::routes()], false).await;
    let at = app.store().now();
    let stage = |n: usize| if n == 5_999 { "launch" } else { "idea" };
    let many = (0..6_000).map(|n| {
        json!({"id": format!("m{n}"), "name": format!("Hay {n}"), "stage": stage(n), "domains": ["games"], "last_contact_at": at})
    });
    listed(&app, &store::keys::MemberList::Domain("games".to_owned()), &many.collect::<Vec<_>>()).await;
    let query = "ict_domain=games&stage=launch";
    table.take();
    let first = read(&app, &format!("/v1/members?{query}")).await;
    assert_eq!(first["items"], json!([]));
    assert!(table.take().rows_read < 5_200);
    let next = first["next"].as_str().expect("the list goes on");
    let second = read(&app, &format!("/v1/members?{query}&cursor={next}")).await;
    assert_eq!((&second["items"][0]["name"], &second["next"]), (&json!("Hay 5999"), &Value::Null));
    let page = app.as_staff(StaffRole::Coordinator).await.language("en");
    let page = page.get(&format!("/console/members?{query}")).await.expect_status(200).text();
    assert!(page.contains("Nobody among the members looked through so far") && page.contains("rel=\"next\""), "{page}");
    let csv = app.as_admin().get(&format!("/v1/members.csv?{query}")).await.expect_status(200).text();
    assert!(csv.contains("Hay 5999"), "a file has them all: {csv}");
}

#[tokio::test]
async fn the_search_field_says_what_finds() {
    let app = app().await;
    let page = app.as_staff(StaffRole::Coordinator).await.language("en").get("/console/members").await.text();
    let hint = "Part of a word of the name, a group of the number, or of an e-mail address its beginning (zo@) or its \
                domain (@robo).";
    assert!(page.contains(hint), "{page}");
    five(&app).await;
    for (q, finds) in [("0403", true), ("019261", true), ("19261", false), ("zo@", true), ("@zoerob", true)] {
        assert_eq!(!names(&app, &format!("?q={q}")).await.is_empty(), finds, "{q}");
    }
}

#[tokio::test]
async fn a_member_whose_name_begins_as_its_mail_domain_does_is_found_once() {
    let app = app().await;
    enter(&app, &json!({"name": "Robotics", "location": "icab", "contact_email": "ann@robo.example"})).await;
    for q in ["rob", "robo", "@rob"] {
        assert_eq!(names(&app, &format!("?q={q}")).await, ["Robotics"], "{q}");
    }
}

#[tokio::test]
async fn a_company_is_found_by_a_name_that_its_mail_domain_has_too_for_as_long_as_it_is_kept() {
    let app = app().await;
    enter(&app, &json!({"name": "Kanal", "location": "icab", "contact_email": "ann@kanal.example"})).await;
    app.clock.advance(domain::member::PEOPLE_KEPT + chrono::TimeDelta::days(1));
    assert_eq!(names(&app, "?q=kanal").await, ["Kanal"], "its people have ended, it has not");
    assert_eq!(names(&app, "?q=ann@").await, [] as [&str; 0]);
}

#[tokio::test]
async fn no_letter_of_an_address_stands_in_the_index_and_its_row_goes_with_the_person() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let store = app.store();
    let find = || store.all(store::Query::partition("MEMBERS#FIND#@"));
    let rows = find().await.unwrap();
    assert_eq!(rows.len(), 1);
    let (hashes, _) = rows[0].key.sk.split_once('#').unwrap();
    assert!(hashes.chars().all(|c| c.is_ascii_hexdigit()) && !rows[0].doc.contains("zoe@"), "{rows:?}");
    let id = domain::ids::MemberId::parse(&id).unwrap();
    let record = store.members().load(&id).await.unwrap().unwrap().value;
    let ends = record.case.member.last_contact_at.plus(domain::member::PEOPLE_KEPT).seconds();
    assert_eq!(rows[0].expires_at, Some(ends), "it ends as what is known of its people");
    let person = read(&app, "/v1/people?q=zoe@zoe-robotics.example").await["items"][0]["id"].clone();
    app.as_admin().send("POST", &format!("/v1/people/{}/erase", person.as_str().unwrap())).await.expect_status(202);
    for _ in 0..10 {
        post(&app).await;
    }
    assert_eq!(find().await.unwrap().len(), 0);
    assert_eq!(names(&app, "?q=zo@").await, [] as [&str; 0]);
    assert_eq!(names(&app, "?q=zoe").await, ["Zoé Robotics"], "the company stays");
}

#[tokio::test]
async fn finding_costs_the_same_among_few_and_among_many() {
    let table =
        std::sync::Arc::new(store::decorators::CountingTable::new(store_embedded::EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(std::sync::Arc::clone(&table) as _, vec![members::routes()], false).await;
    for n in 0..3 {
        let needle = json!({
            "name": format!("Needle {n}"), "location": "pepibru", "stage": "scale", "ict_domain": ["games"],
            "founder_non_eu": true, "languages": ["fr"], "contact_role": "Ana", "contact_email": format!("n{n}@needle.example")
        });
        enter(&app, &needle).await;
    }
    for n in 0..3 {
        state_of(&app, &format!("Needle {n}"), (&format!("n{n}@needle.example"), None), &["hiring"]).await;
    }
    post(&app).await;
    enter(&app, &json!({"name": "Needle icab", "location": "icab"})).await;
    let hay = |n: usize| {
        json!({
            "name": format!("Hay {n:04}"), "stage": "launch", "ict_domain": ["saas"],
            // They were where the needles are, before these came.
            "hosted": [
                {"location": "pepibru", "from": "2025-01-01", "to": "2025-12-31"},
                {"location": "greenbizz", "from": "2026-01-01", "to": null}
            ],
            "languages": ["fr"], "contact_role": "Tom", "contact_email": format!("tom@hay{n:04}.example")
        })
    };
    for n in 0..5 {
        enter(&app, &hay(n)).await;
    }
    let few = cost(&app, &table).await;
    for n in 5..400 {
        enter(&app, &hay(n)).await;
    }
    let many = cost(&app, &table).await;
    assert_eq!(few, many, "each reads what it shows, and no more");
}
