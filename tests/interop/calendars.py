"""Reads calendars with PyPI icalendar and recurring-ical-events.

    calendars.py <folder>

Beside each NAME.ics stands NAME.json: {"from", "to", "sessions": [[uid, start,
end], ...]}: the sessions whose day, on the clock of their own place, is one of
these days (the last is not), with instants in UTC. Prints how much was compared as JSON; what
differs goes to standard error, and the status is then 1.
"""
import datetime
import json
import pathlib
import sys

import icalendar
import recurring_ical_events

UTC = datetime.timezone.utc


def instant(value):
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def written_well(raw):
    """Content lines of RFC 5545, 3.1."""
    problems = []
    lines = raw.split(b"\r\n")
    if lines[-1] != b"":
        problems.append("the file does not end with CR LF")
    for line in lines[:-1]:
        if len(line) > 75:
            problems.append(f"{len(line)} octets: {line!r}")
        if b"\r" in line or b"\n" in line:
            problems.append(f"a bare line end: {line!r}")
        try:
            line.decode()
        except UnicodeDecodeError:
            problems.append(f"a character is split: {line!r}")
    return problems


def complete(calendar):
    problems = [f"{component.name}: {error}" for component in calendar.walk() for error in component.errors]
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    for component in calendar.walk():
        for name, value in component.property_items(recursive=False):
            zone = getattr(value, "params", {}).get("TZID")
            if zone is not None and zone not in zones:
                problems.append(f"{name} in {zone}, which has no VTIMEZONE")
    for event in calendar.walk("VEVENT"):
        problems += [f"a VEVENT without {name}" for name in ("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY") if name not in event]
    return problems


def found(calendar, first, end):
    # `between` judges by UTC, and gives what only reaches into the days too.
    day = datetime.timedelta(days=1)
    events = recurring_ical_events.of(calendar).between(first - day, end + day)
    return sorted((str(event["UID"]), instant(event.start), instant(event.end)) for event in events if first <= event.start.date() < end)


def compare(path):
    raw = path.read_bytes()
    calendar = icalendar.Calendar.from_ical(raw)
    problems = written_well(raw) + complete(calendar)
    wanted = json.loads(path.with_suffix(".json").read_text())
    begin, end = (datetime.date.fromisoformat(wanted[key]) for key in ("from", "to"))
    ours = sorted(tuple(session) for session in wanted["sessions"])
    theirs = found(calendar, begin, end)
    problems += [f"only here: {one}" for one in ours if one not in set(theirs)]
    problems += [f"only there: {one}" for one in theirs if one not in set(ours)]
    if len(ours) != len(theirs):
        problems.append(f"{len(ours)} sessions here, {len(theirs)} there")
    return problems, len(ours)


def main():
    files, sessions, wrong = sorted(pathlib.Path(sys.argv[1]).glob("*.ics")), 0, 0
    for path in files:
        problems, compared = compare(path)
        sessions += compared
        wrong += bool(problems)
        for problem in problems[:10]:
            print(f"{path.name}: {problem}", file=sys.stderr)
    print(json.dumps({"files": len(files), "sessions": sessions}))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
