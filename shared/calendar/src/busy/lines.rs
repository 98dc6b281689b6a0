//! Content lines of RFC 5545, 3.1, as components with their properties.

use super::Unreadable;

/// A property as it stands in the file, unfolded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    /// In capitals.
    pub(super) name: String,
    /// Names in capitals; values without their quotes.
    parameters: Vec<(String, String)>,
    /// As written.
    pub(super) value: String,
    /// Where it begins, counted from 1.
    pub(super) line: usize,
}

impl Property {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A component that says something of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Component {
    /// In capitals: `VEVENT`, `VFREEBUSY` or `VTIMEZONE`.
    pub(super) name: String,
    pub(super) properties: Vec<Property>,
}

impl Component {
    pub(super) fn get(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// Whether a property has this value, however its letters are written.
    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|property| property.value.trim().eq_ignore_ascii_case(value))
    }
}

/// The components of a file that say something of time. Components within
/// them, such as alarms, are passed over; so is a line that is none.
pub(super) fn read(ics: &str) -> Result<Vec<Component>, Unreadable> {
    let mut open: Vec<String> = Vec::new();
    let mut found: Vec<Component> = Vec::new();
    let mut begun = false;
    for (line, text) in unfolded(ics) {
        let Some(property) = property(line, &text) else { continue };
        let value = property.value.trim().to_ascii_uppercase();
        match property.name.as_str() {
            "BEGIN" => {
                if !begun && value != "VCALENDAR" {
                    return Err(Unreadable::NotACalendar);
                }
                begun = true;
                open.push(value.clone());
                if open.len() == 2 {
                    found.push(Component { name: value, properties: Vec::new() });
                }
            }
            _ if !begun => return Err(Unreadable::NotACalendar),
            "END" if open.pop() == Some(value) => {}
            "END" => return Err(Unreadable::CutOff),
            _ if open.len() == 2 => {
                if let Some(component) = found.last_mut() {
                    component.properties.push(property);
                }
            }
            _ => {}
        }
    }
    match (begun, open.is_empty()) {
        (false, _) => Err(Unreadable::NotACalendar),
        (true, false) => Err(Unreadable::CutOff),
        (true, true) => {
            found.retain(|component| ["VEVENT", "VFREEBUSY", "VTIMEZONE"].contains(&component.name.as_str()));
            Ok(found)
        }
    }
}

/// Lines with what was folded behind them, and the number of their first.
fn unfolded(ics: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (at, line) in ics.trim_start_matches('\u{feff}').split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ if line.is_empty() => {}
            _ => lines.push((at + 1, line.to_owned())),
        }
    }
    lines
}

/// `NAME;PARAMETER=value;PARAMETER="quoted":value`.
fn property(line: usize, text: &str) -> Option<Property> {
    let end = text.find([';', ':'])?;
    let name = text.get(..end)?.trim().to_ascii_uppercase();
    let mut parameters = Vec::new();
    let mut rest = text.get(end..)?;
    while let Some(after) = rest.strip_prefix(';') {
        let (parameter, following) = after.split_once('=')?;
        let (value, following) = match following.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => following.split_at(following.find([';', ':'])?),
        };
        // Of a list of quoted values only the first is kept: none that is read here is one.
        let next = following.find([';', ':'])?;
        parameters.push((parameter.trim().to_ascii_uppercase(), value.to_owned()));
        rest = following.get(next..)?;
    }
    Some(Property { name, parameters, value: rest.strip_prefix(':')?.to_owned(), line })
}
