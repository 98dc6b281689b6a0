//! Two invented surveys: one that runs now, with enough answers for figures,
//! and one whose three answers are too few to be shown; and three waves: one after
//! visits that is over, the one that runs now, and one among members to come.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use chrono::{Days, NaiveDate, TimeDelta};
use domain::alert::{self, AIM_PERCENT, Action, Alert, Counts, Looks};
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::{AgencyId, LocationId, SurveyCode, SurveyId, WaveId};
use domain::questionnaire::Variant;
use domain::statistics::Tally;
use domain::survey::{Response, Strictness, Survey, SurveyTarget, check_answers};
use domain::wave::Wave;
use domain::{Instant, Language};
use serde_json::{Value, json};
use store::secrets::digest;
use store::{Store, Transaction};

use super::{Begun, once};

/// One character for each answer to the survey after a visit, `-` where the
/// question was left out: steps of its scale (`A` is ten), yes or no, and the
/// language answered in.
const LANGUAGE_ANSWERED_IN: &str = "fnfefnffnefnffnfeffnnffneffnffnefnffn";
const AFTER_VISIT: [(&str, &str); 7] = [
    ("overall", "5455314543523553244454455435545555454"),
    ("useful", "5454423533522552-44454355425555455443"),
    ("effort", "544431544354-5443455-4354434-55455454"),
    ("language", "4545514455545534433455445555454555555"),
    ("referred", "ynyy-ynnn-y-nyyynn-nyy-yynyy--yyyyyyn"),
    ("wait", "1-32-5----1--234----12-33-42--222231-"),
    ("recommend", "A89A618A979469954789A889A86A978999897"),
];

/// What some of them suggested, by their place above.
const SUGGESTIONS: [(usize, &str); 9] = [
    (0, "Pouvoir réserver un créneau plus tard dans l’après-midi."),
    (4, "Prévoir parfois quelqu'un qui connaît les logiciels embarqués."),
    (5, "Drie weken gewacht op het beloofde antwoord. Laat op zijn minst weten dat de vraag in behandeling is."),
    (9, "Forty minutes is short when two founders come. Let us book two slots in a row."),
    (10, "Envoyer la liste des documents à préparer avant le rendez-vous, pas après."),
    (14, "Heel nuttig dat Innoviris en hub.brussels er op dezelfde ochtend zijn. Houden zo!"),
    (16, "The adviser was kind but could not answer on state aid rules. Bring a colleague who can."),
    (30, "Een korte samenvatting per e-mail na het gesprek zou helpen."),
    (35, "Une permanence aussi pendant les vacances scolaires."),
];

/// The language answered in, and the answers by question.
pub(super) type Given = (Language, BTreeMap<String, Value>);

pub(super) async fn load(store: &Store, catalogue: &Catalogue, begun: Begun) -> anyhow::Result<()> {
    let today = begun.today();
    let icab = survey("demo-icab", "after_visit", ("icab", Some("innoviris")), (today, 21, 42), begun)?;
    save(store, catalogue, &icab, today, &answers_after_visits()).await?;
    let greenbizz = survey("demo-greenbizz", "quarterly", ("greenbizz", None), (today, 14, 70), begun)?;
    save(store, catalogue, &greenbizz, today, &quarterly()).await?;
    waves(store, catalogue, begun).await
}

/// Where the answers of the waves were given, and by whom people were received.
pub(super) const RECEIVED: [(&str, &str); 6] = [
    ("icab", "innoviris"),
    ("icab", "hub"),
    ("greenbizz", "hub"),
    ("greenbizz", "innoviris"),
    ("icab", "actiris"),
    ("greenbizz", "hub"),
];

