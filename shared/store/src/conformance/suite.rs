//! The list of behaviours, from which each engine's tests are made.

/// Makes one `#[tokio::test]` per behaviour for the engine that `$subject`, an
/// `async fn() -> Option<Subject>`, sets up; `None` skips the test. The calling
/// crate needs `tokio` with `macros` and `rt`.
#[macro_export]
macro_rules! conformance_suite {
    ($subject:path) => {
        $crate::conformance_suite! { @tests $subject;
            rows::a_put_row_is_read_back,
            rows::a_missing_row_reads_as_nothing,
            rows::rows_are_read_in_the_order_asked,
            rows::a_key_asked_twice_is_answered_twice,
            rows::a_hundred_rows_are_read_at_once,
            rows::seventeen_megabytes_are_read_at_once,
            rows::documents_keep_every_character,
            rows::an_empty_document_is_kept,
            rows::keys_that_look_alike_stay_apart,
            rows::an_expired_row_is_still_returned,
            rows::a_first_put_is_version_one,
            rows::a_put_under_any_counts_up,
            rows::a_put_on_a_version_counts_up,
            rows::a_put_under_any_counts_on_over_an_expired_row,
            rows::a_row_made_over_an_expired_one_begins_at_one,
            rows::a_put_replaces_the_expiry,
            rows::a_deleted_row_is_gone,
            rows::a_put_after_a_delete_begins_at_one,
            conditions::absent_refuses_a_live_row,
            conditions::absent_holds_on_an_expired_row,
            conditions::absent_holds_after_a_delete,
            conditions::a_row_expires_at_its_second,
            conditions::a_version_must_match,
            conditions::a_version_refuses_a_missing_row,
            conditions::a_version_refuses_an_expired_row,
            conditions::a_check_changes_nothing,
            conditions::a_check_under_any_holds,
            conditions::a_failing_check_stops_the_commit,
            conditions::a_delete_of_nothing_succeeds,
            conditions::a_delete_on_its_version_removes,
            conditions::the_first_failing_write_is_named,
            conditions::a_refused_commit_leaves_no_trace,
            conditions::a_commit_spans_partitions,
            tokens::a_commit_repeated_under_its_token_is_applied_once,
            tokens::a_repeated_commit_does_not_undo_later_ones,
            tokens::a_commit_repeated_at_the_same_time_is_applied_once,
            tokens::a_token_with_other_writes_is_invalid,
            tokens::a_refused_commit_does_not_spend_its_token,
            tokens::other_tokens_are_other_commits,
            tokens::without_a_token_every_commit_counts,
            tokens::checks_are_repeated_under_a_token,
            together::of_many_making_one_row_one_wins,
            together::no_update_is_lost,
            together::commits_on_other_rows_all_succeed,
            together::a_refusal_does_not_touch_its_neighbours,
            together::an_answered_commit_is_read_at_once,
            together::commits_in_order_rest_on_those_before_them,
            together::commits_in_order_end_at_the_first_that_is_refused,
            queries::an_empty_partition_answers_nothing,
            queries::a_partition_reads_in_byte_order,
            queries::a_partition_reads_backwards,
            queries::other_partitions_are_not_seen,
            queries::a_range_includes_its_start_and_not_its_end,
            queries::a_range_may_be_open,
            queries::bounds_may_lie_between_rows,
            queries::a_backward_range_holds_nothing,
            queries::a_prefix_reads_all_that_begins_so,
            queries::pages_follow_each_other,
            queries::the_last_full_page_has_no_next,
            queries::pages_of_a_range_keep_to_it,
            queries::a_cursor_outlives_its_row,
            queries::a_cursor_outside_the_range_is_its_beginning_or_end,
            queries::a_page_may_be_larger_than_a_megabyte,
            queries::a_query_returns_whole_rows,
            limits::an_empty_key_is_refused,
            limits::an_oversized_key_is_refused,
            limits::the_largest_keys_are_taken,
            limits::the_largest_row_is_taken,
            limits::an_oversized_row_is_refused,
            limits::a_hundred_writes_are_taken,
            limits::more_than_a_hundred_writes_are_refused,
            limits::a_commit_of_almost_four_megabytes_is_taken,
            limits::an_oversized_commit_is_refused,
            limits::a_key_twice_in_a_commit_is_refused,
            limits::a_commit_without_writes_is_refused,
            limits::a_get_without_keys_is_refused,
            limits::a_get_of_more_than_a_hundred_keys_is_refused,
            limits::a_page_outside_its_limits_is_refused,
            limits::a_bound_that_is_no_key_is_refused,
            limits::a_token_outside_its_limits_is_refused,
            model::random_operations_agree_with_the_model,
        }
    };
    (@tests $subject:path; $($room:ident::$behaviour:ident,)+) => {
        $(
            #[tokio::test]
            async fn $behaviour() {
                if let Some(subject) = $subject().await {
                    $crate::conformance::$room::$behaviour(subject).await;
                }
            }
        )+
    };
}

#[cfg(test)]
mod tests {
    /// A behaviour that is written but not listed would never run.
    #[test]
    fn every_behaviour_is_listed() {
        let list = include_str!("suite.rs");
        let rooms = [
            ("rows", include_str!("rows.rs")),
            ("conditions", include_str!("conditions.rs")),
            ("tokens", include_str!("tokens.rs")),
            ("together", include_str!("together.rs")),
            ("queries", include_str!("queries.rs")),
            ("limits", include_str!("limits.rs")),
            ("model", include_str!("model.rs")),
        ];
        for (room, text) in rooms {
            for line in text.lines().filter_map(|line| line.strip_prefix("pub async fn ")) {
                let name = line.split('(').next().unwrap_or_default();
                assert!(list.contains(&format!("{room}::{name},")), "{room}::{name} is not listed");
            }
        }
    }
}
