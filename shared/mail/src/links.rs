//! The links of a text.

/// All `http` and `https` links of a text in their order, each once. The
/// punctuation that ends a sentence is not part of a link.
pub fn links_in(text: &str) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(start) = next_start(rest) {
        let tail = &rest[start..];
        let end = tail.find(ends_link).unwrap_or(tail.len());
        let link = tail[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '*']);
        let scheme = if link.starts_with("https://") { "https://" } else { "http://" };
        if link.len() > scheme.len() && !links.iter().any(|seen| seen == link) {
            links.push(link.to_owned());
        }
        rest = &tail[end.max(1)..];
    }
    links
}

fn next_start(text: &str) -> Option<usize> {
    match (text.find("http://"), text.find("https://")) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn ends_link(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '`')
}

#[cfg(test)]
mod tests {
    use super::links_in;

    #[test]
    fn links_come_in_order_and_once() {
        let text = "Voir https://a.example/r/AbC-_1.\n<http://b.example/x?y=1&z=é>, puis https://a.example/r/AbC-_1 (http://c.example)";
        assert_eq!(links_in(text), ["https://a.example/r/AbC-_1", "http://b.example/x?y=1&z=é", "http://c.example"]);
    }

    #[test]
    fn a_scheme_alone_is_no_link() {
        assert_eq!(links_in("http:// https://. https"), Vec::<String>::new());
    }
}