/// A wave that is over and one that runs, both with answers, and one to come.
async fn waves(store: &Store, catalogue: &Catalogue, begun: Begun) -> anyhow::Result<()> {
    let today = begun.today();
    let days = |from: i64, to: i64| (today + TimeDelta::days(from), today + TimeDelta::days(to));
    let over = wave("demo-before", "after_visit", days(-120, -31), begun)?;
    let now = wave("demo-now", "after_visit", days(-30, 59), begun)?;
    let next = wave("demo-quarter", "quarterly", days(14, 44), begun)?;
    for wave in [&over, &now, &next] {
        let mut tx = Transaction::new();
        store.waves().save(&mut tx, wave, None);
        once(store, tx).await?;
    }
    let given = answers_after_visits();
    // The earlier one went less well: of three people it helped one.
    let mut worse = given[8..32].to_vec();
    for (_, answers) in worse.iter_mut().enumerate().filter(|(place, _)| place % 3 != 0).map(|(_, given)| given) {
        answers.insert("useful".to_owned(), json!(2));
    }
    let mut counted: Vec<(SurveyTarget, Tally)> = Vec::new();
    for (wave, some) in [(&over, &worse[..]), (&now, &given[..])] {
        for at in 0..RECEIVED.len() {
            let target = received_at(at)?;
            let id = store.waves().survey_id(&wave.id, &target)?;
            let survey = wave.survey(id, target.clone()).context("a survey of a wave")?;
            store.waves().make_survey(&survey).await?;
            let own: Vec<_> = some.iter().skip(at).step_by(RECEIVED.len()).cloned().collect();
            if wave.id == over.id {
                counted.push((target, tally(catalogue, &survey, &own)?));
            }
            respond(store, catalogue, (&survey, Transaction::new()), today.min(wave.closes), (at, &own)).await?;
        }
    }
    alerts(store, catalogue, &over, &counted).await
}

/// A wave that asks everywhere, from its first day to its last.
pub(super) fn wave(
    id: &str,
    variant: &str,
    (opens, closes): (NaiveDate, NaiveDate),
    begun: Begun,
) -> anyhow::Result<Wave> {
    Ok(Wave {
        id: WaveId::parse(id)?,
        variant: Variant::of(variant),
        locations: BTreeSet::new(),
        opens,
        closes,
        aim_percent: AIM_PERCENT,
        created_at: begun.at,
    })
}

/// The place and agency at one place of [`RECEIVED`].
pub(super) fn received_at(at: usize) -> anyhow::Result<SurveyTarget> {
    let (location, agency) = RECEIVED[at];
    Ok(SurveyTarget {
        location: Some(LocationId::parse(location)?),
        agency: Some(AgencyId::parse(agency)?),
        permanence: None,
    })
}

/// The counts of answers.
fn tally(catalogue: &Catalogue, survey: &Survey, given: &[Given]) -> anyhow::Result<Tally> {
    let mut tally = Tally::default();
    for (_, answers) in given {
        let answers = check_answers(&catalogue.questionnaire, survey, catalogue, answers, Strictness::Api)
            .map_err(|wrong| anyhow::anyhow!("an answer to {}: {wrong:?}", survey.id))?;
        tally.add(&answers, &catalogue.questionnaire);
    }
    Ok(tally)
}

/// What fell below its aim in a wave that is over, and what was done about it.
async fn alerts(
    store: &Store,
    catalogue: &Catalogue,
    wave: &Wave,
    counted: &[(SurveyTarget, Tally)],
) -> anyhow::Result<()> {
    let parts = alert::parts(counted.iter().map(|(target, tally)| (target, tally)), &catalogue.questionnaire);
    let raised_at = Instant::new(wave.closes.and_time(chrono::NaiveTime::MIN).and_utc());
    let mut looks = Looks::default();
    let mut tx = Transaction::new();
    for (part, Counts { satisfied, n }, high) in alert::look(&mut looks, &parts, wave.aim(), |_| false) {
        let action = Action {
            text: "Les conseillers envoient la liste des documents avant le rendez-vous. / De adviseurs sturen de lijst met documenten vóór de afspraak.".to_owned(),
            at: raised_at.plus(TimeDelta::days(2)),
            actor: Actor::Administrator,
        };
        let (id, aim) = (store.alerts().id(&wave.id, &part)?, wave.aim());
        let actions = vec![action];
        let alert = Alert { id, wave: wave.id.clone(), part, satisfied, n, high, aim, raised_at, actions };
        store.alerts().raise(&mut tx, &alert);
    }
    store.alerts().save_looks(&mut tx, &wave.id, &looks, None);
    Ok(once(store, tx).await?)
}

/// A survey that opened some days ago and closes some days from now.
fn survey(
    id: &str,
    variant: &str,
    (location, agency): (&str, Option<&str>),
    (today, opened, closes): (NaiveDate, u64, u64),
    begun: Begun,
) -> anyhow::Result<Survey> {
    Ok(Survey {
        id: SurveyId::parse(id)?,
        code: SurveyCode::parse(id)?,
        variant: Variant::of(variant),
        target: SurveyTarget {
            location: Some(LocationId::parse(location)?),
            agency: agency.map(AgencyId::parse).transpose()?,
            permanence: None,
        },
        opens: today - Days::new(opened),
        closes: today + Days::new(closes),
        created_at: begun.at,
        eligible: None,
        wave: None,
    })
}

