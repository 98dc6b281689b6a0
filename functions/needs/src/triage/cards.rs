//! The two steps of a triage and the end of a need, on its page.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, NeedTypeId};
use domain::moves;
use domain::need::{NeedCase, Outcome, confirmed};
use domain::need_type::{NeedType, Role};
use domain::route::{Routing, routing};
use maud::{Markup, html};
use store::repos::needs::LoadedCase;
use web::extract::FormState;
use web::ui::{
    Choices, button, button_secondary, card, checkbox, error_summary, field_id, form, hidden, referral_badge, warning,
};
use web::views::Names;
use web::{Desk, StaffMember};

use crate::{word, word_with};

/// The kinds of need to begin with: those tried, else those settled, else the
/// suggestions that are more than a hint.
pub(crate) fn chosen_types<'a>(case: &NeedCase, tried: impl Iterator<Item = &'a str>) -> Vec<NeedTypeId> {
    let tried: Vec<NeedTypeId> = tried.filter_map(|id| NeedTypeId::parse(id).ok()).take(5).collect();
    if !tried.is_empty() {
        return tried;
    }
    let settled: Vec<NeedTypeId> = confirmed(&case.need.need_types).cloned().collect();
    if !settled.is_empty() {
        return settled;
    }
    let suggested = case.need.need_types.iter().filter(|determined| !determined.is_weak());
    suggested.take(5).map(|determined| determined.id.clone()).collect()
}

/// A need that is to be triaged, on its page.
pub(crate) struct Triage<'a> {
    /// Whose page it is.
    pub(crate) desk: &'a Desk,
    pub(crate) catalogue: &'a Catalogue,
    /// The need as read.
    pub(crate) loaded: &'a LoadedCase,
    /// The kinds of need that are chosen so far.
    pub(crate) types: &'a [NeedTypeId],
    /// What was sent and is wrong.
    pub(crate) refused: &'a FormState,
}

impl Triage<'_> {
    /// The two steps.
    pub(crate) fn cards(&self) -> Markup {
        let Self { desk, catalogue, loaded, types, .. } = *self;
        let language = desk.language();
        let word = |key: &str| word(language, key);
        let case = &loaded.case;
        if !case.need.share.any() {
            return html! { section id="triage" { (card(&word("triage-title"), warning(word("triage-no-consent-how")))) } };
        }
        let now = desk.store().now();
        let facts = moves::facts(case, catalogue, now);
        let plan = routing(catalogue, types, Some(&case.need.location), &facts, now.day_in(BRUSSELS));
        html! {
            section id="triage" class="stack" {
                (self.nobody_left())
                (card(&word("triage-title"), which(language, catalogue, case, types)))
            }
            @if !types.is_empty() {
                (card(&word("triage-agencies"), self.whom(&plan)))
            }
        }
    }

    /// Kinds that nobody is left for while agencies are at work on others: they
    /// are looked for below, or let go.
    fn nobody_left(&self) -> Markup {
        let Self { desk, catalogue, loaded, .. } = *self;
        let (language, case) = (desk.language(), &loaded.case);
        let left: Vec<&NeedTypeId> = moves::nobody_left(case).into_iter().map(|(id, _)| id).collect();
        if left.is_empty() {
            return Markup::default();
        }
        let nobody = std::collections::BTreeMap::new();
        let names = Names { catalogue, staff: &nobody, language };
        let kinds = left.iter().map(|id| names.need_type(id)).collect::<Vec<_>>().join(", ");
        let kept: Vec<&NeedTypeId> = confirmed(&case.need.need_types).filter(|id| !left.contains(id)).collect();
        html! {
            (warning(word_with(language, "triage-nobody-left", &[("kinds", kinds.into())])))
            @if !kept.is_empty() {
                (form(&format!("/console/needs/{}/triage", case.need.id), &desk.staff.csrf, html! {
                    (hidden("version", &loaded.version.to_string()))
                    @for id in kept { (hidden("need_types", id.as_str())) }
                    (button_secondary(&word(language, "triage-let-go"), "nobody", "true"))
                }))
            }
        }
    }

    /// Step two: whom to ask, as the strategies say, to be changed at will.
    fn whom(&self, plan: &Routing) -> Markup {
        let Self { desk, catalogue, loaded, types, refused } = *self;
        let staff = &desk.staff;
        let language = desk.language();
        let word = |key: &str| word(language, key);
        let (case, now) = (&loaded.case, desk.store().now());
        let nobody = std::collections::BTreeMap::new();
        let names = Names { catalogue, staff: &nobody, language };
        let covered = |agency: &AgencyId| moves::consents(&case.need.share, agency, catalogue, now);
        let may = |agency: &AgencyId| case.referral(agency).is_none() && covered(agency);
        let candidates: Vec<_> = plan.candidates.iter().filter(|candidate| may(&candidate.agency)).collect();
        let before: Vec<_> = case.referrals.iter().filter(|r| r.can_be_asked_again() && covered(&r.agency)).collect();
        let is_candidate = |agency: &AgencyId| candidates.iter().any(|candidate| &candidate.agency == agency);
        let others = catalogue.agencies_on(now.day_in(BRUSSELS));
        let others: Vec<_> = others.filter(|agency| may(&agency.id) && !is_candidate(&agency.id)).collect();
        let error = refused.error("agencies");
        // Shown again as it was ticked.
        let ticked = |agency: &AgencyId, beforehand: bool| match error {
            Some(_) => refused.has("agencies", agency.as_str()),
            None => beforehand,
        };
        let choice = |agency: &AgencyId, beforehand: bool, words: Markup| {
            box_to_tick(("agency", "agencies"), agency.as_str(), ticked(agency, beforehand), &words)
        };
        html! {
            @if error.is_some() { (error_summary(language, refused)) }
            (form(&format!("/console/needs/{}/triage", case.need.id), &staff.csrf, html! {
                (hidden("version", &loaded.version.to_string()))
                @for id in types { (hidden("need_types", id.as_str())) }
                fieldset class=(if error.is_some() { "choices wrong" } else { "choices" }) {
                    legend { (word("triage-whom")) " " (types.iter().map(|id| names.need_type(id)).collect::<Vec<_>>().join(", ")) }
                    div class="choice-list" id=(field_id("agencies")) tabindex="-1" {
                        @if candidates.is_empty() { p { (word("triage-nobody")) } }
                        @for candidate in &candidates {
                            (choice(&candidate.agency, candidate.role == Role::Lead, html! {
                                (names.agency(&candidate.agency))
                                small { (candidate.because.iter().map(|r| r.text(language, catalogue)).collect::<Vec<_>>().join(" ; ")) }
                            }))
                        }
                        @if !before.is_empty() { p class="hint" { (word("triage-asked-before")) } }
                        @for referral in before {
                            (choice(&referral.agency, false, html! { (names.agency(&referral.agency)) " " (referral_badge(language, referral.status)) }))
                        }
                        details open[others.iter().any(|agency| ticked(&agency.id, false))] {
                            summary { (word("triage-other-agencies")) }
                            @for agency in others {
                                (choice(&agency.id, false, html! { (agency.short) small { (agency.mission.get(language)) } }))
                            }
                        }
                    }
                }
                (checkbox(language, refused, "in_turn", &word("triage-in-turn"), Some(&word("triage-in-turn-hint"))))
                (button(&word("triage-send")))
            }))
            @if !plan.excluded.is_empty() {
                h3 { (word("triage-excluded")) }
                ul class="because" {
                    @for excluded in &plan.excluded {
                        li {
                            (names.agency(&excluded.agency)) (web::format::colon(language))
                            (excluded.because.iter().map(|o| o.text(language, catalogue)).collect::<Vec<_>>().join(" ; "))
                        }
                    }
                }
            }
        }
    }
}

