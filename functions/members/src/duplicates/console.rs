//! Duplicates in the console: the pairs, and one of them field by field.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use domain::ids::MemberId;
use domain::member::MemberField;
use flows::members::{self, Take};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use store::limits::MAX_KEYS;
use store::repos::members::{MemberRecord, Merge};
use validator::Validate;
use web::extract::{FormBody, FormState, ListQuery};
use web::ui::{self, ChoiceOption, Choices};
use web::{Context, Coordinator, Problem, Reply, format};

use super::{are_two, standing};
use crate::bookings;
use crate::entries::{fields, load};
use crate::problems::of_merge;
use crate::view::{CoordinatorDesk, Desk, PATH, done};

const SCOPE: &str = "duplicates-page";
const PAGE: usize = 25;

/// The pairs; on the first page with bookings of which nobody knows whose they are, and
/// what was joined. Two reads, two queries and two gets, and for each of 25 pairs two
/// queries and of 25 bookings a get.
pub(super) async fn page(CoordinatorDesk(view): CoordinatorDesk, ListQuery { page, .. }: ListQuery) -> Reply {
    let store = &view.context.store;
    let here = format!("{PATH}/duplicates");
    let paging = ui::Paging::of(&view.context, &page, SCOPE, &here)?;
    let (pairs, next) = store.members().pairs(paging.after.clone(), PAGE).await?;
    let both = standing(store, pairs).await?;
    let mut table = view.table("duplicates-title", &["column-member", "column-other", "column-why", ""]);
    let who = |one: &MemberRecord| {
        html! {
            strong { (one.case.member.name()) }
            div class="because" { (view.place(one.case.member.location())) }
        }
    };
    for (pair, this, with) in &both {
        let path = format!("{PATH}/duplicates/{}/{}", pair.this, pair.with);
        let action = html! {
            a class="button secondary" href=(path) aria-label={ (view.word("duplicates-compare")) ": " (this.case.member.name()) } {
                (view.word("duplicates-compare"))
            }
        };
        table = table.row(vec![who(this), who(with), html! { (view.alike(pair.because)) }, action]);
    }
    let first = paging.after.is_none();
    let joined = if first { store.members().joinings(MAX_KEYS).await? } else { Vec::new() };
    let in_doubt = if first { bookings::card(&view).await? } else { Markup::default() };
    let body = html! {
        div class="stack" {
            (in_doubt)
            section class="card" {
                @if table.is_empty() { (ui::empty(&view.word("duplicates-none"), view.word("duplicates-none-how"))) }
                @else { (table.show()) }
            }
            @if !joined.is_empty() { (ui::card(&view.word("duplicates-joined"), joinings(&view, &joined))) }
            (paging.pager(view.language, next.as_deref()))
        }
    };
    Ok(view.page_below(&view.word("duplicates-title")).await?.lead(view.word("duplicates-lead")).render(body))
}

/// What was joined, each with a button that takes it back.
fn joinings(view: &Desk, joined: &[Merge]) -> Markup {
    let undo = format!("{}{}", view.word("duplicates-undo"), format::colon(view.language));
    html! {
        @for merge in joined {
            @let (this, with) = (&merge.this.case.member, &merge.with.case.member);
            (view.form(&format!("{PATH}/merges/{}/undo", merge.id), html! {
                p {
                    a href={ (PATH) "/" (this.id) } { (this.name()) } " "
                    span class="soft" { (format::instant(view.language, merge.at)) }
                }
                (ui::button_secondary(&format!("{undo}{}", with.name()), "undo", "true"))
            }))
        }
    }
}

/// Two entries side by side. Three reads.
pub(super) async fn pair(CoordinatorDesk(view): CoordinatorDesk, Path((this, with)): Path<(String, String)>) -> Reply {
    let (this, with) = ids(&this, &with)?;
    let a = load(&view.context, &view.staff, &this).await?.value;
    let b = load(&view.context, &view.staff, &with).await?.value;
    let (mine, theirs) = (a.case.profile(), b.case.profile());
    let differ = |field: &&MemberField| {
        let both = mine.get(&field.id).zip(theirs.get(&field.id));
        !["consents", "host_location", "hosted_since"].contains(&field.id.as_str())
            && both.is_some_and(|(own, other)| own != other)
    };
    let fields = view.catalogue.member_model.fields.iter().filter(differ);
    let choice = |field: &MemberField| -> Markup {
        let named = |value: &Value| fields::value(&view, field, value);
        Choices::one(&format!("take_{}", field.id), field.label.get(view.language))
            .required()
            .options([
                ChoiceOption::new("this", named(&mine[&field.id])),
                ChoiceOption::new("other", named(&theirs[&field.id])),
            ])
            .show(view.language, &FormState::filled([(format!("take_{}", field.id), "this")]))
    };
    let path = format!("{PATH}/duplicates/{this}/{with}");
    let side = |one: &MemberRecord| {
        html! {
            section class="card" {
                h2 { a href={ (PATH) "/" (one.case.member.id) } { (one.case.member.name()) } }
                p { (view.place(one.case.member.location())) }
                p class="soft" {
                    (view.word_with("duplicates-has", &[("needs", one.stated.len().into()), ("proposals", one.case.proposals.len().into())]))
                }
            }
        }
    };
    let body = html! {
        div class="stack" {
            div class="columns even" { (side(&a)) (side(&b)) }
            (view.form(&path, html! {
                @for field in fields { (choice(field)) }
                p { (view.word("duplicates-merge-what")) }
                p class="actions" {
                    button class="button" type="submit" name="action" value="merge" { (view.word("duplicates-merge")) }
                    (ui::button_secondary(&view.word("duplicates-two"), "action", "two"))
                }
            }))
        }
    };
    let page = view.page_below(&view.word("duplicates-compare")).await?;
    let page = page.crumb(&view.word("duplicates-title"), "/console/members/duplicates");
    Ok(page.render(body))
}

fn ids(this: &str, with: &str) -> Result<(MemberId, MemberId), Problem> {
    let id = |text: &str| MemberId::parse(text).map_err(|_| Problem::not_found());
    Ok((id(this)?, id(with)?))
}

/// What is done with a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Merge,
    Two,
}

/// The form of a pair; whose value stays stands beside it, by field.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct PairForm {
    action: Action,
}

/// Joins them, or tells them apart.
pub(super) async fn decide(
    CoordinatorDesk(view): CoordinatorDesk,
    Path((this, with)): Path<(String, String)>,
    form: FormBody<PairForm>,
) -> Reply {
    let (this, with) = ids(&this, &with)?;
    let state = form.state.clone();
    let PairForm { action } = form.into_value()?;
    if action == Action::Two {
        are_two(&view.context.store, &this, &with).await?;
        return Ok(done(&format!("{PATH}/duplicates"), "two"));
    }
    let take: BTreeMap<String, Take> = state
        .values
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("take_")?.to_owned(), value)))
        .map(|(field, value)| (field, if value == "other" { Take::Other } else { Take::This }))
        .collect();
    members::merge(&view.context.store, (&this, &with), &take, &view.staff.actor).await.map_err(of_merge)?;
    Ok(done(&format!("{PATH}/duplicates"), "merged"))
}

/// Takes a joining back; the entry's history says what was changed since, and stays.
pub(super) async fn undo(State(context): State<Context>, _: Coordinator, Path(id): Path<String>) -> Reply {
    let (member, _) = members::undo(&context.store, &id).await.map_err(of_merge)?;
    Ok(done(&format!("{PATH}/{member}"), "undone"))
}
