//! One click ends the mails that ask (RFC 8058): a mail program posts without a
//! person, so the answer needs no page; a person who follows the link is asked
//! once.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::event::Actor;
use domain::ids::MemberId;
use domain::inform::Reader;
use domain::member::{ConsentKind, MemberEvent, MemberEventKind};
use flows::FlowError;
use flows::members::change;
use maud::html;
use store::link::{self, LinkPurpose};
use web::{Context, Page, Problem, Reply, Visit, ui};

use crate::problems::refused;
use crate::word;

/// Which mails a link ends.
enum Ended {
    /// Those that ask a member whether something would help.
    Proposals(MemberId),
    /// Invitations to surveys, of whoever has the address of this keyed hash.
    Surveys(String),
    /// Digests and news.
    Digests(Reader),
}

impl Ended {
    async fn of(context: &Context, token: &str) -> Result<Self, Problem> {
        let read = |purpose| link::read(context.store.secrets(), purpose, token);
        let members = context.store.members();
        if let Some(link) = read(LinkPurpose::SurveyUnsubscribe) {
            return Ok(Self::Surveys(link.id));
        }
        if let Some(link) = read(LinkPurpose::DigestUnsubscribe) {
            return Ok(Self::Digests(match Reader::of_key(&link.id).ok_or_else(Problem::not_found)? {
                Reader::Member(id) => Reader::Member(members.stands_for(id).await?),
                host @ Reader::Host(_) => host,
            }));
        }
        let link = read(LinkPurpose::Unsubscribe).ok_or_else(Problem::not_found)?;
        let id = MemberId::parse(&link.id).map_err(|_| Problem::not_found())?;
        Ok(Self::Proposals(members.stands_for(id).await?))
    }

    /// Whether they came to an end already, or nobody is left who gets them. Two
    /// reads at most.
    async fn is_over(&self, context: &Context) -> Result<bool, Problem> {
        let store = &context.store;
        let address = match self {
            Self::Proposals(id) => {
                let found = store.members().load(id).await?;
                return Ok(found.is_none_or(|found| found.value.case.member.unsubscribed));
            }
            Self::Surveys(person) => return Ok(store.waves().is_off(person).await?),
            Self::Digests(Reader::Host(id)) => store.staff().load(id).await?.map(|found| found.value.email),
            Self::Digests(Reader::Member(id)) => {
                let found = store.members().load(id).await?.map(|found| found.value.case);
                let agreed = found.filter(|case| case.has_agreed(ConsentKind::Digest));
                agreed.and_then(|case| case.contact()).map(|(email, _)| email)
            }
        };
        match address {
            Some(email) => Ok(!flows::inform::is_told(store, &email).await?),
            None => Ok(true),
        }
    }

    const fn words(&self) -> [&'static str; 2] {
        match self {
            Self::Proposals(_) => ["unsubscribe-what", "unsubscribed-what"],
            Self::Surveys(_) => ["unsubscribe-surveys-what", "unsubscribed-surveys-what"],
            Self::Digests(_) => ["unsubscribe-digests-what", "unsubscribed-digests-what"],
        }
    }
}

/// Asks once; says so where they ended before. Three reads at most.
pub(super) async fn show(State(context): State<Context>, Path(token): Path<String>, visit: Visit) -> Reply {
    let ended = Ended::of(&context, &token).await?;
    if ended.is_over(&context).await? {
        return Ok(over(&visit, &ended));
    }
    let [what, _] = ended.words();
    let word = |key: &str| word(visit.language, key);
    let body = html! {
        section class="card" {
            p { (word(what)) }
            (ui::form(&format!("/u/{token}"), "", ui::button(&word("unsubscribe-do"))))
        }
    };
    Ok(Page::task(&visit).title(&word("unsubscribe-title")).private().render(body))
}

/// Ends them; again changes nothing, and so does the link of a member that is
/// no more. Four reads, one commit.
pub(super) async fn act(State(context): State<Context>, Path(token): Path<String>, visit: Visit) -> Reply {
    let ended = Ended::of(&context, &token).await?;
    match &ended {
        Ended::Proposals(id) => match mails(&context, id, false).await {
            Ok(()) | Err(FlowError::NotFound) => {}
            Err(error) => return Err(refused(error)),
        },
        Ended::Surveys(person) => context.store.waves().set_off(person, true).await?,
        Ended::Digests(reader) => flows::inform::end(&context.store, reader).await.map_err(refused)?,
    }
    Ok(over(&visit, &ended))
}

fn over(visit: &Visit, ended: &Ended) -> Response {
    let [_, done] = ended.words();
    let word = |key: &str| word(visit.language, key);
    let body = html! { section class="card" { p { (word(done)) } } };
    Page::task(visit).title(&word("unsubscribed-title")).private().render(body)
}

/// Whether a member wants mails that ask.
pub(super) async fn mails(context: &Context, id: &MemberId, wanted: bool) -> Result<(), FlowError> {
    let done = change(&context.store, id, None, |record, _, now| {
        let mut after = record.clone();
        if after.case.member.unsubscribed != wanted {
            return Ok((after, Vec::new()));
        }
        after.case.member.unsubscribed = !wanted;
        let event = MemberEvent { at: now, actor: Actor::Member, kind: MemberEventKind::Mails { wanted } };
        Ok((after, vec![event]))
    });
    done.await.map(|_| ())
}
