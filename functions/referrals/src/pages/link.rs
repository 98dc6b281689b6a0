//! The agency's answer page: who, where, what, why, until when, and the three
//! answers. The link in the mail is the key; reading changes nothing, whoever
//! reads.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::ids::ReferralId;
use domain::moves::MoveError;
use domain::need::Outcome;
use domain::referral::{DeclineReason, ReferralStatus};
use flows::FlowError;
use http::StatusCode;
use maud::html;
use serde::Deserialize;
use store::link::{self, LinkPurpose};
use validator::Validate;
use web::extract::{FormBody, FormState, QueryParams};
use web::i18n::in_all;
use web::page::Page;
use web::ui::{button, error_summary, form, hidden, link_button, notice, warning};
use web::{Context, Problem, Visit};

use crate::access::{has_part, limit_answers, limit_links};
use crate::answer::{Action, Answer, AnswerRequest, HandOverRequest, give, hand_over, renew_link};
use crate::parts::{self, Said, Shown};
use crate::refused;
use crate::sheet::Sheet;
use crate::word;

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Pressed {
    Accept,
    Decline,
    Done,
    Meeting,
    Unreached,
    HandOver,
    NewLink,
}

/// The forms of this page.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct AnswerForm {
    action: Pressed,
    reason: Option<DeclineReason>,
    outcome: Option<Outcome>,
    on: Option<NaiveDate>,
    #[validate(length(max = 2000))]
    note: Option<String>,
    #[validate(length(max = 100))]
    name: Option<String>,
    email: Option<EmailAddress>,
}

/// What a form asks for.
enum Wish {
    Answer(AnswerRequest),
    HandOver(Option<HandOverRequest>),
    NewLink,
}

impl AnswerForm {
    fn wish(self) -> Wish {
        let Self { action, reason, outcome, on, note, name, email } = self;
        let action = match action {
            Pressed::Accept => Action::Accept,
            Pressed::Decline => Action::Decline,
            Pressed::Done => Action::Done,
            Pressed::Meeting => Action::Meeting,
            Pressed::Unreached => Action::Unreached,
            Pressed::HandOver => {
                let both = name.filter(|name| !name.trim().is_empty()).zip(email);
                return Wish::HandOver(both.map(|(name, email)| HandOverRequest { name, email }));
            }
            Pressed::NewLink => return Wish::NewLink,
        };
        Wish::Answer(AnswerRequest { action, reason, outcome, on, note })
    }
}

/// What a button of a mail says before anything is pressed here.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub(super) struct SayQuery {
    say: Option<Said>,
}

/// A referral found by its link, and its page under construction.
struct Opened {
    context: Context,
    catalogue: std::sync::Arc<Catalogue>,
    sheet: Sheet,
    visit: Visit,
    token: String,
    /// Whether the link still holds.
    holds: bool,
    /// What a button of the mail says.
    say: Option<Said>,
}

/// The page. Two reads.
pub(super) async fn show(
    State(context): State<Context>,
    Path(token): Path<String>,
    visit: Visit,
    QueryParams(SayQuery { say }): QueryParams<SayQuery>,
) -> Result<Response, Problem> {
    let opened = Opened { say, ..Opened::find(context, token, visit).await? };
    Ok(opened.page(StatusCode::OK, &FormState::default(), None))
}

/// What was pressed. Four reads and one commit; two reads more where it was
/// not possible any more.
pub(super) async fn act(
    State(context): State<Context>,
    Path(token): Path<String>,
    visit: Visit,
    body: FormBody<AnswerForm>,
) -> Result<Response, Problem> {
    let opened = Opened::find(context, token, visit).await?;
    limit_answers(&opened.context, &opened.sheet)?;
    let FormBody { value, mut state } = body;
    match value.map(AnswerForm::wish) {
        Some(Wish::NewLink) => opened.renew().await,
        _ if !opened.holds => Ok(opened.voided()),
        None => Ok(opened.page(StatusCode::UNPROCESSABLE_ENTITY, &state, None)),
        Some(Wish::HandOver(None)) => {
            parts::blame_hand_over(&mut state);
            Ok(opened.page(StatusCode::UNPROCESSABLE_ENTITY, &state, None))
        }
        Some(Wish::HandOver(Some(to))) => opened.hand_over(to, state).await,
        Some(Wish::Answer(request)) => match request.check(opened.context.store.now().day_in(BRUSSELS)) {
            Ok(answer) => opened.give(&answer).await,
            Err(lacking) => {
                state.errors.push(lacking);
                Ok(opened.page(StatusCode::UNPROCESSABLE_ENTITY, &state, None))
            }
        },
    }
}

impl Opened {
    async fn find(context: Context, token: String, visit: Visit) -> Result<Self, Problem> {
        let store = &context.store;
        let link = link::read(store.secrets(), LinkPurpose::Referral, &token).ok_or_else(Problem::not_found)?;
        let id = ReferralId::parse(&link.id).map_err(|_| Problem::not_found())?;
        let sheet = Sheet::load(store, &id).await?;
        let catalogue = store.catalogue().load().await?;
        let holds = sheet.referral.link_generation == link.generation;
        let visit = in_their_language(visit, &sheet, &catalogue);
        Ok(Self { context, catalogue, sheet, visit, token, holds, say: None })
    }

