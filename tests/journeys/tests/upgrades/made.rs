//! Rows of every kind, made as people and programs make them.

use anyhow::Context as _;
use chrono::Days;
use journeys::bookings::{book, hold};
use journeys::needs::{Source, at, zoe, zoe_from};
use journeys::programs::Signer;
use journeys::{Answer, Desk, Form, Home as _, LocalHost, Receiver, Visitor, wait_to_try_again};
use reqwest::Method;
use serde_json::{Value, json};

use crate::read::entries;

/// Where the first coordinator's mail goes.
const COORDINATOR: &str = "coordination@permanence.example";
/// How often something that takes its time is looked at.
const TIMES: u32 = 120;

fn text<'a>(value: &'a Value, name: &str) -> anyhow::Result<&'a str> {
    value[name].as_str().with_context(|| format!("no {name}: {value}"))
}

/// Everything, on a host with invented data; the next morning has come then.
pub(crate) async fn everything(home: &LocalHost) -> anyhow::Result<()> {
    let desk = Desk::of(home, COORDINATOR).await?;
    needs(home).await?;
    endpoint(home).await?;
    form_of_a_place(home).await?;
    directory(home).await?;
    bookings(home, &desk).await?;
    rota(home).await?;
    survey(home).await?;
    told(home, &desk).await?;
    doubtful(home).await?;
    members(home, &desk).await?;
    import(home).await?;
    erased(home).await?;
    // Innoviris is asked once a day from now on.
    home.coordinator().create("/v1/needs", &at("icab", zoe_from("daily@daily.example"))).await?.must_be(201)?;
    home.advance("P1D").await?;
    home.settle().await?;
    nobodys(home).await?;
    cancelled(home).await?;
    let page = home.anybody().get("/console/sign-in").await?.must_be(200)?.body;
    Form::of(&page, "/console/sign-in")?.with("email", COORDINATOR).send(&home.anybody()).await?.must_be(303)?;
    home.settle().await?;
    until(home, "/v1/plans", |plans| plans.iter().all(|plan| plan["status"] != "running")).await?;
    Ok(())
}

/// Waits until what stands at a path is so.
async fn is_so(home: &LocalHost, path: &str, is: impl Fn(&Value) -> bool) -> anyhow::Result<Value> {
    let mut found = Value::Null;
    for tries in 0..TIMES {
        found = home.coordinator().get(path).await?.must_be(200)?.json()?;
        if is(&found) {
            return Ok(found);
        }
        home.settle().await?;
        wait_to_try_again(tries).await;
    }
    anyhow::bail!("{path} does not come to be so: {found}")
}

/// Waits until a list is so.
async fn until(home: &LocalHost, path: &str, is: impl Fn(&[Value]) -> bool) -> anyhow::Result<Vec<Value>> {
    let listed = |page: &Value| page["items"].as_array().is_some_and(|items| is(items));
    is_so(home, path, listed).await?["items"].as_array().cloned().context("a list without items")
}

/// Changes what stands at a path.
async fn changed(home: &LocalHost, path: &str, change: impl FnOnce(&mut Value)) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    let read = coordinator.get(path).await?.must_be(200).with_context(|| path.to_owned())?;
    let mut body = read.json()?;
    change(&mut body);
    let put = coordinator.ask(Method::PUT, path).header("if-match", read.header("etag")).json(&body);
    let answer = coordinator.send(put).await?;
    // Made, where what stood was the directory's own.
    anyhow::ensure!(matches!(answer.status, 200 | 201), "{path}: {} {}", answer.status, answer.body);
    Ok(())
}

/// Asks for something, whichever version stands.
async fn asked(visitor: &Visitor, method: Method, path: &str, body: &Value) -> anyhow::Result<Answer> {
    visitor.send(visitor.ask(method, path).header("if-match", "*").json(body)).await
}

/// A need by webhook, a mail that nobody takes, and what asks for a mail.
async fn needs(home: &LocalHost) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    let source = Source::create(home, "icab").await?;
    source.webhook(home, Signer::JavaScript, "kept-1", &zoe()).await?.send(home).await?.must_be(202)?;
    let mut refused = at("icab", zoe());
    refused["contact"]["email"] = "nobody@somewhere.invalid".into();
    coordinator.create("/v1/needs", &refused).await?.must_be(201)?;
    let invited =
        json!({"name": "Odile Maes", "email": "odile@permanence.example", "role": "coordinator", "language": "fr"});
    coordinator.create("/v1/staff", &invited).await?.must_be(201)?;
    home.settle().await
}

