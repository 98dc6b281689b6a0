//! Many short lists of numbers in two stretches of memory: a search looks into
//! them at each move, and with a vector for each it mostly waited for memory.

/// The lists, by number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists {
    /// Where each begins, and where the last ends.
    begins: Vec<u32>,
    all: Vec<u32>,
}

impl Lists {
    /// So many lists of these entries, each with the number of its list, in
    /// the order of the entries.
    pub(crate) fn of(lists: usize, entries: &[(usize, usize)]) -> Self {
        let mut entries: Vec<_> = entries.iter().map(|(list, entry)| (*list, number(*entry))).collect();
        entries.sort_by_key(|(list, _)| *list);
        let begins = (0..=lists).map(|list| number(entries.partition_point(|(of, _)| *of < list)));
        Self { begins: begins.collect(), all: entries.iter().map(|(_, entry)| *entry).collect() }
    }

    /// The entries of a list.
    pub(crate) fn at(&self, list: usize) -> impl Iterator<Item = usize> {
        self.all[self.begins[list] as usize..self.begins[list + 1] as usize].iter().map(|entry| *entry as usize)
    }
}

/// Places, days and aims are thousands at most.
fn number(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
