//! Telling whether two entries are one company, and finding one by a part of
//! its name.

use std::collections::BTreeSet;

use super::MemberCase;
use crate::contact::EmailAddress;

/// Mail domains that many have in common and that therefore say nothing of a
/// company.
const SHARED_DOMAINS: &str = "gmail.com googlemail.com outlook.com outlook.be hotmail.com hotmail.be hotmail.fr \
                              live.be live.com live.fr msn.com yahoo.com yahoo.fr icloud.com me.com proton.me \
                              protonmail.com skynet.be telenet.be scarlet.be proximus.be voo.be gmx.com aol.com";

/// Words of a name that say what it is in law and not who it is.
const FORMS: [&str; 14] =
    ["srl", "bv", "sprl", "bvba", "sa", "nv", "sc", "cv", "asbl", "vzw", "scrl", "cvba", "snc", "vof"];

/// From this similarity on, 0 to 1, two names are thought to be one: held
/// against the made list of pairs, `matching/pairs.tsv`.
const SIMILAR_FROM: f64 = 0.92;

/// The letters of a piece that count.
const LONGEST_PIECE: usize = 24;

/// Lower case without accents; runs of anything but letters and digits are one
/// space. No space at either end.
pub fn fold(text: &str) -> String {
    crate::determine::folded(text).replace('&', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name without its legal form, folded: what two spellings have in common.
pub fn core_name(name: &str) -> String {
    // S.A. and B.V. are read as their letters.
    let folded = fold(&name.replace('.', ""));
    let words: Vec<&str> = folded.split(' ').filter(|word| !FORMS.contains(word)).collect();
    if words.is_empty() { folded } else { words.join(" ") }
}

/// Whether two names are thought to be one (Jaro-Winkler, Winkler 1990), spaces aside.
pub fn is_similar(a: &str, b: &str) -> bool {
    let (a, b) = (core_name(a).replace(' ', ""), core_name(b).replace(' ', ""));
    strsim::jaro_winkler(&a, &b) >= SIMILAR_FROM
}

/// The part of an address after the `@`, where it is a company's own.
pub fn own_domain(email: &EmailAddress) -> Option<&str> {
    let (_, domain) = email.as_str().rsplit_once('@')?;
    SHARED_DOMAINS.split(' ').all(|shared| shared != domain).then_some(domain)
}

/// Why two entries are thought to be one company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same enterprise number.
    Number,
    /// The same mail domain, and similar names.
    Domain,
    /// The same name at one place.
    NameAndPlace,
    /// Of a booking: the same address, or the same mail domain where it names no company.
    Mail,
}

/// Why two entries are thought to be one company; `None` where they are not. Two
/// numbers that differ settle it.
pub fn likeness(a: &MemberCase, b: &MemberCase) -> Option<Likeness> {
    let numbers = (a.member.text("enterprise_number"), b.member.text("enterprise_number"));
    if !numbers.0.is_empty() && !numbers.1.is_empty() {
        return (numbers.0 == numbers.1).then_some(Likeness::Number);
    }
    let domain = |case: &MemberCase| case.contact().and_then(|(email, _)| own_domain(&email).map(str::to_owned));
    let alike = is_similar(a.member.name(), b.member.name());
    if alike && domain(a).is_some() && domain(a) == domain(b) {
        return Some(Likeness::Domain);
    }
    let same = core_name(a.member.name()) == core_name(b.member.name());
    let places =
        |case: &MemberCase| case.member.hosted.iter().map(|stay| stay.location.clone()).collect::<BTreeSet<_>>();
    (same && !places(a).is_disjoint(&places(b))).then_some(Likeness::NameAndPlace)
}

/// What the part of an address after its `@` is called, its last label aside.
pub fn domain_name(domain: &str) -> String {
    fold(domain.rsplit_once('.').map_or(domain, |(name, _)| name)).replace(' ', "")
}

/// The pieces that a name and a number are found by: the words of the name, the
/// number from each of its groups on, then every ending of three letters or more of
/// those words, so that any part of a word is the beginning of a piece. 16 at most,
/// so that a change of the name fits into one commit.
pub fn pieces(name: &str, number: &str) -> BTreeSet<String> {
    const AT_MOST: usize = 16;
    let name = fold(name);
    let words = || name.split(' ').filter(|word| !word.is_empty());
    let endings = words().flat_map(|word| word.char_indices().map(move |(at, _)| &word[at..]));
    let endings = endings.filter(|ending| ending.chars().count() >= 3);
    // 0403.019.261 has three groups; people leave out the first zero.
    let groups = [4, 7].map(|at| number.get(at..).unwrap_or_default());
    let numbers = [number, number.trim_start_matches('0')].into_iter().chain(groups).filter(|part| !part.is_empty());
    let mut pieces = BTreeSet::new();
    for piece in words().chain(numbers).chain(endings) {
        if pieces.len() < AT_MOST {
            pieces.insert(piece.chars().take(LONGEST_PIECE).collect());
        }
    }
    pieces
}

/// A search as it is looked up: its longest word first, by which the index is
/// asked, and all of them, each of which must be found. What follows an `@` is a
/// mail domain, as far as it was typed; a whole one needs none. Empty for nothing to look for.
pub fn search_words(q: &str) -> Vec<String> {
    let q = q.trim();
    let digits: String = q.chars().filter(char::is_ascii_digit).collect();
    // Of VAT a number has its country before it.
    let bare = q.strip_prefix("BE").or(q.strip_prefix("be")).unwrap_or(q);
    let is_number = digits.len() >= 3 && bare.chars().all(|c| c.is_ascii_digit() || " .-".contains(c));
    let folded = match q.strip_prefix('@').or_else(|| whole_domain(q)) {
        Some(domain) => domain_name(domain),
        None if is_number => digits,
        None => fold(q),
    };
    let mut words: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
}

/// What was typed, where it can be a mail domain with its end.
fn whole_domain(q: &str) -> Option<&str> {
    let (name, end) = q.rsplit_once('.')?;
    let is_end = end.len() >= 2 && end.chars().all(char::is_alphabetic);
    (name.len() >= 3 && is_end && !q.contains([' ', '@'])).then_some(q)
}

/// How the address begins that is looked for, where one is: what stands before an
/// `@` that nothing follows, else the address as far as it was typed.
pub fn mail_start(q: &str) -> Option<String> {
    let q = q.trim();
    let start = EmailAddress::parse(q).map_or_else(|_| q.to_lowercase(), |email| email.mailbox());
    let is_address = start.find('@').is_some_and(|at| at > 0) && !start.contains(char::is_whitespace);
    is_address.then(|| start.strip_suffix('@').unwrap_or(&start).to_owned())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;
    use crate::Instant;
    use crate::event::Actor;
    use crate::ids::{LocationId, MemberId};
    use crate::member::{Heard, MemberModel, Profile, Sent, Source};

    /// 500 made pairs: half of one company, spelt, abbreviated and mistyped as
    /// people do, half of two that share a word, a place, a domain or a name.
    const PAIRS: &str = include_str!("matching/pairs.tsv");

    fn member(model: &MemberModel, [name, number, mail, place]: [&str; 4]) -> MemberCase {
        let known = [("trade_name", name), ("enterprise_number", number), ("contact_email", mail)];
        let known = known.into_iter().filter(|(_, value)| !value.is_empty());
        let profile: Profile = known.map(|(field, value)| (field.to_owned(), json!(value))).collect();
        let sent = Sent { hosted: None, place: Some((LocationId::parse(place).unwrap(), None)), profile };
        let at = Instant::parse("2026-11-28T09:00:00Z").unwrap();
        let heard = Heard { from: Source::HostList, at, by: Actor::System };
        MemberCase::enter(MemberId::parse("m").unwrap(), sent, heard, model).case
    }

    #[test]
    fn of_500_pairs_hardly_one_is_taken_for_another() {
        let model: MemberModel =
            serde_json::from_str(include_str!("../../../../infra/data/files/member_model.json")).unwrap();
        let (mut found, mut right, mut same, mut wrong) = (0_u32, 0_u32, 0_u32, Vec::new());
        for line in PAIRS.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let side = |at: usize| member(&model, [cells[at], cells[at + 1], cells[at + 2], cells[at + 3]]);
            let (alike, one) = (likeness(&side(0), &side(4)).is_some(), cells[8] == "1");
            same += u32::from(one);
            found += u32::from(alike);
            right += u32::from(alike && one);
            if alike != one {
                wrong.push(line);
            }
        }
        let (precision, recall) = (f64::from(right) / f64::from(found), f64::from(right) / f64::from(same));
        println!("precision {precision:.3}, recall {recall:.3} of {same} pairs that are one");
        assert!(precision >= 0.98 && recall >= 0.90, "{precision} {recall} {wrong:#?}");
    }

    #[rstest]
    #[case("Zoé Robotics SRL", "zoe robotics")]
    #[case("Éclair S.A.", "eclair")]
    #[case("BV", "bv")]
    #[case("Bol & Cie", "bol cie")]
    fn a_name_is_what_it_is_without_its_form(#[case] name: &str, #[case] core: &str) {
        assert_eq!(core_name(name), core);
    }

    #[test]
    fn a_mailbox_that_many_have_says_nothing_of_a_company() {
        let domain = |mail: &str| own_domain(&EmailAddress::parse(mail).unwrap()).map(str::to_owned);
        assert_eq!(domain("a@gmail.com"), None);
        assert_eq!(domain("a@Zoe.example"), Some("zoe.example".to_owned()));
    }

    #[test]
    fn pieces_are_bounded_and_words_come_first() {
        let all = pieces("Innovation Robotics Laboratory Brussels International", "0403019261");
        assert!(all.len() <= 16);
        let (words, numbers) = (
            ["innovation", "robotics", "laboratory", "brussels", "international"],
            ["0403019261", "403019261", "019261", "261"],
        );
        for piece in words.iter().chain(&numbers) {
            assert!(all.contains(*piece), "{piece} in {all:?}");
        }
        for number in ["0403.019-261", "BE 0403.019.261", "be0403019261"] {
            assert_eq!(search_words(number), ["0403019261"], "{number}");
        }
        assert_eq!(search_words("Zoé  robotics"), ["robotics", "zoe"]);
        assert!(search_words(" -- ").is_empty());
        for domain in ["@oeuf-x", "oeuf-x.example"] {
            assert_eq!(search_words(domain), [domain_name("oeuf-x.example")], "{domain}");
        }
        assert_eq!(search_words("J. Peeters"), ["peeters", "j"]);
        assert_eq!(search_words("a.b.c"), ["a", "b", "c"]);
    }

    #[rstest]
    #[case("Jan.Pee@", Some("jan.pee"), "")]
    #[case("jan+x@zoe-robotics.example", Some("jan@zoe-robotics.example"), "")]
    #[case(" jan@Zoe-rob", Some("jan@zoe-rob"), "")]
    #[case("@zoe-rob", None, "zoerob")]
    #[case("@Zoe-robotics.example", None, "zoerobotics")]
    #[case("@", None, "")]
    #[case("jan at zoe @ work", None, "work")]
    fn an_address_is_looked_for_by_its_beginning_or_behind_its_sign(
        #[case] q: &str,
        #[case] start: Option<&str>,
        #[case] word: &str,
    ) {
        assert_eq!(mail_start(q).as_deref(), start);
        if start.is_none() {
            assert_eq!(search_words(q).first().map_or("", String::as_str), word);
        }
    }
}
