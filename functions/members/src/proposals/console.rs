//! The coordinator works through what was determined.

use domain::fact_words::fact_label;
use domain::member::{Proposal, ProposalStatus};
use maud::{Markup, html};
use store::repos::members::{MemberRecord, ProposalEntry};
use web::extract::{FormState, ListQuery};
use web::ui::{self, ChoiceOption, Choices, Field};
use web::{Reply, format};

use super::api::ProposalsQuery;
use crate::entries::badge;
use crate::view::{CoordinatorDesk, Desk, PATH};

/// The code of a question that was not sent, as nobody would hear of a yes.
pub(super) const NO_AGENCY: &str = "no-agency";

/// All proposals of one status, the surest first. Two reads, and a query for each page
/// of rows.
pub(super) async fn page(
    CoordinatorDesk(view): CoordinatorDesk,
    ListQuery { page, filter: query, .. }: ListQuery<ProposalsQuery>,
) -> Reply {
    let (store, scope) = (&view.context.store, query.scope());
    let here = format!("{PATH}/proposals?{}", scope.trim_start_matches("proposals?").replace("&location=-", ""));
    let paging = ui::Paging::of(&view.context, &page, &scope, &here)?;
    let (after, limit) = (paging.after.clone(), page.limit.min(50));
    let (found, next) = store.members().proposals(query.status(), query.location.as_ref(), after, limit).await?;
    let none = if next.is_some() { "members-none-so-far" } else { "proposals-none" };
    let mut state = vec![("status".to_owned(), query.status().code().to_owned())];
    state.extend(query.location.as_ref().map(|location| ("location".to_owned(), location.to_string())));
    let state = FormState::filled(state);
    let statuses = ProposalStatus::ALL.map(|one| (one.code(), view.word(&format!("status-{}", one.code()))));
    let body = html! {
        div class="stack" {
            form class="form-inline" method="get" action={ (PATH) "/proposals" } {
                (Field::new("status", &view.word("column-status")).select(statuses).required().show(view.language, &state))
                (Field::new("location", &view.word("filter-location")).select(view.places()).filters().show(view.language, &state))
                button class="button secondary" type="submit" { (view.word("filter-do")) }
            }
            section class="card" {
                @if found.is_empty() { (ui::empty(&view.word(none), view.word(&format!("{none}-how")))) }
                @else { (table(&view, &found)) }
            }
        }
        (paging.pager(view.language, next.as_deref()))
    };
    Ok(view.page_below(&view.word("proposals-title")).await?.lead(view.word("proposals-lead")).render(body))
}

fn table(view: &Desk, found: &[ProposalEntry]) -> Markup {
    let mut table = view.table("proposals-title", &["column-member", "column-proposal", "column-since", ""]);
    for ProposalEntry { member, name, location, proposal } in found {
        table = table.row(vec![
            html! {
                a href={ (PATH) "/" (member) } { strong { (name) } }
                div class="because" { (view.place(location.as_ref())) }
            },
            html! { (view.need(&proposal.need_type)) " " (badge(view, proposal.status)) (because(view, proposal)) },
            html! { (format::since(view.language, proposal.changed_at, view.context.store.now())) },
            html! {
                a class="button secondary" href={ (PATH) "/" (member) "#proposals" } aria-label={ (view.word("action-see")) ": " (name) } {
                    (view.word("action-see"))
                }
            },
        ]);
    }
    table.show()
}

/// Why, and what would make it surer.
fn because(view: &Desk, proposal: &Proposal) -> Markup {
    let missing: Vec<String> = proposal.missing.iter().map(|fact| fact_label(fact, view.language)).collect();
    html! {
        div class="because" {
            (view.why(&proposal.because)) " · " (format::percent(view.language, f64::from(proposal.score) / 100.0))
            @if !missing.is_empty() { br; (view.word_with("proposal-missing", &[("facts", missing.join(", ").into())])) }
            @if proposal.is_taken_back() { br; (view.word("proposal-taken-back")) }
            @if proposal.unhelped { br; (view.word("proposal-unhelped")) }
            @if let Some(reason) = &proposal.reason { br; (view.word_with("proposal-said", &[("reason", reason.as_str().into())])) }
        }
    }
}

/// What was determined of one member, with what can be done about it; what was
/// entered stays where it was refused.
pub(crate) fn card(view: &Desk, record: &MemberRecord, entered: &FormState) -> Markup {
    let case = &record.case;
    let id = &case.member.id;
    let may = |one: &&Proposal| matches!(one.status, ProposalStatus::Open | ProposalStatus::Later | ProposalStatus::No);
    let open: Vec<&Proposal> = case.proposals.iter().filter(may).collect();
    let settled = case.proposals.iter().filter(|one| !may(one));
    let option = |one: &&Proposal| {
        let named = view.told(case, &one.need_type);
        let hint = format!(
            "{} · {} → {}",
            view.why(&one.because),
            view.word(&format!("status-{}", one.status.code())),
            if named.is_empty() { view.word("proposal-no-agency") } else { named.join(", ") }
        );
        ChoiceOption { hint: Some(hint), ..ChoiceOption::new(one.need_type.as_str(), view.need(&one.need_type)) }
    };
    // Who says yes shares with somebody.
    let somebody = |one: &Proposal| !view.told(case, &one.need_type).is_empty();
    let ticked = open.iter().filter(|one| one.status == ProposalStatus::Open && somebody(one));
    let ticked = ticked.map(|one| ("need_types", one.need_type.as_str()));
    let state = if entered.is_refused() { entered.clone() } else { FormState::filled(ticked) };
    html! {
        section class="card" id="proposals" {
            h2 { (view.word("member-proposals")) }
            @if view.visit.done.as_deref() == Some(NO_AGENCY) { (ui::warning(view.word("proposal-no-agency-refused"))) }
            @if case.proposals.is_empty() { p class="soft" { (view.word("member-no-proposals")) } }
            @for one in settled {
                p {
                    strong { (view.need(&one.need_type)) } " " (badge(view, one.status)) " "
                    @if let Some(need) = &one.need { a href={ "/console/needs/" (need) } { (view.word("proposal-need")) } }
                    (because(view, one))
                }
            }
            @if !open.is_empty() {
                @if case.contact().is_none() { (ui::warning(view.word("problem-member-no-address-detail"))) }
                (view.form(&format!("{PATH}/{id}/proposals"), html! {
                    (Choices::many("need_types", &view.word("proposals-which")).required()
                        .options(open.iter().map(option)).show(view.language, &state))
                    (Field::new("reason", &view.word("proposal-reason")).hint(&view.word("proposal-reason-hint")).max_length(500)
                        .show(view.language, &state))
                    p class="actions" {
                        @if case.contact().is_some() {
                            button class="button" type="submit" name="decision" value="ask" { (view.word("decision-ask")) }
                        }
                        (ui::button_secondary(&view.word("decision-later"), "decision", "later"))
                        (ui::button_secondary(&view.word("decision-no"), "decision", "no"))
                    }
                }))
            }
        }
    }
}
