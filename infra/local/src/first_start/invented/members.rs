//! Invented members, told in `members.json` as hosts would list them, so that
//! the list, the map and the proposals are not empty.

use anyhow::Context as _;
use domain::event::Actor;
use domain::ids::MemberId;
use domain::member::{MemberDraft, Source};
use flows::FlowError;
use flows::members::enter;
use store::Store;
use store::secrets::digest;

const MEMBERS: &str = include_str!("members.json");

/// Enters them; those that stand already stay.
pub(super) async fn load(store: &Store) -> anyhow::Result<()> {
    let catalogue = store.catalogue().load().await?;
    for draft in drafts()? {
        let name = draft.profile.get("name").map(ToString::to_string).unwrap_or_default();
        let id = MemberId::parse(&format!("demo-{}", &digest(name.as_bytes())[..12]))?;
        let sent = draft.parse(&catalogue, false).map_err(|wrong| anyhow::anyhow!("{name}: {wrong:?}"))?;
        match enter(store, (id, sent), (Source::HostList, Actor::System), None, |_, _| None).await {
            Ok(_) | Err(FlowError::ChangedMeanwhile) => {}
            Err(error) => return Err(error).with_context(|| format!("{name} could not be entered")),
        }
    }
    Ok(())
}

pub(super) fn drafts() -> Result<Vec<MemberDraft>, serde_json::Error> {
    serde_json::from_str(MEMBERS)
}
