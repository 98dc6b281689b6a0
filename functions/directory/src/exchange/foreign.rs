//! What a file of another program says of an entry, in the words of the outside
//! interface. What HSDS does not say is left out, and refused where it is needed.

use domain::catalogue::Catalogue;
use domain::member::matching::fold;
use serde_json::{Map, Value, json};

/// Characters of an id that is made of a name.
const ID_CHARS: usize = 60;

/// A text member, where there is one.
fn said<'a>(of: &'a Value, name: &str) -> Option<&'a str> {
    of.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

/// The same text in French and Dutch: another language is not known.
fn both(text: &str) -> Value {
    json!({"fr": text, "nl": text})
}

/// Its id: the one that it has outside, else one made of its name.
pub(super) fn id_of(of: &Value) -> String {
    let plain = |text: &str| {
        let folded = fold(text);
        let plain = folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(ID_CHARS);
        plain.collect::<String>().trim_matches('-').to_owned()
    };
    let outside = said(of, "external_identifier").map(plain).filter(|id| !id.is_empty());
    outside.or_else(|| said(of, "name").map(plain)).unwrap_or_default()
}

fn languages(of: &Value) -> Value {
    let listed = of.get("languages").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let codes: Vec<&str> = listed.iter().filter_map(|one| said(one, "code")).collect();
    let known: Vec<&str> = ["fr", "nl", "en"].into_iter().filter(|tag| codes.contains(tag)).collect();
    if known.is_empty() { json!(["fr", "nl"]) } else { json!(known) }
}

/// An organization.
pub(super) fn agency(of: &Value) -> Value {
    let name = said(of, "name").unwrap_or_default();
    let short: String = said(of, "alternate_name").unwrap_or(name).chars().take(60).collect();
    let mut body = json!({
        "id": id_of(of),
        "kind": "partner",
        "name": both(name),
        "short": short,
        "mission": both(said(of, "description").unwrap_or(name)),
        "languages": languages(of),
    });
    set(&mut body, "email", said(of, "email").map(|email| json!(email)));
    body
}

/// A service; `agency` is the id of the organization that offers it.
pub(super) fn service(of: &Value, agency: Option<&str>, catalogue: &Catalogue) -> Value {
    let name = said(of, "name").unwrap_or_default();
    let mut body = json!({
        "id": id_of(of),
        "name": both(name),
        "kind": "advice",
        "description": both(said(of, "description").unwrap_or(name)),
        "answers": answers(of, catalogue),
    });
    set(&mut body, "agency", agency.map(|agency| json!(agency)));
    set(&mut body, "page", said(of, "url").map(|page| json!(page)));
    body
}

/// The kinds of need of its terms, by their codes.
fn answers(of: &Value, catalogue: &Catalogue) -> Vec<String> {
    let terms = of.get("attributes").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let codes = terms.iter().filter_map(|attribute| said(attribute.get("taxonomy_term")?, "code"));
    let known = |code: &&str| catalogue.need_types.iter().any(|kind| kind.id.as_str() == *code);
    codes.filter(known).map(str::to_owned).collect()
}

/// A location.
pub(super) fn location(of: &Value, catalogue: &Catalogue) -> Value {
    let address = of.get("addresses").and_then(|all| all.get(0)).unwrap_or(&Value::Null);
    let city = said(address, "city").map(fold);
    let named = |name: &str| city.as_deref() == Some(fold(name).as_str());
    let town = catalogue.municipalities.values().find(|town| named(&town.name.fr) || named(&town.name.nl));
    let mut body = json!({
        "id": id_of(of),
        "name": said(of, "name").unwrap_or_default(),
        "type": "coworking",
        "fit": "adjacent",
        "languages": languages(of),
    });
    set(&mut body, "address", said(address, "address_1").map(both));
    set(&mut body, "postcode", said(address, "postal_code").map(|code| json!(code)));
    set(&mut body, "nis", town.map(|town| json!(town.nis)));
    set(&mut body, "lat", of.get("latitude").filter(|value| value.is_number()).cloned());
    set(&mut body, "lon", of.get("longitude").filter(|value| value.is_number()).cloned());
    body
}

fn set(body: &mut Value, name: &str, value: Option<Value>) {
    if let (Some(members), Some(value)) = (body.as_object_mut() as Option<&mut Map<String, Value>>, value) {
        members.insert(name.to_owned(), value);
    }
}
