//! What a referral looks like, for the agency on its page and for staff on the
//! console: where it stands, what is asked, by whom, why of this agency, and
//! the forms to answer.

use domain::Instant;
use domain::clock::BRUSSELS;
use domain::determine::Determined;
use domain::event::Actor;
use domain::need::{Note, Outcome};
use domain::referral::{DeclineReason, ReferralStatus};
use domain::route::{Reason, known, to_check};
use maud::{Markup, html};
use web::extract::FormState;
use web::format;
use web::i18n::FluentValue;
use web::ui::{Choices, Field, button, card, definitions, field_id, form, hidden, referral_badge};
use web::views::is_late;

use crate::follow;
pub(crate) use crate::follow::{Said, confirm};
use crate::sheet::Sheet;
use crate::shown::of_form;
pub(crate) use crate::shown::{Shown, write_to};

/// Who asks, or what where nobody is named.
pub(crate) fn title(shown: &Shown<'_>) -> String {
    let person = shown.sheet.case().person.as_ref().filter(|_| shown.personal);
    match (person, shown.needs()) {
        (Some(person), _) => person.company.name.clone(),
        (None, needs) if needs.is_empty() => shown.word("title-general"),
        (None, needs) => needs,
    }
}

/// Where it stands, with its reason.
pub(crate) fn lead(shown: &Shown<'_>) -> Markup {
    html! { (referral_badge(shown.language, shown.sheet.referral.status)) " " (stands(shown)) }
}

fn stands(shown: &Shown<'_>) -> String {
    let (language, referral) = (shown.language, &shown.sheet.referral);
    let date = |at: Instant| FluentValue::from(format::date(language, at.day_in(BRUSSELS)));
    let agency = || ("agency", FluentValue::from(shown.agency()));
    let changed = || ("date", date(referral.changed_at));
    match referral.status {
        ReferralStatus::Queued | ReferralStatus::Sent => {
            let late = is_late(referral.status, referral.answer_by, shown.now);
            let key = if late { "stands-late" } else { "stands-open" };
            shown.words(key, &[("date", date(referral.answer_by))])
        }
        ReferralStatus::Accepted => follow::stands(shown, agency(), changed()),
        ReferralStatus::Declined => {
            let reason = referral.declined.unwrap_or(DeclineReason::Other).label(language);
            shown.words("stands-declined", &[agency(), changed(), ("reason", reason.into())])
        }
        ReferralStatus::Expired => {
            let key = if takes_late_yes(shown) { "stands-late-yes" } else { "stands-expired" };
            shown.words(key, &[("date", date(referral.answer_by))])
        }
        ReferralStatus::Undeliverable => shown.words("stands-undeliverable", &[agency()]),
        ReferralStatus::Done => {
            let outcome = referral.outcome.unwrap_or(Outcome::NotHelped).label(language);
            shown.words("stands-done", &[agency(), changed(), ("outcome", outcome.into())])
        }
        ReferralStatus::Withdrawn => match &referral.follow_up.gone_to {
            Some(other) => {
                shown.words("stands-gone-to", &[changed(), ("agency", shown.catalogue.agency_name(other).into())])
            }
            None => shown.words("stands-withdrawn", &[changed()]),
        },
    }
}

/// What is asked: kinds of need, services, amount, and the member's own words.
pub(crate) fn what(shown: &Shown<'_>) -> Markup {
    let need = &shown.sheet.case().need;
    let services = shown.sheet.referral.services.iter().filter_map(|id| shown.catalogue.services.get(id));
    let services: Vec<&str> = services.map(|service| service.name.get(shown.language)).collect();
    let text = |words: String| (!words.is_empty()).then(|| html! { (words) });
    let said = shown.sheet.case().person.as_ref().filter(|person| shown.personal && !person.description.is_empty());
    card(
        &shown.word("what-title"),
        html! {
            (definitions(&[
                (&shown.word("what-needs"), text(shown.needs())),
                (&shown.word("what-services"), text(services.join(", "))),
                (&shown.word("what-amount"), need.amount_eur.and_then(|amount| text(format::euros(shown.language, amount)))),
            ]))
            @if let Some(person) = said {
                h3 { (shown.word("what-words")) }
                p class="quote" { (person.description) }
            }
            @if let Some((on, why)) = need.need_types.iter().find_map(Determined::proposed).filter(|_| shown.personal) {
                h3 { (shown.words("what-proposed", &[("day", format::date(shown.language, on).into())])) }
                ul class="because" { @for one in why { li { (one.text(shown.language, shown.catalogue)) } } }
            }
        },
    )
}

