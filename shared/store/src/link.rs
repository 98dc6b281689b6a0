//! Links in mails. A token is derived whenever a mail is rendered and stored
//! nowhere: id, generation, and the beginning of an HMAC over purpose, id and
//! generation. A link can so be sent again, and a higher generation, which the
//! linked thing itself keeps, voids every earlier one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::secrets::Secrets;

/// Bytes of the HMAC that a token carries: 128 bits.
const TAG_BYTES: usize = 16;

/// What a link is for; a token for one purpose never opens another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkPurpose {
    /// An agency answers a referral: `/r/{token}`.
    Referral,
    /// A member follows its need: `/n/{token}`.
    Need,
    /// Somebody of the staff signs in.
    SignIn,
    /// Somebody is invited to the staff.
    Invitation,
    /// A member changes or cancels a booking.
    Booking,
    /// An adviser's program reads their calendar: `/calendar/advisers/{token}.ics`.
    AdviserCalendar,
    /// A member sees and corrects what is known of it, and answers: `/m/{token}`.
    Member,
    /// A member ends mails that ask: `/u/{token}`.
    Unsubscribe,
    /// Somebody answers a survey that they were invited to: `/i/{token}`.
    SurveyInvitation,
    /// Somebody ends invitations to surveys: `/u/{token}`.
    SurveyUnsubscribe,
    /// Somebody ends digests and news: `/u/{token}`.
    DigestUnsubscribe,
    /// An agency answers its part of a proposed rota: `/p/{token}`.
    Plan,
}

impl LinkPurpose {
    /// Every purpose.
    pub const ALL: [Self; 12] = [
        Self::Referral,
        Self::Need,
        Self::SignIn,
        Self::Invitation,
        Self::Booking,
        Self::AdviserCalendar,
        Self::Member,
        Self::Unsubscribe,
        Self::SurveyInvitation,
        Self::SurveyUnsubscribe,
        Self::DigestUnsubscribe,
        Self::Plan,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Referral => "link.referral",
            Self::Need => "link.need",
            Self::SignIn => "link.sign_in",
            Self::Invitation => "link.invitation",
            Self::Booking => "link.booking",
            Self::AdviserCalendar => "link.adviser_calendar",
            Self::Member => "link.member",
            Self::Unsubscribe => "link.unsubscribe",
            Self::SurveyInvitation => "link.survey_invitation",
            Self::SurveyUnsubscribe => "link.survey_unsubscribe",
            Self::DigestUnsubscribe => "link.digest_unsubscribe",
            Self::Plan => "link.plan",
        }
    }
}

/// What a genuine token names. Whether its generation still holds is for the
/// named thing to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it was issued for.
    pub purpose: LinkPurpose,
    /// The id of the linked thing.
    pub id: String,
    /// The generation that it was issued at.
    pub generation: u32,
}

/// The token of a link: one URL-safe path segment,
/// `{id}~{generation}~{22 characters of HMAC}`.
pub fn issue(secrets: &Secrets, purpose: LinkPurpose, id: &str, generation: u32) -> String {
    let generation = generation.to_string();
    let mac = secrets.mac(purpose.code(), &[id, &generation]);
    format!("{id}~{generation}~{}", URL_SAFE_NO_PAD.encode(&mac[..TAG_BYTES]))
}

/// Reads a token; `None` for anything that [`issue`] did not make for this
/// purpose under this key. The HMAC is compared in constant time.
pub fn read(secrets: &Secrets, purpose: LinkPurpose, token: &str) -> Option<Link> {
    let mut parts = token.split('~');
    let (id, generation, tag) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || token.len() > 200 {
        return None;
    }
    let tag = URL_SAFE_NO_PAD.decode(tag).ok().filter(|tag| tag.len() == TAG_BYTES)?;
    if !secrets.verify(purpose.code(), &[id, generation], &tag) {
        return None;
    }
    Some(Link { purpose, id: id.to_owned(), generation: generation.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn secrets() -> Secrets {
        Secrets::new([7; 32])
    }

    #[test]
    fn a_token_names_what_it_was_issued_for_and_nothing_else() {
        let token = issue(&secrets(), LinkPurpose::Referral, "01hx.innoviris", 2);
        let link = read(&secrets(), LinkPurpose::Referral, &token);
        assert_eq!(link, Some(Link { purpose: LinkPurpose::Referral, id: "01hx.innoviris".to_owned(), generation: 2 }));
        for other in LinkPurpose::ALL.into_iter().filter(|purpose| *purpose != LinkPurpose::Referral) {
            assert_eq!(read(&secrets(), other, &token), None, "{other:?}");
        }
        assert_eq!(read(&Secrets::new([8; 32]), LinkPurpose::Referral, &token), None, "another key");
    }

    proptest! {
        #[test]
        fn every_token_reads_back_and_no_changed_one_does(
            id in "[a-z0-9_.-]{1,96}", generation in any::<u32>(), at in any::<proptest::sample::Index>(), by in "[a-z0-9~A-Z_.-]"
        ) {
            let token = issue(&secrets(), LinkPurpose::Need, &id, generation);
            prop_assert!(token.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~".contains(&b)));
            let link = read(&secrets(), LinkPurpose::Need, &token);
            prop_assert_eq!(link.map(|link| (link.id, link.generation)), Some((id, generation)));
            let at = at.index(token.len());
            let mut changed = token.clone();
            changed.replace_range(at..=at, &by);
            if changed != token {
                prop_assert_eq!(read(&secrets(), LinkPurpose::Need, &changed), None);
            }
        }

        #[test]
        fn no_text_breaks_reading(text in ".{0,300}") {
            prop_assert_eq!(read(&secrets(), LinkPurpose::SignIn, &text), None);
        }
    }
}
