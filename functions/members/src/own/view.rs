//! What a member's own page shows.

use axum::response::Response;
use domain::member::{MemberCase, MemberField, Proposal, ProposalStatus, questions};
use domain::need::Agreed;
use maud::{Markup, html};
use store::repos::members::MemberRecord;
use web::extract::FormState;
use web::ui::{self, ChoiceOption, Choices};
use web::views::agreement;
use web::{Page, Visit};

use super::{ASKED, CONSENTS};
use crate::consents::{self, WORDS_VERSION};
use crate::entries::{badge, fields};
use crate::view::View;
use crate::{LOCALES, word};

/// How many questions stand before the rest.
const QUESTIONS: usize = 3;

/// The whole page.
pub(super) fn page(view: &View, token: &str, record: &MemberRecord, state: &FormState) -> Response {
    let path = format!("/m/{token}");
    let case = &record.case;
    let first = questions(case, &view.catalogue, view.today(), QUESTIONS);
    let body = html! {
        div class="stack" {
            (ui::error_summary(view.language, state))
            (asked(view, &path, case))
            (first_questions(view, &path, &first, state))
            (known(view, &path, (case, first.as_slice()), state))
            (mails(view, &path, case))
        }
    };
    let notice = view.visit.notice_in(&LOCALES, "own-done");
    let lead = view.word_with("own-lead", &[("place", view.place(case.member.location()).into())]);
    let page = Page::task(&view.visit).title(case.member.name()).lead(lead).private().notice(notice);
    if state.is_refused() { page.refused() } else { page }.render(body)
}

/// What was asked, each with yes and no; a yes names who is told.
fn asked(view: &View, path: &str, case: &MemberCase) -> Markup {
    let shown =
        |one: &&Proposal| matches!(one.status, ProposalStatus::Asked | ProposalStatus::Yes | ProposalStatus::Declined);
    let proposals: Vec<&Proposal> = case.proposals.iter().filter(shown).collect();
    html! {
        @if !proposals.is_empty() {
            section class="card" {
                h2 { (view.word("own-asked")) }
                @for one in proposals { (proposal(view, path, case, one)) }
            }
        }
    }
}

fn proposal(view: &View, path: &str, case: &MemberCase, one: &Proposal) -> Markup {
    let named = view.told(case, &one.need_type);
    let need = view.need(&one.need_type);
    let about = |key: &str| view.word_with(key, &[("need", need.into())]);
    html! {
        div class="stack" {
            h3 { (need) @if one.status != ProposalStatus::Asked { " " (badge(view, one.status)) } }
            p class="because" { (view.word("own-why")) " " (view.why(&one.because)) }
            @if one.is_taken_back() { p { (view.word("own-taken-back")) } }
            @if one.status != ProposalStatus::Yes {
                p {
                    @if named.is_empty() { (view.word("own-consent-nobody")) }
                    @else { (agreement(view.language, Agreed::BY_YES, &named.join(", "))) }
                }
                (ui::form(path, "", html! {
                    (ui::hidden("need_type", one.need_type.as_str()))
                    p class="actions" {
                        button class="button" type="submit" name="action" value="yes" aria-label=(about("own-yes-about")) { (view.word("own-yes")) }
                        @if one.status == ProposalStatus::Asked {
                            button class="button secondary" type="submit" name="action" value="no" aria-label=(about("own-no-about")) { (view.word("own-no")) }
                        }
                    }
                }))
            } @else { p { (view.word("own-yes-said")) } }
        }
    }
}

/// The questions that would decide most.
fn first_questions(view: &View, path: &str, asked: &[&MemberField], state: &FormState) -> Markup {
    html! {
        @if !asked.is_empty() {
            section class="card" {
                h2 { (view.word("own-questions")) }
                p { (view.word_with("own-questions-what", &[("n", asked.len().into())])) }
                (ui::form(path, "", html! {
                    @for field in asked { (fields::one(view, field, state, true)) }
                    p class="actions" {
                        button class="button" type="submit" name="action" value="answer" { (view.word("own-answer")) }
                    }
                }))
            }
        }
    }
}

/// Everything that is known, field by field with its purpose; what stands among
/// the first questions is not asked twice.
fn known(view: &View, path: &str, (case, asked): (&MemberCase, &[&MemberField]), state: &FormState) -> Markup {
    let ticked = CONSENTS.iter().filter(|(_, kind)| case.has_agreed(*kind)).map(|(name, _)| ("consents", *name));
    // What was ticked stays where this form is refused.
    let ticked = if state.get("action") == "save" { state.clone() } else { FormState::filled(ticked) };
    let options =
        CONSENTS.map(|(name, _)| ChoiceOption::new(name, consents::words(view.language, WORDS_VERSION, name)));
    html! {
        details class="card" open[state.is_refused()] {
            summary { (view.word("own-known")) }
            p { (view.word("own-known-what")) }
            (ui::form(path, "", html! {
                @for field in asked { (ui::hidden(ASKED, &field.id)) }
                (fields::all(view, state, true, asked))
                (Choices::many("consents", &view.word("own-consents")).hint(&view.word("own-consents-hint"))
                    .options(options).show(view.language, &ticked))
                @for one in case.consents() { p class="soft" { (consents::told(view.language, &one)) } }
                p class="actions" {
                    button class="button" type="submit" name="action" value="save" { (view.word("own-save")) }
                }
            }))
        }
    }
}

fn mails(view: &View, path: &str, case: &MemberCase) -> Markup {
    let off = case.member.unsubscribed;
    let (key, action) = if off { ("own-mails-on", "mails_on") } else { ("own-mails-off", "mails_off") };
    html! {
        (ui::card(&view.word("own-mails"), html! {
            p { (view.word(if off { "own-mails-are-off" } else { "own-mails-are-on" })) }
            (ui::form(path, "", ui::button_secondary(&view.word(key), "action", action)))
        }))
        details class="card" {
            summary { (view.word("own-take-back")) }
            p { (view.word("own-take-back-what")) }
            (ui::form(path, "", ui::button_danger(&view.word("own-take-back"), "action", "take_back")))
        }
    }
}

/// All that was known is gone.
pub(super) fn gone(visit: &Visit) -> Response {
    let body = html! { section class="card" { p { (word(visit.language, "own-gone-what")) } } };
    Page::task(visit).title(&word(visit.language, "own-gone")).private().render(body)
}
