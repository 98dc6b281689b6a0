//! `GET /console/survey/waves`: waves, the newest first; planned and changed by form.

use std::cmp::Reverse;

use chrono::Days;
use domain::ids::WaveId;
use domain::wave::{AFTER_VISIT, Wave, WaveDraft};
use flows::surveys::save_wave;
use maud::html;
use store::{TableError, Versioned};
use web::extract::{Checked, FormBody, FormOver, FormState, Id};
use web::ui::{self, ChoiceOption, Choices, Field};
use web::{CoordinatorDesk, Desk, Problem, Reply, sent_again};

use super::{parse, places, title};
use crate::console::{self, SURVEYS, WAVES, days, state};
use crate::{word, words};

/// The list. Reads: 1 query, 1 of the directory's revision.
pub(super) async fn list(desk: Desk) -> Reply {
    let mut waves = desk.store().waves().all().await?;
    // They are read in the order in which they were made.
    waves.sort_by_key(|wave| Reverse(wave.opens));
    let catalogue = desk.catalogue().await?;
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let today = desk.today();
    let columns = ["list-questions", "wave-where", "list-days", "list-state"];
    let mut table = ui::Table::named(word, "waves-title", &columns);
    for wave in &waves {
        let open = (wave.opens, wave.closes);
        table = table.row(vec![
            html! { a href=(format!("/console/survey/waves/{}", wave.id)) { strong { (words::variant(language, &wave.variant)) } } },
            html! { (places(language, &catalogue, wave)) },
            html! { (days(language, open)) },
            state(language, open, today),
        ]);
    }
    let action = html! {
        @if !table.is_empty() { (ui::link_button_secondary(&word("period-title"), "/console/survey/waves/results")) " " }
        @if desk.staff.is_coordinator() { (ui::link_button(&word("wave-new"), "/console/survey/waves/new")) }
    };
    let page = console::page(&desk, &word("waves-title"), word("waves-lead"), SURVEYS).await?.action(action);
    let plans = desk.staff.is_coordinator();
    let (nothing, how) = if plans { ("waves-empty", "waves-empty-how") } else { ("waves-none", "waves-none-how") };
    Ok(page.render(table.or(&word(nothing), word(how))))
}

/// Days that a wave takes answers unless another end is chosen: a quarter.
const DAYS: u64 = 90;

/// The empty form. Reads: 1 of the directory's revision.
pub(super) async fn new(desk: CoordinatorDesk) -> Reply {
    let today = desk.today();
    let end = today.checked_add_days(Days::new(DAYS)).unwrap_or(today);
    let state = FormState::filled([
        ("id", desk.store().ids().next()),
        ("variant", AFTER_VISIT.to_owned()),
        ("opens", today.to_string()),
        ("closes", end.to_string()),
        ("aim_percent", domain::alert::AIM_PERCENT.to_string()),
    ]);
    page(&desk, None, &state).await
}

/// The form over a wave. Reads: 1, and 1 of the directory's revision.
pub(super) async fn edit(desk: CoordinatorDesk, Id(id): Id<WaveId>) -> Reply {
    let found = desk.store().waves().load(&id).await?.ok_or_else(Problem::not_found)?;
    let state = FormState::over(&found.value, found.version);
    page(&desk, Some(&found.value), &state).await
}

/// Plans a wave: 1 read, 1 commit; sent twice it is planned once, with 1 read more.
pub(super) async fn create(
    desk: CoordinatorDesk,
    FormOver(FormBody { value, mut state }): FormOver<Checked<WaveDraft>>,
) -> Reply {
    let id = WaveId::parse(state.get("id")).map_err(|_| Problem::not_found())?;
    let Some(Checked(draft)) = value else { return page(&desk, None, &state).await };
    let store = desk.store();
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
    desk: CoordinatorDesk,
    Id(id): Id<WaveId>,
    FormOver(FormBody { value, mut state }): FormOver<Checked<WaveDraft>>,
) -> Reply {
    let Versioned { value: before, version } = desk.store().waves().load(&id).await?.ok_or_else(Problem::not_found)?;
    let Some(Checked(draft)) = value else { return page(&desk, Some(&before), &state).await };
    let catalogue = desk.catalogue().await?;
    match parse(draft, id.clone(), &catalogue, Some(&before), desk.store().now()) {
        Err(errors) => state.errors = errors,
        Ok(_) if state.is_late("opens", &FormState::over(&before, version)) => {}
        Ok(wave) => {
            save_wave(desk.store(), &wave, Some(version)).await.map_err(Problem::of_change)?;
            return Ok(web::done(&format!("/console/survey/waves/{id}"), "changed"));
        }
    }
    page(&desk, Some(&before), &state).await
}

async fn page(desk: &Desk, before: Option<&Wave>, state: &FormState) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let today = desk.today();
    let catalogue = desk.catalogue().await?;
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
    Ok(page.of_form(state).render(body))
}
