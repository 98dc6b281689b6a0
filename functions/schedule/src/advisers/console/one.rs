//! One adviser: new, changed, or removed once that was asked.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use domain::adviser::Adviser;
use domain::catalogue::Catalogue;
use domain::ids::AdviserId;
use domain::notice::Wish;
use maud::html;
use store::Versioned;
use web::extract::{FormBody, FormOver, FormState};
use web::{Context, Desk, Problem, Reply, Scope, StaffMember, sent_again, ui};

use super::form::{AdviserForm, blame, show};
use super::{PATH, calendar, hand_over};
use crate::advisers;
use crate::advisers::Seen;
use crate::console::{notice, schedule_page};
use crate::word;

/// The page of one adviser, `before` as stored; of somebody new where it is none.
/// `file` is the state of the form of their calendar's file. Of somebody stored a
/// read for the busy times, and where they leave two for what they hand over.
pub(super) async fn render(
    desk: &Desk,
    catalogue: &Catalogue,
    before: Option<&Versioned<Adviser>>,
    state: &FormState,
    file: &FormState,
) -> Reply {
    let Desk { context, visit, staff } = desk;
    let busy = match before {
        Some(before) => context.store.advisers().busy(&before.value.id).await?,
        None => Vec::new(),
    };
    let language = visit.language;
    let today = desk.today();
    let (title, action, button) = match before {
        None => (word(language, "adviser-new"), format!("{PATH}/new"), "adviser-create"),
        Some(before) => (before.value.name.clone(), format!("{PATH}/{}", before.value.id), "edit-save"),
    };
    let body = html! {
        (ui::error_summary(language, if state.is_refused() { state } else { file }))
        (show(language, catalogue, staff, state, (&action, &word(language, button), today)))
        @if let Some(before) = before {
            (calendar::show(language, context, staff, &before.value, (&busy, file)))
            (hand_over::state(desk, &before.value).await?)
            p { a href={ (action) "/delete" } { (word(language, "adviser-delete")) } }
        }
    };
    let page = schedule_page(desk)
        .await?
        .crumb(&word(language, "advisers-title"), PATH)
        .title(&title)
        .lead(word(language, "adviser-purpose"))
        .notice(notice(visit))
        .of_form(state)
        .of_form(file);
    Ok(page.render(html! { div class="narrow stack" { (body) } }))
}

/// The form of somebody new. One read.
pub(super) async fn new(desk: Desk) -> Reply {
    may_add(&desk.staff)?;
    let store = desk.store();
    let catalogue = store.catalogue().load().await?;
    let state = FormState::filled([("id", store.ids().next()), ("notices", Wish::AtOnce.code().to_owned())]);
    render(&desk, &catalogue, None, &state, &FormState::default()).await
}

fn may_add(staff: &StaffMember) -> Result<(), Problem> {
    if matches!(staff.scope(), Scope::Location(_)) { Err(Problem::not_found()) } else { Ok(()) }
}

/// Adds somebody. Two reads, one commit; the same form sent twice adds once.
pub(super) async fn create(desk: Desk, FormOver(FormBody { value, mut state }): FormOver<AdviserForm>) -> Reply {
    let Desk { context, staff, .. } = &desk;
    may_add(staff)?;
    let id = AdviserId::parse(state.get("id")).map_err(|_| Problem::not_found())?;
    let made = context.store.advisers().load(&id).await?;
    let catalogue = context.store.catalogue().load().await?;
    let today = desk.today();
    match value.map(|form| form.into_draft().parse(id, &catalogue, today)) {
        Some(Ok(adviser)) => {
            staff.of_agency(&adviser.agency)?;
            if let Some(made) = made {
                let path = format!("{PATH}/{}", adviser.id);
                // The link to their calendar is no part of the form.
                let link_generation = made.value.link_generation;
                let is_same = made.value == Adviser { link_generation, ..adviser };
                return Ok(sent_again(&path, "adviser-created", is_same));
            }
            advisers::save(context, &catalogue, None, &adviser).await?;
            return Ok(web::done(PATH, "adviser-created"));
        }
        Some(Err(errors)) => blame(&mut state, errors),
        None => {}
    }
    render(&desk, &catalogue, None, &state, &FormState::default()).await
}

/// The form over somebody. Three reads.
pub(super) async fn page(desk: Desk, Seen(before): Seen) -> Reply {
    let catalogue = desk.catalogue().await?;
    let state = AdviserForm::state_of(&before.value, before.version);
    render(&desk, &catalogue, Some(&before), &state, &FormState::default()).await
}

/// Saves somebody over the version that the form was filled in over. Two reads,
/// one commit; a query more for each list of the former agency where the agency
/// changes.
pub(super) async fn save(
    desk: Desk,
    Seen(before): Seen,
    FormOver(FormBody { value, mut state }): FormOver<AdviserForm>,
) -> Reply {
    let Desk { context, staff, .. } = &desk;
    let catalogue = context.store.catalogue().load().await?;
    let today = desk.today();
    match value.map(|form| form.into_draft().parse(before.value.id.clone(), &catalogue, today)) {
        Some(Ok(_)) if state.is_late("name", &FormState::at(before.version)) => {
            let leaves_on = before.value.leaves_on.filter(|_| state.get("leaves_on").is_empty());
            state.values.extend(leaves_on.map(|day| ("leaves_on".to_owned(), day.to_string())));
        }
        Some(Ok(after)) => {
            staff.of_agency(&after.agency)?;
            advisers::save(context, &catalogue, Some(&before), &after).await?;
            let path = format!("{PATH}?done=adviser-saved&of={}", after.id);
            return Ok(Redirect::to(&path).into_response());
        }
        Some(Err(errors)) => blame(&mut state, errors),
        None => {}
    }
    render(&desk, &catalogue, Some(&before), &state, &FormState::default()).await
}

/// Asks whether they are to be removed. One read.
pub(super) async fn ask_to_remove(desk: Desk, Seen(before): Seen) -> Reply {
    let language = desk.language();
    let path = format!("{PATH}/{}", before.value.id);
    let body = html! {
        div class="narrow stack" {
            (ui::warning(word(language, "adviser-delete-consequence")))
            p { a href=(path) { (word(language, "adviser-delete-back")) } }
            (ui::form(&format!("{path}/delete"), &desk.staff.csrf, html! {
                (ui::button_danger(&word(language, "adviser-delete"), "version", &before.version.to_string()))
            }))
        }
    };
    let page = schedule_page(&desk)
        .await?
        .crumb(&word(language, "advisers-title"), PATH)
        .title(&word(language, "adviser-delete-title"))
        .lead(before.value.name.clone());
    Ok(page.render(body))
}

/// Removes them. Three reads and one for each agency whose work theirs does,
/// one commit; 412 where they changed since it was asked, 409 while permanences
/// name them.
pub(super) async fn remove(State(context): State<Context>, Seen(before): Seen, state: FormState) -> Reply {
    state.check_version(before.version)?;
    let catalogue = context.store.catalogue().load().await?;
    advisers::delete(&context, &catalogue, &before).await?;
    Ok(web::done(PATH, "adviser-deleted"))
}
