//! The index of the directory that was read last. It is made anew when the
//! directory is, which is when its revision rises.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use domain::catalogue::Catalogue;
use domain::search::Index;

/// The directory that the index is of, as it was read, and the index.
static KEPT: Mutex<Option<(Weak<Catalogue>, Arc<Index>)>> = Mutex::new(None);

/// The index of a directory: made once, however often it is asked.
pub(crate) fn index(catalogue: &Arc<Catalogue>) -> Arc<Index> {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    match &*kept {
        // A weak reference keeps the address from being another's.
        Some((of, index)) if Weak::ptr_eq(of, &Arc::downgrade(catalogue)) => Arc::clone(index),
        _ => {
            let index = Arc::new(Index::new(catalogue));
            *kept = Some((Arc::downgrade(catalogue), Arc::clone(&index)));
            index
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_once_of_a_directory_and_anew_of_another() {
        let one = Arc::new(Catalogue::default());
        let first = index(&one);
        assert!(Arc::ptr_eq(&first, &index(&Arc::clone(&one))));
        let other = Arc::new(Catalogue::default());
        assert!(!Arc::ptr_eq(&first, &index(&other)));
    }
}
