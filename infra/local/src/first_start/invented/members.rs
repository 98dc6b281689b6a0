//! Invented members, told in `members.json` as hosts would list them, so that
//! the list, the map and the proposals are not empty; what some agreed to, they say
//! themselves.

use anyhow::Context as _;
use domain::event::Actor;
use domain::ids::MemberId;
use domain::member::{MemberDraft, Mode, Profile, Sent, Source};
use flows::FlowError;
use flows::members::{enter, learn};
use store::Store;
use store::secrets::digest;

const MEMBERS: &str = include_str!("members.json");

/// Enters them; those that stand already stay.
pub(super) async fn load(store: &Store) -> anyhow::Result<()> {
    let catalogue = store.catalogue().load().await?;
    for draft in drafts()? {
        let name = draft.profile.get("name").map(ToString::to_string).unwrap_or_default();
        let id = MemberId::parse(&format!("demo-{}", &digest(name.as_bytes())[..12]))?;
        let mut sent = draft.parse(&catalogue, false).map_err(|wrong| anyhow::anyhow!("{name}: {wrong:?}"))?;
        let agreed = sent.profile.remove_entry("consents").map(|agreed| Profile::from([agreed]));
        match enter(store, (id.clone(), sent), (Source::HostList, Actor::System), None, |_, _| None).await {
            Ok(_) | Err(FlowError::ChangedMeanwhile) => {}
            Err(error) => return Err(error).with_context(|| format!("{name} could not be entered")),
        }
        if let Some(profile) = agreed {
            let said = Sent { hosted: None, place: None, profile };
            learn(store, &id, None, (said, Mode::Part), (Source::MemberForm, Actor::Member)).await?;
        }
    }
    Ok(())
}

pub(super) fn drafts() -> Result<Vec<MemberDraft>, serde_json::Error> {
    serde_json::from_str(MEMBERS)
}
