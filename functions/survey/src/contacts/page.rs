//! `GET /s/{code}/contact` and `POST`: leaving an address, apart from any
//! answer. The row holds no answer and a day only; the form's own key makes its
//! place, so sending twice keeps one.

use std::sync::Arc;

use axum::response::Response;
use chrono::Months;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::ids::SurveyId;
use maud::html;
use serde::Deserialize;
use store::repos::surveys::ContactRequest;
use store::{TableError, Transaction};
use validator::Validate;
use web::extract::{ClientAddr, FormBody, FormState, Id, QueryParams};
use web::limit::Rule;
use web::{Context, Page, Problem, Reply, Visit, ui};

use crate::responses::page::see_other;
use crate::responses::view::{SUBMISSION, in_language};
use crate::surveys::asked::{Asked, AskedSurveys, Asking};
use crate::word;

/// Addresses left at one survey from one place.
const RULE: Rule = Rule { burst: 20, per_hour: 600 };
/// How long an address is kept.
const KEPT: Months = Months::new(24);
/// Days after its end on which a survey still takes addresses.
const GRACE_DAYS: i64 = 7;

/// Name and address.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct ContactForm {
    #[validate(length(min = 8, max = 64))]
    submission: String,
    #[validate(length(max = 200))]
    name: String,
    email: EmailAddress,
    /// Whether they say that they are not satisfied.
    #[serde(default)]
    soon: Option<String>,
}

/// What the form is filled in with.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct Filled {
    /// Whether their answer says that they are not satisfied.
    soon: Option<bool>,
}

/// The form. Reads: as the survey's page.
pub(super) async fn show(
    Asking { context, surveys }: Asking,
    visit: Visit,
    Id(id): Id<SurveyId>,
    QueryParams(Filled { soon }): QueryParams<Filled>,
) -> Reply {
    asked(&context, &surveys, &id).await?;
    let mut state = FormState::filled([(SUBMISSION, context.store.ids().random())]);
    state.values.extend(soon.map(|soon| ("soon".to_owned(), soon.to_string())));
    Ok(page(&visit, &id, &state))
}

/// Keeps the address: 1 commit; reads as the page.
pub(super) async fn send(
    Asking { context, surveys }: Asking,
    visit: Visit,
    ClientAddr(address): ClientAddr,
    Id(id): Id<SurveyId>,
    form: FormBody<ContactForm>,
) -> Reply {
    context.limit(&format!("survey-contact:{id}:{address}"), RULE)?;
    let asked = asked(&context, &surveys, &id).await?;
    let FormBody { value: Some(ContactForm { submission, name, email, soon }), state: _ } = form else {
        return Ok(page(&visit, &id, &form.state));
    };
    let place = context.store.secrets().keyed_hash("survey-contact", &[id.as_str(), &submission]);
    let name = name.chars().filter(|c| !c.is_control()).collect();
    let request = ContactRequest {
        id: place,
        name,
        email,
        language: visit.language,
        day: context.store.now().day_in(BRUSSELS),
        soon: soon.is_some(),
    };
    // Of a code on a wall it is with the survey that the code leads to.
    let kept_with = surveys.counted_in(&context, &asked, asked.survey.target.clone()).await?;
    let mut tx = Transaction::new();
    context.store.surveys().add_contact(&mut tx, &kept_with, &request, end(&request));
    match context.store.commit(tx).await {
        // The same form, sent before.
        Ok(()) | Err(TableError::Conflict { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(see_other(&in_language(&visit, format!("/s/{id}/thanks?done=contact-sent"))))
}

/// The end of the day two years on, in Unix seconds.
fn end(request: &ContactRequest) -> i64 {
    let day = request.day.checked_add_months(KEPT).unwrap_or(request.day);
    day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp()
}

/// The survey while it takes addresses: of a code on a wall, between two waves, that
/// of the wave which ended last.
async fn asked(context: &Context, surveys: &AskedSurveys, id: &SurveyId) -> Result<Arc<Asked>, Problem> {
    let now = context.store.now();
    let asked = surveys.find(context, id).await?;
    let Err(closed) = asked.check_open(now) else { return Ok(asked) };
    let then = now.plus(chrono::TimeDelta::days(-GRACE_DAYS));
    let earlier = Asked::at(context, id, then).await?;
    if earlier.check_open(then).is_ok() { Ok(Arc::new(earlier)) } else { Err(closed) }
}

fn page(visit: &Visit, id: &SurveyId, state: &FormState) -> Response {
    let language = visit.language;
    let word = |key: &str| word(language, key);
    let action = in_language(visit, format!("/s/{id}/contact"));
    let body = html! {
        (ui::error_summary(language, state))
        (ui::form(&action, "", html! {
            (ui::hidden(SUBMISSION, state.get(SUBMISSION)))
            (ui::Field::new("name", &word("contact-name")).required().autocomplete("name").max_length(200).show(language, state))
            (ui::Field::new("email", &word("contact-email")).kind("email").required().autocomplete("email").max_length(254).show(language, state))
            div class="stack" {
                (ui::checkbox(language, state, "soon", &word("contact-soon"), Some(&word("contact-soon-hint"))))
                (ui::button(&word("contact-send")))
                p class="soft small" { (word("contact-promise")) }
            }
        }))
    };
    let page = Page::task(visit).title(&word("contact-title")).lead(word("contact-lead")).private();
    page.of_form(state).render(body)
}