/// Who asks, from where; or why that is not shown.
pub(crate) fn who(shown: &Shown<'_>) -> Markup {
    let case = shown.sheet.case();
    let place = shown.catalogue.locations.get(&case.need.location);
    let name = place.map_or(case.need.location.as_str(), |place| &place.name);
    let at = html! {
        a href={ "/locations/" (case.need.location) } { (name) }
        @if let Some(place) = place { br; span class="soft" { (shown.catalogue.address(place).get(shown.language)) } }
    };
    let Some(person) = case.person.as_ref().filter(|_| shown.personal) else {
        let why = if case.person.is_none() { "who-erased" } else { "who-hidden" };
        return card(
            &shown.word("who-title"),
            html! { p { (shown.word(why)) } (definitions(&[(&shown.word("who-place"), Some(at))])) },
        );
    };
    let (asks, text) = (&person.contact, |words: &str| Some(html! { (words) }));
    let language = asks.language.map_or("FR, NL".to_owned(), |language| language.tag().to_uppercase());
    let telephone = asks.phone.as_ref().map(|number| {
        let dialled: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        html! { a href={ "tel:" (dialled) } { (number) } }
    });
    card(
        &shown.word("who-title"),
        definitions(&[
            (&shown.word("who-company"), text(&person.company.name)),
            (&shown.word("who-contact"), text(&asks.name)),
            (&shown.word("who-email"), Some(html! { a href={ "mailto:" (asks.email.as_str()) } { (asks.email) } })),
            (&shown.word("who-phone"), telephone),
            (&shown.word("who-language"), text(&language)),
            (&shown.word("who-place"), Some(at)),
            (
                &shown.word("who-handler"),
                person.handlers.get(&shown.sheet.referral.agency).map(|one| html! { (one.name) }),
            ),
        ]),
    )
}

/// Why this agency, and what it has still to check.
pub(crate) fn why(shown: &Shown<'_>) -> Markup {
    let all = &shown.sheet.referral.because;
    let (because, to_check) = (known(all), to_check(all));
    let listed = |reasons: &[Reason]| {
        html! { ul class="because" { @for reason in reasons { li { (reason.text(shown.language, shown.catalogue)) } } } }
    };
    card(
        &shown.words("why-title", &[("agency", shown.agency().into())]),
        html! {
            (listed(&because))
            @if !to_check.is_empty() && shown.sheet.referral.status.is_open() {
                h3 { (shown.word("why-check")) }
                (listed(&to_check))
            }
        },
    )
}

/// What the company added to what it asked at first.
pub(crate) fn added(shown: &Shown<'_>) -> Markup {
    written(shown, "added-title", |note| note.by.is_some())
}

/// What the agency wrote before.
pub(crate) fn notes(shown: &Shown<'_>) -> Markup {
    let own = Actor::Agency(shown.sheet.referral.agency.clone());
    written(shown, "notes-title", |note| note.actor == own && note.by.is_none())
}

fn written(shown: &Shown<'_>, title: &str, which: impl Fn(&Note) -> bool) -> Markup {
    let all = shown.sheet.case().person.iter().filter(|_| shown.personal).flat_map(|person| &person.notes);
    let notes: Vec<&Note> = all.filter(|note| which(note)).collect();
    if notes.is_empty() {
        return Markup::default();
    }
    card(
        &shown.word(title),
        html! {
            @for note in notes {
                p class="soft" { (format::instant(shown.language, note.at)) }
                p class="quote" { (note.said()) }
            }
        },
    )
}

/// Whether the agency may still accept after its time.
pub(crate) fn takes_late_yes(shown: &Shown<'_>) -> bool {
    shown.sheet.case().takes_late_yes(&shown.sheet.referral.agency)
}

