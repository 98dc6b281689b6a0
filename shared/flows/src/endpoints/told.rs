//! Who is told that an endpoint was switched off: whoever made it, while they
//! can sign in; else every coordinator.

use std::collections::BTreeSet;

use domain::endpoint::{Endpoint, OffReason};
use domain::ids::{EndpointId, StaffId};
use domain::staff::{Staff, StaffRole};
use mail::Message;
use mail::compose::{self, SwitchedOff, WhyOff, languages_of};
use store::repos::deliveries::{Delivery, Way, Work};
use store::secrets::digest;
use store::{Store, TableError, Transaction, keys};
use webhooks::host_of;

use super::EndpointWork;
use crate::effects::Task;

/// Coordinators that are told at most.
const TOLD_AT_MOST: usize = 20;

/// Adds the mails to the commit that switches it off. One query.
pub(super) async fn tell_that_it_is_off(
    store: &Store,
    tx: &mut Transaction,
    endpoint: &Endpoint,
) -> Result<(), TableError> {
    let since = endpoint.off.map_or_else(|| store.now(), |off| off.since);
    for staff in to_be_told(&store.staff().list().await?, endpoint) {
        let work = EndpointWork::EndpointOff { endpoint: endpoint.id.clone(), staff: staff.id.clone() };
        let mut id = digest(format!("{}\n{}\n{}", endpoint.id, since.millis(), staff.id).as_bytes());
        id.truncate(32);
        let partition = keys::endpoint_mails(&endpoint.id);
        let delivery = Delivery::new(id, partition, Work::of(&work)?, store.now());
        store.deliveries().create(tx, &delivery, Way::Mail);
    }
    Ok(())
}

fn to_be_told<'a>(staff: &'a [Staff], endpoint: &Endpoint) -> Vec<&'a Staff> {
    let active = || staff.iter().filter(|staff| staff.active);
    if let Some(owner) = active().find(|staff| Some(&staff.id) == endpoint.owner.as_ref()) {
        return vec![owner];
    }
    active().filter(|staff| staff.role == StaffRole::Coordinator).take(TOLD_AT_MOST).collect()
}

/// The mail; `None` where it is on again or gone, or nobody is there to read
/// it. Two reads.
pub(super) async fn off_mail(
    task: &Task<'_>,
    endpoint: &EndpointId,
    staff: &StaffId,
) -> Result<Option<Message>, TableError> {
    let found = task.store.endpoints().load(endpoint).await?.map(|found| found.value);
    let Some((endpoint, off)) = found.and_then(|endpoint| endpoint.off.map(|off| (endpoint, off))) else {
        return Ok(None);
    };
    let Some(staff) = task.store.staff().load(staff).await?.map(|found| found.value).filter(|staff| staff.active)
    else {
        return Ok(None);
    };
    let why = match off.reason {
        OffReason::Hand => return Ok(None),
        OffReason::Gone => WhyOff::Gone,
        OffReason::Failing => WhyOff::Failing,
    };
    Ok(Some(compose::switched_off(&SwitchedOff {
        delivery: compose::Delivery {
            id: task.delivery.id.clone(),
            to: staff.email.clone(),
            to_name: Some(staff.name.clone()),
            languages: languages_of(staff.language),
        },
        host: host_of(&endpoint.url),
        why,
        link: task.url(&format!("/console/endpoints/{}", endpoint.id)),
    })))
}

/// Whether each of these mails would still tell something; a webhook always
/// does. One query of endpoints, one of the staff.
pub(super) async fn still_off(store: &Store, deliveries: &[&Delivery]) -> Result<Vec<bool>, TableError> {
    let off = |endpoint: Endpoint| endpoint.off.filter(|off| off.reason != OffReason::Hand).map(|_| endpoint.id);
    let off: BTreeSet<EndpointId> = store.endpoints().list().await?.into_iter().filter_map(off).collect();
    let staff = store.staff().list().await?;
    let active: BTreeSet<StaffId> = staff.into_iter().filter(|one| one.active).map(|one| one.id).collect();
    let matters = |delivery: &&Delivery| {
        Ok(match delivery.work.read()? {
            EndpointWork::EndpointOff { endpoint, staff } => off.contains(&endpoint) && active.contains(&staff),
            EndpointWork::Webhook { .. } | EndpointWork::WebhookResend { .. } => true,
        })
    };
    deliveries.iter().map(matters).collect()
}
