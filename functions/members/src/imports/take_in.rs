//! A file on its way into the table. Reading is no work for the thread that
//! answers: it has one of its own, on which parts are fetched as they are needed
//! and rows are kept as they are read.

use std::io::{self, Read, Seek};
use std::sync::Arc;

use domain::catalogue::Catalogue;
use domain::member::sheet::{Column, columns};
use store::repos::imports::{Import, ImportStatus, PAGE_ROWS};
use store::{Store, TableError};
use tokio::runtime::Handle;
use web::{Context, Problem};

use super::heading::recall_known;
use super::read::read;
use super::sheet::Stopped;

/// Rows of one commit.
const AT_ONCE: usize = 10 * PAGE_ROWS;

/// Reads the file of an import of which all parts are there: its columns are
/// guessed by their headings and the first rows, and what was settled for the
/// place before stands. A file that can't be read makes it fail, with the reason.
pub(super) async fn take_in(
    context: &Context,
    import: &mut Import,
    file: impl Read + Seek + Send + 'static,
) -> Result<(), Problem> {
    let store = &context.store;
    let catalogue = store.catalogue().load().await?;
    let mut kept = Keeping {
        store: store.clone(),
        catalogue: Arc::clone(&catalogue),
        runtime: Handle::current(),
        import: import.clone(),
        headings: None,
        waiting: Vec::new(),
    };
    let reading = move || {
        let done = read(file, &mut |row| kept.row(row)).and_then(|()| Ok(kept.flush()?));
        (done, kept.import)
    };
    let (done, read) = tokio::task::spawn_blocking(reading).await.map_err(|error| Problem::internal(&error))?;
    match done {
        Ok(()) => {
            (import.columns, import.rows, import.status) = (read.columns, read.rows, ImportStatus::Mapping);
            recall_known(store, &catalogue, import).await?;
        }
        Err(Stopped::Unreadable(why)) => {
            import.status = ImportStatus::Failed;
            import.failure = Some(why.code().to_owned());
        }
        Err(Stopped::Io(error)) => {
            return Err(match error.downcast::<TableError>() {
                Ok(error) => error.into(),
                Err(error) => Problem::internal(&error),
            });
        }
    }
    store.imports().forget(import, import.status == ImportStatus::Failed).await?;
    Ok(())
}

/// Keeps rows as they are read.
struct Keeping {
    store: Store,
    catalogue: Arc<Catalogue>,
    runtime: Handle,
    import: Import,
    headings: Option<Vec<String>>,
    waiting: Vec<Vec<String>>,
}

impl Keeping {
    fn row(&mut self, row: Vec<String>) -> io::Result<()> {
        if self.headings.is_none() {
            self.headings = Some(row);
            return Ok(());
        }
        self.waiting.push(row);
        if self.waiting.len() == AT_ONCE { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.import.rows == 0 {
            self.import.columns = self.columns();
        }
        let width = self.import.columns.len();
        self.waiting.iter_mut().for_each(|row| row.truncate(width));
        let imports = self.store.imports();
        let put = imports.put_pages(&self.import, self.import.pages(), &self.waiting);
        self.runtime.block_on(put).map_err(io::Error::other)?;
        self.import.rows += u32::try_from(self.waiting.len()).unwrap_or(u32::MAX);
        self.waiting.clear();
        Ok(())
    }

    /// The columns that have a heading, or of which one of the first rows says
    /// something.
    fn columns(&self) -> Vec<Column> {
        let mut headings = self.headings.clone().unwrap_or_default();
        let said = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let width = self.waiting.iter().map(said).max().unwrap_or_default();
        headings.resize(headings.len().max(width), String::new());
        columns(&self.catalogue.member_model, &headings, &self.waiting)
    }
}
