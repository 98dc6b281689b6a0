//! What tests are made of: an application in memory on the real Brussels
//! data, a clock that stands still until it is moved, and ids that repeat
//! from run to run.
//!
//! Tests enter by the router, as a browser or a program would:
//!
//! ```ignore
//! let app = TestApp::with(needs::routes()).await;
//! let answer = app.as_admin().post_json("/v1/needs", &need).await;
//! assert_eq!(answer.status, 201);
//! ```

mod answer;
mod app;
mod clock;
mod ids;
mod request;
pub mod rota;
pub mod series;
pub mod skipped;

pub use answer::Answer;
pub use app::{ADMIN_KEY, BASE_URL, TestApp};
pub use clock::TestClock;
pub use ids::SeededIds;
pub use request::Request;
