//! Who may sign in, and inviting somebody; the fields of a person.

use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::StaffId;
use domain::staff::Staff;
use maud::{Markup, html};
use web::extract::{FormBody, FormState};
use web::page::ConsoleNav;
use web::ui::{self, Choices, Field, Icon, Tone};
use web::{CoordinatorDesk, Desk, Page, Problem, Reply, format};

use super::{RoleCode, StaffRequest};
use crate::words::role;
use crate::{word, word_with};

/// The list and the form. Two queries and a read; one query a year for the
/// navigation.
pub(super) async fn show(desk: CoordinatorDesk) -> Reply {
    let everybody = desk.store().staff().list().await?;
    let catalogue = desk.catalogue().await?;
    let language = desk.language();
    let invited = desk.visit.notice(|key| word(language, key), &[("invited", "done-invited")]);
    let page = desk.page().await?.notice(invited);
    Ok(heading(page, language, &everybody).render(body(&desk, &everybody, &catalogue, &FormState::default())))
}

/// Invites somebody. A read and a commit; the list again where the form is
/// refused.
pub(super) async fn invite(desk: CoordinatorDesk, FormBody { value, mut state }: FormBody<StaffRequest>) -> Reply {
    let store = desk.store();
    let catalogue = desk.catalogue().await?;
    if let Some(request) = value {
        match request.parse(&catalogue, desk.today(), None) {
            Err(errors) => state.errors = errors,
            Ok(draft) => {
                let id = StaffId::parse(&store.ids().next()).map_err(|error| Problem::internal(&error))?;
                let new = super::invited(id, draft, store.now());
                // Two presses of the button name the same address: the second is refused beside it.
                if store.staff().by_email(&new.email).await?.is_none() {
                    super::invite(store, &new, None).await?;
                    return Ok(web::done("/console/staff", "invited"));
                }
                state.blame("email", web::i18n::text(&crate::LOCALES, "wrong-taken"));
            }
        }
    }
    let everybody = store.staff().list().await?;
    let page = heading(desk.page().await?, desk.language(), &everybody).refused();
    Ok(page.render(body(&desk, &everybody, &catalogue, &state)))
}

fn heading<'a>(page: Page<'a>, language: Language, everybody: &[Staff]) -> Page<'a> {
    let active = everybody.iter().filter(|staff| staff.active).count();
    let lead = word_with(language, "staff-lead", &[("n", active.into())]);
    page.console_nav(ConsoleNav::Staff).title(&word(language, "staff-title")).lead(lead)
}

fn body(desk: &Desk, everybody: &[Staff], catalogue: &Catalogue, state: &FormState) -> Markup {
    let language = desk.language();
    let form = html! {
        p class="soft" { (word(language, "invite-how")) }
        (ui::form("/console/staff", &desk.staff.csrf, html! {
            (fields(language, catalogue, desk.today(), state))
            (ui::button(&word(language, "invite-button")))
        }))
    };
    html! {
        (ui::error_summary(language, state))
        (ui::columns_broad(
            ui::card(&word(language, "staff-list"), list(language, catalogue, everybody)),
            ui::card(&word(language, "invite-title"), form),
        ))
    }
}

fn list(language: Language, catalogue: &Catalogue, everybody: &[Staff]) -> Markup {
    if everybody.is_empty() {
        return ui::empty(&word(language, "staff-empty"), word(language, "staff-empty-how"));
    }
    let columns = ["column-who", "invited-on", "column-state", ""];
    let empty = ui::Table::named(|key| word(language, key), "staff-list", &columns);
    let (active, ended): (Vec<&Staff>, Vec<&Staff>) = everybody.iter().partition(|staff| staff.active);
    let table = active.into_iter().chain(ended).fold(empty, |table, staff| {
        table.row(vec![
            html! {
                strong { (staff.name) }
                p class="because" { (role(language, catalogue, &staff.role)) }
                p class="because" { (staff.email) }
            },
            html! { (format::date(language, staff.created_at.day_in(BRUSSELS))) },
            badge(language, staff),
            html! {
                a class="button secondary" href=(format!("/console/staff/{}", staff.id)) {
                    (word(language, "do-manage")) span class="hidden" { " " (staff.name) }
                }
            },
        ])
    });
    table.show()
}

/// Whether somebody may sign in.
pub(super) fn badge(language: Language, staff: &Staff) -> Markup {
    match (staff.active, &staff.handed_over_to) {
        (true, _) => ui::badge(Tone::Green, Icon::Check, &word(language, "staff-active")),
        (false, Some(_)) => ui::badge(Tone::Plain, Icon::Arrow, &word(language, "staff-handed-over")),
        (false, None) => ui::badge(Tone::Plain, Icon::Cross, &word(language, "staff-inactive")),
    }
}

/// Name, address, role with what it is bound to, language.
pub(super) fn fields(language: Language, catalogue: &Catalogue, day: NaiveDate, state: &FormState) -> Markup {
    let word = |key: &str| word(language, key);
    let roles =
        RoleCode::ALL.into_iter().fold(Choices::one("role", &word("field-role")).required(), |choices, role| {
            choices.option(role.code(), word(&format!("role-{}-does", role.code())))
        });
    let languages = Language::ALL.map(|tongue| (tongue.tag(), word(&format!("language-{}", tongue.tag()))));
    html! {
        (Field::new("name", &word("field-name")).max_length(200).required().show(language, state))
        (Field::new("email", &word("field-email")).kind("email").max_length(254).required().show(language, state))
        (roles.show(language, state))
        (Field::new("agency", &word("field-agency")).select(ui::agencies(catalogue.agencies_on(day))).hint(&word("field-agency-hint")).depends().show(language, state))
        (Field::new("location", &word("field-location")).select(ui::places(catalogue.locations_on(day))).hint(&word("field-location-hint")).depends().show(language, state))
        (Field::new("language", &word("field-language")).select(languages).hint(&word("field-language-hint")).show(language, state))
    }
}
