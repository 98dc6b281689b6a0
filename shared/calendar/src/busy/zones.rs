//! What zone a TZID means. Programs write IANA names, IANA names behind a path
//! of their own, or the names of Windows.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::lines::Component;

/// Names of Windows, from CLDR's table `windowsZones` with territory 001, for
/// the zones in which an adviser of Brussels may have an appointment.
const WINDOWS: [(&str, Tz); 16] = [
    ("Romance Standard Time", chrono_tz::Europe::Paris),
    ("W. Europe Standard Time", chrono_tz::Europe::Berlin),
    ("Central Europe Standard Time", chrono_tz::Europe::Budapest),
    ("Central European Standard Time", chrono_tz::Europe::Warsaw),
    ("GMT Standard Time", chrono_tz::Europe::London),
    ("Greenwich Standard Time", chrono_tz::Atlantic::Reykjavik),
    ("GTB Standard Time", chrono_tz::Europe::Bucharest),
    ("FLE Standard Time", chrono_tz::Europe::Kiev),
    ("E. Europe Standard Time", chrono_tz::Europe::Chisinau),
    ("Turkey Standard Time", chrono_tz::Europe::Istanbul),
    ("Morocco Standard Time", chrono_tz::Africa::Casablanca),
    ("Eastern Standard Time", chrono_tz::America::New_York),
    ("Central Standard Time", chrono_tz::America::Chicago),
    ("Pacific Standard Time", chrono_tz::America::Los_Angeles),
    ("UTC", chrono_tz::UTC),
    ("tzone://Microsoft/Utc", chrono_tz::UTC),
];

/// The zones of a file.
pub(super) struct Zones {
    /// Where the person is.
    pub(super) own: Tz,
    /// IANA names that the file gives for its own.
    located: BTreeMap<String, Tz>,
}

impl Zones {
    pub(super) fn of(components: &[Component], own: Tz) -> Self {
        let located = components.iter().filter(|component| component.name == "VTIMEZONE").filter_map(|zone| {
            let location = zone.get("X-LIC-LOCATION")?.value.trim().parse().ok()?;
            Some((zone.get("TZID")?.value.trim().to_owned(), location))
        });
        Self { own, located: located.collect() }
    }

    /// The zone of a name; the person's own for none and for one that nobody
    /// knows.
    pub(super) fn named(&self, name: Option<&str>) -> Tz {
        let Some(name) = name.map(str::trim) else { return self.own };
        let parts = || name.char_indices().filter(|(_, letter)| *letter == '/').map(|(at, _)| at + 1);
        let iana = std::iter::once(0).chain(parts()).find_map(|from| name.get(from..)?.parse::<Tz>().ok());
        let windows = || WINDOWS.iter().find(|(known, _)| *known == name).map(|(_, zone)| *zone);
        iana.or_else(windows).or_else(|| self.located.get(name).copied()).unwrap_or(self.own)
    }
}
