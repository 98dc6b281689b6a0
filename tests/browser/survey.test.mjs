// The survey on a phone, with JavaScript: its weight, a lost network, a second
// tap and another language.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { context, launch, set } from "./chromium.mjs";
import { DAY, day, startHost } from "./host.mjs";

// All that a first visit may transfer, in bytes.
const HEAVIEST = 30_000;
const REQUIRED = [["overall", "5"], ["useful", "4"], ["effort", "4"], ["recommend", "9"]];

let host;
let browser;

before(async () => {
  host = await startHost();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await host?.stop();
});

const asked = (agency) =>
  host.create("/v1/surveys", { variant: "after_visit", location: "icab", agency, opens: DAY, closes: day(DAY, 60) });

const phone = (language) => context(browser, { base: host.base, language, width: 360 });

const counted = async (survey) => {
  await host.settle();
  return (await host.json(`/v1/surveys/${survey.id}/results`)).n;
};

test("the page is under 30 kB in all", async () => {
  const survey = await asked("innoviris");
  const own = await phone("fr");
  const page = await own.newPage();
  const client = await own.newCDPSession(page);
  await client.send("Network.enable");
  const sizes = new Map();
  const urls = new Map();
  client.on("Network.responseReceived", ({ requestId, response }) => urls.set(requestId, response.url));
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  await page.goto(`/s/${survey.code}?lang=fr`, { waitUntil: "networkidle" });
  const parts = [...sizes].map(([id, size]) => `${new URL(urls.get(id)).pathname} ${size}`);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  console.log(`# survey page: ${total} bytes transferred (${parts.join(", ")})`);
  assert.ok(sizes.size >= 3, "page, stylesheet and script");
  assert.ok(total < HEAVIEST, `${total} bytes: ${parts.join(", ")}`);
  await own.close();
});

test("what was filled in outlives a lost network and a closed page, and counts once", async () => {
  const survey = await asked("hub");
  const own = await phone("nl");
  const page = await own.newPage();
  await page.goto(`/s/${survey.code}?lang=nl`);
  for (const [name, value] of REQUIRED) await set(page, name, value);
  await set(page, "suggestions", "Langer open op donderdag.");
  await own.setOffline(true);
  await page.locator("main form button").last().click();
  const said = page.locator("[data-said]");
  await assert.doesNotReject(said.filter({ hasText: "netwerk" }).waitFor());
  assert.equal(await counted(survey), 0);

  // The page is closed and opened again, with the network back.
  await page.close();
  await own.setOffline(false);
  const again = await own.newPage();
  await again.goto(`/s/${survey.code}?lang=nl`);
  assert.equal(await again.locator('[name="overall"][value="5"]').isChecked(), true);
  assert.equal(await again.locator('[name="suggestions"]').inputValue(), "Langer open op donderdag.");
  await again.locator("main form button").last().click();
  await again.waitForURL(/\/thanks/);
  assert.equal(await counted(survey), 1);
  // The server has it: nothing is kept any more.
  assert.equal(await again.evaluate(() => localStorage.length), 0);
  await again.goto(`/s/${survey.code}?lang=nl`);
  assert.equal(await again.locator('[name="overall"][value="5"]').isChecked(), false);
  await own.close();
});

test("it is sent by itself when the network is back", async () => {
  const survey = await asked("actiris");
  const own = await phone("fr");
  const page = await own.newPage();
  await page.goto(`/s/${survey.code}?lang=fr`);
  for (const [name, value] of REQUIRED) await set(page, name, value);
  await own.setOffline(true);
  await page.locator("main form button").last().click();
  await page.locator("[data-said]").filter({ hasText: "réseau" }).waitFor();
  await own.setOffline(false);
  await page.waitForURL(/\/thanks/);
  assert.equal(await counted(survey), 1);
  await own.close();
});

test("a double tap counts once", async () => {
  const survey = await asked("citydev");
  const own = await phone("fr");
  const page = await own.newPage();
  await page.goto(`/s/${survey.code}?lang=fr`);
  for (const [name, value] of REQUIRED) await set(page, name, value);
  await page.locator("main form button").last().dblclick();
  await page.waitForURL(/\/thanks/);
  assert.equal(await counted(survey), 1);
  await own.close();
});

test("another language keeps what was filled in", async () => {
  const survey = await asked("innoviris");
  const own = await phone("fr");
  const page = await own.newPage();
  await page.goto(`/s/${survey.code}?lang=fr`);
  await set(page, "overall", "2");
  await set(page, "suggestions", "Un créneau le soir.");
  await page.getByRole("button", { name: "NL" }).click();
  await page.waitForLoadState();
  assert.equal(await page.locator("html").getAttribute("lang"), "nl");
  assert.equal(await page.locator('[name="overall"][value="2"]').isChecked(), true);
  assert.equal(await page.locator('[name="suggestions"]').inputValue(), "Un créneau le soir.");
  await own.close();
});
