//! Taking up again, dividing and moving a need, on its page.

use domain::ids::{NeedId, NeedTypeId};
use domain::moves::{self, Moment};
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormBody, Id, Precondition};
use web::i18n::text;
use web::{CoordinatorDesk, Problem, Reply};

use super::divide;
use crate::LOCALES;
use crate::cases::change::press;
use crate::cases::page::{Sheet, render};
use crate::intake::open_today;
use crate::triage::cards::chosen_types;

/// Over which version.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ReopenForm {
    version: u64,
}

/// Which kinds of need.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct SplitForm {
    version: u64,
    #[serde(default)]
    split_types: Vec<NeedTypeId>,
}

/// Which place.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct TransferForm {
    version: u64,
    location: String,
}

/// Takes a closed need up again. Two reads and one commit.
pub(super) async fn reopen(desk: CoordinatorDesk, Id(need): Id<NeedId>, form: FormBody<ReopenForm>) -> Reply {
    let version = form.into_value()?.version;
    press(desk.store(), (&need, version), &desk.staff.actor, "reopened#triage", moves::reopen).await
}

/// Divides a need; goes on to the new one. Where none or all of its kinds are
/// ticked the page is shown again. Three reads and one commit.
pub(super) async fn split(
    desk: CoordinatorDesk,
    Id(need): Id<NeedId>,
    FormBody { value, mut state }: FormBody<SplitForm>,
) -> Reply {
    let Some(SplitForm { version, split_types }) = value else { return Err(Problem::invalid(state.errors)) };
    let sheet = Sheet::load(&desk.context, &need).await?;
    let case = &sheet.loaded.case;
    let gone = case.need.need_types.iter().filter(|one| split_types.contains(&one.id)).count();
    if gone == 0 || gone == case.need.need_types.len() {
        state.blame("split_types", text(&LOCALES, "split-choose"));
        let types = chosen_types(case, std::iter::empty());
        return render(&desk, sheet, &types, &state).await;
    }
    let expected = Precondition::Versions(vec![version]);
    let new = divide(&desk.context, &need, (&expected, &split_types), &desk.staff.actor, |_, _, _| Ok(())).await?.1;
    Ok(web::done(&format!("/console/needs/{}", new.need.id), "split"))
}

/// Moves a need to another place. Two reads and one commit.
pub(super) async fn transfer(desk: CoordinatorDesk, Id(need): Id<NeedId>, form: FormBody<TransferForm>) -> Reply {
    let TransferForm { version, location } = form.into_value()?;
    let to = open_today(&desk.context, &location).await?;
    let decide = |case, moment: &Moment<'_>| moves::transfer(case, &to, moment);
    press(desk.store(), (&need, version), &desk.staff.actor, "transferred", decide).await
}
