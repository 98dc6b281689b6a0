//! What is shown of a source and of what arrived from it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Instant;
use domain::source::{Mapping, SourceKind};
use serde::{Deserialize, Serialize};
use store::repos::idempotency::{Claim, KeptAnswer};
use store::repos::received::{Became, Received};
use store::repos::sources::Source;
use utoipa::ToSchema;
use web::{Context, Problem};

/// A secret that holds.
pub(crate) struct LiveSecret {
    /// Its bytes.
    pub(crate) key: [u8; 32],
    /// As the sender has it.
    pub(crate) text: String,
}

/// A source with its secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SourceSecretView {
    /// Its id.
    pub(crate) id: String,
    /// Where webhooks go; of a tool that signs nothing it holds the secret.
    pub(crate) url: String,
    /// The secret that holds now: `whsec_` and base64; of a tool 64 hexadecimal
    /// digits.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAAAAA=")]
    pub(crate) secret: String,
}

/// A source without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SourceView {
    /// Its id.
    pub(crate) id: String,
    /// Where webhooks go, without a secret.
    url: String,
    /// The location that its needs belong to.
    location: String,
    /// How it signs, and what its messages look like.
    kind: &'static str,
    /// Whether what arrives is taken in at once; else it waits for a person.
    on: bool,
    /// What a tool's answers are; null where none was settled.
    mapping: Option<Mapping>,
    /// The account that is fetched from, without its token.
    account: Option<AccountView>,
    /// How many keys sign validly now: 1, and 1 more for each rotation of the
    /// last 24 hours.
    live_keys: usize,
    /// When it was last rotated.
    #[schema(value_type = Option<String>, format = DateTime)]
    rotated_at: Option<Instant>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
}

/// An account with a tool.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountView {
    /// What all its addresses begin with.
    url: String,
}

impl SourceView {
    pub(crate) fn of(context: &Context, source: Source) -> Self {
        let live_keys = source.rotation.live_generations(context.store.now()).len();
        let url = context.settings.url(&format!("/hooks/{}", source.id));
        Self {
            id: source.id.to_string(),
            url,
            location: source.location.to_string(),
            kind: source.kind.code(),
            on: source.on,
            mapping: source.mapping,
            account: source.account.map(|account| AccountView { url: account.url }),
            live_keys,
            rotated_at: source.rotation.rotated_at,
            created_at: source.created_at,
        }
    }
}

/// The secret of one generation.
fn secret(context: &Context, source: &Source, generation: u32) -> LiveSecret {
    let key = context.store.sources().secret(&source.id, generation);
    let text = match source.kind {
        SourceKind::StandardWebhooks => format!("whsec_{}", STANDARD.encode(key)),
        _ => store::secrets::hex(&key),
    };
    LiveSecret { key, text }
}

/// All secrets of a source that hold now.
pub(crate) fn live_secrets(context: &Context, source: &Source) -> Vec<LiveSecret> {
    let live = source.rotation.live_generations(context.store.now()).into_iter();
    live.map(|generation| secret(context, source, generation)).collect()
}

/// A source with the secret of one generation.
pub(crate) fn with_secret(context: &Context, source: &Source, generation: u32) -> SourceSecretView {
    let LiveSecret { text, .. } = secret(context, source, generation);
    let path = if source.kind.has_secret_address() {
        format!("/hooks/{}/{text}", source.id)
    } else {
        format!("/hooks/{}", source.id)
    };
    SourceSecretView { id: source.id.to_string(), url: context.settings.url(&path), secret: text }
}

/// What became of the messages of one call.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Receipt {
    /// One entry each, in the order in which they came.
    pub(crate) messages: Vec<ReceiptEntry>,
}

/// What became of one message.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ReceiptEntry {
    /// Its id with us.
    pub(crate) id: String,
    /// `need`, `member`, `waiting` (its source is not switched on) or `refused`
    /// (a person has to put it right).
    pub(crate) outcome: String,
    /// The need that came of it, or that it joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) need: Option<String>,
    /// The member that it was about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) member: Option<String>,
}

impl ReceiptEntry {
    fn of(received: &Received) -> Self {
        let (need, member) = match &received.became {
            Became::Need { need } => (Some(need.to_string()), None),
            Became::Member { member } => (None, member.as_ref().map(ToString::to_string)),
            Became::Waiting | Became::Refused | Became::PassedOver => (None, None),
        };
        Self { id: received.id.clone(), outcome: outcome(&received.became).to_owned(), need, member }
    }
}

/// The word for what became of a message.
pub(crate) const fn outcome(became: &Became) -> &'static str {
    match became {
        Became::Waiting => "waiting",
        Became::Refused => "refused",
        Became::Need { .. } => "need",
        Became::Member { .. } => "member",
        Became::PassedOver => "passed_over",
    }
}

/// The answer to keep for a message of a tool.
pub(crate) fn answer_to(claim: &Claim, received: &Received) -> KeptAnswer {
    // A view of texts always has a JSON text.
    claim.answered(202, serde_json::to_string(&ReceiptEntry::of(received)).unwrap_or_default())
}

/// A kept answer for a message of a tool, read again.
pub(crate) fn receipt(kept: &KeptAnswer) -> Result<ReceiptEntry, Problem> {
    serde_json::from_str(&kept.body).map_err(|error| Problem::internal(&error))
}

/// A message that arrived.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceivedView {
    /// Its id with us.
    pub(crate) id: String,
    /// When it arrived.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) received_at: Instant,
    /// What the sender calls it.
    pub(crate) message: String,
    /// `need`, `member`, `waiting`, `refused` or `passed_over`.
    pub(crate) outcome: &'static str,
    /// The need that came of it, or that it joined.
    pub(crate) need: Option<String>,
    /// The member that it was about.
    pub(crate) member: Option<String>,
}

impl ReceivedView {
    pub(crate) fn of(received: &Received) -> Self {
        let ReceiptEntry { id, need, member, .. } = ReceiptEntry::of(received);
        let outcome = outcome(&received.became);
        Self { id, received_at: received.at, message: received.message.clone(), outcome, need, member }
    }
}
