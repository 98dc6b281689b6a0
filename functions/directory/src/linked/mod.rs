//! The directory as linked data.

/// The licence of the data: that of the source in which the directory stands.
pub(crate) const LICENCE: &str = "https://spdx.org/licenses/EUPL-1.2.html";
