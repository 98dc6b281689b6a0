//! What the member's own page shows.

use std::collections::BTreeMap;

use axum::response::Response;
use domain::moves::{MoveError, nobody_left};
use domain::need::{NeedCase, NeedStatus, Outcome};
use domain::referral::{Referral, ReferralStatus};
use domain::route::Reason;
use flows::bookings::nearest_free;
use http::StatusCode;
use maud::{Markup, html};
use web::extract::FormState;
use web::page::Page;
use web::ui::{
    button, button_secondary, card, error_summary, form, hidden, link_button_secondary, need_badge, notice,
    referral_badge, timeline, warning,
};
use web::views::Names;
use web::{Context, Reply, Visit, format};

use super::cards::{self, Shown};
use super::story::{story, then};
use crate::{word, word_with};

/// The page of a link that holds; 409 where what was pressed is refused, 422
/// where what was entered is. Three reads; for each agency that took it on
/// those of its next free times.
pub(super) async fn page(
    context: &Context,
    visit: &Visit,
    token: &str,
    (case, state): (&NeedCase, &FormState),
    refusal: Option<MoveError>,
) -> Reply {
    let language = visit.language;
    let word = |key: &str| word(language, key);
    let catalogue = context.store.catalogue().load().await?;
    let past = context.store.needs().history(&case.need.id).await?;
    let nobody = BTreeMap::new();
    let names = Names { catalogue: &catalogue, staff: &nobody, language };
    let story = story(language, &catalogue, case, past.events);
    let shown = Shown { visit, token, catalogue: &catalogue, case, state, now: context.store.now() };
    let mut taken_on = Vec::new();
    for referral in case.referrals.iter().filter(|referral| referral.status == ReferralStatus::Accepted) {
        let free = nearest_free(&context.store, &catalogue, &referral.agency, &case.need.location).await?;
        let book = format!("/book?agency={}&location={}&need={token}", referral.agency, case.need.location);
        taken_on.push((referral, html! {
            @if !free.is_empty() {
                h3 { (word("own-next-free")) }
                ul { @for slot in &free { li { (format::local(language, slot.local_start)) ", " (catalogue.place_name(&slot.location)) } } }
                p class="actions" { (link_button_secondary(&word("own-book"), &book)) }
            }
        }));
    }
    let body = html! {
        div class="stack" {
            (error_summary(language, state))
            @if let Some(error) = &refusal { (warning(html! { (error.text(language)) " " (word("own-refused")) })) }
            (stands(case, &names))
            (cards::agree(&shown))
            @for (referral, free) in &taken_on { (whether_met(token, &names, (referral, free))) }
            @if !case.referrals.is_empty() { (referrals(case, &names)) }
            (card(&word("own-history"), timeline(language, &story)))
            (cards::stated(&shown))
            (cards::add(&shown))
            (cards::ends(&shown))
        }
    };
    let done = visit.done.as_deref().and_then(|code| done_words(code, case).map(word));
    let page = Page::task(visit).title(&word("own-title")).private().notice(done.map(notice));
    let page = if refusal.is_some() { page.status(StatusCode::CONFLICT) } else { page.of_form(state) };
    Ok(page.render(body))
}

/// The page of a link that a newer one replaced.
pub(super) fn voided(visit: &Visit, token: &str) -> Response {
    let word = |key: &str| word(visit.language, key);
    let sent = visit.done.as_deref() == Some("link");
    let body = html! {
        @if sent { section class="card" { p { (word("own-link-on-its-way")) } } } @else {
            section class="card" {
                p { (word("own-voided-what")) }
                (form(&format!("/n/{token}"), "", html! { (hidden("action", "new_link")) (button(&word("own-new-link"))) }))
            }
        }
    };
    let page = Page::task(visit).title(&word("own-voided")).private();
    page.status(if sent { StatusCode::OK } else { StatusCode::GONE }).render(body)
}

/// What was just done, by its code in `?done=`; nothing where it does not stand.
fn done_words(code: &str, case: &NeedCase) -> Option<&'static str> {
    let need = &case.need;
    let is_added = || case.person.iter().flat_map(|person| &person.notes).any(|note| note.by.is_some());
    let (key, stands) = match code {
        "withdrawn" => ("own-done-withdrawn", need.outcome == Some(Outcome::Withdrawn)),
        "consent" => ("own-done-consent", !need.share.any()),
        "agreed" => ("own-done-agreed", need.share.any()),
        "added" => ("own-done-added", is_added()),
        "link" => ("own-link-on-its-way", true),
        "said" => ("own-done-said", true),
        "meeting" => ("own-done-meeting", true),
        "nobody" => ("own-done-nobody", true),
        "reopened" => ("own-done-reopened", need.is_open()),
        _ => return None,
    };
    stands.then_some(key)
}

