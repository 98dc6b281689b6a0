"""Reads the calendar part of a mail with PyPI icalendar, as a calendar program
does that acts on it.

    invitation.py < part.ics

Prints what it says as JSON, instants in UTC; `problems` lists what RFC 5545
and RFC 5546 (3.2.2 and 3.2.5) do not allow.
"""
import json
import sys

import icalendar
from calendars import complete, instant, written_well


def address(value):
    return str(value).lower().removeprefix("mailto:")


def main():
    raw = sys.stdin.buffer.read()
    calendar = icalendar.Calendar.from_ical(raw)
    problems = written_well(raw) + complete(calendar)
    events = calendar.walk("VEVENT")
    if len(events) != 1:
        problems.append(f"{len(events)} events")
    event = events[0]
    method, status = str(calendar.get("METHOD")), str(event.get("STATUS"))
    for name in ("ORGANIZER", "ATTENDEE", "DTSTAMP", "DTEND"):
        if name not in event:
            problems.append(f"{method} without {name}")
    if (method, status) not in {("REQUEST", "CONFIRMED"), ("CANCEL", "CANCELLED")}:
        problems.append(f"{method} of an event that is {status}")
    print(json.dumps({
        "method": method,
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "start": instant(event.start),
        "end": instant(event.end),
        "zone": event["DTSTART"].params.get("TZID"),
        "organizer": address(event.get("ORGANIZER", "")),
        "sent_by": address(event["ORGANIZER"].params.get("SENT-BY", "")),
        "attendee": address(event.get("ATTENDEE", "")),
        "summary": str(event["SUMMARY"]),
        "location": str(event.get("LOCATION", "")),
        "url": str(event.get("URL", "")),
        "problems": problems,
    }))


if __name__ == "__main__":
    main()
