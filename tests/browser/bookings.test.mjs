// An appointment in the browser: chosen, booked, moved, given back, waited
// for, and noted at the desk. With JavaScript on a screen and without it on a
// phone; every page on the way is held to what every page must hold to.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { overflow, violations, words } from "./checks.mjs";
import { context, launch, set, signIn } from "./chromium.mjs";
import { day, startHost } from "./host.mjs";

const WIDTHS = [1280, 360];
const shots = join(dirname(fileURLToPath(import.meta.url)), "shots");

let host;
let browser;
let cookies;

before(async () => {
  mkdirSync(shots, { recursive: true });
  host = await startHost();
  browser = await launch();
  await morning();
  const own = await context(browser, { base: host.base });
  await signIn(await own.newPage(), await door());
  cookies = (await own.cookies()).filter(({ name }) => name !== "lang");
  await own.close();
});

after(async () => {
  await browser?.close();
  await host?.stop();
});

let desks = 0;

/** Two slots at Pépibru in an evening of its own, three to six weeks ahead: to be moved, and among those shown. */
async function desk(extra = {}) {
  const { now } = await host.json("/demo/clock");
  for (;;) {
    const date = day(now.slice(0, 10), 7 * (3 + Math.floor(desks / 5)) - ((new Date(now).getUTCDay() + 6) % 7) + (desks % 5));
    desks += 1;
    const body = {
      agency: "innoviris", location: "pepibru", services: ["innoviris-shape"], languages: ["fr", "nl"], seats: 1,
      start: `${date}T18:00`, duration_minutes: 90, slot_minutes: 40, buffer_minutes: 5, status: "published", ...extra,
    };
    const { id } = await host.create("/v1/permanences", body);
    const held = await host.list(`/v1/sessions?agency=innoviris&location=pepibru&from=${date}&to=${day(date, 1)}`);
    const session = held.find(({ permanence }) => permanence === id);
    // On a public holiday another day is taken.
    if (session.status === "scheduled") return { date, session, slots: session.slots.map(({ local_start }) => local_start) };
  }
}

const advance = (minutes) => host.json("/demo/clock", { method: "POST", body: JSON.stringify({ advance: `PT${minutes}M` }) });

/** A session of an hour that begins in a minute. */
async function soon(location) {
  const wall = new Date(Date.parse((await host.json("/demo/clock")).now) + 60_000).toLocaleString("sv-SE", { timeZone: "Europe/Brussels" });
  const begins = wall.slice(0, 16).replace(" ", "T");
  const { id } = await host.create("/v1/permanences", {
    agency: "innoviris", location, start: begins, duration_minutes: 60, slot_minutes: 20, buffer_minutes: 0, seats: 3, status: "published",
  });
  const date = begins.slice(0, 10);
  const held = await host.list(`/v1/sessions?location=${location}&from=${date}&to=${day(date, 1)}`);
  return { begins, session: held.find(({ permanence }) => permanence === id) };
}

/** Moves the clock to nine in the morning, UTC, of the next day on which sessions take place. */
async function morning() {
  for (;;) {
    const now = Date.parse((await host.json("/demo/clock")).now);
    const nine = Math.floor(now / 86_400_000) * 86_400_000 + 9 * 3_600_000;
    await advance(Math.ceil((nine + (nine <= now ? 86_400_000 : 0) - now) / 60_000));
    if ((await soon("greenbizz")).session.status === "scheduled") return;
  }
}

/** A fresh sign-in link, as it is mailed: the printed one may be over by the new clock. */
async function door() {
  const coordinator = "coordination@permanence.example";
  await fetch(`${host.base}/console/sign-in`, {
    method: "POST", redirect: "manual", headers: { origin: host.base }, body: new URLSearchParams({ email: coordinator }),
  });
  await host.settle();
  return new URL((await mailTo(coordinator)).links.find((link) => link.includes("/enter/"))).pathname;
}

const free = async ({ date, session }) => {
  const held = await host.list(`/v1/sessions?agency=innoviris&location=pepibru&from=${date}&to=${day(date, 1)}`);
  return held.find(({ id }) => id === session.id).slots.map(({ free }) => free);
};

/** Somebody takes a slot by the API; answers their booking. */
const take = (session, slot, email, extra = {}) =>
  host.create("/v1/bookings", {
    session: session.id, slot, contact: { name: "Ann Peeters", email, language: "fr" }, member: { name: "Peeters SRL" }, ...extra,
  });

const mailTo = async (address) => (await host.mails()).find(({ to }) => to === address);
const linkIn = (mail) => new URL(mail.links.find((link) => link.includes("/b/"))).pathname;

