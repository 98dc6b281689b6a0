//! What the template says of the functions: routes, roles, and which records
//! of the stream reach them.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use serde_json::Value;

/// One statement of a role about the table.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    /// Operations, without `dynamodb:`.
    pub(crate) actions: Vec<String>,
    /// Partition keys; `*` at an end stands for anything.
    pub(crate) leading_keys: Vec<String>,
}

/// A function as the template describes it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Described {
    /// Paths, in API Gateway's form; `$default` for what no other path takes.
    pub(crate) routes: Vec<String>,
    /// How long an invocation may take.
    pub(crate) timeout: Duration,
    pub(crate) statements: Vec<Statement>,
    /// What partition keys of its records of the stream begin with, any of these.
    pub(crate) stream_prefixes: Vec<String>,
}

/// The template's part that is rehearsed.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    /// By name, in lower case.
    pub(crate) functions: BTreeMap<String, Described>,
    /// The properties of the table.
    pub(crate) table: Value,
}

impl Template {
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
        let template: Value = serde_json::from_str(&text)?;
        let resources = template["Resources"].as_object().context("a template has resources")?;
        let of_all = template.pointer("/Globals/Function/Timeout").and_then(Value::as_u64);
        let mut functions = BTreeMap::new();
        for (name, resource) in resources {
            if resource["Type"] != "AWS::Serverless::Function" {
                continue;
            }
            let properties = &resource["Properties"];
            let role =
                &resources.get(&format!("{name}Role")).with_context(|| format!("{name} has a role"))?["Properties"];
            let timeout = properties["Timeout"].as_u64().or(of_all).with_context(|| format!("{name} has a timeout"))?;
            let timeout = Duration::from_secs(timeout);
            let statements = statements(&role["Policies"]);
            let mut described = Described { timeout, statements, ..Described::default() };
            for event in properties["Events"].as_object().into_iter().flat_map(|events| events.values()) {
                match event["Type"].as_str() {
                    Some("HttpApi") => {
                        let path = event["Properties"]["Path"].as_str().unwrap_or("$default");
                        described.routes.push(path.to_owned());
                    }
                    Some("DynamoDB") => {
                        described.stream_prefixes = prefixes(&event["Properties"]["FilterCriteria"]);
                        ensure!(!described.stream_prefixes.is_empty(), "the stream is filtered");
                    }
                    _ => {}
                }
            }
            functions.insert(name.to_lowercase(), described);
        }
        Ok(Self { functions, table: resources["Table"]["Properties"].clone() })
    }
}

fn statements(policies: &Value) -> Vec<Statement> {
    let documents = policies.as_array().into_iter().flatten().map(|policy| &policy["PolicyDocument"]["Statement"]);
    documents
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(|statement| {
            let keys = statement.pointer("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys")?;
            let actions = texts(&statement["Action"])
                .iter()
                .filter_map(|a| Some(a.strip_prefix("dynamodb:")?.to_owned()))
                .collect();
            Some(Statement { actions, leading_keys: texts(keys) })
        })
        .collect()
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(one) => vec![one.clone()],
        Value::Array(many) => many.iter().filter_map(|one| Some(one.as_str()?.to_owned())).collect(),
        _ => Vec::new(),
    }
}

fn prefixes(criteria: &Value) -> Vec<String> {
    let pattern = criteria.pointer("/Filters/0/Pattern").and_then(Value::as_str).unwrap_or_default();
    let pattern: Value = serde_json::from_str(pattern).unwrap_or_default();
    let matchers = pattern.pointer("/dynamodb/Keys/pk/S").and_then(Value::as_array);
    matchers.into_iter().flatten().filter_map(|matcher| Some(matcher["prefix"].as_str()?.to_owned())).collect()
}