    async fn give(self, answer: &Answer) -> Result<Response, Problem> {
        let actor = Actor::Agency(self.sheet.referral.agency.clone());
        match give(&self.context.store, &self.sheet, answer, &actor).await {
            Ok(()) => Ok(self.back(answer.done())),
            Err(error) => self.refuse(error).await,
        }
    }

    async fn hand_over(self, to: HandOverRequest, mut state: FormState) -> Result<Response, Problem> {
        let actor = Actor::Agency(self.sheet.referral.agency.clone());
        match hand_over(&self.context.store, &self.sheet, to, &actor).await {
            Ok(()) => Ok(self.back("handed_over")),
            Err(FlowError::Move(error @ MoveError::NotOfAgency { .. })) => {
                state.blame("email", in_all(|language| error.text(language)));
                Ok(self.page(StatusCode::UNPROCESSABLE_ENTITY, &state, None))
            }
            Err(error) => self.refuse(error).await,
        }
    }

    async fn renew(self) -> Result<Response, Problem> {
        limit_links(&self.context, &self.sheet)?;
        let actor = Actor::Agency(self.sheet.referral.agency.clone());
        match renew_link(&self.context.store, &self.sheet, &actor).await {
            Ok(()) => Ok(self.back("link")),
            Err(error) => self.refuse(error).await,
        }
    }

    /// Somebody may have been faster: shown is how it stands now.
    async fn refuse(self, error: FlowError) -> Result<Response, Problem> {
        let FlowError::Move(error) = error else { return Err(refused(error)) };
        let now = Self::find(self.context, self.token, self.visit).await?;
        Ok(now.page(StatusCode::CONFLICT, &FormState::default(), Some(&error)))
    }

    fn back(&self, done: &str) -> Response {
        Redirect::to(&format!("/r/{}?done={done}", self.token)).into_response()
    }

    /// The page, with a form that was refused or a move that is not possible.
    fn page(&self, status: StatusCode, state: &FormState, refusal: Option<&MoveError>) -> Response {
        if !self.holds && refusal.is_none() {
            return self.voided();
        }
        let language = self.visit.language;
        let word = |key: &str| word(language, key);
        let now = self.context.store.now();
        let personal = self.holds && has_part(&self.sheet, &self.catalogue, now);
        let seen = self.sheet.seen(personal);
        let shown = Shown { language, catalogue: &self.catalogue, sheet: &seen, personal, now };
        let path = format!("/r/{}", self.token);
        let write_to = || parts::write_to(language, &self.context.settings.mail_from);
        let is_answered = matches!(
            self.sheet.referral.status,
            ReferralStatus::Accepted | ReferralStatus::Declined | ReferralStatus::Done
        );
        let body = html! {
            div class="stack" {
                (error_summary(language, state))
                @if let Some(error) = refusal {
                    (warning(html! { (error.text(language)) " " (word("refused")) " " (write_to()) }))
                }
                @if let Some(say) = self.say.filter(|_| self.holds) { (parts::confirm(&shown, &path, say)) }
                (parts::what(&shown))
                (parts::added(&shown))
                (parts::who(&shown))
                (parts::why(&shown))
                @if self.holds {
                    div class="stack" id="answer" { (parts::answers(&shown, &path, "", state, &word("answer-title"))) }
                }
                (parts::notes(&shown))
                @if self.holds && refusal.is_none() && is_answered { p class="soft" { (write_to()) } }
            }
        };
        let done = self.visit.done.as_deref().and_then(|code| parts::done_key(code, &self.sheet)).map(word);
        let page = Page::task(&self.visit).title(&parts::title(&shown)).lead(parts::lead(&shown));
        let page = page.notice(done.map(notice)).private();
        let page = if self.holds
            && (self.sheet.referral.status.is_open() || parts::takes_late_yes(&shown))
            && !state.is_refused()
        {
            page.action(link_button(&word("answer-go"), "#answer"))
        } else {
            page
        };
        if state.is_refused() { page.refused() } else { page.status(status) }.render(body)
    }

    /// The page of a link that a newer one replaced: nothing about anybody.
    fn voided(&self) -> Response {
        let word = |key: &str| word(self.visit.language, key);
        let sent = self.visit.done.as_deref() == Some("link");
        let status = if sent { StatusCode::OK } else { StatusCode::GONE };
        let body = html! {
            section class="card" {
                @if sent {
                    p { (word("link-on-its-way")) }
                } @else {
                    p { (word("voided-what")) }
                    (form(&format!("/r/{}", self.token), "", html! {
                        (hidden("action", "new_link"))
                        (button(&word("new-link")))
                    }))
                }
            }
        };
        let title = word(if sent { "link-sent" } else { "voided" });
        Page::task(&self.visit).title(&title).status(status).private().render(body)
    }
}

/// The language chosen; else that of the mail: the member's if the agency has
/// it, else the agency's only one. An agency of both French and Dutch is
/// offered the choice.
fn in_their_language(visit: Visit, sheet: &Sheet, catalogue: &Catalogue) -> Visit {
    let spoken = catalogue.agencies.get(&sheet.referral.agency).map_or(&[][..], |agency| &agency.languages);
    let member = sheet.case().person.as_ref().and_then(|person| person.contact.language);
    let only = if let [only] = spoken { Some(*only) } else { None };
    let language: Option<Language> = member.filter(|language| spoken.contains(language)).or(only);
    match language.filter(|_| !visit.decided) {
        Some(language) => Visit { language, decided: true, ..visit },
        None => visit,
    }
}
