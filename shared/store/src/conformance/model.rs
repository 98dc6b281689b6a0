//! Random operations, held against a `BTreeMap` that does the same by its
//! obvious rules. A failure names its seed and step.

use std::collections::BTreeMap;

use super::subject::{NOW, Subject, conflict};
use crate::decorators::random::Random;
use crate::table::{Commit, Condition, Key, Page, Query, Row, Write};

const PARTITIONS: [&str; 2] = ["p", "p\0"];
const SORT_KEYS: [&str; 6] = ["a", "a#1", "a#2", "b", "é", "\u{1F9ED}"];

/// The rules of the port, in their simplest form.
#[derive(Default)]
struct Model {
    rows: BTreeMap<Key, Row>,
}

impl Model {
    fn holds(&self, write: &Write, now: i64) -> bool {
        let live = self.rows.get(write.key()).filter(|row| row.expires_at.is_none_or(|at| at > now));
        match write.condition() {
            Condition::Any => true,
            Condition::Absent => live.is_none(),
            Condition::Version(version) => live.is_some_and(|row| row.version == version),
        }
    }

    fn commit(&mut self, commit: &Commit) -> Result<(), crate::error::TableError> {
        if let Some(index) = commit.writes.iter().position(|write| !self.holds(write, commit.now)) {
            return conflict(index);
        }
        for write in &commit.writes {
            self.apply(write);
        }
        Ok(())
    }

    fn apply(&mut self, write: &Write) {
        match write {
            Write::Check { .. } => {}
            Write::Delete { key, .. } => {
                self.rows.remove(key);
            }
            Write::Put { key, doc, expires_at, condition } => {
                let before = self.rows.get(key).map_or(0, |row| row.version);
                let version = if *condition == Condition::Absent { 1 } else { before + 1 };
                let row = Row { key: key.clone(), doc: doc.clone(), version, expires_at: *expires_at };
                self.rows.insert(key.clone(), row);
            }
        }
    }

    fn query(&self, query: &Query) -> Page {
        let inside = |sk: &str| {
            query.from.as_deref().is_none_or(|from| sk >= from)
                && query.to.as_deref().is_none_or(|to| sk < to)
                && query.after.as_deref().is_none_or(|after| if query.descending { sk < after } else { sk > after })
        };
        let mut rows: Vec<Row> =
            self.rows.values().filter(|row| row.key.pk == query.pk && inside(&row.key.sk)).cloned().collect();
        if query.descending {
            rows.reverse();
        }
        let more = rows.len() > query.limit;
        rows.truncate(query.limit);
        let next = rows.last().filter(|_| more).map(|row| row.key.sk.clone());
        Page { rows, next }
    }
}

/// Makes operations that hit: few keys, conditions that often hold.
struct Operations<'a> {
    on: &'a Subject,
    random: Random,
    now: i64,
    tokens: u64,
    named: Vec<Commit>,
}

impl Operations<'_> {
    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let at = self.random.below(from.len() as u64);
        from[usize::try_from(at).expect("a small number")]
    }

    fn key(&mut self) -> Key {
        let (pk, sk) = (self.pick(&PARTITIONS), self.pick(&SORT_KEYS));
        self.on.key(pk, sk)
    }

    fn condition(&mut self, model: &Model, key: &Key) -> Condition {
        let version = model.rows.get(key).map_or(1, |row| row.version);
        match self.random.below(10) {
            0..=2 => Condition::Any,
            3..=4 => Condition::Absent,
            5 => Condition::Version(version + 1),
            _ => Condition::Version(version),
        }
    }

    fn write(&mut self, model: &Model, key: Key) -> Write {
        let condition = self.condition(model, &key);
        match self.random.below(10) {
            0..=1 => Write::Delete { key, condition },
            2..=3 => Write::Check { key, condition },
            _ => {
                let lifetime = [None, None, Some(-1), Some(0), Some(1), Some(20)];
                let expires_at = self.pick(&lifetime).map(|seconds| self.now + seconds);
                Write::Put { key, doc: self.random.next().to_string(), expires_at, condition }
            }
        }
    }

    fn commit(&mut self, model: &Model) -> Commit {
        self.now += self.pick(&[0, 0, 1, 7]);
        let mut keys: Vec<Key> = (0..=self.random.below(4)).map(|_| self.key()).collect();
        keys.sort();
        keys.dedup();
        if self.random.chance(50) {
            keys.reverse();
        }
        let writes = keys.into_iter().map(|key| self.write(model, key)).collect();
        let token = self.random.chance(40).then(|| {
            self.tokens += 1;
            self.on.token(&self.tokens.to_string())
        });
        Commit { writes, token, now: self.now }
    }

    fn query(&mut self) -> Query {
        let pk = self.pick(&PARTITIONS);
        let mut bound = |share| self.random.chance(share).then(|| self.random.below(6));
        let (from, to, after) = (bound(40), bound(40), bound(30));
        let name = |at: Option<u64>| at.and_then(|at| usize::try_from(at).ok()).map(|at| SORT_KEYS[at].to_owned());
        let limit = usize::try_from(1 + self.random.below(4)).expect("a small number");
        Query {
            from: name(from),
            to: name(to),
            descending: self.random.chance(50),
            limit,
            after: name(after),
            ..self.on.partition(pk)
        }
    }
}

/// Every answer of the table is the model's, and so is what it holds at the end.
pub async fn random_operations_agree_with_the_model(on: Subject) {
    for seed in 1..=3 {
        let space = format!("{}{seed}", on.space);
        run(&Subject { space, ..on.clone() }, seed).await;
    }
}

async fn run(on: &Subject, seed: u64) {
    let mut model = Model::default();
    let mut operations = Operations { on, random: Random::new(seed), now: NOW, tokens: 0, named: Vec::new() };
    for step in 0..on.model_steps / 3 {
        let at = format!("seed {seed}, step {step}");
        match operations.random.below(10) {
            0..=1 => {
                let keys = [operations.key(), operations.key(), operations.key()];
                let expected: Vec<_> = keys.iter().map(|key| model.rows.get(key).cloned()).collect();
                assert_eq!(on.table.get(&keys).await, Ok(expected), "{at}: {keys:?}");
            }
            2..=4 => {
                let query = operations.query();
                assert_eq!(on.table.query(&query).await, Ok(model.query(&query)), "{at}: {query:?}");
            }
            5 if !operations.named.is_empty() => {
                let index = operations.random.below(operations.named.len() as u64);
                let again = operations.named[usize::try_from(index).expect("an index")].clone();
                assert_eq!(on.send(again.clone()).await, Ok(()), "{at}: repeated {again:?}");
            }
            _ => {
                let commit = operations.commit(&model);
                let expected = model.commit(&commit);
                assert_eq!(on.send(commit.clone()).await, expected, "{at}: {commit:?}");
                if expected.is_ok() && commit.token.is_some() {
                    operations.named.push(commit);
                }
            }
        }
    }
    for pk in PARTITIONS {
        let whole = on.partition(pk);
        assert_eq!(on.page(&whole).await, model.query(&whole), "seed {seed}, at the end");
    }
}
