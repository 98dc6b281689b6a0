//! A wave planned and changed in the console.

use axum::response::Response;
use chrono::Days;
use domain::clock::BRUSSELS;
use domain::ids::WaveId;
use domain::wave::{AFTER_VISIT, Wave, WaveDraft};
use flows::surveys::save_wave;
use maud::html;
use store::{TableError, Versioned};
use web::extract::{Checked, FormBody, FormOver, FormState, Id};
use web::ui::{ChoiceOption, Choices, Field};
use web::{CoordinatorDesk, Desk, Problem, sent_again, ui};

use super::{parse, title};
use crate::console::{self, WAVES};
use crate::{word, words};

/// Days that a wave takes answers unless another end is chosen: a quarter.
const DAYS: u64 = 90;

/// The empty form. Reads: 1 of the directory's revision.
pub(super) async fn new(CoordinatorDesk(desk): CoordinatorDesk) -> Result<Response, Problem> {
    let today = desk.context.store.now().day_in(BRUSSELS);
    let end = today.checked_add_days(Days::new(DAYS)).unwrap_or(today);
    let state = FormState::filled([
        ("id", desk.context.store.ids().next()),
        ("variant", AFTER_VISIT.to_owned()),
        ("opens", today.to_string()),
        ("closes", end.to_string()),
        ("aim_percent", domain::alert::AIM_PERCENT.to_string()),
    ]);
    page(&desk, None, &state).await
}

/// The form over a wave. Reads: 1, and 1 of the directory's revision.
pub(super) async fn edit(CoordinatorDesk(desk): CoordinatorDesk, Id(id): Id<WaveId>) -> Result<Response, Problem> {
    let found = desk.context.store.waves().load(&id).await?.ok_or_else(Problem::not_found)?;
    let state = FormState::over(&found.value, found.version);
    page(&desk, Some(&found.value), &state).await
}

/// Plans a wave: 1 read, 1 commit; sent twice it is planned once, with 1 read more.
pub(super) async fn create(
    CoordinatorDesk(desk): CoordinatorDesk,
    FormOver(FormBody { value, mut state }): FormOver<Checked<WaveDraft>>,
) -> Result<Response, Problem> {
    let id = WaveId::parse(state.get("id")).map_err(|_| Problem::not_found())?;
    let Some(Checked(draft)) = value else { return page(&desk, None, &state).await };
    let store = &desk.context.store;
    let catalogue = store.catalogue().load().await?;
    let wave = match parse(draft, id.clone(), &catalogue, None, store.now()) {
        Ok(wave) => wave,
        Err(errors) => {
            state.errors = errors;
            return page(&desk, None, &state).await;
        }
    };
    let path = format!("/console/survey/waves/{id}");
    match save_wave(store, &wave, None).await {
        Err(TableError::Conflict { .. }) => {
            let made = store.waves().load(&id).await?.map(|read| read.value);
            let is_same = made.is_some_and(|made| made == Wave { created_at: made.created_at, ..wave });
            Ok(sent_again(&path, "planned", is_same))
        }
        done => done.map(|()| web::done(&path, "planned")).map_err(Problem::from),
    }
}

/// Changes a wave: 2 reads, 1 commit.
pub(super) async fn change(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<WaveId>,
    FormOver(FormBody { value, mut state }): FormOver<Checked<WaveDraft>>,
) -> Result<Response, Problem> {
    let Versioned { value: before, version } =
        desk.context.store.waves().load(&id).await?.ok_or_else(Problem::not_found)?;
    let Some(Checked(draft)) = value else { return page(&desk, Some(&before), &state).await };
    state.check_version(version)?;
    let catalogue = desk.context.store.catalogue().load().await?;
    match parse(draft, id.clone(), &catalogue, Some(&before), desk.context.store.now()) {
        Ok(wave) => {
            save_wave(&desk.context.store, &wave, Some(version)).await.map_err(Problem::of_change)?;
            Ok(web::done(&format!("/console/survey/waves/{id}"), "changed"))
        }
        Err(errors) => {
            state.errors = errors;
            page(&desk, Some(&before), &state).await
        }
    }
}

async fn page(desk: &Desk, before: Option<&Wave>, state: &FormState) -> Result<Response, Problem> {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let today = desk.context.store.now().day_in(BRUSSELS);
    let catalogue = desk.context.store.catalogue().load().await?;
    let variants = catalogue.questionnaire.variants.keys();
    let variants = variants.map(|id| ChoiceOption::new(id.clone(), words::variant(language, id)));
    let places = ui::places(catalogue.locations_on(today));
    let places = places.into_iter().map(|(id, name)| ChoiceOption::new(id, name));
    let (action, title) = match before {
        Some(wave) => (format!("/console/survey/waves/{}", wave.id), title(language, &catalogue, wave)),
        None => ("/console/survey/waves".to_owned(), word("wave-new")),
    };
    let body = html! {
        (ui::error_summary(language, state))
        (ui::form(&action, &desk.staff.csrf, html! {
            @for name in ["id", "version"] { @if !state.get(name).is_empty() { (ui::hidden(name, state.get(name))) } }
            (Choices::one("variant", &word("new-variant")).hint(&word("wave-variant-hint")).required().options(variants).show(language, state))
            div class="form-row" {
                (Field::new("opens", &word("new-opens")).kind("date").required().show(language, state))
                (Field::new("closes", &word("new-closes")).kind("date").required().show(language, state))
            }
            (Field::new("aim_percent", &word("wave-aim")).hint(&word("wave-aim-hint")).kind("number").between(50, 95).show(language, state))
            (Choices::many("locations", &word("wave-where")).hint(&word("wave-where-hint")).options(places).show(language, state))
            p class="actions" { (ui::button(&word(if before.is_some() { "wave-change" } else { "wave-send" }))) }
        }))
    };
    let page = console::page(desk, &title, word("wave-form-lead"), WAVES).await?;
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}
