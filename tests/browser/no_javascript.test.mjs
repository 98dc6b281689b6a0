// The main journeys with JavaScript switched off, on a phone's width.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { context, launch, set, signIn } from "./chromium.mjs";
import { DAY, day, startHost } from "./host.mjs";

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

const phone = async (language) => {
  const own = await context(browser, { base: host.base, language, width: 360, javascript: false });
  return own.newPage();
};

const submit = async (page) => {
  await page.locator('main form button[type="submit"], main form button:not([type])').last().click();
  await page.waitForLoadState();
};

test("a need is stated, answered and closed", async () => {
  const page = await phone("nl");
  await page.goto("/needs/new?location=icab&lang=nl");
  await set(page, "location", "icab");
  await set(page, "description", "We zoeken steun voor een prototype van onze robotarm.");
  const kind = page.locator('[name="need_types"][value="rd_grant"]');
  if (!(await kind.isVisible())) await page.locator("details", { has: kind }).locator("summary").first().click();
  await kind.check();
  await set(page, "company", "Zoé Robotics");
  await set(page, "name", "Zoé Maes");
  await set(page, "email", "zoe@zoe-robotics.example");
  await page.locator('[name="share"]').first().check();
  await submit(page);
  // Two or three questions more, each of which may be left open.
  await page.locator('[name="asked"]').first().waitFor({ state: "attached" });
  await submit(page);
  assert.match(page.url(), /\/needs\/sent/);
  await host.settle();

  const mails = await host.mails();
  const asked = mails.find(({ text, links }) => text.includes("Zoé Robotics") && links.some((link) => link.includes("/r/")));
  const told = mails.find(({ to }) => to.includes("zoe@zoe-robotics.example"));
  const answer = new URL(asked.links.find((link) => link.includes("/r/"))).pathname;
  const own = new URL(told.links.find((link) => link.includes("/n/"))).pathname;

  const adviser = await phone("fr");
  await adviser.goto(`${answer}?lang=fr`);
  await adviser.locator('button[value="accept"], form:has([name="action"][value="accept"]) button').first().click();
  await adviser.waitForLoadState();
  await adviser.locator('[name="outcome"]').first().waitFor();
  const outcome = adviser.locator('[name="outcome"]').first();
  if ((await outcome.evaluate((element) => element.tagName)) === "SELECT") await outcome.selectOption("helped");
  else await adviser.locator('[name="outcome"][value="helped"]').check();
  await adviser.locator('button[value="done"], form:has([name="action"][value="done"]) button').first().click();
  await adviser.waitForLoadState();

  await page.goto(`${own}?lang=en`);
  const needs = await host.list("/v1/needs?location=icab");
  const mine = needs.find(({ company }) => company === "Zoé Robotics");
  assert.equal(mine.status, "closed");
  assert.match(await page.locator("main").innerText(), /Innoviris/);
});

test("a survey is answered, with the question that an answer opens", async () => {
  const survey = await host.create("/v1/surveys", {
    variant: "after_visit", location: "icab", agency: "innoviris", opens: DAY, closes: day(DAY, 60),
  });
  const page = await phone("fr");
  await page.goto(`/s/${survey.code}?lang=fr`);
  const wait = page.locator('[name="wait"]').first();
  assert.equal(await wait.isVisible(), false, "the question waits for its answer");
  for (const [name, value] of [["overall", "5"], ["useful", "4"], ["effort", "4"], ["recommend", "9"], ["referred", "yes"]]) {
    await set(page, name, value);
  }
  assert.equal(await wait.isVisible(), true, "the answer opens it");
  await submit(page);
  assert.match(page.url(), /\/s\/[^/]+(\?|$)/, "what is required is asked for");
  assert.equal(await page.locator('[name="overall"][value="5"]').isChecked(), true, "what was answered is kept");
  await set(page, "wait", "2");
  await set(page, "suggestions", "Une salle plus calme.");
  await submit(page);
  assert.match(page.url(), /\/thanks/);
  await host.settle();
  const results = await host.json(`/v1/surveys/${survey.id}/results`);
  assert.equal(results.n, 1);
});

test("another language keeps what was answered, and Enter sends instead of switching", async () => {
  const survey = await host.create("/v1/surveys", {
    variant: "after_visit", location: "icab", agency: "hub", opens: DAY, closes: day(DAY, 60),
  });
  const page = await phone("fr");
  await page.goto(`/s/${survey.code}?lang=fr`);
  await set(page, "overall", "2");
  await set(page, "suggestions", "Plus tard dans la journée.");
  await page.getByRole("button", { name: "NL" }).click();
  await page.waitForLoadState();
  assert.equal(await page.locator("html").getAttribute("lang"), "nl");
  assert.equal(await page.locator('[name="overall"][value="2"]').isChecked(), true);
  assert.equal(await page.locator('[name="suggestions"]').inputValue(), "Plus tard dans la journée.");
  for (const [name, value] of [["useful", "4"], ["effort", "4"], ["recommend", "9"]]) await set(page, name, value);
  await page.locator('[name="overall"][value="2"]').press("Enter");
  await page.waitForURL(/\/thanks/);
  assert.equal(await page.locator("html").getAttribute("lang"), "nl");
  await host.settle();
  assert.equal((await host.json(`/v1/surveys/${survey.id}/results`)).n, 1);
});

test("somebody signs in and out", async () => {
  const page = await phone("en");
  await page.goto("/console?lang=en");
  assert.match(page.url(), /\/console\/sign-in/);
  await set(page, "email", "coordination@permanence.example");
  await submit(page);
  await host.settle();
  const mails = await host.mails();
  const mail = mails.find(({ to, links }) => to.includes("coordination@") && links.some((link) => link.includes("/enter/")));
  await signIn(page, new URL(mail.links.find((link) => link.includes("/enter/"))).pathname);
  assert.equal((await page.goto("/console")).status(), 200);
  await page.locator('form[action="/console/sign-out"] button').first().evaluate((button) => button.form.requestSubmit?.call(button.form) ?? button.click());
  await page.waitForURL(/sign-in/);
  await page.goto("/console");
  assert.match(page.url(), /\/console\/sign-in/);
});

test("the coordinator triages a need and says whom to ask", async () => {
  const page = await phone("fr");
  await signIn(page, host.signIn);
  const stated = await host.create("/v1/needs", {
    location: "icab",
    member: { name: "Zoé Robotics" },
    contact: { name: "Zoé Maes", email: "zoe@zoe-robotics.example", language: "fr" },
    need_types: [],
    description: "Bonjour.",
    consent: { share_with_agencies: true },
  });
  assert.equal(stated.status, "to_triage");
  await page.goto(`/console/needs/${stated.id}?lang=fr`);
  const kind = page.locator('[name="need_type"][value="permits"]');
  if (!(await kind.isVisible())) await page.locator("details", { has: kind }).locator("summary").first().click();
  await kind.check();
  await page.locator("form", { has: kind }).locator('button[type="submit"]').click();
  await page.waitForLoadState();
  const whom = page.locator('form[action$="/triage"]');
  assert.equal(await whom.locator('[name="agencies"][value="hub"]').isChecked(), true, "the strategy's lead is proposed");
  await whom.locator("button").last().click();
  await page.waitForLoadState();
  await host.settle();
  const after = await host.json(`/v1/needs/${stated.id}`);
  assert.deepEqual(after.referrals.map(({ agency, status }) => [agency, status]), [["hub", "sent"]]);
  assert.ok(after.history.some(({ what }) => what === "need.triaged"));
});
