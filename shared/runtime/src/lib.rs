//! What a program needs before it can start: settings, a clock, ids, the
//! server's key and logs. The only place that reads the environment, the
//! machine's clock or its randomness.

pub mod clock;
pub mod duration;
pub mod ids;
pub mod key;
pub mod logs;
pub mod settings;

pub use clock::{DemoClock, SystemClock};
pub use ids::UlidSource;
pub use settings::{HostSettings, SettingsError};
