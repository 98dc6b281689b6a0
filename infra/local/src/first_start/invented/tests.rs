use std::collections::BTreeMap;
use std::sync::Arc;

use dispatch::Dispatcher;
use domain::enterprise_number::EnterpriseNumber;
use domain::ids::BookingId;
use domain::member::validate_profile_in;
use domain::need::{NeedStatus, TriageReason};
use domain::referral::ReferralStatus;
use domain::{Clock, Language};
use mail::transport::Memory;
use runtime::{DemoClock, UlidSource};
use store::keys::PermanenceList;
use store::repos::needs::{NeedEntry, NeedFilter, ReferralFilter};
use store::{Secrets, Silent};
use store_embedded::EmbeddedTable;

use super::*;

const TUESDAY: &str = "2026-11-24T09:00:00Z";

/// A store over `table` whose clock shows `at`.
fn store_at(table: &Arc<EmbeddedTable>, at: &str) -> Store {
    let clock: Arc<dyn Clock> = Arc::new(DemoClock::starting_at(Instant::parse(at)));
    let ids = Arc::new(UlidSource::new(Arc::clone(&clock)));
    Store::new(Arc::clone(table) as _, clock, ids, Secrets::new([7; 32]), Arc::new(Silent))
}

async fn with_directory(at: &str) -> (Arc<EmbeddedTable>, Store) {
    let table = Arc::new(EmbeddedTable::in_memory().unwrap());
    let store = store_at(&table, at);
    store.catalogue().import(&brussels_data::catalogue().unwrap()).await.unwrap();
    (table, store)
}

async fn loaded(at: &str) -> (Arc<EmbeddedTable>, Store) {
    let (table, store) = with_directory(at).await;
    load(&store).await.unwrap();
    (table, store)
}

async fn needs(store: &Store) -> Vec<NeedEntry> {
    store.needs().list(&NeedFilter::default(), None, 100).await.unwrap().items
}

/// What stands, as far as pages show it.
async fn overview(store: &Store) -> (Vec<NeedEntry>, Vec<String>, Vec<BookingId>, [usize; 4]) {
    let referrals = store.needs().list_referrals(&ReferralFilter::default(), None, 100).await.unwrap().items;
    let permanences = store.permanences().list(&PermanenceList::All, NaiveDate::MIN).await.unwrap().len();
    let surveys = store.surveys().list(None, 100).await.unwrap().0.len();
    let staff = store.staff().list().await.unwrap().len();
    let plans = store.plans().page::<flows::plans::Settled>(None, 10).await.unwrap().0.len();
    let referrals = referrals.iter().map(|one| format!("{} {:?} {}", one.id, one.status, one.changed_at)).collect();
    (needs(store).await, referrals, seated(store).await, [permanences, surveys, staff, plans])
}

/// Everybody who has a seat.
async fn seated(store: &Store) -> Vec<BookingId> {
    let mut all = Vec::new();
    for permanence in store.permanences().list(&PermanenceList::All, NaiveDate::MIN).await.unwrap() {
        all.extend(store.bookings().of_permanence(&permanence.id, NaiveDate::MIN).await.unwrap().seated);
    }
    all.sort();
    all
}

/// The dispatcher that the host starts after loading.
async fn dispatched(store: &Store) -> Arc<Memory> {
    let mailbox = Arc::new(Memory::new());
    let base_url = "http://permanence.test".to_owned();
    let transport = Arc::clone(&mailbox) as _;
    let dispatcher = Dispatcher::new(store.clone(), base_url, flows::contexts(), transport, "test".to_owned());
    dispatcher.come_to_rest().await.unwrap();
    mailbox
}

/// Each on a task of its own, so that one that fails hides no other.
macro_rules! each_holds {
    ($store:expr, $failed:expr; $($check:ident),+ $(,)?) => {
        $(if tokio::spawn($check($store.clone())).await.is_err() { $failed.push(stringify!($check)); })+
    };
}

