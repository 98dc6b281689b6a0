//! Who reads what of a need, and of a member, which a need may tell of: the rule,
//! and the sentence that promises it. Form and privacy page say these sentences;
//! functions hold to the rule.

use std::collections::BTreeMap;

use crate::Language;
use crate::booking::Booking;
use crate::catalogue::Catalogue;
use crate::ids::{AgencyId, NeedTypeId, ServiceId};
use crate::language::pick;
use crate::member::{Known, Member, MemberCase, NAME_FIELD, Said, Source};
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
    agreed && !kinds.any(|kind| is_confidential(kind, catalogue))
}

/// Whether the people of a place never read of a kind of need, whoever agrees;
/// so it is of one that is not known.
pub fn is_confidential(kind: &NeedTypeId, catalogue: &Catalogue) -> bool {
    catalogue.need_type(kind).is_none_or(|kind| kind.confidential)
}

/// Leaves of a booking what the people of its place may read: not the need that
/// it follows from, nor a service that answers confidential kinds of need only.
pub fn keep_for_place(booking: &mut Booking, catalogue: &Catalogue) {
    booking.need = None;
    let is_told = |service: &ServiceId| {
        let known = catalogue.services.get(service);
        known.is_some_and(|service| service.answers.iter().any(|kind| !is_confidential(kind, catalogue)))
    };
    booking.service = booking.service.take().filter(is_told);
}

/// What is promised of a member to its place: see [`keep_of_member`].
pub const fn place_reads(language: Language) -> &'static str {
    pick(
        language,
        "Votre lieu lit de votre entreprise ce qu’il en a dit lui-même et ce que la coordination a noté\u{a0}; rien de ce que vos demandes ou vous-même en avez dit, ni de ce qui vous est proposé. S’il ne vous a pas inscrits, il ne voit pas que vous l’êtes.",
        "Uw plaats leest over uw onderneming wat ze er zelf over zei en wat de coördinatie noteerde; niets van wat uw vragen of uzelf erover zeiden, noch van wat u voorgesteld wordt. Heeft ze u niet ingeschreven, dan ziet ze niet dat u ingeschreven bent.",
        "Your place reads of your company what it said of it itself and what the coordination noted; nothing of what your requests or you yourself said of it, nor of what is proposed to you. Where it did not enter you, it does not see that you are entered.",
    )
}

/// Fields that the people of a place read where a host's list says them, and not
/// where the coordinator does: a member tells them to the coordinator, not to a
/// landlord.
const NOT_FOR_PLACES: [&str; 2] = ["founder_non_eu", "runway_months"];

/// Whether the people of a place read a field of a member that was learnt there:
/// what the member says, with a need or on its own page, is none of theirs.
fn is_read_at_place(field: &str, from: Source) -> bool {
    match from {
        Source::PublicRegister | Source::HostList => true,
        Source::Coordinator => !NOT_FOR_PLACES.contains(&field),
        Source::IntakeTalk | Source::MemberForm => false,
    }
}

/// What the people of its place read of a company, by field: what they or the
/// coordinator said, be it that the member says otherwise.
pub fn read_at_place(member: &Member) -> BTreeMap<String, Said> {
    let now = |(field, known): (&String, &Known)| {
        let value = member.profile.get(field)?.clone();
        Some((field.clone(), Said { value, known: *known }))
    };
    let before = member.by_others.iter().map(|(field, said)| (field.clone(), said.clone()));
    let all = before.chain(member.sources.iter().filter_map(now));
    all.filter(|(field, said)| is_read_at_place(field, said.known.from)).collect()
}

/// Whether the people of its place know a member: they or the coordinator named it.
/// Of who is known by a need alone they know nothing, until they bring it themselves.
pub fn is_known_at_place(member: &Member) -> bool {
    read_at_place(member).contains_key(NAME_FIELD)
}

/// Leaves of a member what the people of its place may read; nothing of what is
/// proposed.
pub fn keep_of_member(case: &mut MemberCase) {
    case.proposals.clear();
    let read = read_at_place(&case.member);
    let (sources, people) = (&mut case.member.sources, &mut case.person.profile);
    sources.retain(|field, known| is_read_at_place(field, known.from));
    people.retain(|field, _| sources.contains_key(field));
    sources.extend(read.iter().map(|(field, said)| (field.clone(), said.known)));
    case.member.profile = read.into_iter().map(|(field, said)| (field, said.value)).collect();
}

/// Leaves of a case's kinds of need those that an agency is asked about: what
/// others are asked stays with them.
pub fn keep_kinds_of(case: &mut NeedCase, agency: &AgencyId, catalogue: &Catalogue) {
    let Some(referral) = case.referral(agency) else { return };
    let about = asked_about(case, referral, catalogue);
    case.need.need_types.retain(|kind| about.contains(&kind.id));
}