fn stands(case: &NeedCase, names: &Names<'_>) -> Markup {
    let Names { catalogue, language, .. } = *names;
    let word = |key: &str| word(language, key);
    let by = |wanted: fn(ReferralStatus) -> bool| {
        let found = case.referrals.iter().filter(move |referral| wanted(referral.status));
        found.map(|referral| names.agency(&referral.agency)).collect::<Vec<_>>().join(", ")
    };
    let sentence = match case.need.status {
        NeedStatus::ToTriage if !case.need.share.any() => word("own-stands-no-consent"),
        NeedStatus::ToTriage => word("own-stands-to-triage"),
        NeedStatus::Referred => {
            word_with(language, "own-stands-referred", &[("agencies", by(ReferralStatus::is_open).into())])
        }
        NeedStatus::InProgress => {
            let at_work = by(|status| status == ReferralStatus::Accepted);
            let at_work = if at_work.is_empty() { by(ReferralStatus::is_open) } else { at_work };
            word_with(language, "own-stands-in-progress", &[("agencies", at_work.into())])
        }
        NeedStatus::Closed => {
            let outcome = case.need.outcome.map(|outcome| outcome.label(language).to_lowercase()).unwrap_or_default();
            word_with(language, "own-stands-closed", &[("outcome", outcome.into())])
        }
    };
    let left: Vec<String> = nobody_left(case).into_iter().map(|(id, _)| names.need_type(id)).collect();
    let place = catalogue.place_name(&case.need.location);
    let body = html! {
        p { (need_badge(language, case.need.status)) }
        p { (sentence) }
        @if !left.is_empty() { p { (word_with(language, "own-stands-nobody-left", &[("kinds", left.join(", ").into())])) } }
        p class="soft" { (place) " · " (format::instant(language, case.need.created_at)) }
    };
    card(&word("own-stands"), body)
}

/// Whether an agency that took the need on met the member, and its next free
/// times.
fn whether_met(token: &str, names: &Names<'_>, (referral, free): (&Referral, &Markup)) -> Markup {
    let words = |key: &str| word_with(names.language, key, &[("agency", names.agency(&referral.agency).into())]);
    let path = format!("/n/{token}");
    let says = |key: &str, action: &str| {
        let button = button_secondary(&word(names.language, key), "action", action);
        form(&path, "", html! { (hidden("agency", referral.agency.as_str())) (button) })
    };
    let asked = if referral.follow_up.awaits_member { "own-calls-back" } else { "own-met-what" };
    let body = html! {
        p { (words(asked)) }
        div class="actions" {
            (says("own-met-helped", "helped"))
            (says("own-met-meeting", "meeting"))
            (says("own-met-not-helped", "not_helped"))
            (says("own-met-nobody", "nobody"))
        }
        (free)
    };
    card(&words("own-met-title"), body)
}

fn referrals(case: &NeedCase, names: &Names<'_>) -> Markup {
    let Names { catalogue, language, .. } = *names;
    let word = |key: &str| word(language, key);
    // How agencies are chosen, and what they still check, is not the member's
    // business: what the agency can do is.
    let settled = |referral: &Referral| {
        let told = |reason: &&Reason| matches!(reason, Reason::Answers { .. } | Reason::Continues { .. });
        let reasons = referral.because.iter().filter(told);
        reasons.map(|reason| reason.text(language, catalogue)).collect::<Vec<_>>()
    };
    let shown = html! {
        @for referral in &case.referrals {
            div {
                p { strong { (names.agency(&referral.agency)) } " " (referral_badge(language, referral.status)) }
                @if matches!(referral.status, ReferralStatus::Queued | ReferralStatus::Sent) {
                    p { (word("own-answer-by")) " " (format::instant(language, referral.answer_by)) ". " (word("own-otherwise")) }
                }
                @if let Some(at) = referral.follow_up.next_at.filter(|_| referral.status == ReferralStatus::Accepted) {
                    p { (then(language, at)) }
                }
                ul class="because" { @for reason in settled(referral) { li { (reason) } } }
            }
        }
    };
    card(&word("own-agencies"), shown)
}