/** Somebody at the browser. Without JavaScript nothing can be measured: a window with it opens the same page beside. */
async function somebody({ javascript, language, inside = false, checked = true }) {
  const own = await context(browser, { base: host.base, language, width: javascript ? 1280 : 360, javascript });
  const measuring = javascript || !checked ? own : await context(browser, { base: host.base, language, width: 360 });
  for (const one of new Set([own, measuring])) if (inside) await one.addCookies(cookies);
  const page = await own.newPage();
  const beside = measuring === own ? page : await measuring.newPage();
  const wrong = [];
  return {
    page,
    go: async (path) => page.goto(`${path}${path.includes("?") ? "&" : "?"}lang=${language}`),
    press: async (button) => {
      await button.click();
      await page.waitForLoadState();
    },
    /** Holds the page as it stands to the rules, and takes its picture. */
    look: async (name) => {
      if (!checked) return;
      // What was refused stands only in this window: the other is given its markup.
      if (beside !== page) {
        await beside.goto(page.url());
        await beside.evaluate((markup) => document.documentElement.setHTMLUnsafe(markup), await page.locator("html").innerHTML());
        await beside.evaluate((lang) => (document.documentElement.lang = lang), language);
      }
      for (const width of WIDTHS) {
        await beside.setViewportSize({ width, height: 900 });
        const found = [...(await violations(beside)), ...(await overflow(beside))];
        wrong.push(...found.map((text) => `${name}, ${width} px: ${text}`));
        if (javascript) await page.screenshot({ path: join(shots, `booking-${name}.${language}.${width}.png`), fullPage: true });
      }
      wrong.push(...(await words(beside, language)).map((text) => `${name}: ${text}`));
    },
    leave: async () => {
      await own.close();
      if (measuring !== own) await measuring.close();
      assert.deepEqual(wrong, []);
    },
  };
}

const main = (page) => page.locator("main form button").last();

for (const [language, javascript] of [["fr", true], ["fr", false], ["nl", true], ["nl", false], ["en", true], ["en", false]]) {
  test(`booked, moved, given back, again: ${language}, ${javascript ? "on a screen" : "on a phone without JavaScript"}`, async () => {
    const { date, session, slots } = await desk();
    const { page, go, press, look, leave } = await somebody({ javascript, language });
    const address = `zoe-${language}-${javascript}@zoe-robotics.example`;

    await go(`/locations/pepibru/week?week=${week(date)}`);
    const slot = page.locator(`a.slot[href*="${session.id}"][href*="${slots[0]}"]`);
    if (await slot.count()) await press(slot.first());
    else {
      await press(page.locator(`a[href*="/book?"][href*="${session.id}"]`).first());
      await look("choose");
      await press(page.locator(`a.slot[href*="slot=${slots[0]}"]`).first());
    }
    await look("details");
    await set(page, "name", "Zoé Maes");
    await set(page, "company", "Zoé Robotics");
    await set(page, "note", "Een prototype.");
    await set(page, "email", "zoe@zoe@");
    await page.locator("main form").evaluate((form) => (form.noValidate = true));
    await press(main(page));
    assert.match(await page.locator("#f-email-error").textContent(), /\S/);
    assert.equal(await page.locator('[name="note"]').inputValue(), "Een prototype.", "what was entered stays");
    assert.deepEqual(await free({ date, session }), [1, 1], "nothing is booked");
    await look("details-refused");
    await set(page, "email", address);
    await page.locator(`[name="language"][value="${language}"]`).check();
    await press(main(page));
    assert.match(page.url(), /\/book\/sent/);
    await look("sent");
    assert.deepEqual(await free({ date, session }), [0, 1]);
    await host.settle();

    const mail = await mailTo(address);
    assert.equal(mail.calendar.method, "REQUEST");
    await go(`/demo/mail/${mail.id}`);
    assert.match(await page.locator("main").innerText(), /METHOD:REQUEST/);
    await press(page.locator('main a[href*="/b/"]').first());
    await look("own");
    await press(page.locator('main a[href$="/move"]'));
    await look("move");
    await press(page.locator(`a.slot[href*="slot=${slots[1]}"]`).first());
    await look("move-confirm");
    assert.deepEqual(await free({ date, session }), [0, 1], "nothing moves before it is confirmed");
    await press(page.locator("#confirm button"));
    assert.match(page.url(), /done=moved/);
    assert.deepEqual(await free({ date, session }), [1, 0]);
    await press(page.locator('button[value="cancel"]'));
    assert.match(page.url(), /done=cancelled/);
    await look("own-cancelled");
    assert.deepEqual(await free({ date, session }), [1, 1]);
    await host.settle();
    assert.equal((await mailTo(address)).calendar.method, "CANCEL");
    await press(page.locator('main a.button[href^="/book?"]').last());
    assert.ok((await page.locator("a.slot:not(.taken)").count()) > 0, "and books again");
    await leave();
  });
}