/// One of several to tick: `of` is what its id and its field are called by.
fn box_to_tick(of: (&str, &str), value: &str, ticked: bool, words: &Markup) -> Markup {
    let own = format!("f-{}-{value}", of.0);
    html! {
        label class="choice" for=(own) {
            input type="checkbox" id=(own) name=(of.1) value=(value) checked[ticked];
            span { (words) }
        }
    }
}

/// Step one: which kinds of need.
fn which(language: Language, catalogue: &Catalogue, case: &NeedCase, types: &[NeedTypeId]) -> Markup {
    let word = |key: &str| word(language, key);
    let is_known =
        |id: &NeedTypeId| case.need.need_types.iter().any(|determined| &determined.id == id) || types.contains(id);
    let (known, others): (Vec<_>, Vec<_>) = catalogue.need_types.iter().partition(|need_type| is_known(&need_type.id));
    let choice = |need_type: &NeedType| {
        let label = html! { (need_type.label.get(language)) };
        let ticked = types.contains(&need_type.id);
        box_to_tick(("need-type", "need_type"), need_type.id.as_str(), ticked, &label)
    };
    html! {
        form class="form" method="get" action={ "/console/needs/" (case.need.id) "#triage" } {
            fieldset class="choices" {
                legend { (word("triage-types")) }
                p class="hint" { (word("triage-types-hint")) }
                div class="choice-list" { @for need_type in known { (choice(need_type)) } }
                details {
                    summary { (word("triage-other-types")) }
                    div class="choice-list" { @for need_type in others { (choice(need_type)) } }
                }
            }
            button class="button secondary" type="submit" { (word("triage-show-agencies")) }
        }
    }
}

/// Closing a need that nobody is at work on.
pub(crate) fn close_form(language: Language, staff: &StaffMember, loaded: &LoadedCase, refused: &FormState) -> Markup {
    let word = |key: &str| word(language, key);
    let outcomes = Outcome::ALL
        .into_iter()
        .fold(Choices::one("outcome", &word("close-outcome")).required(), |choices, outcome| {
            choices.option(outcome.code(), outcome.label(language))
        });
    let body = html! {
        p { (word("close-what")) }
        (form(&format!("/console/needs/{}/close", loaded.case.need.id), &staff.csrf, html! {
            (hidden("version", &loaded.version.to_string()))
            (outcomes.show(language, refused))
            (button_secondary(&word("close-button"), "close", "yes"))
        }))
    };
    card(&word("close-title"), body)
}
