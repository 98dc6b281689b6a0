// The rota: a session is moved by dragging it, by keyboard, and without
// JavaScript on a phone; what can't take place says why.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { context, launch, set, signIn } from "./chromium.mjs";
import { day, startHost } from "./host.mjs";

const PATH = "/console/schedule";
let host;
let browser;
let cookies;

before(async () => {
  host = await startHost();
  browser = await launch();
  const door = await context(browser, { base: host.base });
  await signIn(await door.newPage(), host.signIn);
  cookies = await door.cookies();
  await door.close();
});

after(async () => {
  await browser?.close();
  await host?.stop();
});

const open = async (choices) => {
  const own = await context(browser, { base: host.base, ...choices });
  await own.addCookies(cookies);
  return own.newPage();
};

let weeks = 1;

/** A week of its own for each test, with a session on its Tuesday that takes place. */
async function planned({ at = "09:30", ...extra } = {}) {
  const { now } = await host.json("/demo/clock");
  const today = now.slice(0, 10);
  for (;;) {
    weeks += 1;
    const monday = day(today, 7 * weeks - ((new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7));
    const tuesday = day(monday, 1);
    const { id } = await host.create("/v1/permanences", {
      agency: "innoviris", location: "pepibru", start: `${tuesday}T${at}`, duration_minutes: 60, status: "published", ...extra,
    });
    const sessions = await host.list(`/v1/sessions?agency=innoviris&from=${tuesday}&to=${day(tuesday, 1)}`);
    // On a public holiday another week is taken.
    if (sessions.find(({ permanence }) => permanence === id).status === "scheduled") {
      return { id, monday, tuesday, week: week(day(monday, 3)) };
    }
  }
}

/** The ISO week of a Thursday. */
function week(thursday) {
  const year = Number(thursday.slice(0, 4));
  const number = Math.floor((Date.parse(`${thursday}T00:00:00Z`) - Date.UTC(year, 0, 1)) / (7 * 86_400_000)) + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}

const exceptions = async (id) => (await host.json(`/v1/permanences/${id}`)).exceptions;

test("a session is dragged to another day, and moves once that is confirmed", async () => {
  const { id, monday, tuesday, week } = await planned();
  // Thursday, but for Armistice Day, on which nobody works.
  const other = day(monday, day(monday, 3).endsWith("-11-11") ? 4 : 3);
  const page = await open({});
  // High enough for the whole grid: nothing scrolls while the mouse is down.
  await page.setViewportSize({ width: 1280, height: 4000 });
  await page.goto(`${PATH}?week=${week}&lang=fr`);
  const session = page.locator(`[data-move^="${PATH}/${id}/move"]`);
  const stop = await session.getAttribute("data-from");
  await session.dragTo(page.locator(`td[data-stop="${stop}"][data-day="${other}"]`));
  await page.waitForURL(/\/move\?date=/);
  assert.equal(await page.locator('[name="ex_new_date"]').inputValue(), other);
  assert.deepEqual(await exceptions(id), [], "nothing changes before it is confirmed");
  await page.locator("main form button").first().click();
  await page.waitForURL(/done=moved/);
  assert.deepEqual((await exceptions(id)).map(({ date, start }) => [date, start]), [[tuesday, `${other}T09:30`]]);
  await page.context().close();
});

test("dropped on another place's row, it opens the form for it and those that follow, with that place", async () => {
  const { id, monday, tuesday, week } = await planned();
  const page = await open({});
  // High enough for the whole grid: nothing scrolls while the mouse is down.
  await page.setViewportSize({ width: 1280, height: 4000 });
  await page.goto(`${PATH}?week=${week}&lang=fr`);
  const session = page.locator(`[data-move^="${PATH}/${id}/move"]`);
  const stop = await session.getAttribute("data-from");
  const cell = page.locator(`td[data-day="${day(monday, 3)}"]:not([data-stop="${stop}"])`).first();
  const other = await cell.getAttribute("data-stop");
  await session.dragTo(cell);
  await page.waitForURL(/scope=following/);
  assert.equal(await page.locator('form[method="post"] [name="location"]').inputValue(), other);
  assert.equal(await page.locator('form[method="post"] [name="date"]').inputValue(), day(monday, 3));
  assert.equal((await host.json(`/v1/permanences/${id}`)).start, `${tuesday}T09:30`, "nothing changes before it is sent");
  await page.context().close();
});

test("an empty cell that is pressed plans something there", async () => {
  const { monday, week } = await planned();
  const page = await open({});
  await page.setViewportSize({ width: 1280, height: 4000 });
  await page.goto(`${PATH}?week=${week}&lang=fr`);
  const cell = page.locator(`td[data-day="${day(monday, 4)}"]:not(:has([data-move]))`).first();
  const stop = await cell.getAttribute("data-stop");
  await cell.click({ position: { x: 4, y: 4 } });
  await page.waitForURL(new RegExp(`/new\\?location=${stop}&day=${day(monday, 4)}`));
  await page.context().close();
});

test("by keyboard, the link beside a session opens the same form", async () => {
  const { id, monday, week } = await planned();
  const page = await open({ language: "nl" });
  await page.goto(`${PATH}?week=${week}&lang=nl`);
  await page.locator(`a.move[href^="${PATH}/${id}/move"]`).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/move\?date=/);
  await set(page, "ex_new_date", day(monday, 2));
  await page.locator('[name="ex_new_time"]').focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/done=moved/);
  assert.equal((await exceptions(id))[0].start, `${day(monday, 2)}T09:30`);
  await page.context().close();
});