/// A system that is told by webhook, and gone then.
async fn endpoint(home: &LocalHost) -> anyhow::Result<()> {
    let (receiver, coordinator) = (Receiver::start()?, home.coordinator());
    let endpoint = json!({"url": receiver.url(), "types": ["need.received"]});
    coordinator.create("/v1/endpoints", &endpoint).await?.must_be(201)?;
    for (answer, email) in [("200 OK", "told@zoe-robotics.example"), ("410 Gone", "gone@zoe-robotics.example")] {
        receiver.answer_next(answer);
        coordinator.create("/v1/needs", &at("icab", zoe_from(email))).await?.must_be(201)?;
        home.settle().await?;
    }
    until(home, "/v1/endpoints", |all| all.iter().all(|one| one["active"] == false)).await?;
    Ok(())
}

/// A place's own form: a message that is not genuine, one that waits, and what its
/// answers are.
async fn form_of_a_place(home: &LocalHost) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    let tally = json!({"location": "icab", "kind": "tally"});
    let made = coordinator.create("/v1/sources", &tally).await?.must_be(201)?.json()?;
    let field =
        |key: &str, label: &str, value: &str| json!({"key": key, "label": label, "type": "INPUT_TEXT", "value": value});
    let fields = [
        field("q1", "Entreprise", "Zoé Robotics"),
        field("q2", "Votre nom", "Zoé Maes"),
        field("q3", "E-mail", "zoe@zoe-robotics.example"),
        field("q4", "Votre question", "Un prototype de bras robot."),
        field("q5", "Accord pour partager", "Oui"),
    ];
    let body = json!({"eventId": "e1", "eventType": "FORM_RESPONSE", "createdAt": home.now().await?.to_rfc3339(),
        "data": {"responseId": "e1", "formName": "Besoin", "fields": fields}});
    let body = body.to_string();
    for (secret, status) in [("another secret", 401), (text(&made, "secret")?, 202)] {
        let anybody = home.anybody();
        let send = anybody.ask(Method::POST, text(&made, "url")?).header("content-type", "application/json");
        let send = send.header("tally-signature", Signer::sign_as_tally(secret, &body)?).body(body.clone());
        anybody.send(send).await?.must_be(status)?;
    }
    let mapping = json!({"makes": "need", "fields": {"/member/name": ["q1"], "/contact/name": ["q2"],
        "/contact/email": ["q3"], "/description": ["q4"], "/consent/share_with_agencies": ["q5"]}});
    let path = format!("/v1/sources/{}", text(&made, "id")?);
    asked(&coordinator, Method::PATCH, &path, &json!({"mapping": mapping})).await?.must_be(200)?;
    Ok(())
}

/// An agency with a desk, asked once a day; a service that ends; words, whom to ask
/// and by which needs are determined, in versions.
async fn directory(home: &LocalHost) -> anyhow::Result<()> {
    changed(home, "/v1/agencies/innoviris", |agency| {
        let away = json!({"from": "2027-01-04", "to": "2027-01-08", "deputy": "deputy@innoviris.example"});
        agency["desks"] =
            json!([{"id": "front", "name": "Front", "email": "front@innoviris.example", "absences": [away]}]);
        (agency["asking"], agency["notices"]) = ("daily".into(), "daily".into());
    })
    .await?;
    changed(home, "/v1/locations/icab", |place| place["building"] = "A".into()).await?;
    let services = entries(&home.coordinator(), "/v1/services").await?;
    let goes_on = |one: &&Value| one["agency"] == "beci" && one["valid_to"].is_null();
    let service = services.iter().find(goes_on).context("a service of BECI")?;
    let end = format!("/v1/directory/services/{}/end", text(service, "id")?);
    asked(&home.coordinator(), Method::PUT, &end, &json!({"last": "2027-06-30"})).await?.must_be(200)?;
    changed(home, "/v1/keywords/rd_grant", |words| words["en"] = json!(["prototype", "lab"])).await?;
    changed(home, "/v1/strategies/rd_grant", |strategy| strategy["why"] = "Kept.".into()).await?;
    let rules = entries(&home.coordinator(), "/v1/rules").await?;
    let rule = rules.first().context("a rule")?;
    changed(home, &format!("/v1/rules/{}", text(rule, "id")?), |rule| rule["score"] = 60.into()).await?;
    home.settle().await
}

