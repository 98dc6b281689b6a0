//! A place's own form: its answers wait until somebody says what they are, then
//! each is a need that reaches its agency.

use anyhow::Context as _;
use journeys::needs::need;
use journeys::programs::Signer;
use journeys::{Answer, Desk, Form, Home};
use reqwest::Method;
use serde_json::{Value, json};

const COORDINATOR: &str = "coordination@permanence.example";

/// A source of Tally at ICAB.
struct Tally<'a> {
    home: &'a dyn Home,
    id: String,
    url: String,
    secret: String,
}

impl<'a> Tally<'a> {
    async fn at_icab(home: &'a dyn Home) -> anyhow::Result<Self> {
        let body = json!({"location": "icab", "kind": "tally"});
        let made = home.coordinator().create("/v1/sources", &body).await?.must_be(201)?.json()?;
        let text = |name: &str| made[name].as_str().map(str::to_owned).with_context(|| format!("no {name}: {made}"));
        Ok(Self { home, id: text("id")?, url: text("url")?, secret: text("secret")? })
    }

    /// Sends what somebody filled in.
    async fn send(&self, event: &str, email: &str, secret: &str) -> anyhow::Result<Answer> {
        let body = self.filled_in(event, email).await?.to_string();
        let signature = Signer::sign_as_tally(secret, &body)?;
        let anybody = self.home.anybody();
        let request = anybody.ask(Method::POST, &self.url).header("content-type", "application/json");
        anybody.send(request.header("tally-signature", signature).body(body)).await
    }

    async fn filled_in(&self, event: &str, email: &str) -> anyhow::Result<Value> {
        let text = |key: &str, label: &str, value: &str| json!({"key": key, "label": label, "type": "INPUT_TEXT", "value": value});
        let choice = |key: &str, label: &str, text: &str| json!({"key": key, "label": label, "type": "DROPDOWN", "value": ["o1"], "options": [{"id": "o1", "text": text}]});
        Ok(json!({
            "eventId": event, "eventType": "FORM_RESPONSE", "createdAt": self.home.now().await?.to_rfc3339(),
            "data": {"responseId": event, "formName": "Besoin", "fields": [
                text("q1", "Entreprise", "Zoé Robotics"), text("q2", "Votre nom", "Zoé Maes"), text("q3", "E-mail", email),
                text("q4", "Votre question", "Un prototype de bras robot."), choice("q5", "Sujet", "Subside R&D"),
                choice("q6", "Stade", "launch"), choice("q7", "Accord pour partager", "Oui"),
            ]},
        }))
    }

    fn path(&self) -> String {
        format!("/console/needs/sources/{}", self.id)
    }
}

/// What became of the one message of an answer.
fn outcome(answer: &Answer) -> anyhow::Result<(String, Option<String>)> {
    let one = answer.json()?["messages"][0].clone();
    let text = |name: &str| one[name].as_str().map(str::to_owned);
    Ok((text("outcome").with_context(|| answer.body.clone())?, text("need")))
}

/// The kinds of what stands on the coordinator's work list.
async fn waiting(home: &dyn Home) -> anyhow::Result<Vec<Value>> {
    Ok(home.coordinator().list("/v1/worklist").await?.into_iter().map(|one| one["kind"].clone()).collect())
}

#[tokio::test]
async fn a_form_that_a_place_made_with_tally_becomes_a_need_that_reaches_its_agency() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let home = home.as_ref();
    let tally = Tally::at_icab(home).await?;

    // Nothing is known of the form: what arrives waits, and the work list says so.
    tally.send("e0", "eve@forged.example", "another secret").await?.must_be(401)?;
    let first = tally.send("e1", "zoe@zoe-robotics.example", &tally.secret).await?.must_be(202)?;
    assert_eq!(outcome(&first)?.0, "waiting");
    assert_eq!(waiting(home).await?, ["message"]);
    assert_eq!(home.coordinator().list("/v1/needs").await?.len(), 0);

    // The coordinator says what its answers are, by what the page suggests, and
    // switches it on; what waits is run.
    let (desk, path) = (Desk::of(home, COORDINATOR).await?, tally.path());
    let page = desk.page(&path).await?;
    let mapping = Form::saying(&page, &path, "makes", "need")?;
    desk.sent(mapping.with("consent.share_with_agencies", "q7").with("act", "save")).await?;
    for act in ["on", "run"] {
        desk.sent(Form::saying(&desk.page(&path).await?, &path, "act", act)?).await?;
    }
    home.settle().await?;
    assert_eq!(waiting(home).await?, [Value::Null; 0]);
    let needs = home.coordinator().list("/v1/needs").await?;
    let case = need(home, needs[0]["id"].as_str().context("no id")?).await?;
    assert_eq!((needs.len(), &case["need_types"][0]["id"]), (1, &json!("rd_grant")));
    assert_eq!((&case["source"], &case["location"]), (&json!(tally.id), &json!("icab")));
    assert_eq!(case["person"]["member"]["name"], "Zoé Robotics");
    assert_eq!(
        (&case["referrals"][0]["agency"], &case["referrals"][0]["status"]),
        (&json!("innoviris"), &json!("sent"))
    );
    let asked = home.last_mail_to(&home.agency_address("innoviris").await?).await?;
    assert!(asked.text.contains("Un prototype de bras robot.") && asked.path("/r/").is_some(), "{}", asked.text);

    // From now on at once, each once, however often Tally tries.
    let second = tally.send("e2", "ann@ann.example", &tally.secret).await?.must_be(202)?;
    let (what, made) = outcome(&second)?;
    assert!(what == "need" && made.is_some(), "{}", second.body);
    let again = tally.send("e2", "ann@ann.example", &tally.secret).await?.must_be(200)?;
    assert_eq!((outcome(&again)?.1, home.coordinator().list("/v1/needs").await?.len()), (made, 2));
    Ok(())
}
