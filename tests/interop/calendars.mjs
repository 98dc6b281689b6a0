// Reads calendars with npm ical.js.
//
//     calendars.mjs <folder>
//
// Beside each NAME.ics stands NAME.json: {"from", "to", "sessions": [[uid,
// start, end], ...]}: the sessions whose day, on the clock of their own place,
// is one of these days (the last is not), with instants in UTC. Prints how much
// was compared as JSON; what differs goes to standard error, and the status is
// then 1.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";

const instant = (time) => time.toJSDate().toISOString().replace(".000Z", "Z");

function* occurrences(calendar) {
  const all = calendar.getAllSubcomponents("vevent");
  const changed = all.filter((event) => event.hasProperty("recurrence-id"));
  for (const component of all.filter((event) => !changed.includes(event))) {
    // Left to itself, the library takes the changed sessions of all series.
    const uid = component.getFirstPropertyValue("uid");
    const exceptions = changed.filter((event) => event.getFirstPropertyValue("uid") === uid);
    const event = new ICAL.Event(component, { exceptions, strictExceptions: true });
    if (!event.isRecurring()) {
      yield [event.uid, event.startDate, event.endDate];
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      const { startDate, endDate } = event.getOccurrenceDetails(next);
      yield [event.uid, startDate, endDate];
    }
  }
}

function compare(path) {
  const parsed = ICAL.parse(readFileSync(path, "utf8"));
  const calendar = new ICAL.Component(parsed);
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const wanted = JSON.parse(readFileSync(path.replace(/\.ics$/, ".json"), "utf8"));
  const day = (time) => time.toString().slice(0, 10);
  const within = ([, start]) => wanted.from <= day(start) && day(start) < wanted.to;
  const written = ([uid, start, end]) => [uid, instant(start), instant(end)].join(" ");
  const ours = new Set(wanted.sessions.map((session) => session.join(" ")));
  const theirs = [...occurrences(calendar)].filter(within).map(written);
  const problems = [...ours].filter((one) => !theirs.includes(one)).map((one) => `only here: ${one}`);
  problems.push(...theirs.filter((one) => !ours.has(one)).map((one) => `only there: ${one}`));
  if (theirs.length !== wanted.sessions.length) {
    problems.push(`${wanted.sessions.length} sessions here, ${theirs.length} there`);
  }
  return { problems, compared: ours.size };
}

const folder = process.argv[2];
const files = readdirSync(folder).filter((name) => name.endsWith(".ics"));
let sessions = 0, wrong = 0;
for (const name of files) {
  const { problems, compared } = compare(join(folder, name));
  sessions += compared;
  wrong += problems.length > 0 ? 1 : 0;
  for (const problem of problems.slice(0, 10)) console.error(`${name}: ${problem}`);
}
console.log(JSON.stringify({ files: files.length, sessions }));
process.exit(wrong > 0 ? 1 : 0);
