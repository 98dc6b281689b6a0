//! Names, addresses and numbers taken out of what people wrote.

/// What stands where something was.
const GONE: &str = "[…]";
/// Words after which a name follows, folded and without a dot.
const TITLES: [&str; 14] = [
    "m",
    "mr",
    "mrs",
    "ms",
    "mme",
    "mlle",
    "monsieur",
    "madame",
    "mademoiselle",
    "dhr",
    "mevr",
    "mevrouw",
    "meneer",
    "mijnheer",
];
/// Small words inside names: `van den Berg`, `de la Tour`.
const PARTICLES: [&str; 9] = ["van", "den", "der", "de", "du", "la", "le", "von", "ten"];
/// Digits of the shortest telephone number. A day has eight.
const PHONE_DIGITS: usize = 9;

/// A text with mail addresses, telephone and account numbers, and names masked:
/// those of `known` people, wherever all their words stand together, and whatever
/// follows a title (`Mme Maes`). What is a name to a reader only stays; a person
/// reads the text before others do.
pub fn mask(text: &str, known: &[&str]) -> String {
    let text = without_known(text, known);
    let mut masked: Vec<String> = Vec::new();
    let mut in_name = false;
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let mut at = 0;
    while at < words.len() {
        let (word, blank) = split_blank(words[at]);
        if let Some((taken, rest)) = number_at(&words[at..]) {
            masked.push(format!("{GONE}{rest}"));
            in_name = false;
            at += taken;
            continue;
        }
        let bare = bare(word);
        let is_part = in_name && (starts_a_name(bare) || PARTICLES.contains(&bare.to_lowercase().as_str()));
        if bare.contains('@') && bare.len() > 2 {
            masked.push(word.replacen(bare, GONE, 1) + blank);
            in_name = false;
        } else if is_part {
            let tail = &word[word.find(bare).map_or(0, |from| from + bare.len())..];
            masked.push(if starts_a_name(bare) { format!("{GONE}{tail}{blank}") } else { words[at].to_owned() });
            // A sentence or a clause ends the name.
            in_name = tail.is_empty();
        } else {
            in_name = TITLES.contains(&bare.to_lowercase().trim_end_matches('.'));
            masked.push(words[at].to_owned());
        }
        at += 1;
    }
    masked.concat()
}

/// Every known name whose words stand together, in any case.
fn without_known(text: &str, known: &[&str]) -> String {
    let mut text = text.to_owned();
    for name in known.iter().filter(|name| name.split_whitespace().count() > 1) {
        let (low, wanted) = (text.to_lowercase(), name.to_lowercase());
        // Lower case keeps the places of letters but for a few; then the name stays.
        if low.len() != text.len() {
            continue;
        }
        let mut from = 0;
        let mut out = String::new();
        while let Some(found) = low[from..].find(&wanted).map(|found| found + from) {
            out.push_str(&text[from..found]);
            out.push_str(GONE);
            from = found + wanted.len();
        }
        out.push_str(&text[from..]);
        text = out;
    }
    text
}

fn split_blank(word: &str) -> (&str, &str) {
    let end = word.trim_end().len();
    word.split_at(end)
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|sign: char| !sign.is_alphanumeric())
}

fn starts_a_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A telephone, enterprise or account number that begins here: how many words it
/// takes, and what follows it. Hours, amounts and years are shorter.
fn number_at(words: &[&str]) -> Option<(usize, String)> {
    let mut digits = 0;
    let mut taken = 0;
    for word in words {
        let (core, _) = split_blank(word);
        let is_iban = taken == 0 && core.len() >= 4 && core.is_char_boundary(2) && {
            let (country, rest) = core.split_at(2);
            country.bytes().all(|byte| byte.is_ascii_uppercase())
                && rest.trim_end_matches(|sign: char| !sign.is_alphanumeric()).bytes().all(|byte| byte.is_ascii_digit())
        };
        let body = if is_iban { &core[2..] } else { core };
        let of_number = |sign: char| sign.is_ascii_digit() || "+()./-".contains(sign);
        let number = body.trim_end_matches([',', ';', ':']);
        if !number.chars().all(of_number) || !number.chars().any(|sign| sign.is_ascii_digit()) {
            break;
        }
        digits += body.chars().filter(char::is_ascii_digit).count();
        taken += 1;
        if body.ends_with([',', ';', ':']) {
            break;
        }
    }
    if digits < PHONE_DIGITS {
        return None;
    }
    let last = words[taken - 1];
    let (core, blank) = split_blank(last);
    let sign = core.trim_start_matches(|sign: char| sign.is_alphanumeric() || "+()/-".contains(sign));
    let sign = sign.rsplit(|sign: char| sign.is_ascii_digit()).next().unwrap_or_default();
    Some((taken, format!("{sign}{blank}")))
}