/// An appointment that may be of the member that was told news.
async fn doubtful(home: &LocalHost) -> anyhow::Result<()> {
    let sessions = entries(&home.anybody(), "/v1/sessions").await?;
    let mut wish = sessions.iter().rev().find_map(free).context("a slot with one free seat")?;
    wish["contact"] = json!({"name": "Nele Maes", "email": "nele@told.example", "language": "nl"});
    book(home, &wish).await?.must_be(201)?;
    Ok(())
}

/// Of the appointments that may be of a member, one is nobody's.
async fn nobodys(home: &LocalHost) -> anyhow::Result<()> {
    let asked = until(home, "/v1/members/bookings", |all| all.len() > 1).await?;
    let path = format!("/v1/members/bookings/{}", text(&asked[0], "booking")?);
    home.coordinator().create(&path, &json!({"is": "nobody"})).await?.must_be(200)?;
    Ok(())
}

/// The last slot of a session where one seat is free.
fn free(session: &Value) -> Option<Value> {
    let last = session["slots"].as_array()?.iter().rfind(|slot| slot["free"] == 1)?;
    Some(json!({"session": session["id"], "slot": last["local_start"]}))
}

/// An adviser's calendar, by file and by mail; somebody who booked, one who waits,
/// one who gave back, and one who walked in.
async fn bookings(home: &LocalHost, desk: &Desk) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    let adviser = text(&entries(&coordinator, "/v1/advisers").await?[0], "id")?.to_owned();
    let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270105T090000Z\r\nDTEND:20270105T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let put = coordinator.ask(Method::PUT, &format!("/v1/advisers/{adviser}/busy"));
    coordinator.send(put.header("content-type", "text/calendar").body(ics)).await?.must_be(200)?;
    let page = format!("/console/schedule/advisers/{adviser}");
    desk.press(&page, &format!("{page}/calendar"), |form| form.with("action", "send")).await?;
    let sessions = entries(&home.anybody(), "/v1/sessions").await?;
    let mut wishes = sessions.iter().rev().filter_map(free);
    let mut wish = wishes.next().context("a slot with one free seat")?;
    for (name, email, waiting) in [("Zoé Maes", "somebody@example.org", false), ("Ann Claes", "ann@example.org", true)]
    {
        wish["contact"] = json!({"name": name, "email": email, "language": "nl"});
        wish["waiting"] = waiting.into();
        book(home, &wish).await?.must_be(201)?;
    }
    let mut other = wishes.next().context("another such slot")?;
    other["contact"] = json!({"name": "Tom Claes", "email": "tom@example.org", "language": "nl"});
    let given_back = book(home, &other).await?.must_be(201)?.json()?;
    let path = format!("/v1/bookings/{}", text(&given_back, "id")?);
    asked(&coordinator, Method::DELETE, &path, &Value::Null).await?.must_be(204)?;
    desk.press("/console/schedule/day", "/console/schedule/walk-in", |form| form.with("walk_in", "true")).await?;
    // Of those who came, one is invited to the survey the day after.
    let today = home.now().await?.date_naive().to_string();
    let is_today = |session: &&Value| {
        session["status"] == "scheduled" && session["local_start"].as_str().is_some_and(|at| at.starts_with(&today))
    };
    let session = sessions.iter().find(is_today).context("a session today")?;
    let came = json!({"session": session["id"], "slot": session["slots"][0]["local_start"], "walk_in": true,
        "contact": {"name": "Noor Maes", "email": "noor@example.org", "language": "nl"}});
    coordinator.create("/v1/bookings", &came).await?.must_be(201)?;
    home.settle().await
}

/// A broken session that is mended, a hand-over, and a series that is gone.
async fn rota(home: &LocalHost) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    let has_repair = |one: &Value| !one["repairs"].as_array().is_none_or(Vec::is_empty);
    let broken = until(home, "/v1/repairs", |all| all.iter().any(has_repair)).await?;
    let one = broken.iter().find(|one| has_repair(one)).context("a repair")?;
    let press = json!({"repair": one["repairs"][0]["id"]});
    let path = format!("/v1/repairs/{}/publish", text(one, "id")?);
    asked(&coordinator, Method::POST, &path, &press).await?.must_be(202)?;
    for plan in entries(&coordinator, "/v1/plans").await? {
        let path = format!("/v1/plans/{}", text(&plan, "id")?);
        is_so(home, &path, |plan| {
            plan["status"] != "running" && plan["published"]["left"].as_u64().unwrap_or_default() == 0
        })
        .await?;
    }
    let leaves = json!({"to": "innoviris-2", "from": "2027-02-01", "reason": "Pension."});
    asked(&coordinator, Method::POST, "/v1/advisers/innoviris-3/hand-over", &leaves).await?.must_be(202)?;
    hold(home, "gone", "becentral", 1).await?;
    asked(&coordinator, Method::DELETE, "/v1/permanences/gone", &Value::Null).await?.must_be(204)?;
    home.settle().await
}

