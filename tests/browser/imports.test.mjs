// A list that is too long for its form: sent in parts by the page's script, told in
// words, gone on with after a failure; and the form as it is without JavaScript.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { context, launch, set, signIn } from "./chromium.mjs";
import { violations } from "./checks.mjs";
import { startHost } from "./host.mjs";

const PATH = "/console/members/imports";
const HOST = "host@icab.example";
/** Few rows of a long cell each: over 5 MiB, which is two parts. */
const ROWS = 12;
const row = (_, n) => `Longueville ${n};${"bleu ".repeat(90_000)}\n`;
const LIST = Buffer.from(`Entreprise;Couleur préférée\n${Array.from({ length: ROWS }, row).join("")}`);

let host;
let browser;
let coordinator;
let hosting;

before(async () => {
  host = await startHost();
  browser = await launch();
  coordinator = await signedIn(host.signIn);
  await fetch(`${host.base}/console/sign-in`, {
    method: "POST", redirect: "manual", headers: { origin: host.base }, body: new URLSearchParams({ email: HOST }),
  });
  await host.settle();
  const isDoor = (link) => link.includes("/console/enter/");
  const mail = (await host.mails()).find(({ to, links }) => to === HOST && links.some(isDoor));
  hosting = await signedIn(new URL(mail.links.find(isDoor)).pathname);
});

after(async () => {
  await browser?.close();
  await host?.stop();
});

/** The cookies of whoever has this sign-in link. */
const signedIn = async (link) => {
  const own = await context(browser, { base: host.base });
  await signIn(await own.newPage(), link);
  const cookies = await own.cookies();
  await own.close();
  return cookies;
};

const open = async (cookies, language, choices = {}) => {
  const own = await context(browser, { base: host.base, language, ...choices });
  await own.addCookies(cookies);
  const page = await own.newPage();
  await page.goto(`${PATH}?lang=${language}`);
  return page;
};

/** What the page sends from now on: the last piece of each address. */
const sentBy = (page) => {
  const sent = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") sent.push(new URL(request.url()).pathname.split("/").at(-1));
  });
  return sent;
};

const choose = (page, name = "leden.csv") =>
  page.locator('[name="file"]').setInputFiles({ name, mimeType: "text/csv", buffer: LIST });
/** The file as it lies on a disk: chosen again it is the same, in another object. */
const chooseFromDisk = (page, name) => page.locator('[name="file"]').evaluate((input, [text, name]) => {
  const chosen = new DataTransfer();
  chosen.items.add(new File([text], name, { type: "text/csv", lastModified: 1_800_000_000_000 }));
  input.files = chosen.files;
}, [LIST.toString(), name]);
const press = (page) => page.locator('form:has([name="file"]) button').click();
const says = (page, words) => page.locator('form:has([name="file"]) [role="status"]', { hasText: words }).waitFor();
const arrive = (page) => page.waitForURL(/\/members\/imports\/[^/?]+$/);

test("a list of over 4 MiB is sent in parts, with words on it, and looked at as any other", async () => {
  const page = await open(coordinator, "en");
  const sent = sentBy(page);
  assert.match(await page.locator("#f-file-hint").innerText(), /64 MB at most/);
  await page.route("**/chunks/0", (route) => route.abort(), { times: 1 });
  await set(page, "location", "icab");
  await choose(page);
  await press(page);
  await says(page, "Part 1 of 2 is on its way.");
  assert.ok(await page.locator("progress").isVisible());
  await arrive(page);
  assert.deepEqual(sent, ["imports", "0", "0", "1"], "the part that failed is sent once more");
  const { name, location, progress } = await host.json(`/v1/imports/${new URL(page.url()).pathname.split("/").at(-1)}`);
  assert.deepEqual({ name, location, rows: progress.total }, { name: "leden.csv", location: "icab", rows: ROWS });
  await page.locator('button[value="check"]').click();
  await page.waitForURL(/done=import/);
  await host.settle();
  await page.reload();
  assert.match(await page.locator(".figures").innerText(), new RegExp(`^${ROWS}\\s+new`));
  await page.context().close();
});

