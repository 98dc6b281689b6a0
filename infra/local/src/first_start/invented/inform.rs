//! What places are told: the digests of this month, of which one is looked at; that
//! of ICAB of the month before, which was sent; news; what became of two
//! suggestions; and how active each place is.

use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::{LocationId, SuggestionId};
use domain::inform::{Digest, Issue, Item, Month, News};
use domain::suggestion::{Suggestion, SuggestionEvent, SuggestionState};
use domain::{Instant, Text};
use flows::inform::{contents, count_places, prepare};
use store::repos::monthly::Sending;
use store::{Store, Transaction};

use super::{Begun, once};

/// Places that are prepared and counted: all.
const ALL: usize = 1_000;

pub(super) async fn load(store: &Store, catalogue: &Catalogue, begun: Begun) -> anyhow::Result<()> {
    let month = Month::of(begun.today());
    let icab = LocationId::parse("icab")?;
    suggestions(store, &icab, begun.at).await?;
    let mut tx = Transaction::new();
    store.monthly().save_common(&mut tx, month, &[call(begun)], None);
    once(store, tx).await?;
    sent(store, catalogue, (&icab, month.before(1)), begun.at).await?;
    prepare(store, month, ALL).await?;
    seen(store, month, begun).await?;
    news(store, begun).await?;
    count_places(store, begun.today(), ALL).await?;
    Ok(())
}

fn call(begun: Begun) -> Item {
    Item {
        title: Text::new(
            "Appel : la recherche en petite équipe",
            "Oproep: onderzoek in een klein team",
            "Call: research in a small team",
        ),
        text: Some(Text::new(
            "Jusqu’à 100 000 € pour une étude de faisabilité. Parlez-en à la permanence avant de déposer.",
            "Tot € 100.000 voor een haalbaarheidsstudie. Bespreek het op de permanentie voor u indient.",
            "Up to €100,000 for a feasibility study. Talk about it at the permanence before you apply.",
        )),
        link: Some("https://www.innoviris.brussels/".to_owned()),
        deadline: begun.today().checked_add_days(chrono::Days::new(45)),
    }
}

/// What was told last month, as it reached its readers.
async fn sent(
    store: &Store,
    catalogue: &Catalogue,
    (location, month): (&LocationId, Month),
    at: Instant,
) -> anyhow::Result<()> {
    let told = contents(store, catalogue, (location, month), Vec::new()).await?;
    let digest = Digest { seen_at: Some(at), sent_at: Some(at), ..Digest::new(location.clone(), month, told, at) };
    let sending =
        Sending { staff: 1, staff_done: true, seen: 7, members: 6, to_hosts: 1, done: true, ..Sending::default() };
    let issue = Issue::Digest { month, location: location.clone() };
    let mut tx = Transaction::new();
    store.monthly().save_digest(&mut tx, &digest, None);
    store.monthly().save_sending(&mut tx, &issue, &sending, None);
    Ok(once(store, tx).await?)
}

/// One of this month that somebody looked at.
async fn seen(store: &Store, month: Month, begun: Begun) -> anyhow::Result<()> {
    let greenbizz = LocationId::parse("greenbizz")?;
    let Some(found) = store.monthly().digest(month, &greenbizz).await? else { return Ok(()) };
    let mut tx = Transaction::new();
    store.monthly().save_digest(&mut tx, &Digest { seen_at: Some(begun.at), ..found.value }, Some(found.version));
    Ok(once(store, tx).await?)
}

async fn news(store: &Store, begun: Begun) -> anyhow::Result<()> {
    let news = News {
        id: "demo-news".to_owned(),
        location: None,
        item: Item {
            title: Text::new(
                "Permanences pendant les fêtes",
                "Permanenties tijdens de feestdagen",
                "Permanences over the holidays",
            ),
            text: Some(Text::new(
                "Du 24 décembre au 3 janvier, les agences ne tiennent pas de permanence. Dites votre besoin en ligne : on y répond dès la reprise.",
                "Van 24 december tot 3 januari zijn er geen permanenties. Meld uw behoefte online: u krijgt antwoord zodra alles herneemt.",
                "From 24 December to 3 January there are no permanences. State your need online: it is answered once work resumes.",
            )),
            link: None,
            deadline: None,
        },
        created_at: begun.at,
        seen_at: None,
        sent_at: None,
    };
    let mut tx = Transaction::new();
    store.monthly().save_news(&mut tx, &news, None);
    Ok(once(store, tx).await?)
}

async fn suggestions(store: &Store, icab: &LocationId, at: Instant) -> anyhow::Result<()> {
    let told = [
        (
            "demo-late-slot",
            "Pouvoir réserver un créneau plus tard dans l’après-midi.",
            SuggestionState::Done,
            Text::new(
                "Le jeudi, la dernière heure commence à 15 h 45.",
                "Op donderdag begint het laatste uur om 15.45 uur.",
                "On Thursdays the last time begins at 15:45.",
            ),
        ),
        (
            "demo-documents",
            "Envoyer la liste des documents à préparer avant le rendez-vous, pas après.",
            SuggestionState::Planned,
            Text::new(
                "Le message de rappel la contiendra dès janvier.",
                "Vanaf januari staat ze in de herinnering.",
                "From January the reminder will hold it.",
            ),
        ),
    ];
    for (id, text, state, answer) in told {
        let suggestion = Suggestion {
            id: SuggestionId::parse(id)?,
            text: text.to_owned(),
            place: Some(icab.clone()),
            agency: None,
            state,
            answer: Some(answer),
            owner: None,
            due: None,
            said: 2,
            created_at: at,
            changed_at: at,
        };
        let event = SuggestionEvent { at, actor: Actor::System, state, joined: None };
        let mut tx = Transaction::new();
        store.suggestions().save(&mut tx, None, &suggestion, &event);
        once(store, tx).await?;
    }
    Ok(())
}
