//! One session of a series that does not take place, or at another time.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::{Days, NaiveDate};
use domain::clock::BRUSSELS;
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use domain::ids::PermanenceId;
use domain::permanence::{Permanence, SessionException};
use domain::sessions::{Drafts, MAX_WINDOW_DAYS, Window};
use domain::{Text, local_time};
use maud::{Markup, html};
use serde::Deserialize;
use store::{Transaction, Versioned};
use validator::Validate;
use web::extract::{FormBody, FormState, Id};
use web::ui::{self, Choices, Field};
use web::{Context, Coordinator, Problem, Visit, format};

use super::done;
use super::draft::PermanenceForm;
use super::edit::Edited;
use crate::view::occurrences;
use crate::{word, word_with};

/// The most days that are offered.
const OFFERED: usize = 26;

/// The fields of the form.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ExceptionForm {
    ex_date: String,
    ex_kind: String,
    ex_new_date: String,
    ex_new_time: String,
    #[validate(length(max = 300))]
    ex_reason_fr: String,
    #[validate(length(max = 300))]
    ex_reason_nl: String,
    #[validate(length(max = 300))]
    ex_reason_en: String,
}

impl ExceptionForm {
    fn parse(self) -> Result<SessionException, Vec<FieldError>> {
        let day = Wrong::WrongType(Expected::Date);
        let date: NaiveDate = self.ex_date.parse().map_err(|_| vec![FieldError::new("/ex_date", day)])?;
        let moves = match self.ex_kind.as_str() {
            "cancel" => false,
            "move" => true,
            _ => return Err(vec![FieldError::new("/ex_kind", Wrong::Missing)]),
        };
        let start = local_time::parse(&format!("{}T{}", self.ex_new_date, self.ex_new_time)).filter(|_| moves);
        if moves && start.is_none() {
            return Err(vec![FieldError::new("/ex_new_date", Wrong::WrongType(Expected::Date))]);
        }
        let reason = reason(self.ex_reason_fr, self.ex_reason_nl, self.ex_reason_en);
        Ok(SessionException { date, cancelled: !moves, start, duration_minutes: None, reason })
    }
}

/// The reason in the three languages; where one is not written, another stands.
fn reason(fr: String, nl: String, en: String) -> Option<Text> {
    let any = [&fr, &nl, &en].into_iter().find(|text| !text.is_empty())?.clone();
    let or_any = |text: String| if text.is_empty() { any.clone() } else { text };
    Some(Text { fr: or_any(fr), nl: or_any(nl), en: Some(en).filter(|en| !en.is_empty()) })
}

/// The exceptions there are, and the form for one more.
pub(super) fn section(edited: &Edited<'_>, state: &FormState) -> Markup {
    let language = edited.visit.language;
    let permanence = &edited.before.value;
    let path = format!("/console/schedule/{}/exceptions", permanence.id);
    let mut known: Vec<&SessionException> = permanence.exceptions.iter().collect();
    known.sort_by_key(|exception| exception.date);
    let days = free_days(edited).into_iter().map(|day| (day.to_string(), format::day_short(language, day)));
    html! {
        @if known.is_empty() { p class="soft" { (word(language, "exceptions-none")) } }
        @else {
            ul {
                @for exception in known {
                    li {
                        (what(edited, exception))
                        (ui::form(&format!("{path}/{}/remove", exception.date), &edited.staff.csrf, html! {
                            button class="quiet" type="submit" {
                                (word(language, "exception-remove"))
                                span class="hidden" { " : " (format::day_short(language, exception.date)) }
                            }
                        }))
                    }
                }
            }
        }
        (ui::form(&path, &edited.staff.csrf, html! {
            (Field::new("ex_date", &word(language, "exception-date")).select(days).required().show(language, state))
            (Choices::one("ex_kind", &word(language, "exception-kind")).required()
                .option("cancel", word(language, "exception-cancel")).option("move", word(language, "exception-move")).show(language, state))
            div class="form-row" {
                (Field::new("ex_new_date", &word(language, "exception-new-date")).kind("date").show(language, state))
                (Field::new("ex_new_time", &word(language, "exception-new-time")).kind("time").show(language, state))
            }
            @for tag in ["fr", "nl", "en"] {
                (Field::new(&format!("ex_reason_{tag}"), &word(language, &format!("exception-reason-{tag}"))).max_length(300).show(language, state))
            }
            p class="actions" { (ui::button(&word(language, "exception-add"))) }
        }))
    }
}

