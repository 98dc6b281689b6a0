//! What a member adds is told to the agencies that have the need.

use chrono::TimeDelta;
use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::ids::{AgencyId, NeedId};
use domain::moves::{self, Moment, MoveError};
use domain::need::{Decided, Handler, NeedCase};
use domain::referral::DeclineReason;
use flows::needs::move_need;
use mail::Message;

use crate::bench::Bench;

fn agency(id: &str) -> AgencyId {
    AgencyId::parse(id).unwrap()
}

async fn moved(
    bench: &Bench,
    need: &NeedId,
    actor: &Actor,
    decide: impl Fn(NeedCase, &Moment<'_>) -> Result<Decided, MoveError>,
) {
    move_need(bench.app.store(), need, |case, catalogue, now| decide(case, &Moment::new(catalogue, now, actor)))
        .await
        .unwrap();
}

async fn added(bench: &Bench, need: &NeedId, text: &str) {
    bench.app.clock.advance(TimeDelta::seconds(1));
    moved(bench, need, &Actor::Member, |case, moment| moves::add(case, text, moment)).await;
}

/// Mails to agencies since the last time.
fn to_agencies(bench: &Bench) -> Vec<Message> {
    let all = bench.memory.take().into_iter().map(|sent| sent.message);
    all.filter(|message| !message.to.as_str().ends_with("@zoe-robotics.example")).collect()
}

/// A need that Ann of hub.brussels has in hand by name, and finance.brussels declined;
/// all of its mails left.
async fn in_hand(bench: &Bench) -> (NeedId, String) {
    let need = bench.need_of("k", "seed_equity").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    let catalogue = bench.app.store().catalogue().load().await.unwrap();
    let desk = catalogue.agencies.get(&agency("hub")).unwrap().email.as_str();
    let ann = format!("ann@{}", desk.rsplit_once('@').unwrap().1);
    let handler = Handler { name: "Ann".to_owned(), email: EmailAddress::parse(&ann).unwrap() };
    let (hub, finance) = (agency("hub"), agency("finance"));
    let by = Actor::Agency(hub.clone());
    moved(bench, &need, &by, |case, moment| moves::accept(case, &hub, moment)).await;
    moved(bench, &need, &by, |case, moment| moves::handed_over(case, &hub, handler.clone(), moment)).await;
    let no = (DeclineReason::Duplicate, "");
    moved(bench, &need, &Actor::Agency(finance.clone()), |case, moment| moves::decline(case, &finance, no, moment))
        .await;
    bench.dispatcher.come_to_rest().await.unwrap();
    to_agencies(bench);
    (need, ann)
}

#[tokio::test]
async fn whoever_accepted_gets_one_mail_of_all_that_was_added_while_it_waited() {
    let bench = Bench::new().await;
    let (need, ann) = in_hand(&bench).await;
    bench.memory.set_down(true);
    for text in ["Ook in Gent.", "En in Luik."] {
        added(&bench, &need, text).await;
        bench.run().await;
    }
    bench.memory.set_down(false);
    bench.dispatcher.forget_outage();
    bench.run().await;
    bench.run().await;
    let told = to_agencies(&bench);
    let to: Vec<&str> = told.iter().map(|message| message.to.as_str()).collect();
    assert_eq!(to, [ann.as_str()], "nobody who declined, and no second one");
    for said in ["Ook in Gent.", "En in Luik.", "/r/"] {
        assert!(told[0].text.contains(said), "{said}: {}", told[0].text);
    }
}

#[tokio::test]
async fn what_is_added_before_the_request_leaves_stands_in_it() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    added(&bench, &need, "Ook in Gent.").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    let told = to_agencies(&bench);
    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains("Ook in Gent."), "{}", told[0].text);
    added(&bench, &need, "En in Luik.").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    let told = to_agencies(&bench);
    assert_eq!(told.len(), 1, "whoever has not answered yet is told, too");
    assert!(told[0].text.contains("En in Luik."), "{}", told[0].text);
}

#[tokio::test]
async fn what_was_added_does_not_leave_once_consent_is_taken_back() {
    let bench = Bench::new().await;
    let (need, _) = in_hand(&bench).await;
    bench.memory.set_down(true);
    added(&bench, &need, "Ook in Gent.").await;
    bench.run().await;
    moved(&bench, &need, &Actor::Member, |case, moment| Ok(moves::take_back_consent(case, moment.now, moment.actor)))
        .await;
    bench.memory.set_down(false);
    bench.dispatcher.forget_outage();
    bench.run().await;
    bench.run().await;
    let told = to_agencies(&bench);
    assert_eq!(told.len(), 1, "that it is over, to whoever had it");
    assert!(!told[0].text.contains("Ook in Gent."), "{}", told[0].text);
}