/// Loading takes seconds, so all that is to be seen of it is seen in one store.
#[tokio::test]
async fn what_is_loaded_can_be_looked_at_from_every_side() {
    let (_, store) = loaded(TUESDAY).await;
    let mut failed = Vec::new();
    each_holds!(store, failed;
        members_stand_at_many_places_with_something_to_ask,
        needs_of_every_status_stand_in_the_week_of_now,
        the_coordinator_finds_needs_to_triage_for_every_reason_of_arrival,
        needs_spread_over_three_weeks_and_many_places_and_are_listed_newest_first,
        a_host_and_an_adviser_can_sign_in,
        deadlines_passed_in_their_time_and_past_mails_left_when_they_would_have,
        there_are_bookings_to_come_and_of_past_ones_it_is_known_who_came,
        a_rota_of_the_next_quarter_is_asked_for_once_and_can_be_worked_out,
        loading_twice_equals_loading_once,
        what_is_broken_in_the_rota_has_repairs,
    );
    each_holds!(store, failed;
        mails_of_the_last_days_land_in_the_mailbox_and_only_those,
        nobody_is_asked_past_the_deadline,
        one_survey_shows_figures_and_the_other_has_too_few_answers,
        waves_of_a_year_have_answers_and_are_known_by_how_many_came,
        what_people_suggested_is_kept_for_the_coordinator_to_read,
    );
    assert_eq!(failed, [""; 0], "each said why above");
}

async fn what_is_broken_in_the_rota_has_repairs(store: Store) {
    assert!(flows::repairs::look(&store).await.unwrap());
    let known: Vec<store::Versioned<flows::repairs::Row>> = store.repairs().all().await.unwrap();
    assert!(known.iter().any(|row| !row.value.worked.offers.is_empty()), "{known:?}");
}

async fn members_stand_at_many_places_with_something_to_ask(store: Store) {
    let counts = store.members().counts().await.unwrap();
    let (members, proposals) =
        counts.values().fold((0, 0), |sum, one| (sum.0 + one.members as usize, sum.1 + one.proposals));
    assert!(members >= super::members::drafts().unwrap().len(), "{members}");
    assert!(counts.len() >= 20 && proposals >= 20, "{} places, {proposals} proposals", counts.len());
}

async fn needs_of_every_status_stand_in_the_week_of_now(store: Store) {
    let mut by_status: BTreeMap<NeedStatus, usize> = BTreeMap::new();
    for need in needs(&store).await {
        *by_status.entry(need.status).or_default() += 1;
    }
    let expected =
        [(NeedStatus::ToTriage, 7), (NeedStatus::Referred, 9), (NeedStatus::InProgress, 5), (NeedStatus::Closed, 5)];
    assert_eq!(by_status, BTreeMap::from(expected));
}

async fn the_coordinator_finds_needs_to_triage_for_every_reason_of_arrival(store: Store) {
    let mut reasons: Vec<String> =
        needs(&store).await.iter().filter_map(|need| need.triage).map(|r| format!("{r:?}")).collect();
    reasons.sort();
    let suggested = vec![format!("{:?}", TriageReason::Suggested); 4];
    let mut expected: Vec<String> = [TriageReason::Exhausted, TriageReason::NoConsent, TriageReason::Undetermined]
        .iter()
        .map(|r| format!("{r:?}"))
        .collect();
    expected.extend(suggested);
    expected.sort();
    assert_eq!(reasons, expected);
}

async fn needs_spread_over_three_weeks_and_many_places_and_are_listed_newest_first(store: Store) {
    let needs = needs(&store).await;
    assert!(needs.windows(2).all(|pair| pair[0].created_at >= pair[1].created_at));
    let (newest, oldest) = (needs.first().unwrap().created_at, needs.last().unwrap().created_at);
    assert!(oldest < newest.plus(chrono::TimeDelta::days(-18)), "{oldest} {newest}");
    let mut places: Vec<_> = needs.iter().map(|need| &need.location).collect();
    places.sort();
    places.dedup();
    assert!(places.len() >= 10, "{places:?}");
}

