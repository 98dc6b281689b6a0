//! The agency's answer page: who, where, what, why, until when, and the three
//! answers. The link in the mail is the key; reading changes nothing, whoever
//! reads.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::ReferralId;
use domain::moves::MoveError;
use domain::referral::ReferralStatus;
use flows::FlowError;
use http::StatusCode;
use maud::html;
use serde::Deserialize;
use store::link::{self, LinkPurpose};
use validator::Validate;
use web::extract::{FormBody, FormState, QueryParams};
use web::page::Page;
use web::ui::{button, error_summary, form, hidden, link_button, notice, warning};
use web::{Context, Problem, Reply, Visit};

use crate::access::{has_part, limit_answers, limit_links};
use crate::answer::{AnswerRequest, moved, renew_link};
use crate::parts::{self, Said, Shown};
use crate::pressed::{NotDone, press};
use crate::refused;
use crate::sheet::Sheet;
use crate::word;

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
) -> Reply {
    let opened = Opened { say, ..Opened::find(context, token, visit).await? };
    Ok(opened.page(&FormState::default(), None))
}

/// What was pressed. Four reads and one commit; two reads more where it was
/// not possible any more.
pub(super) async fn act(
    State(context): State<Context>,
    Path(token): Path<String>,
    visit: Visit,
    body: FormBody<AnswerRequest>,
) -> Reply {
    let opened = Opened::find(context, token, visit).await?;
    limit_answers(&opened.context, &opened.sheet)?;
    let actor = Actor::Agency(opened.sheet.referral.agency.clone());
    if body.state.get("action") == "new_link" {
        return opened.renew(&actor).await;
    }
    if !opened.holds {
        return Ok(opened.voided());
    }
    match press(&opened.context.store, &opened.sheet, &actor, body).await {
        Ok(done) => Ok(opened.back(done)),
        Err(NotDone::Lacking(state)) => Ok(opened.page(&state, None)),
        Err(NotDone::Refused(error)) => opened.refuse(error).await,
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
        let visit = visit.in_language_of(language_of_mail(&sheet, &catalogue));
        Ok(Self { context, catalogue, sheet, visit, token, holds, say: None })
    }

    async fn renew(self, actor: &Actor) -> Reply {
        limit_links(&self.context, &self.sheet)?;
        match moved(&self.context.store, &self.sheet, actor, renew_link).await {
            Ok(()) => Ok(self.back("link")),
            Err(error) => self.refuse(error).await,
        }
    }

    /// Somebody may have been faster: shown is how it stands now.
    async fn refuse(self, error: FlowError) -> Reply {
        let FlowError::Move(error) = error else { return Err(refused(error)) };
        let now = Self::find(self.context, self.token, self.visit).await?;
        Ok(now.page(&FormState::default(), Some(&error)))
    }

    fn back(&self, done: &str) -> Response {
        web::done(&format!("/r/{}", self.token), done)
    }

    /// The page, with a form that was refused or a move that is not possible.
    fn page(&self, state: &FormState, refusal: Option<&MoveError>) -> Response {
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
        let page = if refusal.is_some() { page.status(StatusCode::CONFLICT) } else { page.of_form(state) };
        page.render(body)
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

/// The language of the mail: the member's if the agency has it, else the agency's
/// only one. An agency of both French and Dutch is offered the choice.
fn language_of_mail(sheet: &Sheet, catalogue: &Catalogue) -> Option<Language> {
    let spoken = catalogue.agencies.get(&sheet.referral.agency).map_or(&[][..], |agency| &agency.languages);
    let member = sheet.case().person.as_ref().and_then(|person| person.contact.language);
    let only = if let [only] = spoken { Some(*only) } else { None };
    member.filter(|language| spoken.contains(language)).or(only)
}
