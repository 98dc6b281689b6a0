//! Figures for CloudWatch, written as a line of the log in its embedded format:
//! no call, no agent. Only what AWS does not count by itself, for every figure
//! has its price: requests, errors and durations come from API Gateway and
//! Lambda.
//!
//! Source of the format: Amazon CloudWatch user guide, "Embedded metric format
//! specification".

use serde_json::{Map, Value, json};

/// The namespace of the figures.
const NAMESPACE: &str = "Permanence";

/// One line for the log: how often each thing happened, by stage. Nothing
/// where nothing happened.
pub fn line(stage: &str, now_millis: i64, counts: &[(&'static str, u64)]) -> Option<String> {
    let counts: Vec<_> = counts.iter().filter(|(_, count)| *count > 0).collect();
    if counts.is_empty() {
        return None;
    }
    let metrics: Vec<Value> = counts.iter().map(|(name, _)| json!({"Name": name, "Unit": "Count"})).collect();
    let directive = json!({"Namespace": NAMESPACE, "Dimensions": [["Stage"]], "Metrics": metrics});
    let mut line = Map::new();
    line.insert("_aws".to_owned(), json!({"Timestamp": now_millis, "CloudWatchMetrics": [directive]}));
    line.insert("Stage".to_owned(), stage.into());
    line.extend(counts.into_iter().map(|(name, count)| ((*name).to_owned(), Value::from(*count))));
    Some(Value::Object(line).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_what_happened_and_no_more() {
        let line = line("dev", 1_790_000_000_000, &[("DeliveriesSent", 3), ("DeadDeliveries", 0)]).expect("a line");
        let read: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(read["DeliveriesSent"], 3);
        assert_eq!(read.get("DeadDeliveries"), None);
        let directive = &read["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(directive["Namespace"], "Permanence");
        assert_eq!(directive["Dimensions"], json!([["Stage"]]));
        assert_eq!(directive["Metrics"], json!([{"Name": "DeliveriesSent", "Unit": "Count"}]));
        assert_eq!(read["Stage"], "dev");
    }

    #[test]
    fn where_nothing_happened_nothing_is_said() {
        assert_eq!(super::line("dev", 0, &[("DeliveriesSent", 0)]), None);
    }
}
