use std::sync::{Arc, Mutex, MutexGuard};

use redb::StorageBackend;
use store::{Commit, Condition, Key, Table as _, Write};

use super::*;
use crate::EmbeddedTable;

/// A disk that can be full.
#[derive(Debug, Clone, Default)]
struct Disk {
    bytes: Arc<Mutex<Vec<u8>>>,
    is_full: Arc<AtomicBool>,
}

impl Disk {
    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn room(&self) -> Result<(), std::io::Error> {
        let full = || std::io::Error::from(std::io::ErrorKind::StorageFull);
        if self.is_full.load(Ordering::SeqCst) { Err(full()) } else { Ok(()) }
    }

    /// A table on this disk, of which `cache` bytes stay in memory.
    fn table(&self, cache: usize) -> EmbeddedTable {
        let own = self.clone();
        let open = move |purpose: OpenFor| match purpose {
            OpenFor::Writing => {
                let mut builder = builder();
                builder.set_cache_size(cache);
                with_tables(builder.create_with_backend(own.clone()).map_err(engine_error)?)
            }
            OpenFor::Reading => view::of(own.clone()),
        };
        EmbeddedTable::around(Engine::opened_by(open, None).unwrap()).unwrap()
    }
}

/// Each read is from the disk.
const NO_CACHE: usize = 0;

impl StorageBackend for Disk {
    fn len(&self) -> Result<u64, std::io::Error> {
        Ok(self.bytes().len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), std::io::Error> {
        let begin = usize::try_from(offset).unwrap();
        out.copy_from_slice(&self.bytes()[begin..begin + out.len()]);
        Ok(())
    }

    fn set_len(&self, len: u64) -> Result<(), std::io::Error> {
        self.room()?;
        self.bytes().resize(usize::try_from(len).unwrap(), 0);
        Ok(())
    }

    fn sync_data(&self) -> Result<(), std::io::Error> {
        self.room()
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), std::io::Error> {
        self.room()?;
        let begin = usize::try_from(offset).unwrap();
        self.bytes()[begin..begin + data.len()].copy_from_slice(data);
        Ok(())
    }
}

fn put(number: usize) -> Commit {
    let key = Key::new("P", format!("{number:03}"));
    let doc = "{}".to_owned();
    Commit { writes: vec![Write::Put { key, doc, expires_at: None, condition: Condition::Any }], token: None, now: 0 }
}

#[tokio::test]
async fn a_full_disk_refuses_writes_and_takes_up_again_with_all_that_was_answered() {
    let disk = Disk::default();
    let table = disk.table(CACHE_BYTES);
    let mut answered = Vec::new();
    for round in 0..4 {
        for number in 0..20 {
            disk.is_full.store(round % 2 == 1, Ordering::SeqCst);
            match table.commit(put(round * 20 + number)).await {
                Ok(()) => answered.push(round * 20 + number),
                Err(error) => assert!(matches!(error, TableError::Unwritable(_)), "{error}"),
            }
            assert_eq!(table.can_write().await.is_ok(), round % 2 == 0, "round {round}");
        }
    }
    assert_eq!(answered, (0..20).chain(40..60).collect::<Vec<_>>());
    disk.is_full.store(false, Ordering::SeqCst);
    table.can_write().await.unwrap();
    for number in answered {
        let rows = table.get(&[Key::new("P", format!("{number:03}"))]).await.unwrap();
        assert!(rows[0].is_some(), "{number}");
    }
}

#[tokio::test]
async fn while_nothing_can_be_written_all_is_read_as_before() {
    let disk = Disk::default();
    let table = disk.table(NO_CACHE);
    for number in 0..20 {
        table.commit(put(number)).await.unwrap();
    }
    disk.is_full.store(true, Ordering::SeqCst);
    let before = disk.bytes().clone();
    for number in 20..24 {
        let refused = table.commit(put(number)).await;
        assert!(matches!(refused, Err(TableError::Unwritable(_))), "{refused:?}");
        assert!(matches!(table.can_write().await, Err(TableError::Unwritable(_))));
        assert_eq!(table.query(&store::Query::partition("P")).await.unwrap().rows.len(), 20);
        for known in 0..20 {
            let rows = table.get(&[Key::new("P", format!("{known:03}"))]).await.unwrap();
            assert!(rows[0].is_some(), "{known}");
        }
    }
    assert!(*disk.bytes() == before, "the disk stays as it is");
    disk.is_full.store(false, Ordering::SeqCst);
    table.commit(put(20)).await.unwrap();
    assert_eq!(table.query(&store::Query::partition("P")).await.unwrap().rows.len(), 21);
}

#[tokio::test]
async fn a_row_that_the_disk_altered_is_refused_by_its_key_and_the_others_are_read() {
    let disk = Disk::default();
    let table = disk.table(NO_CACHE);
    let key = |number: usize| Key::new("P", format!("{number:03}"));
    for number in 0..20 {
        let doc = format!("the document of row {number:03}");
        let write = Write::Put { key: key(number), doc, expires_at: None, condition: Condition::Any };
        table.commit(Commit { writes: vec![write], token: None, now: 0 }).await.unwrap();
    }
    let needle = b"document of row 007";
    let damage = |bytes: &mut [u8]| {
        while let Some(at) = bytes.windows(needle.len()).position(|window| window == needle) {
            bytes[at] ^= 1;
        }
    };
    damage(&mut disk.bytes());
    let refused = table.get(&[key(7)]).await.unwrap_err();
    assert!(matches!(&refused, TableError::Corrupt(what) if what.starts_with("P/007: ")), "{refused}");
    assert!(table.query(&store::Query::partition("P")).await.is_err(), "never served as if it were not there");
    for number in (0..20).filter(|number| *number != 7) {
        assert!(table.get(&[key(number)]).await.unwrap()[0].is_some(), "{number}");
    }
}