async fn deadlines_passed_in_their_time_and_past_mails_left_when_they_would_have(store: Store) {
    let now = store.now();
    let referrals = store.needs().list_referrals(&ReferralFilter::default(), None, 100).await.unwrap().items;
    let waiting = |status| referrals.iter().filter(move |one| one.status == status);
    assert!(waiting(ReferralStatus::Expired).count() >= 1, "an agency that never answered");
    for sent in waiting(ReferralStatus::Sent) {
        assert!(sent.changed_at < sent.created_at.plus(chrono::TimeDelta::minutes(5)), "{}", sent.id);
    }
    assert!(waiting(ReferralStatus::Queued).all(|one| one.created_at > now.plus(chrono::TimeDelta::days(-4))));
}

async fn nobody_is_asked_past_the_deadline(store: Store) {
    let sent = ReferralFilter { status: Some(ReferralStatus::Sent), ..ReferralFilter::default() };
    let sent = store.needs().list_referrals(&sent, None, 100).await.unwrap().items;
    assert!(sent.iter().all(|one| store.now() <= one.answer_by));
}

async fn mails_of_the_last_days_land_in_the_mailbox_and_only_those(store: Store) {
    let mails = dispatched(&store).await.sent();
    let to: Vec<_> = mails.iter().map(|sent| sent.message.to.as_str()).collect();
    assert!(to.contains(&"bram@zwermtuig.example"), "{to:?}");
    assert!(to.contains(&"adviser@innoviris.example"), "{to:?}");
    assert!(!to.contains(&"aurelie@luminobot.example"), "{to:?}");
    let queued = ReferralFilter { status: Some(ReferralStatus::Queued), ..ReferralFilter::default() };
    assert!(store.needs().list_referrals(&queued, None, 10).await.unwrap().items.is_empty());
}

async fn loading_twice_equals_loading_once(store: Store) {
    assert!(is_loaded(&store).await.unwrap());
    let before = overview(&store).await;
    load(&store).await.unwrap();
    assert_eq!(overview(&store).await, before);
}

#[tokio::test]
async fn a_start_that_broke_off_goes_on_days_later_without_doubling_anything() {
    let (table, store) = with_directory(TUESDAY).await;
    let begun = begin(&store).await.unwrap();
    let catalogue = store.catalogue().load().await.unwrap();
    load_presences(&store, &catalogue, begun).await.unwrap();
    bookings::load(&store, &catalogue, begun).await.unwrap();
    needs::load(&store, begun).await.unwrap();
    assert!(!is_loaded(&store).await.unwrap());
    let later = store_at(&table, "2026-12-14T09:00:00Z");
    table.sweep(later.now().seconds(), 10_000).await.unwrap();
    load(&later).await.unwrap();
    let (_, whole) = loaded(TUESDAY).await;
    let states = |needs: Vec<NeedEntry>| needs.into_iter().map(|need| (need.status, need.location)).collect::<Vec<_>>();
    assert_eq!(states(needs(&later).await), states(needs(&whole).await));
    assert!(is_loaded(&later).await.unwrap());
}

async fn one_survey_shows_figures_and_the_other_has_too_few_answers(store: Store) {
    let figures =
        async |id: &str| store.surveys().figures(&domain::ids::SurveyId::parse(id).unwrap()).await.unwrap().unwrap();
    let icab = figures("demo-icab").await;
    assert!(icab.survey.is_open(store.now()));
    assert_eq!(icab.live.unwrap().value.n, 37);
    assert!(icab.shown.is_some());
    assert_eq!(figures("demo-greenbizz").await.live.unwrap().value.n, 3);
}

async fn waves_of_a_year_have_answers_and_are_known_by_how_many_came(store: Store) {
    let mut waves = store.waves().all().await.unwrap();
    waves.retain(|wave| wave.variant.code() == "after_visit");
    waves.sort_by_key(|wave| wave.opens);
    let mut told = Vec::new();
    for wave in &waves {
        let figures = store.waves().figures(&wave.id).await.unwrap();
        let n: u64 = figures.iter().filter_map(|one| Some(one.live.as_ref()?.value.n)).sum();
        let came: u64 = figures.iter().filter_map(|one| one.survey.eligible).sum();
        assert!(figures.len() == 5 && n < came, "{}: {n} of {came}", wave.id);
        told.push(n);
    }
    assert_eq!(told, [3, 36, 34, 24, 37], "the first has too few to be shown");
}

