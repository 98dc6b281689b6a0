//! The end of an adviser: asked once.

use axum::extract::State;
use axum::response::Response;
use domain::ids::AdviserId;
use maud::html;
use web::extract::{FormState, Id};
use web::{Context, Desk, Problem, StaffMember, ui};

use super::PATH;
use crate::advisers;
use crate::advisers::load;
use crate::console::schedule_page;
use crate::word;

/// Asks. One read.
pub(super) async fn page(desk: Desk, Id(id): Id<AdviserId>) -> Result<Response, Problem> {
    let language = desk.language();
    let before = load(&desk.context, &desk.staff, &id).await?;
    let path = format!("{PATH}/{id}");
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
pub(super) async fn delete(
    State(context): State<Context>,
    staff: StaffMember,
    Id(id): Id<AdviserId>,
    state: FormState,
) -> Result<Response, Problem> {
    let before = load(&context, &staff, &id).await?;
    state.check_version(before.version)?;
    let catalogue = context.store.catalogue().load().await?;
    advisers::delete(&context, &catalogue, &before).await?;
    Ok(web::done(PATH, "adviser-deleted"))
}
