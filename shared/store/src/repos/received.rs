//! What arrived from webhook sources, for thirty days: what became of each
//! message and, while a person may still have to put it right, what it said.

use domain::Instant;
use domain::contact::EmailAddress;
use domain::holidays::StaffDays;
use domain::ids::{LocationId, MemberId, NeedId, SourceId};
use domain::member::matching::fold;
use domain::source::{ReceivedField, SourceKind};
use domain::working_days::deadline;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::repos::people::{self, Named, Trace};
use crate::repos::sources::Source;
use crate::secrets::Secrets;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// For how long it is kept.
const KEPT_SECONDS: i64 = 30 * 24 * 3_600;
/// Messages deleted in one commit, each with its place among those that wait.
const AT_ONCE: usize = 45;

/// Reads and writes what arrived.
pub struct ReceivedRepo<'a>(pub(crate) &'a Store);

/// A message that was genuine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Its id with us; later ones are greater.
    pub id: String,
    /// When it arrived.
    pub at: Instant,
    /// What the sender calls it.
    pub message: String,
    /// What became of it.
    #[serde(flatten)]
    pub became: Became,
    /// What it said; absent once it was taken in or passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Became {
    /// Its source is not switched on: a person has to say what its answers are.
    Waiting,
    /// It is not complete, or says what we don't understand.
    Refused,
    /// A need.
    Need {
        /// The need, or the first of those that it joined.
        need: NeedId,
    },
    /// News of a member.
    Member {
        /// The member; absent where one left that nobody knew.
        member: Option<MemberId>,
    },
    /// A person decided that nothing comes of it.
    PassedOver,
}

/// What a message said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Answers of a tool.
    Fields(Vec<ReceivedField>),
    /// A message of our own shape.
    Message(Value),
}

/// A message that waits for a person, as the work list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waits {
    /// Its source.
    pub source: SourceId,
    /// What the source is.
    pub kind: SourceKind,
    /// The source's place.
    pub location: LocationId,
    /// Its id with us.
    pub message: String,
    /// Whether it has to be put right; else its source is not switched on.
    pub refused: bool,
    /// When it arrived.
    pub since: Instant,
    /// Until when somebody should look at it: the next working day.
    pub due: Instant,
}

impl Waits {
    fn of(source: &Source, received: &Received) -> Self {
        Self {
            source: source.id.clone(),
            kind: source.kind,
            location: source.location.clone(),
            message: received.id.clone(),
            refused: received.became == Became::Refused,
            since: received.at,
            due: deadline(received.at, 1, &StaffDays::default()),
        }
    }

    /// Its place in the list, `{due ms}#{message}`.
    pub fn place(&self) -> String {
        format!("{:015}#{}", self.due.millis(), self.message)
    }

    fn key(&self) -> Key {
        Key::new(keys::RECEIVED_WAITS, self.place())
    }
}

/// A message that was not genuine: the last one, which tells whoever sets the
/// source up what is wrong. Nothing of it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotGenuine {
    /// When.
    pub at: Instant,
    /// The word for what was wrong.
    pub reason: String,
}

impl Received {
    /// Whom it names, while it says something: the first address, and the name that
    /// stands in a question for one.
    pub fn person(&self) -> Option<Named> {
        let email = |text: &str| EmailAddress::parse(text.trim()).ok();
        match self.content.as_ref()? {
            Content::Message(message) => {
                let said = |part: &str| message.pointer(&format!("/data/contact/{part}")).and_then(Value::as_str);
                let named =
                    Named { email: said("email").and_then(email), name: said("name").unwrap_or_default().to_owned() };
                (named.email.is_some() || !named.name.is_empty()).then_some(named)
            }
            Content::Fields(fields) => {
                let found = fields.iter().flat_map(|field| &field.values).find_map(|value| email(value))?;
                let name =
                    fields.iter().filter(|field| asks_a_name(&field.label)).filter_map(|field| field.values.first());
                let name = name.map(String::as_str).collect::<Vec<_>>().join(" ");
                Some(Named { email: Some(found), name })
            }
        }
    }

    /// The same message, with what became of it.
    pub fn became(&self, became: Became) -> Self {
        let still_to_do = matches!(became, Became::Waiting | Became::Refused);
        let content = self.content.clone().filter(|_| still_to_do);
        Self { became, content, ..self.clone() }
    }
}

/// Whether a question asks for a person's name, in any of the three languages; one
/// for a company's name does not.
fn asks_a_name(label: &str) -> bool {
    let label = fold(label);
    let has = |words: &[&str]| words.iter().any(|word| label.split(' ').any(|one| one == *word));
    has(&["nom", "prenom", "naam", "voornaam", "name"])
        && !has(&["entreprise", "societe", "bedrijf", "bedrijfsnaam", "onderneming", "company"])
}

