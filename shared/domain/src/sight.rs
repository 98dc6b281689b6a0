//! Who reads what of a need: the rule, and the sentence that promises it to
//! whoever states one. Form and privacy page say these sentences; functions
//! hold to the rule.

use crate::Language;
use crate::catalogue::Catalogue;
use crate::ids::{AgencyId, NeedTypeId};
use crate::language::pick;
use crate::moves::asked_about;
use crate::need::NeedCase;

/// Somebody who may read of a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Reads all of it.
    Coordinator,
    /// Reads it while asked, and while the member agrees to sharing; of its kinds
    /// of need see [`keep_kinds_of`].
    Agency,
    /// The people of the member's place: see [`place_knows`].
    Place,
}

impl Reader {
    /// Everybody who may.
    pub const ALL: [Self; 3] = [Self::Coordinator, Self::Agency, Self::Place];

    /// What is promised about them.
    pub const fn promise(self, language: Language) -> &'static str {
        match self {
            Self::Coordinator => pick(
                language,
                "La coordination lit toute votre demande.",
                "De coördinatie leest uw hele vraag.",
                "The coordination reads all of your request.",
            ),
            Self::Agency => pick(
                language,
                "Une agence la lit si elle est sollicitée, tant que vous êtes d’accord.",
                "Een agentschap leest ze als het gevraagd wordt, zolang u akkoord gaat.",
                "An agency reads it when it is asked, for as long as you agree.",
            ),
            Self::Place => pick(
                language,
                "Le lieu qui vous héberge n’en sait rien, sauf si vous le voulez\u{a0}: il voit alors que votre entreprise a une demande et où elle en est, jamais de quoi il s’agit. D’une entreprise en difficulté, il ne voit rien dans aucun cas.",
                "De plaats die u huisvest weet er niets van, tenzij u dat wilt: dan ziet ze dat uw onderneming een vraag heeft en hoe het ermee staat, nooit waarover ze gaat. Van een onderneming in moeilijkheden ziet ze in geen geval iets.",
                "The place that hosts you knows nothing of it, unless you want it to: it then sees that your company has a request and where it stands, never what it is about. Of a company in difficulty it sees nothing in any case.",
            ),
        }
    }
}

/// Whether the people of a member's place may know that a need exists and
/// where it stands, whose `kinds` are all that are stated or guessed: the
/// member agreed, and none of them is confidential. What it is about they
/// never read.
pub fn place_knows<'a>(agreed: bool, mut kinds: impl Iterator<Item = &'a NeedTypeId>, catalogue: &Catalogue) -> bool {
    let confidential = |kind: &NeedTypeId| catalogue.need_type(kind).is_none_or(|kind| kind.confidential);
    agreed && !kinds.any(confidential)
}

/// Leaves of a case's kinds of need those that an agency is asked about: what
/// others are asked stays with them.
pub fn keep_kinds_of(case: &mut NeedCase, agency: &AgencyId, catalogue: &Catalogue) {
    let Some(referral) = case.referral(agency) else { return };
    let about = asked_about(case, referral, catalogue);
    case.need.need_types.retain(|kind| about.contains(&kind.id));
}