async fn what_people_suggested_is_kept_for_the_coordinator_to_read(store: Store) {
    let (texts, _) =
        store.surveys().texts(&domain::ids::SurveyId::parse("demo-icab").unwrap(), None, 50).await.unwrap();
    assert_eq!(texts.len(), 9);
}

async fn a_host_and_an_adviser_can_sign_in(store: Store) {
    let staff = store.staff().list().await.unwrap();
    assert_eq!(staff.len(), 2);
    assert!(staff.iter().all(|one| one.active && one.email.as_str().ends_with(".example")));
}

#[tokio::test]
async fn the_data_loads_on_any_day_the_demonstration_is_set_to() {
    for at in ["2017-03-07T10:00:00Z", "2026-12-31T22:30:00Z", "2027-01-01T00:10:00Z", "2027-03-28T01:30:00Z"] {
        let (_, store) = loaded(at).await;
        assert_eq!(needs::stories().unwrap().len(), 26);
        if !at.starts_with("2017") {
            assert_eq!(needs(&store).await.len(), 26, "{at}");
            what_is_broken_in_the_rota_has_repairs(store).await;
        }
    }
}

#[test]
fn people_and_companies_are_invented_and_their_data_fits_the_model() {
    let catalogue = brussels_data::catalogue().unwrap();
    let mut languages = [0; 3];
    for story in needs::stories().unwrap() {
        let profile = &story.member.profile;
        assert_eq!(validate_profile_in(&catalogue, profile).as_ref(), Ok(profile), "{}", story.member.name);
        if let Some(number) = profile.get("enterprise_number").and_then(|number| number.as_str()) {
            assert!(EnterpriseNumber::parse(number).is_ok() && number.starts_with("0999"), "{number}");
        }
        assert!(story.contact.email.as_str().ends_with(".example"));
        assert!(story.need_types.iter().all(|id| catalogue.need_type(id).is_some()), "{}", story.member.name);
        assert!(catalogue.locations.contains_key(&story.location));
        let at = Language::ALL.iter().position(|one| Some(*one) == story.contact.language).unwrap();
        languages[at] += 1;
    }
    assert!(languages.iter().all(|count| *count >= 5), "{languages:?}");
}

async fn there_are_bookings_to_come_and_of_past_ones_it_is_known_who_came(store: Store) {
    use domain::booking::BookingStatus;
    let found = store.bookings().load_many(&seated(&store).await).await.unwrap();
    let found: Vec<_> = found.into_iter().flatten().collect();
    let with = |status| found.iter().filter(|one| one.booking.status == status).count();
    assert!(with(BookingStatus::Booked) >= 5, "{}", with(BookingStatus::Booked));
    assert!(with(BookingStatus::Attended) >= 5 && with(BookingStatus::Missed) >= 1);
    for one in &found {
        let over = one.booking.slot.end < store.now();
        assert_eq!(over, one.booking.status != BookingStatus::Booked, "{:?}", one.booking);
        let contact = one.person.as_ref().and_then(|person| person.contact.as_ref()).unwrap();
        assert!(contact.email.as_str().ends_with(".example"));
    }
}

async fn a_rota_of_the_next_quarter_is_asked_for_once_and_can_be_worked_out(store: Store) {
    let (plans, _) = store.plans().page::<flows::plans::Settled>(None, 10).await.unwrap();
    let [plan] = plans.as_slice() else { panic!("{plans:?}") };
    assert_eq!((plan.from.to_string(), plan.weeks), ("2027-01-04".to_owned(), 13));
    let catalogue = store.catalogue().load().await.unwrap();
    let span = flows::rota::Span::of(plan.from, plan.weeks);
    let problem = flows::rota::gather(&store, &catalogue, span, &|_| false).await.unwrap();
    // Members of places that closed have proposals too; nobody can be planned there.
    assert_eq!(problem.check(), Ok(()));
    assert!(problem.demand.iter().any(|line| line.parties > 0.0));
}
