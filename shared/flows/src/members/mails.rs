//! The mails to members, rendered from what stands when they leave.

use std::collections::BTreeSet;

use domain::Text;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::NeedTypeId;
use domain::language::Language;
use domain::member::{MemberCase, Proposal, ProposalStatus, Source, agencies};
use mail::Message;
use mail::compose::{self, MemberLink, Proposals, Proposed};

use super::{own_path, unsubscribe_path};
use crate::effects::Task;

/// The mail that asks; nothing where nothing is asked any more, nobody can be
/// written to, or the member wants no such mail.
pub(super) fn ask(
    task: &Task<'_>,
    catalogue: &Catalogue,
    case: &MemberCase,
    need_types: &[NeedTypeId],
) -> Option<Message> {
    if case.member.unsubscribed {
        return None;
    }
    let still = |one: &&Proposal| one.status == ProposalStatus::Asked && need_types.contains(&one.need_type);
    let proposed: Vec<Proposed> =
        case.proposals.iter().filter(still).filter_map(|one| proposed(task, catalogue, case, one)).collect();
    if proposed.is_empty() {
        return None;
    }
    Some(compose::proposals(&Proposals {
        delivery: delivery(task, case)?,
        company: case.member.name().to_owned(),
        place: place(catalogue, case),
        proposed,
        sources: sources(case),
        link: task.url(&own_path(task.store, &case.member)),
        unsubscribe: task.url(&unsubscribe_path(task.store, &case.member)),
        privacy: task.url("/privacy"),
    }))
}

/// The mail with the link to the member's page.
pub(super) fn link(task: &Task<'_>, catalogue: &Catalogue, case: &MemberCase) -> Option<Message> {
    Some(compose::member_link(&MemberLink {
        delivery: delivery(task, case)?,
        place: place(catalogue, case),
        link: task.url(&own_path(task.store, &case.member)),
    }))
}

fn delivery(task: &Task<'_>, case: &MemberCase) -> Option<compose::Delivery> {
    let (to, language) = case.contact()?;
    Some(compose::Delivery {
        id: task.delivery.id.clone(),
        to,
        to_name: case.person_text("contact_role").and_then(compose::as_a_name),
        languages: compose::languages_of(language),
    })
}

fn place(catalogue: &Catalogue, case: &MemberCase) -> String {
    case.member.location().map(|location| catalogue.place_name(location).to_owned()).unwrap_or_default()
}

/// Where what is known of it was learnt, each once.
fn sources(case: &MemberCase) -> Vec<Source> {
    let of_known = case.profile().into_keys().filter_map(|field| case.member.sources.get(&field));
    let all: BTreeSet<Source> = of_known.map(|known| known.from).collect();
    all.into_iter().collect()
}

fn proposed(task: &Task<'_>, catalogue: &Catalogue, case: &MemberCase, proposal: &Proposal) -> Option<Proposed> {
    let because = |language: Language| {
        proposal.because.iter().map(|one| one.text(language, catalogue)).collect::<Vec<_>>().join("; ")
    };
    let agencies = agencies(case, catalogue, &proposal.need_type, task.store.now().day_in(BRUSSELS));
    if agencies.is_empty() {
        return None;
    }
    Some(Proposed {
        label: catalogue.need_type(&proposal.need_type)?.label.clone(),
        because: Text::new(because(Language::Fr), because(Language::Nl), because(Language::En)),
        agencies: agencies.iter().map(|id| catalogue.agency_name(id)).collect::<Vec<_>>().join(", "),
    })
}