impl ReceivedRepo<'_> {
    /// Writes what became of a message, whatever stood there.
    pub fn put(&self, tx: &mut Transaction, source: &Source, received: &Received) {
        write(tx, self.0.secrets(), (source, received), Condition::Any);
    }

    /// The same over the version read.
    pub fn save(&self, tx: &mut Transaction, source: &Source, received: &Received, version: u64) {
        write(tx, self.0.secrets(), (source, received), Condition::Version(version));
    }

    /// Messages of all sources that wait for a person, what is due first first,
    /// behind a place. One query.
    pub async fn waiting(&self, after: Option<String>, limit: usize) -> Result<Vec<Waits>, TableError> {
        Ok(self.0.page_of(&Query::partition(keys::RECEIVED_WAITS).limit(limit).after(after)).await?.0)
    }

    /// One message.
    pub async fn load(&self, source: &SourceId, id: &str) -> Result<Option<Versioned<Received>>, TableError> {
        self.0.read(keys::received(source, id)).await
    }

    /// The last ones of a source, the newest first: one query.
    pub async fn last(&self, source: &SourceId, limit: usize) -> Result<Vec<Received>, TableError> {
        let query = Query::partition(keys::received_partition(source)).prefix(keys::RECEIVED).descending().limit(limit);
        Ok(self.0.page_of(&query).await?.0)
    }

    /// Notes that a message was not genuine.
    pub fn put_not_genuine(&self, tx: &mut Transaction, source: &SourceId, last: &NotGenuine) {
        let ends = last.at.seconds() + KEPT_SECONDS;
        tx.put_if(keys::not_genuine(source), last, Condition::Any, Some(ends));
    }

    /// The last message that was not genuine.
    pub async fn not_genuine(&self, source: &SourceId) -> Result<Option<NotGenuine>, TableError> {
        self.0.value(keys::not_genuine(source)).await
    }

    /// Deletes all that arrived from a source: a query and a commit for each
    /// 45.
    pub async fn forget(&self, source: &Source) -> Result<(), TableError> {
        loop {
            let page = self.0.page(&Query::partition(keys::received_partition(&source.id)).limit(AT_ONCE)).await?;
            if page.rows.is_empty() {
                return Ok(());
            }
            let mut tx = Transaction::new();
            for row in page.rows {
                if row.key.sk.starts_with(keys::RECEIVED) {
                    tx.delete(Waits::of(source, &decode(&row)?.value).key(), Condition::Any);
                }
                tx.delete(row.key, Condition::Any);
            }
            self.0.commit(tx).await?;
        }
    }
}

/// It stands among those that wait as long as a person may put it right, and
/// whom it names is found by it until its row ends: by then it is known where the
/// person stands, or that nothing came of it.
fn write(tx: &mut Transaction, secrets: &Secrets, (source, received): (&Source, &Received), condition: Condition) {
    let ends = Some(received.at.seconds() + KEPT_SECONDS);
    if let (Some(named), Some(ends)) = (received.person(), ends) {
        let trace = Trace::Message(source.id.clone(), received.id.clone());
        people::put(tx, secrets, &trace, None, Some((&named, ends)));
    }
    tx.put_if(keys::received(&source.id, &received.id), received, condition, ends);
    let waits = Waits::of(source, received);
    if received.content.is_some() {
        tx.put_if(waits.key(), &waits, Condition::Any, ends);
    } else {
        tx.delete(waits.key(), Condition::Any);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn person(content: Content) -> Option<(Option<String>, String)> {
        let at = Instant::parse("2026-11-24T09:00:00Z").unwrap();
        let (id, message) = ("m1".to_owned(), "e1".to_owned());
        let received = Received { id, at, message, became: Became::Waiting, content: Some(content) };
        received.person().map(|named| (named.email.map(|email| email.to_string()), named.name))
    }

    #[test]
    fn whom_a_message_names_is_its_first_address_and_what_asks_for_a_name() {
        let field = |label: &str, value: &str| {
            serde_json::from_value(json!({"key": label, "label": label, "values": [value]})).unwrap()
        };
        let form = [
            field("Nom de l’entreprise", "Zoé SRL"),
            field("Votre prénom", "Zoé"),
            field("Votre nom", "Maes"),
            field("Contact", "zoe@zoe.example"),
            field("Question", "Name that suits us?"),
        ];
        let zoe = Some((Some("zoe@zoe.example".to_owned()), "Zoé Maes".to_owned()));
        assert_eq!(person(Content::Fields(form.to_vec())), zoe);
        assert_eq!(person(Content::Fields(form[..3].to_vec())), None, "nobody who could be told apart");
        let message = json!({"data": {"contact": {"name": "Zoé Maes", "email": "zoe@zoe.example"}}});
        assert_eq!(person(Content::Message(message)), zoe);
        let wrong = json!({"data": {"contact": {"name": "Zoé Maes", "email": "zoe at zoe"}}});
        assert_eq!(person(Content::Message(wrong)), Some((None, "Zoé Maes".to_owned())));
        assert_eq!(person(Content::Message(json!({"data": {}}))), None);
    }
}