fn what(edited: &Edited<'_>, exception: &SessionException) -> Markup {
    let language = edited.visit.language;
    let moved = exception.start.filter(|_| !exception.cancelled);
    html! {
        strong { (format::day_short(language, exception.date)) } " · "
        @match moved {
            Some(start) => (word_with(language, "exception-moved-to", &[("at", format::local(language, start).into())])),
            None => (word(language, if exception.cancelled { "exception-cancelled" } else { "exception-changed" })),
        }
        @if let Some(reason) = &exception.reason { br; span class="soft" { (reason.get(language)) } }
    }
}

/// Days of the series to come that have no exception yet.
fn free_days(edited: &Edited<'_>) -> Vec<NaiveDate> {
    let permanence = &edited.before.value;
    let mut days = Vec::new();
    let mut from = edited.today.max(permanence.start.date());
    for _ in 0..4 {
        let Some(to) = from.checked_add_days(Days::new(MAX_WINDOW_DAYS.unsigned_abs())) else { break };
        let Ok(window) = Window::new(from, to) else { break };
        let sessions = occurrences(edited.catalogue, [permanence], window, Drafts::Shown);
        days.extend(sessions.iter().filter_map(|(session, _)| session.id.parts().map(|(_, day)| day)));
        from = to;
    }
    days.retain(|day| permanence.exception_on(*day).is_none());
    days.sort_unstable();
    days.dedup();
    days.truncate(OFFERED);
    days
}

/// Adds an exception. Two reads, one commit.
pub(super) async fn add(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
    Id(id): Id<PermanenceId>,
    FormBody { value, mut state }: FormBody<ExceptionForm>,
) -> Result<Response, Problem> {
    let before = context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let catalogue = context.store.catalogue().load().await?;
    let decided = value.map(|form| {
        let mut after: Permanence = before.value.clone();
        after.exceptions.push(form.parse()?);
        after.check(&catalogue).map(|()| after)
    });
    if let Some(Ok(after)) = decided {
        save(&context, &before, &after).await?;
        return Ok(done(&format!("/console/schedule/{id}"), "exception-added"));
    }
    if let Some(Err(errors)) = decided {
        state.blame_all(errors, |pointer| match pointer.trim_start_matches('/') {
            own if own.starts_with("ex_") => own.to_owned(),
            _ => "ex_date".to_owned(),
        });
    }
    let today = context.store.now().day_in(BRUSSELS);
    let waiting = web::page::waiting(&context, &staff).await?;
    let edited = Edited { visit: &visit, staff: &staff, catalogue: &catalogue, before: &before, today, waiting };
    Ok(edited.render(&PermanenceForm::state_of(&before.value, before.version), &state))
}

/// Takes an exception back: the session is again as the series has it. One
/// read, one commit.
pub(super) async fn remove(
    State(context): State<Context>,
    _: Coordinator,
    Path((id, date)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id = PermanenceId::parse(&id).map_err(|_| Problem::not_found())?;
    let date: NaiveDate = date.parse().map_err(|_| Problem::not_found())?;
    let before = context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let mut after = before.value.clone();
    after.exceptions.retain(|exception| exception.date != date);
    if after != before.value {
        save(&context, &before, &after).await?;
    }
    Ok(done(&format!("/console/schedule/{id}"), "exception-removed"))
}

async fn save(context: &Context, before: &Versioned<Permanence>, after: &Permanence) -> Result<(), Problem> {
    let mut tx = Transaction::new();
    context.store.permanences().save(&mut tx, before, after);
    Ok(context.store.commit(tx).await?)
}
