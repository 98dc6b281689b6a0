// Every page, in three languages, at 1280 and at 360 pixels: nothing without its
// name, nothing that scrolls sideways, the right language and its words, no error in
// the browser's console, nothing asked of anybody else; and no violation of WCAG
// 2.2 AA that axe-core finds. A page has the same structure and colours in every
// language, so axe-core looks at it in one and at one width, in turns, and at the
// other by the rules of widths; with FULL=1 in all three by all its rules at both.
// Where something is wrong, or with SHOTS=1, its picture is left in shots/.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { context, launch, signIn } from "./chromium.mjs";
import { overflow, violations, words } from "./checks.mjs";
import { startHost } from "./host.mjs";
import { limited, pages } from "./pages.mjs";

const LANGUAGES = ["fr", "nl", "en"];
const WIDTHS = [1280, 360];
const AT_ONCE = 2;
const FULL = Boolean(process.env.FULL);
/** While working on some: `PAGES=console-source npm test`. */
const ONLY = new RegExp(process.env.PAGES ?? "");
const shots = join(dirname(fileURLToPath(import.meta.url)), "shots");

let host;
let browser;
let every;
let session;

before(async () => {
  mkdirSync(shots, { recursive: true });
  host = await startHost();
  browser = await launch();
  every = await pages(host);
  const link = host.signIn;
  // The page of the link is looked at while the link still works.
  session = async () => {
    const door = await context(browser, { base: host.base });
    await signIn(await door.newPage(), link);
    const cookies = (await door.cookies()).filter(({ name }) => name !== "lang");
    await door.close();
    session = async () => cookies;
    return cookies;
  };
});

after(async () => {
  await browser?.close();
  await host?.stop();
});

/** One page in one language: what is wrong with it, at both widths. */
async function look(page, { name, path, status = 200, open, sent, print, unfold, at }, language, base) {
  const wrong = [];
  const heard = [];
  const statuses = [status].flat();
  // The browser reports the page's own 4xx as an error of its console.
  const onConsole = (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const refused = sent !== undefined && message.text().includes(`status of ${sent}`);
    const own = /status of 4/.test(message.text()) && message.location().url.startsWith(base + path.split("?")[0]);
    if (message.text().startsWith("Failed to load resource") && (refused || own)) return;
    heard.push(message.text());
  };
  const onError = (error) => heard.push(String(error));
  const onRequest = (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) heard.push(`asks ${request.url()}`);
  };
  page.on("console", onConsole).on("pageerror", onError).on("request", onRequest);
  await page.setViewportSize({ width: WIDTHS[0], height: 900 });
  const address = `${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
  const answer = await page.goto(address);
  // What search engines read is small.
  const text = await answer.body().catch(() => "");
  if (text.includes('property="og:title"') && text.length >= 50_000) wrong.push(`${text.length} bytes`);
  if (!statuses.includes(answer.status())) wrong.push(`status ${answer.status()}, expected ${status}`);
  if (open) {
    // A page may ask by script before it is sent: what counts is the page that comes.
    const isPage = (request) => request.method() === "POST" && request.isNavigationRequest();
    const answered = page.waitForResponse((response) => isPage(response.request()));
    await open(page);
    const response = await answered;
    await response.finished();
    await page.waitForLoadState();
    const got = response.status();
    if (got !== sent) wrong.push(`status ${got} after sending, expected ${sent}`);
  }
  // What opens on demand is looked at open.
  if (unfold) await page.locator("main").evaluate((main) => main.querySelectorAll("details").forEach((part) => (part.open = true)));
  wrong.push(...(await words(page, language)));
  for (const [number, width] of WIDTHS.entries()) {
    await page.setViewportSize({ width, height: 900 });
    if (FULL || language === LANGUAGES[at % LANGUAGES.length]) {
      const onlyWidth = !FULL && at % WIDTHS.length !== number;
      for (const found of await violations(page, { onlyWidth })) wrong.push(`${width} px: ${found}`);
    }
    if (!print || width > 800) for (const found of await overflow(page)) wrong.push(`${width} px: ${found}`);
    if (wrong.length || process.env.SHOTS) await page.screenshot({ path: join(shots, `${name}.${language}.${width}.png`), fullPage: true });
  }
  page.off("console", onConsole).off("pageerror", onError).off("request", onRequest);
  return [...wrong, ...heard.map((text) => `console: ${text}`)];
}

/** Looks at all pages, a few at once; answers what is wrong with each. */
async function lookAtAll(list, language, session, base = host.base) {
  const waiting = list.map((one, at) => ({ ...one, at })).filter(({ name }) => ONLY.test(name));
  const found = [];
  const one = async () => {
    const own = await context(browser, { base, language });
    if (session) await own.addCookies(session);
    const page = await own.newPage();
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const wrong = await look(page, next, language, base).catch((error) => [String(error.message)]);
      if (wrong.length) found.push(`${next.name} (${next.path})\n    ${wrong.join("\n    ")}`);
    }
    await own.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return found;
}

for (const language of LANGUAGES) {
  test(`public pages in ${language}`, async (t) => {
    const found = await lookAtAll(every.open, language);
    t.diagnostic(`note: ${every.open.length} pages at ${WIDTHS.join(" and ")} px`);
    assert.equal(found.length, 0, `${found.length} of ${every.open.length} pages:\n${found.join("\n")}`);
  });
}

for (const language of LANGUAGES) {
  test(`console pages in ${language}`, async (t) => {
    const found = await lookAtAll(every.inside, language, await session());
    t.diagnostic(`note: ${every.inside.length} pages at ${WIDTHS.join(" and ")} px`);
    assert.equal(found.length, 0, `${found.length} of ${every.inside.length} pages:\n${found.join("\n")}`);
  });
}

for (const language of LANGUAGES) {
  test(`pages of an adviser and of a host in ${language}`, async (t) => {
    const { adviser, hosting } = every;
    const found = [];
    for (const { pages, session } of [adviser, hosting]) found.push(...(await lookAtAll(pages, language, session)));
    const count = adviser.pages.length + hosting.pages.length;
    t.diagnostic(`note: ${count} pages at ${WIDTHS.join(" and ")} px`);
    assert.equal(found.length, 0, `${found.length} of ${count} pages:\n${found.join("\n")}`);
  });
}

test("pages of somebody who asks too often", async () => {
  const counting = await startHost({ PERMANENCE_RATE_LIMITS: "on" });
  try {
    const list = await limited(counting);
    for (const language of LANGUAGES) {
      const found = await lookAtAll(list, language, undefined, counting.base);
      assert.equal(found.length, 0, found.join("\n"));
    }
  } finally {
    await counting.stop();
  }
});
