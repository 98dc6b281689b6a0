//! One person: change, invite again, deactivate, hand over.

use axum::response::Response;
use domain::catalogue::Catalogue;
use domain::ids::StaffId;
use domain::staff::Staff;
use maud::{Markup, html};
use store::Versioned;
use web::extract::{FormBody, FormOver, FormState, Id};
use web::page::ConsoleNav;
use web::ui::{self, Field};
use web::{CoordinatorDesk, Desk, Page, Problem, Reply, format};

use super::api::StaffView;
use super::list::{badge, fields};
use super::{HandOverRequest, StaffRequest};
use crate::words::role;
use crate::{word, word_with};

/// One person's page. Two reads and a query; one query a year for the
/// navigation.
pub(super) async fn show(desk: CoordinatorDesk, Id(id): Id<StaffId>) -> Reply {
    let person = super::load(desk.store(), &id).await?;
    let state = filled(&person);
    let page = desk.page().await?.notice(done(&desk));
    render(page, &desk, &person, &state).await
}

/// Saves a change. Two reads, one commit.
pub(super) async fn change(
    desk: CoordinatorDesk,
    Id(id): Id<StaffId>,
    FormOver(FormBody { value, mut state }): FormOver<StaffRequest>,
) -> Reply {
    let before = super::load(desk.store(), &id).await?;
    let catalogue = desk.catalogue().await?;
    if let Some(request) = value {
        let request = StaffRequest { active: before.value.active, ..request };
        match request.parse(&catalogue, desk.today(), Some(&before.value)) {
            Ok(_) if state.is_late("name", &filled(&before)) => {}
            Ok(draft) => {
                super::save(&desk, &before, &super::updated(&before.value, draft)).await?;
                return Ok(back(&id, "changed"));
            }
            Err(errors) => state.errors = errors,
        }
    }
    render(desk.page().await?.refused(), &desk, &before, &state).await
}

/// Sends the invitation once more. One read, one commit.
pub(super) async fn invite_again(desk: CoordinatorDesk, Id(id): Id<StaffId>) -> Reply {
    let person = super::load(desk.store(), &id).await?;
    if !person.value.active {
        return Err(Problem::not_found());
    }
    super::invite_again(desk.store(), &person.value).await?;
    Ok(back(&id, "invited"))
}

/// Takes the right to sign in away. One read, one commit; two reads more for
/// a coordinator.
pub(super) async fn deactivate(desk: CoordinatorDesk, Id(id): Id<StaffId>) -> Reply {
    let before = super::load(desk.store(), &id).await?;
    super::save(&desk, &before, &super::deactivated(&before.value)).await?;
    Ok(back(&id, "deactivated"))
}

/// Gives it back. One read, one commit.
pub(super) async fn activate(desk: CoordinatorDesk, Id(id): Id<StaffId>) -> Reply {
    let before = super::load(desk.store(), &id).await?;
    super::save(&desk, &before, &super::reactivated(&before.value)).await?;
    Ok(back(&id, "activated"))
}

/// Hands the work over and takes the right to sign in away. Two reads, one
/// commit; two reads more for a coordinator.
pub(super) async fn hand_over(
    desk: CoordinatorDesk,
    Id(id): Id<StaffId>,
    FormBody { value, state: entered }: FormBody<HandOverRequest>,
) -> Reply {
    let before = super::load(desk.store(), &id).await?;
    if let Some(HandOverRequest { to }) = value {
        super::hand_over(&desk, &before, &to).await?;
        return Ok(back(&id, "handed-over"));
    }
    let mut state = filled(&before);
    state.errors = entered.errors;
    render(desk.page().await?.refused(), &desk, &before, &state).await
}

fn back(id: &StaffId, done: &str) -> Response {
    web::done(&format!("/console/staff/{id}"), done)
}

fn filled(person: &Versioned<Staff>) -> FormState {
    FormState::over(&StaffView::of(&person.value), person.version)
}

