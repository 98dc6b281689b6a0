//! What an answer of SES means for a delivery, apart from the client, so that
//! it is tested where no program for the cloud is built.

use super::SendError;

/// Words by which SES says that it is the sender that may not send: an address
/// not verified (in the sandbox each recipient's has to be too), sending paused
/// or suspended, a permission that lacks.
const OWN_FAULTS: [&str; 6] = ["not verified", "paused", "suspended", "sandbox", "not authorized", "disabled"];

/// Only what SES says of this message is final. What it says of us (not
/// verified, paused) passes when somebody mends it: it says nothing of the
/// recipient, and people see it meanwhile.
pub(super) fn judged(code: Option<&str>, says: &str, status: u16) -> SendError {
    let says = says.to_lowercase();
    match code {
        Some("MessageRejected" | "BadRequestException") if OWN_FAULTS.iter().any(|fault| says.contains(fault)) => {
            SendError::Temporary(status)
        }
        Some("MessageRejected" | "BadRequestException") => SendError::Refused(status),
        Some("TooManyRequestsException" | "LimitExceededException" | "ThrottlingException") => SendError::TooFast,
        _ if status >= 500 => SendError::Unreachable,
        // Among others: account suspended, sending paused, sender's domain not
        // verified, no access.
        _ => SendError::Temporary(status),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const NOT_VERIFIED: &str = "Email address is not verified. The following identities failed the check in region \
                                EU-WEST-1: adviser@innoviris.example";

    #[rstest]
    #[case::content("MessageRejected", "Email rejected: the message contained a virus", 400, SendError::Refused(400))]
    #[case::malformed("BadRequestException", "Missing final '@domain'", 400, SendError::Refused(400))]
    #[case::not_verified("MessageRejected", NOT_VERIFIED, 400, SendError::Temporary(400))]
    #[case::paused("MessageRejected", "Sending paused for this account.", 400, SendError::Temporary(400))]
    #[case::paused_otherwise("SendingPausedException", "", 400, SendError::Temporary(400))]
    #[case::suspended("AccountSuspendedException", "", 400, SendError::Temporary(400))]
    #[case::domain("MailFromDomainNotVerifiedException", "", 400, SendError::Temporary(400))]
    #[case::no_permission("AccessDeniedException", "User is not authorized", 403, SendError::Temporary(403))]
    #[case::throttled("TooManyRequestsException", "", 429, SendError::TooFast)]
    #[case::quota("LimitExceededException", "", 400, SendError::TooFast)]
    #[case::broken("InternalFailure", "", 500, SendError::Unreachable)]
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
        assert_eq!(judged(None, "", 413), SendError::Temporary(413));
        assert_eq!(judged(None, "", 503), SendError::Unreachable);
    }
}