for (const [language, javascript] of [["fr", true], ["nl", false], ["en", true]]) {
  test(`somebody was faster, then waits and takes the seat offered: ${language}${javascript ? "" : ", without JavaScript"}`, async () => {
    const { date, session, slots } = await desk();
    const { page, go, press, look, leave } = await somebody({ javascript, language });
    const [ann, zoe] = [`ann-${language}@example.org`, `waits-${language}@zoe-robotics.example`];

    await go(`/book/details?session=${session.id}&slot=${slots[0]}`);
    await set(page, "name", "Zoé Maes");
    await set(page, "email", zoe);
    await take(session, slots[0], ann);
    const refused = page.waitForResponse((answer) => answer.request().method() === "POST");
    await press(main(page));
    assert.equal((await refused).status(), 409);
    assert.ok((await page.locator('[name="at"]').count()) > 1, "other times are named");
    assert.equal(await page.locator('[name="email"]').inputValue(), zoe, "what was entered stays");
    await look("taken");
    await page.locator('[name="at"][value="wait"]').check();
    await press(main(page));
    assert.match(page.url(), /done=waiting/);
    await look("waiting");
    await host.settle();
    await go(linkIn(await mailTo(zoe)));
    await look("own-waiting");

    const given = await fetch(`${host.base}${linkIn(await mailTo(ann))}`, {
      method: "POST", redirect: "manual", headers: { origin: host.base }, body: new URLSearchParams({ action: "cancel" }),
    });
    assert.equal(given.status, 303);
    await host.settle();
    assert.deepEqual(await free({ date, session }), [0, 1], "the seat is kept");
    await go(linkIn(await mailTo(zoe)));
    await look("own-offered");
    await press(page.locator('form:has([value="take_offer"]) button'));
    assert.match(page.url(), /done=taken/);
    await look("own-taken");
    await host.settle();
    assert.equal((await mailTo(zoe)).calendar.method, "REQUEST");
    await leave();
  });
}

for (const [language, javascript] of [["fr", true], ["nl", true], ["en", false]]) {
  test(`the day at the desk: ${language}${javascript ? "" : ", without JavaScript"}`, async () => {
    const { begins, session } = await soon({ fr: "pepibru", nl: "icab", en: "eebic" }[language]);
    for (const number of [1, 2]) {
      await take(session, begins, `came-${language}-${number}@example.org`, {
        contact: { name: `Ann ${number}`, email: `came-${language}-${number}@example.org` }, note: "Première fois.",
      });
    }
    await advance(2);

    const { page, go, press, look, leave } = await somebody({ javascript, language, inside: true });
    await go(`/console/schedule/day?day=${begins.slice(0, 10)}`);
    await look("day");
    await press(page.locator("form").filter({ hasText: "Ann 1" }).locator('button[value="attended"]'));
    assert.match(page.url(), /done=attended/);
    await press(page.locator("form").filter({ hasText: "Ann 2" }).locator('button[value="missed"]'));
    assert.match(page.url(), /done=missed/);
    await press(page.locator(`form:has([name="session"][value="${session.id}"]) button`));
    assert.match(page.url(), /done=walked-in/);
    await look("day-noted");
    await press(page.locator(`a[href="/console/schedule/walk-in?session=${session.id}"]`));
    await look("walk-in");
    await set(page, "name", "Zoé Maes");
    await press(main(page));
    assert.match(page.url(), /done=walked-in/);
    await press(page.locator("form").filter({ hasText: "Zoé Maes" }).locator('button[value="cancel"]'));
    assert.match(page.url(), /done=taken-back/);
    const listed = (await host.json(`/v1/bookings?session=${session.id}`)).items;
    assert.deepEqual(listed.map(({ status, walk_in }) => `${status} ${walk_in}`).sort(), ["attended false", "attended true", "missed false"]);
    await leave();
  });
}

test("a place and a service are chosen, and where there is nothing, the page says where else", async () => {
  for (const language of ["fr", "nl", "en"]) {
    const { page, go, press, look, leave } = await somebody({ javascript: language !== "nl", language });
    await go("/book");
    await look("empty");
    await set(page, "location", "icab");
    await set(page, "service", "innoviris-shape");
    await press(main(page));
    assert.match(page.url(), /location=icab/);
    assert.ok((await page.locator("a.slot").count()) > 0);
    await look("found");
    const held = new Set((await host.list("/v1/sessions?service=innoviris-shape")).map(({ location }) => location));
    const places = await page.locator('[name="location"] option').evaluateAll((all) => all.map(({ value }) => value));
    await set(page, "location", places.find((id) => id && !held.has(id)));
    await press(main(page));
    assert.equal(await page.locator("a.slot").count(), 0);
    await look("nothing");
    await press(page.locator('main a.button[href^="/book?location="]'));
    assert.ok((await page.locator("a.slot:not(.taken)").count()) > 0, "the nearest place has a free time");
    await leave();
  }
});

/** The ISO week of a day. */
function week(date) {
  const thursday = day(date, 3 - ((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7));
  const year = Number(thursday.slice(0, 4));
  const number = Math.floor((Date.parse(`${thursday}T00:00:00Z`) - Date.UTC(year, 0, 1)) / (7 * 86_400_000)) + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}
