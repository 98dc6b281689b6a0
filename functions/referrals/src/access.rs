//! Who may see a referral and who may answer it. The coordinator sees and
//! answers all; an adviser and the holder of the link, those of their agency; a
//! host none, for whom a need goes to tells what it is about. Personal data is
//! for an agency only while it has a part in the need and the member agrees.

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use store::link::{Link, LinkPurpose};
use web::i18n::text;
use web::limit::Rule;
use web::views::shares;
use web::{Context, Principal, Problem, Scope};

use crate::LOCALES;
use crate::sheet::{Sheet, Team};

const ANSWERS: Rule = Rule { burst: 20, per_hour: 1_200 };
const NEW_LINK: Rule = Rule { burst: 3, per_hour: 6 };

/// How somebody sees and answers one referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Access {
    /// Who, as history records it.
    pub(crate) actor: Actor,
    /// Whether they see the company and the person.
    pub(crate) personal: bool,
    /// Of whom of the staff they see that they had a part.
    pub(crate) team: Team,
}

/// What the caller may do; 404 for what it may not see, 410 for a link that a
/// newer one replaced.
pub(crate) fn access(
    context: &Context,
    principal: &Principal,
    sheet: &Sheet,
    catalogue: &Catalogue,
) -> Result<Access, Problem> {
    let own = has_part(sheet, catalogue, context.store.now());
    if let Principal::Link(link) = principal {
        return of_link(link, sheet, own);
    }
    let (Some(actor), Some(scope)) = (principal.actor(), principal.scope()) else {
        return Err(Problem::sign_in_needed());
    };
    of_scope(actor, &scope, sheet, own)
}

/// What somebody signed in may do.
pub(crate) fn of_scope(actor: Actor, scope: &Scope, sheet: &Sheet, own: bool) -> Result<Access, Problem> {
    let (personal, team) = match scope {
        Scope::All => (true, Team::All),
        Scope::Agency(agency) if *agency == sheet.referral.agency => (own, Team::Agency(agency.clone())),
        Scope::Agency(_) | Scope::Location(_) => return Err(Problem::not_found()),
    };
    Ok(Access { actor, personal, team })
}

fn of_link(link: &Link, sheet: &Sheet, own: bool) -> Result<Access, Problem> {
    if link.purpose != LinkPurpose::Referral || link.id != sheet.referral.id.as_str() {
        return Err(Problem::not_found());
    }
    if link.generation != sheet.referral.link_generation {
        return Err(Problem::gone(text(&LOCALES, "voided-detail")));
    }
    let actor = Actor::Agency(sheet.referral.agency.clone());
    Ok(Access { actor, personal: own, team: Team::Nobody })
}

/// Whether the agency of a referral has a part in the need and may know whose
/// it is.
pub(crate) fn has_part(sheet: &Sheet, catalogue: &Catalogue, now: Instant) -> bool {
    let Sheet { loaded, referral } = sheet;
    shares(referral.status, &loaded.case.need.share, &referral.agency, catalogue, now)
}

/// Answers to one referral.
pub(crate) fn limit_answers(context: &Context, sheet: &Sheet) -> Result<(), Problem> {
    context.limit(&format!("referral-answer:{}", sheet.referral.id), ANSWERS)
}

/// New links for one referral: each is a mail.
pub(crate) fn limit_links(context: &Context, sheet: &Sheet) -> Result<(), Problem> {
    context.limit(&format!("referral-link:{}", sheet.referral.id), NEW_LINK)
}