/// Adds a survey with its answers, in one commit; they are counted by the
/// dispatcher as any other.
async fn save(
    store: &Store,
    catalogue: &Catalogue,
    survey: &Survey,
    today: NaiveDate,
    given: &[Given],
) -> anyhow::Result<()> {
    let mut tx = Transaction::new();
    store.surveys().create(&mut tx, survey);
    respond(store, catalogue, (survey, tx), today, (0, given)).await
}

/// Adds answers to a survey up to a day; `from` sets the places of one lot apart
/// from those of another.
pub(super) async fn respond(
    store: &Store,
    catalogue: &Catalogue,
    (survey, mut tx): (&Survey, Transaction),
    today: NaiveDate,
    (from, given): (usize, &[Given]),
) -> anyhow::Result<()> {
    let span = u64::try_from((today - survey.opens).num_days()).unwrap_or(1);
    for (place, (language, answers)) in given.iter().enumerate() {
        let answers = check_answers(&catalogue.questionnaire, survey, catalogue, answers, Strictness::Api)
            .map_err(|wrong| anyhow::anyhow!("answer {place} to {}: {wrong:?}", survey.id))?;
        // Spread over the days since it opened, without an order.
        let day = survey.opens + Days::new(place as u64 * 8 % span);
        let response = Response { survey: survey.id.clone(), language: *language, day, answers };
        let nonce = digest(format!("{}:{from}:{place}", survey.id).as_bytes());
        store.surveys().respond(&mut tx, &response, nonce.get(..26).unwrap_or(&nonce));
    }
    Ok(once(store, tx).await?)
}

/// All answers of [`AFTER_VISIT`].
pub(super) fn answers_after_visits() -> Vec<Given> {
    LANGUAGE_ANSWERED_IN.chars().enumerate().map(|(place, code)| after_visit(place, code)).collect()
}

/// The answer at one place of [`AFTER_VISIT`].
fn after_visit(place: usize, language: char) -> Given {
    let mut answers = BTreeMap::new();
    for (question, column) in AFTER_VISIT {
        let value = match column.chars().nth(place) {
            Some('y') => json!("yes"),
            Some('n') => json!("no"),
            Some(step) => match step.to_digit(11) {
                Some(step) => json!(step),
                None => continue,
            },
            None => continue,
        };
        answers.insert(question.to_owned(), value);
    }
    if let Some((_, text)) = SUGGESTIONS.iter().find(|(at, _)| *at == place) {
        answers.insert("suggestions".to_owned(), json!(text));
    }
    let language = match language {
        'n' => Language::Nl,
        'e' => Language::En,
        _ => Language::Fr,
    };
    (language, answers)
}

fn quarterly() -> Vec<Given> {
    let given = [
        (
            Language::Fr,
            json!({"agency": "innoviris", "overall": 4, "useful": 4, "effort": 5, "expertise": 4, "language": 5,
                "referred": "yes", "wait": 2, "followup": 4, "outcome": ["info", "contact"],
                "known_before": ["innoviris"], "informed": 3, "channel": "host", "schedule": 4, "recommend": 8,
                "missing": "Un accompagnement sur l'achat public circulaire."}),
        ),
        (
            Language::Nl,
            json!({"agency": "innoviris", "overall": 5, "useful": 5, "effort": 4, "expertise": 5, "language": 4,
                "referred": "no", "outcome": ["application"], "known_before": ["info1819", "innoviris"],
                "informed": 4, "channel": "peer", "schedule": 3, "recommend": 9,
                "suggestions": "Hang de affiche met de QR-code ook in de ateliers op."}),
        ),
        (
            Language::Fr,
            json!({"agency": "innoviris", "overall": 3, "useful": 3, "effort": 3, "language": 5, "referred": "yes",
                "wait": 4, "followup": 2, "outcome": ["nothing"], "known_before": ["none"], "informed": 2,
                "channel": "host", "schedule": 2, "recommend": 6}),
        ),
    ];
    let answers = |value: Value| value.as_object().cloned().unwrap_or_default().into_iter().collect();
    given.into_iter().map(|(language, value)| (language, answers(value))).collect()
}
