//! A graph of things and what is said of them, written as JSON-LD and as Turtle:
//! the same statements in both.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::{Language, Text};
use serde_json::{Map, Value, json};

/// The vocabularies, by the prefix that names stand under.
const PREFIXES: [(&str, &str); 9] = [
    ("cpsv", "http://purl.org/vocab/cpsv#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// What is said of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Object {
    /// Another thing.
    Thing(String),
    Plain(String),
    In(Language, String),
    /// A value of a type.
    Of(&'static str, String),
}

/// A thing, by its address.
#[derive(Debug, Clone)]
pub(super) struct Thing {
    id: String,
    kinds: Vec<&'static str>,
    said: Vec<(&'static str, Object)>,
}

impl Thing {
    pub(super) fn new(id: impl Into<String>, kind: &'static str) -> Self {
        Self { id: id.into(), kinds: vec![kind], said: Vec::new() }
    }

    /// Another thing that this one has to do with.
    pub(super) fn is(mut self, how: &'static str, other: impl Into<String>) -> Self {
        self.said.push((how, Object::Thing(other.into())));
        self
    }

    pub(super) fn plain(mut self, what: &'static str, value: impl Into<String>) -> Self {
        self.said.push((what, Object::Plain(value.into())));
        self
    }

    pub(super) fn of(mut self, what: &'static str, kind: &'static str, value: impl Into<String>) -> Self {
        self.said.push((what, Object::Of(kind, value.into())));
        self
    }

    /// A text in every language in which it was written.
    pub(super) fn text(mut self, what: &'static str, text: &Text) -> Self {
        let written = |language: &Language| *language != Language::En || text.en.is_some();
        for language in Language::ALL.into_iter().filter(written) {
            self = self.word(what, language, text.get(language));
        }
        self
    }

    pub(super) fn word(mut self, what: &'static str, language: Language, word: &str) -> Self {
        let object = Object::In(language, word.to_owned());
        if !self.said.contains(&(what, object.clone())) {
            self.said.push((what, object));
        }
        self
    }
}

/// Things, each once.
#[derive(Debug, Default)]
pub(super) struct Graph(BTreeMap<String, Thing>);

impl Graph {
    /// Adds a thing, unless it is there.
    pub(super) fn add(&mut self, thing: Thing) {
        self.0.entry(thing.id.clone()).or_insert(thing);
    }

    pub(super) fn json_ld(&self) -> Value {
        let context: Map<String, Value> =
            PREFIXES.iter().map(|(prefix, vocabulary)| ((*prefix).to_owned(), json!(vocabulary))).collect();
        let things: Vec<Value> = self.0.values().map(thing_as_json).collect();
        json!({"@context": context, "@graph": things})
    }

    pub(super) fn turtle(&self) -> String {
        let mut text = String::new();
        for (prefix, vocabulary) in PREFIXES {
            let _ = writeln!(text, "@prefix {prefix}: <{vocabulary}> .");
        }
        for thing in self.0.values() {
            let _ = write!(text, "\n<{}> a {}", thing.id, thing.kinds.join(", "));
            for (what, object) in &thing.said {
                let _ = write!(text, " ;\n    {what} {}", as_turtle(object));
            }
            text.push_str(" .\n");
        }
        text
    }
}

fn thing_as_json(thing: &Thing) -> Value {
    let mut fields = Map::new();
    fields.insert("@id".to_owned(), json!(thing.id));
    fields.insert("@type".to_owned(), json!(thing.kinds));
    for (what, object) in &thing.said {
        let values = fields.entry((*what).to_owned()).or_insert_with(|| json!([]));
        if let Value::Array(values) = values {
            values.push(match object {
                Object::Thing(id) => json!({"@id": id}),
                Object::Plain(value) => json!(value),
                Object::In(language, value) => json!({"@value": value, "@language": language.tag()}),
                Object::Of(kind, value) => json!({"@value": value, "@type": kind}),
            });
        }
    }
    fields.into()
}

fn as_turtle(object: &Object) -> String {
    match object {
        Object::Thing(id) => format!("<{id}>"),
        Object::Plain(value) => quoted(value),
        Object::In(language, value) => format!("{}@{}", quoted(value), language.tag()),
        Object::Of(kind, value) => format!("{}^^{kind}", quoted(value)),
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_say_the_same() {
        let mut graph = Graph::default();
        let text = Text { fr: "L’« aide »".to_owned(), nl: "De \"hulp\"\\".to_owned(), en: None };
        let thing = Thing::new("https://x.example/s#service", "cpsv:PublicService").text("dct:title", &text);
        graph.add(thing.plain("dct:identifier", "s").is("cv:hasCompetentAuthority", "https://x.example/a"));
        graph.add(Thing::new("https://x.example/s#service", "cpsv:PublicService"));
        let json = graph.json_ld();
        let things = json["@graph"].as_array().unwrap();
        assert_eq!(things.len(), 1, "each once");
        let titles =
            json!([{"@value": "L’« aide »", "@language": "fr"}, {"@value": "De \"hulp\"\\", "@language": "nl"}]);
        assert_eq!(things[0]["dct:title"], titles);
        let turtle = graph.turtle();
        assert!(turtle.contains("dct:title \"De \\\"hulp\\\"\\\\\"@nl"), "{turtle}");
        assert!(turtle.contains("cv:hasCompetentAuthority <https://x.example/a> .\n"), "{turtle}");
    }
}