/// An answer that says something, a wish to be called, a code that is opened, and a
/// suggestion that is answered in public.
async fn survey(home: &LocalHost) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    let surveys = entries(&coordinator, "/v1/surveys").await?;
    let asks = |one: &&Value| one["variant"] == "after_visit" && one["agency"].is_string();
    let survey = text(surveys.iter().find(asks).context("a survey")?, "id")?;
    let answer = json!({"language": "fr", "answers":
        {"overall": 5, "useful": 4, "effort": 4, "recommend": 9, "suggestions": "Plus tôt le matin."}});
    home.anybody().create(&format!("/v1/surveys/{survey}/responses"), &answer).await?.must_be(201)?;
    let contact = format!("/s/{survey}/contact");
    let page = home.anybody().get(&contact).await?.must_be(200)?.body;
    let form = Form::of(&page, &format!("{contact}?lang=en"))?
        .with("name", "Zoé Maes")
        .with("email", "zoe@zoe-robotics.example");
    form.send(&home.anybody()).await?.must_be(303)?;
    home.anybody().get("/s/p.icab").await?.must_be(200)?;
    let suggestion = json!({"text": "Un créneau le soir", "place": "icab", "agency": "innoviris", "state": "planned",
        "answer": {"fr": "Jeudi jusqu’à 18 h.", "nl": "Donderdag tot 18 u."}});
    coordinator.create("/v1/suggestions", &suggestion).await?.must_be(201)?;
    home.settle().await
}

/// News that reach a member, who asked for them on its own page and wants no more of
/// them.
async fn told(home: &LocalHost, desk: &Desk) -> anyhow::Result<()> {
    let (coordinator, email) = (home.coordinator(), "told@told.example");
    let member = json!({"name": "Told", "location": "icab", "contact_email": email});
    let member = coordinator.create("/v1/members", &member).await?.must_be(201)?.json()?;
    let page = format!("/console/members/{}", text(&member, "id")?);
    desk.press(&page, &page, |form| form.with("action", "send_link")).await?;
    home.settle().await?;
    let mails = home.mails_to(email).await?;
    let own = mails.iter().find_map(|mail| mail.path("/m/")).context("no way to its own page")?;
    let agrees = [("action", "save"), ("trade_name", "Told"), ("contact_email", email), ("consents", "digest")];
    home.anybody().form(&own, &agrees).await?.must_be(303)?;
    let item = json!({"title": {"fr": "Salon", "nl": "Beurs"}, "text": {"fr": "Venez.", "nl": "Kom."}});
    let news = json!({"location": "icab", "item": item});
    let made = coordinator.create("/v1/news", &news).await?.must_be(201)?.json()?;
    let path = format!("/v1/news/{}", text(&made, "id")?);
    let seen = json!({"location": "icab", "item": item, "seen": true});
    asked(&coordinator, Method::PUT, &path, &seen).await?.must_be(200)?;
    asked(&coordinator, Method::POST, &format!("{path}/send"), &Value::Null).await?.must_be(202)?;
    is_so(home, &path, |news| news["done"] == true).await?;
    let mails = home.mails_to(email).await?;
    let unsubscribe = mails.iter().rev().find_map(|mail| mail.path("/u/")).context("no way to end them")?;
    home.anybody().form(&unsubscribe, &[("List-Unsubscribe", "One-Click")]).await?.must_be(200)?;
    Ok(())
}

/// Entries of one company: joined, told apart, and left for a person to look at.
async fn members(home: &LocalHost, desk: &Desk) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    let mut ids = Vec::new();
    for name in ["Quai Nord", "Canal Data", "Senne Lab"] {
        for form in ["SRL", "BV"] {
            let member = json!({"name": format!("{name} {form}"), "location": "greenbizz", "stage": "launch",
                "ict_domain": ["ai_data"], "contact_email": format!("{form}@{}.example", name.replace(' ', "-"))});
            let made = coordinator.create("/v1/members", &member).await?.must_be(201)?.json()?;
            ids.push(text(&made, "id")?.to_owned());
        }
    }
    home.settle().await?;
    let merge = format!("/v1/members/{}/merge", ids[0]);
    asked(&coordinator, Method::POST, &merge, &json!({"with": ids[1]})).await?.must_be(200)?;
    let pair = format!("/console/members/duplicates/{}/{}", ids[2], ids[3]);
    desk.press(&pair, &pair, |form| form.with("action", "two")).await?;
    // Of some nobody knows whom to ask.
    for one in entries(&coordinator, "/v1/proposals").await? {
        let ask = format!("/v1/proposals/{}", text(&one, "id")?);
        if coordinator.create(&ask, &json!({"decision": "ask"})).await?.status == 200 {
            break;
        }
    }
    home.settle().await
}

