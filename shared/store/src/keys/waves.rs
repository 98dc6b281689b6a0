//! Keys of waves and of those who are invited.

use domain::ids::{InvitationId, SurveyId, WaveId};

use crate::table::Key;

/// Partition of all waves: some each quarter.
pub const WAVES: &str = "WAVES";

/// A wave.
pub fn wave(wave: &WaveId) -> Key {
    Key::new(WAVES, wave.as_str())
}

/// Before the id in the partition of a wave's own work.
pub const WAVE: &str = "WAVE#";

/// Partition of a wave's own work.
pub fn wave_partition(wave: &WaveId) -> String {
    format!("{WAVE}{wave}")
}

/// How far a wave is with inviting members.
pub fn wave_progress(wave: &WaveId) -> Key {
    Key::new(wave_partition(wave), "PROGRESS")
}

/// The sums of a wave as they are told once it has closed.
pub fn wave_sums(wave: &WaveId) -> Key {
    Key::new(wave_partition(wave), "SUMS")
}

/// Partition of the surveys of all waves, wave by wave.
pub const WAVE_SURVEYS: &str = "SURVEYS#WAVES";

/// A survey in the list of its wave.
pub fn wave_survey(wave: &WaveId, survey: &SurveyId) -> Key {
    Key::new(WAVE_SURVEYS, format!("{wave}#{survey}"))
}

/// Before the id in the partition of an invitation.
pub const INVITE: &str = "INVITE#";

/// An invitation to a survey.
pub fn invitation(invitation: &InvitationId) -> Key {
    Key::new(format!("{INVITE}{invitation}"), "INVITE")
}

/// When somebody was last invited: under a keyed hash of their address.
pub fn asked(person: &str) -> Key {
    Key::new(format!("ASKED#{person}"), "ASKED")
}

/// How many were invited to a survey, or came.
pub fn eligible(survey: &SurveyId) -> Key {
    Key::new(super::survey_partition(survey), "ELIGIBLE")
}
