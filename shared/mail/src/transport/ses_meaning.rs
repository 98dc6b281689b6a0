//! What an answer of SES means for a delivery, apart from the client, so that
//! it is tested where no program for the cloud is built.

use super::{Failure, Reply, SendError, Stage};

/// Words by which SES says that it is the sender that may not send: an address
/// not verified (in the sandbox each recipient's has to be too), sending paused
/// or suspended, a permission that lacks.
const OWN_FAULTS: [&str; 6] = ["not verified", "paused", "suspended", "sandbox", "not authorized", "disabled"];

/// Answers that are about the sender whatever they say.
const OWN_CODES: [&str; 4] = [
    "AccountSuspendedException",
    "SendingPausedException",
    "MailFromDomainNotVerifiedException",
    "AccessDeniedException",
];

/// Only what SES says of this message is final. What it says of us (not
/// verified, paused, no access) passes when somebody mends it, and says nothing
/// of the recipient.
pub(super) fn judged(code: Option<&str>, says: &str, status: u16) -> SendError {
    let says = says.to_lowercase();
    let reply = Reply::from(status);
    let at = |stage| Failure { stage, reply: Some(reply) };
    match code {
        Some("MessageRejected" | "BadRequestException") if OWN_FAULTS.iter().any(|fault| says.contains(fault)) => {
            SendError::Ours(at(Stage::Sender))
        }
        Some(code) if OWN_CODES.contains(&code) => SendError::Ours(at(Stage::Sender)),
        Some("MessageRejected" | "BadRequestException") => SendError::Refused(reply),
        Some("TooManyRequestsException" | "LimitExceededException" | "ThrottlingException") => SendError::TooFast,
        _ if status >= 500 => SendError::Unreachable(at(Stage::Message)),
        _ => SendError::Temporary(reply),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const OURS: SendError = SendError::Ours(said(Stage::Sender, 400));

    const fn said(stage: Stage, code: u16) -> Failure {
        Failure { stage, reply: Some(Reply { code, enhanced: None }) }
    }

    const NOT_VERIFIED: &str = "Email address is not verified. The following identities failed the check in region \
                                EU-WEST-1: adviser@innoviris.example";

    #[rstest]
    #[case::content("MessageRejected", "Email rejected: the message contained a virus", 400, SendError::Refused(400.into()))]
    #[case::malformed("BadRequestException", "Missing final '@domain'", 400, SendError::Refused(400.into()))]
    #[case::not_verified("MessageRejected", NOT_VERIFIED, 400, OURS)]
    #[case::paused("MessageRejected", "Sending paused for this account.", 400, OURS)]
    #[case::paused_otherwise("SendingPausedException", "", 400, OURS)]
    #[case::suspended("AccountSuspendedException", "", 400, OURS)]
    #[case::domain("MailFromDomainNotVerifiedException", "", 400, OURS)]
    #[case::no_permission(
        "AccessDeniedException",
        "User is not authorized",
        403,
        SendError::Ours(said(Stage::Sender, 403))
    )]
    #[case::throttled("TooManyRequestsException", "", 429, SendError::TooFast)]
    #[case::quota("LimitExceededException", "", 400, SendError::TooFast)]
    #[case::broken("InternalFailure", "", 500, SendError::Unreachable(said(Stage::Message, 500)))]
    fn what_ses_says_of_the_sender_is_never_the_recipients_refusal(
        #[case] code: &str,
        #[case] says: &str,
        #[case] status: u16,
        #[case] expected: SendError,
    ) {
        assert_eq!(judged(Some(code), says, status), expected);
    }

    #[test]
    fn an_answer_without_a_code_is_not_final() {
        assert_eq!(judged(None, "", 413), SendError::Temporary(413.into()));
        assert_eq!(judged(None, "", 503), SendError::Unreachable(said(Stage::Message, 503)));
    }
}