/// A list that was taken back but for one member, one that stands, and one of which
/// a part never came.
async fn import(home: &LocalHost) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    for name in ["Retour", "Reste"] {
        let rows = [0, 1, 2].map(|n| format!("{name} {n};lancement;info@{name}-{n}.example"));
        let file = format!("Entreprise;Phase;E-mail\n{}\nBroken;huge;nobody\n", rows.join("\n"));
        let send = coordinator.ask(Method::POST, "/v1/imports?location=becentral").header("idempotency-key", name);
        let send = send.header("content-type", "text/csv").body(file);
        let begun = coordinator.send(send).await?.must_be(201)?.json()?;
        let import = format!("/v1/imports/{}", text(&begun, "id")?);
        asked(&coordinator, Method::PUT, &import, &json!({"columns": []})).await?.must_be(200)?;
        home.settle().await?;
        coordinator.method(Method::POST, &format!("{import}/run")).await?.must_be(202)?;
        is_so(home, &import, |one| one["status"] == "done").await?;
        if name == "Retour" {
            let found = coordinator.list("/v1/members?q=retour").await?;
            let member = format!("/v1/members/{}", text(found.first().context("a member of the list")?, "id")?);
            changed(home, &member, |member| member["headcount_fte"] = 9.into()).await?;
            coordinator.method(Method::POST, &format!("{import}/undo")).await?.must_be(202)?;
            is_so(home, &import, |one| one["status"] == "undone").await?;
        }
    }
    let half = coordinator.ask(Method::POST, "/v1/imports?location=icab&chunks=2").header("idempotency-key", "half");
    let half = coordinator.send(half).await?.must_be(201)?.json()?;
    let part = format!("/v1/imports/{}/chunks/0", text(&half, "id")?);
    coordinator.send(coordinator.ask(Method::PUT, &part).body("Entreprise;E-mail\n")).await?.must_be(200)?;
    Ok(())
}

/// Somebody whose data were erased.
async fn erased(home: &LocalHost) -> anyhow::Result<()> {
    let (coordinator, email) = (home.coordinator(), "erased@erased.example");
    coordinator.create("/v1/needs", &at("eebic", zoe_from(email))).await?.must_be(201)?;
    home.settle().await?;
    let found = until(home, &format!("/v1/people?q={email}"), |found| !found.is_empty()).await?;
    let path = format!("/v1/people/{}/erase", text(&found[0], "id")?);
    coordinator.method(Method::POST, &path).await?.must_be(202)?;
    until(home, "/v1/erasures", |all| all.iter().all(|one| one["stage"] == "done")).await?;
    Ok(())
}

/// A session of Innoviris that is cancelled: its adviser is told at once, the agency
/// on the next morning.
async fn cancelled(home: &LocalHost) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    let series = entries(&coordinator, "/v1/permanences").await?;
    let soon = home.now().await?.date_naive() + Days::new(3);
    let sessions = entries(&home.anybody(), &format!("/v1/sessions?agency=innoviris&from={soon}")).await?;
    let has_adviser = |id: &str| {
        let one = series.iter().find(|one| one["id"] == id);
        one.is_some_and(|one| !one["advisers"].as_array().is_none_or(Vec::is_empty))
    };
    let named = |session: &Value| {
        let (series, _) = session["id"].as_str()?.rsplit_once('.')?;
        let day = session["local_start"].as_str()?.get(..10)?;
        (session["status"] == "scheduled" && has_adviser(series)).then(|| (series.to_owned(), day.to_owned()))
    };
    let (series, day) = sessions.iter().find_map(named).context("a session with an adviser")?;
    let change = json!({"scope": "this", "date": day, "cancelled": true, "reason": "Formation"});
    let path = format!("/v1/permanences/{series}/changes");
    let request = coordinator.ask(Method::POST, &path).header("if-match", "*").header("idempotency-key", "cancelled");
    coordinator.send(request.json(&change)).await?.must_be(200)?;
    home.settle().await
}