fn done(desk: &Desk) -> Option<Markup> {
    let known = [
        ("changed", "done-changed"),
        ("invited", "done-invited"),
        ("deactivated", "done-deactivated"),
        ("activated", "done-activated"),
        ("handed-over", "done-handed-over"),
    ];
    desk.visit.notice(|key| word(desk.language(), key), &known)
}

async fn render(page: Page<'_>, desk: &Desk, person: &Versioned<Staff>, state: &FormState) -> Reply {
    let (language, staff) = (desk.language(), &person.value);
    let catalogue = desk.catalogue().await?;
    let others = desk.store().staff().list().await?;
    let path = format!("/console/staff/{}", staff.id);
    let inside = html! {
        (ui::hidden("version", state.get("version")))
        (fields(language, &catalogue, desk.today(), state))
        (ui::button(&word(language, "change-button")))
    };
    let edit = ui::form(&path, &desk.staff.csrf, inside);
    let aside = html! {
        (ui::card(&word(language, "staff-access"), access(desk, staff, &others)))
        @if staff.handed_over_to.is_none() {
            (ui::card(&word(language, "hand-over-title"), hand_over_form(desk, &catalogue, (staff, &others), state)))
        }
    };
    let body = html! {
        (ui::error_summary(language, state))
        (ui::columns_broad(ui::card(&word(language, "change-title"), edit), aside))
    };
    let page = page.console_nav(ConsoleNav::Staff).crumb(&word(language, "staff-title"), "/console/staff");
    Ok(page.title(&staff.name).lead(role(language, &catalogue, &staff.role)).render(body))
}

/// Whether the person may sign in, since when, and what changes that.
fn access(desk: &Desk, staff: &Staff, others: &[Staff]) -> Markup {
    let language = desk.language();
    let button = |action: &str, words: &str, class: &str| {
        html! {
            form method="post" action=(format!("/console/staff/{}/{action}", staff.id)) {
                input type="hidden" name="csrf" value=(desk.staff.csrf);
                button class=(class) type="submit" { (word(language, words)) }
            }
        }
    };
    let successor = staff.handed_over_to.as_ref().and_then(|to| others.iter().find(|other| other.id == *to));
    let rows = [
        (word(language, "column-state"), Some(badge(language, staff))),
        (word(language, "invited-on"), Some(html! { (format::instant(language, staff.created_at)) })),
        (
            word(language, "taken-over-by"),
            successor.map(|to| html! { a href={ "/console/staff/" (to.id) } { (to.name) } }),
        ),
    ];
    html! {
        div class="stack" {
        (ui::definitions(&rows))
        @if staff.active {
            p class="soft" { (word(language, "deactivate-means")) }
            div class="actions" {
                (button("invite", "do-invite-again", "button secondary"))
                (button("deactivate", "do-deactivate", "button danger"))
            }
        } @else {
            p class="soft" { (word(language, "activate-means")) }
            div class="actions" { (button("activate", "do-activate", "button secondary")) }
        }
        }
    }
}

/// Whoever can take over what `staff` has in hand, of `others`.
fn hand_over_form(
    desk: &Desk,
    catalogue: &Catalogue,
    (staff, others): (&Staff, &[Staff]),
    state: &FormState,
) -> Markup {
    let language = desk.language();
    let possible: Vec<(String, String)> = others
        .iter()
        .filter(|other| super::can_take_over(staff, other))
        .map(|other| (other.id.to_string(), format!("{} ({})", other.name, role(language, catalogue, &other.role))))
        .collect();
    if possible.is_empty() {
        return ui::empty(&word(language, "hand-over-nobody"), word(language, "hand-over-nobody-how"));
    }
    let field = Field::new("to", &word(language, "field-to")).select(possible).required();
    let explained = word_with(language, "hand-over-means", &[("name", staff.name.as_str().into())]);
    html! {
        p class="soft" { (explained) }
        (ui::form(&format!("/console/staff/{}/hand-over", staff.id), &desk.staff.csrf, html! {
            (field.show(language, state))
            button class="button danger" type="submit" { (word(language, "do-hand-over")) }
        }))
    }
}