test("on a phone without JavaScript: planned from an empty cell, refused with its reason", async () => {
  const [adviser] = (await host.list("/v1/advisers?agency=innoviris")).map(({ id }) => id);
  // In the evening nobody of the invented rota is anywhere.
  const { tuesday, week } = await planned({ at: "18:00", location: "eebic", advisers: [adviser] });
  const page = await open({ width: 360, javascript: false, language: "en" });
  await page.goto(`${PATH}?week=${week}&lang=en`);
  // The row of a core place is always there; another's only in weeks that have or lack something.
  await page.locator(`a.add[href*="location=bsprouts"][href$="day=${tuesday}"]`).click();
  await set(page, "agency", "innoviris");
  await page.locator("main form button").last().click();
  assert.equal(await page.locator('[name="date"]').inputValue(), tuesday);
  await page.locator(`[name="advisers"][value="${adviser}"]`).check();
  await set(page, "time", "18:30");
  await set(page, "repeat", "once");
  await page.locator("main form button").last().click();
  await page.waitForLoadState();
  assert.match(await page.locator("#f-advisers-error").textContent(), /at once/);
  await page.locator(`[name="advisers"][value="${adviser}"]`).uncheck();
  await page.locator("main form button").last().click();
  await page.waitForURL(/done=created/);
  await page.context().close();
});

test("on a phone the console's navigation is one line, and each entry is reached by keyboard", async () => {
  const page = await open({ language: "nl", width: 360, javascript: false });
  await page.goto(`${PATH}?lang=nl`);
  const header = await page.locator("header.top").boundingBox();
  assert.ok(header.height <= 120, `the header is ${header.height} pixels high`);
  const entries = page.locator("header.top nav a");
  const tops = new Set(await entries.evaluateAll((all) => all.map((entry) => entry.getBoundingClientRect().top)));
  assert.equal(tops.size, 1, "all entries stand in one line");
  const count = await entries.count();
  await entries.first().focus();
  for (let at = 0; at < count; at += 1) {
    const box = await entries.nth(at).boundingBox();
    assert.ok(await entries.nth(at).evaluate((entry) => entry === document.activeElement), `${at} has the focus`);
    assert.ok(box.x >= 0 && box.x + box.width <= 360, `entry ${at} is seen when it has the focus: ${box.x}`);
    await page.keyboard.press("Tab");
  }
  await page.context().close();
});

test("of a rota that is proposed, what is dragged to another day moves once that is confirmed", async () => {
  const [{ id }] = await host.list("/v1/plans");
  const at = `/v1/plans/${id}`;
  for (let tries = 0; (await host.json(at)).status !== "ready"; tries += 1) {
    assert.ok(tries < 240, "the rota is not worked out");
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const { from, assignments, pins } = await host.json(at);
  assert.deepEqual(pins, []);
  const week = (date) => Math.floor((Date.parse(date) - Date.parse(from)) / (7 * 86_400_000));
  // The first week may be short of working days.
  const fresh = assignments.filter(({ change }) => change === "new");
  const one = fresh.reduce((first, other) => (other.days[0] < first.days[0] ? other : first));
  const shown = week(one.days[0]);
  const page = await open({});
  // High enough for the whole grid: nothing scrolls while the mouse is down.
  await page.setViewportSize({ width: 1280, height: 4000 });
  await page.goto(`/console/plans/${id}?week=${shown}&lang=fr`);
  const other = [0, 1, 2, 3, 4].map((ahead) => day(from, 7 * shown + ahead)).find((date) => date !== one.days[0]);
  const cell = (date) => page.locator(`td[data-stop="${one.location}"][data-day="${date}"]`);
  await page.locator(`[data-move$="of=${one.id}"]`).first().dragTo(cell(other));
  await page.waitForURL(/[?&]to=/);
  const time = page.locator('#chosen [name="time"]');
  assert.equal((await time.inputValue()).split("-")[0], String((new Date(other).getUTCDay() + 6) % 7));
  assert.deepEqual((await host.json(at)).pins, [], "nothing changes before it is confirmed");
  await page.locator('#chosen button[value="move"]').click();
  await page.waitForURL(/done=settled/);
  const wishes = (await host.json(at)).pins.map(({ wish }) => wish).sort();
  assert.deepEqual(wishes, ["forbidden", "pinned"]);
  await page.context().close();
});
