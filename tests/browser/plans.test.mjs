// A rota that is proposed, without JavaScript and without a mouse: asked for, kept to,
// moved, proposed again, answered by an agency, published and taken back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { context, launch, signIn } from "./chromium.mjs";
import { startHost } from "./host.mjs";

/** Presses of Tab after which something is not found. */
const PATIENCE = 600;
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

const open = async () => (await context(browser, { base: host.base, language: "fr", javascript: false })).newPage();

/** Goes on by Tab until something has the focus. */
async function reach(page, target) {
  for (let presses = 0; presses < PATIENCE; presses += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail(`${target} is not reached by keyboard`);
}

/** Reaches something that leads elsewhere, and presses it. */
async function press(page, target) {
  await reach(page, target);
  const loaded = page.waitForEvent("load");
  await page.keyboard.press("Enter");
  await loaded;
}

/** Opens a card by its title. */
async function unfold(page, title) {
  await reach(page, page.locator("details > summary").filter({ hasText: title }).first());
  await page.keyboard.press("Enter");
}

/** While work goes on a page comes again by itself: it is left. */
const leave = (page) => page.goto("about:blank");

const button = (page, name) => page.getByRole("button", { name, exact: true });

/** The rota, once it stands so and nothing of it is under way. */
async function stands(id, status) {
  for (let tries = 0; ; tries += 1) {
    const plan = await host.json(`/v1/plans/${id}`);
    if (plan.status === status && !plan.published?.left) return plan;
    assert.ok(tries < 1200, `it is ${plan.status}, not ${status}`);
    if (plan.published) await host.settle();
    else await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const wishes = async (id) => (await host.json(`/v1/plans/${id}`)).pins.map(({ wish }) => wish).sort();

test("a rota is asked for, settled, answered, published and taken back by keyboard, without JavaScript", async () => {
  const page = await open();
  await signIn(page, host.signIn);
  await page.goto("/console/plans?lang=fr");
  // What stands in a field is selected when it is reached.
  await reach(page, page.locator('[name="weeks"]'));
  await page.keyboard.type("1");
  await press(page, button(page, "Proposer"));
  assert.match(page.url(), /done=asked/);
  const id = new URL(page.url()).pathname.split("/").at(-1);
  await leave(page);
  const path = `/console/plans/${id}`;
  const { assignments, weeks } = await stands(id, "ready");
  assert.equal(weeks, 1);

  // One permanence is kept, then moved instead.
  const one = assignments.find(({ change }) => change === "new");
  await page.goto(path);
  await press(page, page.locator(`[data-move$="of=${one.id}"] a`).first());
  await press(page, page.locator('#chosen button[value="pin"]'));
  assert.match(page.url(), /done=settled/);
  assert.deepEqual(await wishes(id), ["pinned"]);
  const time = page.locator('#chosen [name="time"]');
  const before = await time.inputValue();
  await reach(page, time);
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await time.inputValue(), before, "another time is chosen");
  await press(page, page.locator('#chosen button[value="move"]'));
  assert.match(page.url(), /done=settled/);
  assert.deepEqual(await wishes(id), ["forbidden", "pinned"]);

  await unfold(page, "Proposer à nouveau");
  await press(page, button(page, "Proposer à nouveau"));
  assert.match(page.url(), /done=again/);
  await leave(page);
  const anew = await stands(id, "ready");
  assert.ok(!anew.assignments.some((other) => other.id === one.id), "it is not where it was");

  // An agency answers by its link.
  await page.goto(path);
  await unfold(page, "Les agences");
  await press(page, button(page, "Demander aux agences"));
  assert.match(page.url(), /done=mailed/);
  await host.settle();
  const links = (await host.mails()).flatMap(({ links }) => links.filter((link) => link.includes("/p/")));
  const answer = await open();
  for (const link of links) {
    await answer.goto(`${new URL(link).pathname}?lang=fr`);
    if (await answer.locator('button[value="yes"]').count()) break;
  }
  await press(answer, answer.locator('button[value="yes"]').first());
  assert.match(answer.url(), /done=answered/);
  assert.deepEqual((await host.json(`/v1/plans/${id}`)).answers.map(({ says }) => says), ["yes"]);

  await page.goto(path);
  await press(page, page.getByRole("link", { name: "Dire ce qui se passe, puis publier" }));
  await press(page, button(page, "Publier"));
  assert.match(page.url(), /done=published/);
  await leave(page);
  const { published } = await stands(id, "published");
  assert.ok(published.done > 0, "something of it is the rota");

  await page.goto(path);
  await press(page, button(page, "Tout annuler"));
  assert.match(page.url(), /done=undone/);
  await leave(page);
  await stands(id, "undone");
  await page.context().close();
  await answer.context().close();
});
