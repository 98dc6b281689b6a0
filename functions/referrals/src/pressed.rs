//! What is pressed on a referral's page, the agency's own or the console's, and
//! done: an answer, or that somebody of the agency takes it over by name.

use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use domain::moves::MoveError;
use flows::FlowError;
use store::Store;
use validator::Validate as _;
use web::extract::{FormBody, FormState, problems_of};
use web::i18n::{in_all, text};

use crate::LOCALES;
use crate::answer::{AnswerRequest, HandOverRequest, moved};
use crate::sheet::Sheet;

/// Why it was not done.
pub(crate) enum NotDone {
    /// The form lacks something, or something in it is wrong.
    Lacking(FormState),
    /// It is not possible any more, or the table failed.
    Refused(FlowError),
}

/// Does what was pressed; answers what that was, for the page that follows. Two
/// reads and one commit.
pub(crate) async fn press(
    store: &Store,
    sheet: &Sheet,
    actor: &Actor,
    FormBody { value, mut state }: FormBody<AnswerRequest>,
) -> Result<&'static str, NotDone> {
    if state.get("action") == "hand_over" {
        return hand_over(store, sheet, actor, FormState { errors: Vec::new(), ..state }).await;
    }
    let answer = match value.map(|request| request.check(store.now().day_in(BRUSSELS))) {
        Some(Ok(answer)) => answer,
        lacking => {
            state.errors.extend(lacking.and_then(Result::err));
            return Err(NotDone::Lacking(state));
        }
    };
    let given = moved(store, sheet, actor, |case, agency, now| answer.decide(case, agency, now)).await;
    given.map(|()| answer.done()).map_err(NotDone::Refused)
}

/// Somebody of the agency takes it over by name.
async fn hand_over(store: &Store, sheet: &Sheet, actor: &Actor, mut state: FormState) -> Result<&'static str, NotDone> {
    let (name, email) = (state.get("name").to_owned(), state.get("email").to_owned());
    for (field, entered) in [("name", &name), ("email", &email)] {
        if entered.is_empty() {
            state.blame(field, text(&LOCALES, "hand-over-lacks"));
        }
    }
    let email = EmailAddress::parse(&email);
    if email.is_err() && state.error("email").is_none() {
        state.blame_own(vec![FieldError::new("/email", Wrong::WrongType(Expected::Email))]);
    }
    let Some(email) = email.ok().filter(|_| !state.is_refused()) else { return Err(NotDone::Lacking(state)) };
    let to = HandOverRequest { name, email };
    if let Err(errors) = to.validate() {
        state.errors = problems_of(&errors);
        return Err(NotDone::Lacking(state));
    }
    match moved(store, sheet, actor, |case, agency, now| to.decide(case, agency, now)).await {
        Ok(()) => Ok("handed_over"),
        Err(FlowError::Move(error @ MoveError::NotOfAgency { .. })) => {
            state.blame("email", in_all(|language| error.text(language)));
            Err(NotDone::Lacking(state))
        }
        Err(error) => Err(NotDone::Refused(error)),
    }
}