test("a host's list whose part is lost says so, and goes on where it stopped", async () => {
  const page = await open(hosting, "fr");
  const sent = sentBy(page);
  await page.route("**/chunks/1", (route) => route.abort());
  await choose(page);
  await press(page);
  await says(page, "n’est pas arrivée");
  assert.ok(await page.locator("progress").isHidden());
  assert.deepEqual(await violations(page), []);
  await page.unroute("**/chunks/1");
  await press(page);
  await arrive(page);
  assert.deepEqual(sent, ["imports", "0", "1", "1", "1"]);
  assert.match(await page.locator("h1").innerText(), /leden\.csv/);
  await page.context().close();
});

test("the same file chosen again goes on, also after the session ended, which is said at once", async () => {
  const page = await open(hosting, "fr");
  const sent = sentBy(page);
  const ended = { status: 401, contentType: "application/problem+json", body: JSON.stringify({ status: 401, detail: "Connectez-vous." }) };
  await page.route("**/chunks/1", (route) => route.fulfill(ended), { times: 1 });
  await chooseFromDisk(page, "encore.csv");
  await press(page);
  await says(page, "Connectez-vous.");
  assert.deepEqual(sent, ["imports", "0", "1"], "what is refused is not sent once more");
  await chooseFromDisk(page, "encore.csv");
  await press(page);
  await arrive(page);
  assert.deepEqual(sent, ["imports", "0", "1", "1"]);
  await page.context().close();
});

test("what is refused for good begins anew", async () => {
  const page = await open(hosting, "fr");
  const sent = sentBy(page);
  const gone = { status: 404, contentType: "application/problem+json", body: JSON.stringify({ status: 404, detail: "Introuvable." }) };
  await page.route("**/chunks/0", (route) => route.fulfill(gone), { times: 1 });
  await choose(page);
  await press(page);
  await says(page, "Introuvable.");
  await press(page);
  await arrive(page);
  assert.deepEqual(sent, ["imports", "0", "imports", "0", "1"]);
  await page.context().close();
});

test("an import whose beginning is not answered is begun once", async () => {
  const page = await open(hosting, "fr");
  await page.route("**/v1/imports?*", async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await choose(page, "commencement.csv");
  await press(page);
  await says(page, "n’est pas arrivée");
  await press(page);
  await arrive(page);
  const { items } = await host.json("/v1/imports");
  assert.equal(items.filter(({ name }) => name === "commencement.csv").length, 1);
  await page.context().close();
});

test("a part of which nothing is heard for minutes is lost, and said to be", async () => {
  const page = await open(hosting, "fr");
  // Minutes are seconds.
  await page.evaluate(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (patience) => timeout(patience / 60);
  });
  const sent = sentBy(page);
  await page.route("**/chunks/1", () => {}, { times: 1 });
  await choose(page);
  await press(page);
  await says(page, "n’est pas arrivée");
  await press(page);
  await arrive(page);
  assert.deepEqual(sent, ["imports", "0", "1", "1"]);
  await page.context().close();
});

test("without a place, or too large, nothing is sent, and the page says why", async () => {
  const page = await open(coordinator, "nl");
  const sent = sentBy(page);
  await page.locator('[name="file"]').evaluate((input) => {
    const chosen = new DataTransfer();
    chosen.items.add(new File([new Uint8Array(64 * 1024 * 1024 + 1)], "leden.csv"));
    input.files = chosen.files;
  });
  await press(page);
  await says(page, "Kies de plaats.");
  await set(page, "location", "icab");
  await press(page);
  await says(page, "Meer dan 64 MB.");
  assert.deepEqual(sent, []);
  await page.context().close();
});

test("without JavaScript the form says what it takes, and takes it", async () => {
  const page = await open(coordinator, "en", { javascript: false });
  const form = page.locator('form:has([name="file"])');
  assert.match(await form.innerText(), / 4 MB at most/);
  assert.ok(await page.locator("progress").isHidden());
  await set(page, "location", "icab");
  const short = Buffer.from("Entreprise\nKanal Data\n");
  await page.locator('[name="file"]').setInputFiles({ name: "kort.csv", mimeType: "text/csv", buffer: short });
  await press(page);
  await arrive(page);
  assert.match(await page.locator("h1").innerText(), /kort\.csv/);
  await page.context().close();
});
