// The work list by keyboard: from line to line, what can be done there, and what
// can't be undone; and all of it without JavaScript.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { context, launch, signIn } from "./chromium.mjs";
import { violations } from "./checks.mjs";
import { startHost } from "./host.mjs";

const PATH = "/console/work";
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
  const page = await own.newPage();
  await page.goto(`${PATH}?lang=en`);
  return page;
};

/** The line that has the focus, from 0; -1 for none. */
const line = (page) =>
  page.evaluate(() => [...document.querySelectorAll("[data-work] tbody > tr")].findIndex((row) => row.contains(document.activeElement)));

test("j and k, and the arrows within the list, go from line to line, and Enter acts", async () => {
  const page = await open({});
  assert.ok(await page.locator("[data-work-keys]").isVisible(), "the keys are told");
  await page.keyboard.press("ArrowDown");
  assert.equal(await line(page), -1, "outside of the list arrows scroll");
  const seen = [];
  for (const key of ["j", "j", "ArrowDown", "k", "ArrowUp", "k", "k"]) {
    await page.keyboard.press(key);
    seen.push(await line(page));
  }
  assert.deepEqual(seen, [0, 1, 2, 1, 0, 0, 0]);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, "solid", "the focus is seen");
  assert.deepEqual(await violations(page), []);
  const goes = await page.evaluate(() => document.activeElement.href ?? document.activeElement.form?.action);
  await page.keyboard.press("Enter");
  await page.waitForURL(goes);
  await page.context().close();
});

test("u says what can't be undone, and presses what can", async () => {
  const page = await open({});
  const said = page.locator("[data-work-keys] [role=status]");
  await page.keyboard.press("u");
  assert.match(await said.textContent(), /can’t be taken back/);
  await page.goto(`${PATH}?lang=en&done=repaired&undo=nothing.20261201`);
  const asked = page.waitForRequest((request) => request.method() === "POST");
  await page.keyboard.press("u");
  assert.match((await asked).url(), /\/console\/schedule\/nothing\/exceptions\/2026-12-01\/remove$/);
  await page.context().close();
});

test("the letters are switched off, and stay so", async () => {
  const page = await open({});
  await page.locator("[data-work-keys] button").click();
  await page.reload();
  await page.keyboard.press("j");
  assert.equal(await line(page), -1);
  await page.locator("[data-work-keys] button").click();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("j");
  assert.equal(await line(page), 0);
  await page.context().close();
});

test("without JavaScript no key is promised, and Tab reaches every action", async () => {
  const page = await open({ javascript: false });
  assert.ok(await page.locator("[data-work-keys]").isHidden());
  assert.ok((await page.locator("[data-work] .actions :is(a, button)").count()) > 2);
  await page.context().close();
});
