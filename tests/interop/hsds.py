"""Open data read by a program that is not ours.

    hsds.py schemas <schemas> <folder>    each <folder>/NAME/*.json is valid by <schemas>/NAME.json
    hsds.py schedules <folder>            each *.json: its rows of schedules give its sessions
    hsds.py calendars <folder>            each NAME.json: its permanences' rows give the events of NAME.ics

`schedules`: {"schedules": [...], "sessions": [[start, end], ...]}, instants in UTC.
`calendars`: {"from", "to", "schedules": {permanence: [...]}}, local days, the last exclusive.
Prints how much was compared as JSON; what differs goes to standard error, and the
status is then 1.
"""
import contextlib
import datetime
import io
import json
import pathlib
import sys

UTC = datetime.timezone.utc


def instant(value):
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def clock(day, text):
    return datetime.datetime.fromisoformat(f"{day.isoformat()}T{text}:00" if len(text) == 5 else f"{day.isoformat()}T{text[:5]}:00{text[5:]}")


def days(row):
    """The days of a row, by HSDS's words for RFC 5545's."""
    from dateutil.rrule import rrulestr

    first = datetime.date.fromisoformat(row["valid_from"])
    if "freq" not in row:
        return [datetime.date.fromisoformat(row["dtstart"])]
    parts = [f"FREQ={row['freq']}", f"INTERVAL={row['interval']}", f"WKST={row['wkst']}"]
    parts += [f"{name.upper()}={row[name]}" for name in ("byday", "bymonthday") if name in row]
    parts.append(f"UNTIL={row['until'].replace('-', '')}T235959")
    start = datetime.datetime.fromisoformat(row["dtstart"])
    found = [one.date() for one in rrulestr(";".join(parts), dtstart=start)]
    last = datetime.date.fromisoformat(row["valid_to"])
    return [day for day in found if first <= day <= last]


def expand(rows):
    found = []
    for row in rows:
        for day in days(row):
            opens = clock(day, row["opens_at"])
            closes = clock(day, row["closes_at"])
            if opens.utcoffset() != datetime.timedelta(hours=row["timezone"]):
                raise ValueError(f"opens_at and timezone differ: {row}")
            if closes <= opens:
                closes += datetime.timedelta(days=1)
            found.append((instant(opens), instant(closes)))
    return sorted(found)


def differ(ours, theirs):
    problems = [f"only in the rows: {one}" for one in theirs if one not in set(ours)]
    problems += [f"not in the rows: {one}" for one in ours if one not in set(theirs)]
    if not problems and len(ours) != len(theirs):
        problems.append(f"{len(theirs)} in the rows, {len(ours)} wanted")
    return problems


def schemas(schemas_at, folder):
    from check_jsonschema.cli import main

    wrong, count = [], 0
    for name in sorted(path.name for path in pathlib.Path(folder).iterdir()):
        files = sorted(str(path) for path in (pathlib.Path(folder) / name).glob("*.json"))
        count += len(files)
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said):
                main.main(["--schemafile", str(pathlib.Path(schemas_at) / f"{name}.json"), "--output-format", "text", *files], standalone_mode=False)
        except SystemExit as end:
            if end.code:
                wrong.append(f"{name}: {said.getvalue()}")
    return wrong, count


def schedules(folder):
    wrong, count = [], 0
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        told = json.loads(path.read_text())
        wanted = sorted(tuple(session) for session in told["sessions"])
        wrong += [f"{path.name}: {one}" for one in differ(wanted, expand(told["schedules"]))[:10]]
        count += len(wanted)
    return wrong, count


def calendars(folder):
    import icalendar
    import recurring_ical_events

    wrong, count = [], 0
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        told = json.loads(path.read_text())
        first, end = (datetime.date.fromisoformat(told[key]) for key in ("from", "to"))
        calendar = icalendar.Calendar.from_ical(path.with_suffix(".ics").read_bytes())
        day = datetime.timedelta(days=1)
        events = recurring_ical_events.of(calendar).between(first - day, end + day)
        held = {}
        for event in events:
            if first <= event.start.date() < end:
                held.setdefault(str(event["UID"]).split("@")[0], []).append((instant(event.start), instant(event.end)))
        for permanence in sorted(held.keys() | told["schedules"].keys()):
            wanted = sorted(held.get(permanence, []))
            rows = expand(told["schedules"].get(permanence, []))
            wrong += [f"{path.name}: {permanence}: {one}" for one in differ(wanted, rows)[:5]]
            count += len(wanted)
    return wrong, count


def main():
    what, *given = sys.argv[1:]
    wrong, count = {"schemas": schemas, "schedules": schedules, "calendars": calendars}[what](*given)
    for one in wrong[:40]:
        print(one, file=sys.stderr)
    print(json.dumps({"compared": count}))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
