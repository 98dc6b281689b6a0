//! DynamoDB's errors, by what they mean to a caller of the table.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::CancellationReason;
use store::TableError;

/// An error of any call but a cancelled transaction, which says more: see
/// [`commit_error`].
pub(crate) fn call_error<E, R>(error: &SdkError<E, R>) -> TableError
where
    E: ProvideErrorMetadata,
{
    match error {
        SdkError::ConstructionFailure(_) => TableError::Invalid("the request could not be built".to_owned()),
        SdkError::TimeoutError(_) => TableError::Unavailable("timed out".to_owned()),
        SdkError::DispatchFailure(_) => TableError::Unavailable("DynamoDB can't be reached".to_owned()),
        SdkError::ServiceError(service) => {
            let error = service.err();
            by_code(error.code().unwrap_or("unknown"), error.message().unwrap_or_default())
        }
        _ => TableError::Unavailable("the answer can't be read".to_owned()),
    }
}

/// An error of a commit.
pub(crate) fn commit_error<R>(error: &SdkError<TransactWriteItemsError, R>) -> TableError {
    match error.as_service_error() {
        Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
            cancelled_by(cancelled.cancellation_reasons())
        }
        _ => call_error(error),
    }
}

/// There is one reason per action, in their order, `None` for the innocent ones.
fn cancelled_by(reasons: &[CancellationReason]) -> TableError {
    let codes: Vec<&str> = reasons.iter().filter_map(CancellationReason::code).collect();
    if let Some(index) = codes.iter().position(|code| *code == "ConditionalCheckFailed") {
        return TableError::Conflict { index };
    }
    let guilty = reasons.iter().find(|reason| reason.code().is_some_and(|code| code != "None"));
    guilty.map_or_else(
        || TableError::Unavailable("a transaction was cancelled without a reason".to_owned()),
        |reason| by_code(reason.code().unwrap_or_default(), reason.message().unwrap_or_default()),
    )
}

/// Codes of exceptions and of cancellation reasons alike.
fn by_code(code: &str, message: &str) -> TableError {
    match code {
        "TransactionConflict"
        | "TransactionConflictException"
        | "TransactionInProgressException"
        | "ReplicatedWriteConflictException" => TableError::Contended,
        "ProvisionedThroughputExceeded"
        | "ProvisionedThroughputExceededException"
        | "RequestLimitExceeded"
        | "ThrottlingError"
        | "ThrottlingException" => TableError::Throttled,
        "IdempotentParameterMismatchException" => {
            TableError::Invalid("the token was used for another commit".to_owned())
        }
        "ItemCollectionSizeLimitExceeded" | "ItemCollectionSizeLimitExceededException" => {
            TableError::TooLarge(code.to_owned())
        }
        "ValidationError" | "ValidationException" | "SerializationException" => {
            TableError::Invalid(format!("{code}: {message}"))
        }
        other => TableError::Unavailable(format!("{other}: {message}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(codes: &[&str]) -> Vec<CancellationReason> {
        codes.iter().map(|code| CancellationReason::builder().code(*code).build()).collect()
    }

    #[test]
    fn the_first_failed_condition_is_the_conflict() {
        let failed = "ConditionalCheckFailed";
        assert_eq!(cancelled_by(&reasons(&["None", failed, failed])), TableError::Conflict { index: 1 });
        let both = reasons(&["TransactionConflict", "None", failed]);
        assert_eq!(cancelled_by(&both), TableError::Conflict { index: 2 });
    }

    #[test]
    fn busy_rows_and_a_busy_table_are_told_apart() {
        assert_eq!(cancelled_by(&reasons(&["None", "TransactionConflict"])), TableError::Contended);
        assert_eq!(cancelled_by(&reasons(&["ThrottlingError", "None"])), TableError::Throttled);
        assert_eq!(cancelled_by(&reasons(&["ProvisionedThroughputExceeded"])), TableError::Throttled);
        assert_eq!(by_code("TransactionInProgressException", ""), TableError::Contended);
        assert_eq!(by_code("RequestLimitExceeded", ""), TableError::Throttled);
    }

    #[test]
    fn a_refused_request_is_not_tried_again() {
        for code in ["ValidationException", "IdempotentParameterMismatchException"] {
            assert!(!by_code(code, "why").retryable(), "{code}");
        }
        assert!(!cancelled_by(&reasons(&["ValidationError"])).retryable());
    }

    #[test]
    fn what_is_unknown_may_pass() {
        assert!(by_code("InternalServerError", "").retryable());
        assert!(cancelled_by(&reasons(&["None"])).retryable());
        assert!(cancelled_by(&[]).retryable());
    }
}