/// The forms for the answers that are still possible; nothing once there is
/// none. `state` is the form that was refused, if one was.
pub(crate) fn answers(shown: &Shown<'_>, path: &str, csrf: &str, state: &FormState, title: &str) -> Markup {
    let asked = matches!(shown.sheet.referral.status, ReferralStatus::Queued | ReferralStatus::Sent);
    let accept = |title: &str, what: &str| {
        let form = form(path, csrf, html! { (hidden("action", "accept")) (button(&shown.word("accept"))) });
        card(title, html! { p { (shown.word(what)) } (form) })
    };
    html! {
        @if takes_late_yes(shown) { (accept(&shown.word("accept-late-title"), "accept-late-what")) }
        @if asked {
            (accept(title, "accept-what"))
            (decline(shown, path, csrf, state))
        }
        @if shown.sheet.referral.status == ReferralStatus::Accepted { (follow::meets(shown, path, csrf, state)) }
        @if shown.sheet.referral.status.is_open() { (done(shown, path, csrf, state, asked)) }
    }
}

fn decline(shown: &Shown<'_>, path: &str, csrf: &str, state: &FormState) -> Markup {
    let (language, state) = (shown.language, of_form(state, "decline"));
    let reasons = DeclineReason::ALL.map(|reason| (reason.code(), reason.label(language)));
    card(
        &shown.word("decline-title"),
        html! {
            p { (shown.word("decline-what")) }
            (form(path, csrf, html! {
                (hidden("action", "decline"))
                (Field::new("reason", &shown.word("decline-reason")).select(reasons).required().show(language, &state))
                (note(shown, "decline", &state))
                button class="button secondary" type="submit" { (shown.word("decline")) }
            }))
        },
    )
}

fn done(shown: &Shown<'_>, path: &str, csrf: &str, state: &FormState, asked: bool) -> Markup {
    let (language, state) = (shown.language, of_form(state, "done"));
    let outcomes = Outcome::ALL
        .into_iter()
        .fold(Choices::one("outcome", &shown.word("done-outcome")).required(), |choices, outcome| {
            choices.option(outcome.code(), outcome.label(language))
        });
    let class = if asked { "button secondary" } else { "button" };
    card(
        &shown.word("done-title"),
        html! {
            p { (shown.word(if asked { "done-what-asked" } else { "done-what" })) }
            (form(path, csrf, html! {
                (hidden("action", "done"))
                (outcomes.show(language, &state))
                (note(shown, "done", &state))
                button class=(class) type="submit" { (shown.word("done")) }
            }))
        },
    )
}

/// A note. Two forms of a page have one, so the id tells them apart, except
/// that the error summary's link finds the one that was refused.
fn note(shown: &Shown<'_>, action: &str, state: &FormState) -> Markup {
    let error = state.error("note");
    let id = if error.is_some() { field_id("note") } else { format!("{}-{action}", field_id("note")) };
    let described = if error.is_some() { format!("{id}-hint {id}-error") } else { format!("{id}-hint") };
    html! {
        div class=(if error.is_some() { "field wrong" } else { "field" }) {
            label for=(id) { (shown.word("note")) " " span class="optional" { (shown.word("note-optional")) } }
            p class="hint" id={ (id) "-hint" } { (shown.word("note-hint")) }
            @if let Some(error) = error { p class="error" id={ (id) "-error" } { (error.get(shown.language)) } }
            textarea id=(id) name="note" rows="4" maxlength="2000" aria-describedby=(described)
                aria-invalid=[error.is_some().then_some("true")] { (state.get("note")) }
        }
    }
}

/// What was just done, by its code in `?done=`; nothing where it does not stand.
pub(crate) fn done_key(code: &str, sheet: &Sheet) -> Option<&'static str> {
    let (referral, person) = (&sheet.referral, &sheet.case().person);
    let (status, follow_up) = (referral.status, &referral.follow_up);
    let is_named = person.as_ref().is_some_and(|person| person.handlers.contains_key(&referral.agency));
    let (key, stands) = match code {
        "accepted" => ("did-accept", status == ReferralStatus::Accepted),
        "declined" => ("did-decline", status == ReferralStatus::Declined),
        "done" => ("did-done", status == ReferralStatus::Done),
        "link" => ("did-link", referral.link_generation > 0),
        "meeting" => ("did-meeting", status == ReferralStatus::Accepted && follow_up.next_at.is_some()),
        "unreached" => ("did-unreached", follow_up.awaits_member),
        "handed_over" => ("did-hand-over", is_named),
        "reminded" => ("did-remind", status.is_open()),
        _ => return None,
    };
    stands.then_some(key)
}
