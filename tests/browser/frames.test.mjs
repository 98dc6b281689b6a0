// What a place puts on its own site: a page of another site, with the code as the
// kit shows it. The frames are as tall as what they show, a need is stated and a
// survey answered within them, also without JavaScript; no cookie is set; in the
// dark as in the light nothing is amiss that axe-core finds.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { context, launch, set } from "./chromium.mjs";
import { violations } from "./checks.mjs";
import { startHost } from "./host.mjs";

const FRAMES = ["", "/next", "/need", "/survey"];
const REQUIRED = [["agency", "innoviris"], ["overall", "5"], ["useful", "4"], ["effort", "4"], ["recommend", "9"]];
const HEIGHT = 900;

let host;
let browser;
let site;
let shown = "";

before(async () => {
  host = await startHost();
  browser = await launch();
  // Another site, not only another port of the same.
  site = createServer((_, response) => response.setHeader("content-type", "text/html; charset=utf-8").end(shown));
  await new Promise((resolve) => site.unref().listen(0, "localhost", resolve));
});

after(async () => {
  await browser?.close();
  await host?.stop();
  site?.close();
});

/** The code that the kit shows: of each frame, and what a page needs once. */
async function kit(language, look) {
  const own = await context(browser, { base: host.base });
  const page = await own.newPage();
  await page.goto(`/locations/icab/kit?lang=en&language=${language}&look=${look}`);
  const codes = await page.locator("pre.secret code").allTextContents();
  await own.close();
  assert.equal(codes.length, FRAMES.length + 1);
  return codes;
}

/** A page of the site with the code in it, opened; the frames by their part of the address. */
async function embedding({ language = "fr", look = "light", follows = true, javascript = true, ...more } = {}) {
  const codes = await kit(language, look);
  const held = follows ? codes : codes.slice(0, FRAMES.length);
  shown = `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>ICAB</title><h1>ICAB</h1>${held.join("\n<p>…</p>\n")}`;
  const own = await context(browser, { base: host.base, language, javascript, ...more });
  const cookies = [];
  own.on("response", async (response) => {
    if ((await response.allHeaders().catch(() => ({})))["set-cookie"]) cookies.push(response.url());
  });
  const page = await own.newPage();
  await page.goto(`http://localhost:${site.address().port}/`);
  const frame = async (at) => {
    const element = page.locator("iframe").nth(FRAMES.indexOf(at));
    await element.scrollIntoViewIfNeeded();
    const found = await (await element.elementHandle()).contentFrame();
    await found.waitForSelector("h1");
    return { element, frame: found };
  };
  return { own, page, frame, cookies };
}

/** Waits until a frame is as tall as its page. */
async function follows({ element, frame }) {
  const heights = async () => {
    const outer = (await element.boundingBox()).height;
    const inner = await frame.evaluate(() => document.documentElement.getBoundingClientRect().height);
    return [Math.round(outer), Math.ceil(inner)];
  };
  let found;
  for (let tries = 0; tries < 100; tries++) {
    found = await heights();
    if (Math.abs(found[0] - found[1]) <= 1) return found[0];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`the frame is ${found[0]} pixels tall, its page ${found[1]}`);
}

/** Fills a form in and sends it. */
async function fill(frame, fields) {
  for (const [name, value] of fields) await set(frame, name, value);
  await frame.locator("main form button").last().click();
}

const need = (company) => [
  ["description", "We zoeken steun voor een prototype van onze robotarm."],
  ["company", company],
  ["name", "Zoé Maes"],
  ["email", `${company.toLowerCase()}@zoe-robotics.example`],
];

async function state({ frame }, company) {
  await frame.locator('[name="share"]').first().check();
  await fill(frame, need(company));
  // What would say most is asked first, and may be left open.
  await frame.locator('[name="asked"]').first().waitFor({ state: "attached" });
  await frame.locator("main form button").last().click();
  await frame.waitForURL(/\/need\/sent\?/);
}

const stated = async (company) => {
  const needs = await host.list("/v1/needs?location=icab");
  return needs.filter((one) => one.company === company).length;
};

const answered = async () => {
  await host.settle();
  return (await host.json("/v1/waves/demo-now/results")).n;
};

test("frames are as tall as what they show, and follow it", async () => {
  const { own, frame } = await embedding();
  for (const at of FRAMES) assert.ok((await follows(await frame(at))) > 100, at);
  const form = await frame("/need");
  const before = await follows(form);
  await form.frame.locator("details summary").first().click();
  assert.ok((await follows(form)) > before, "what opens makes the frame taller");
  await own.close();
});

test("without the lines that follow, frames keep the height in their code", async () => {
  const { own, frame } = await embedding({ follows: false });
  for (const [at, height] of [["", 560], ["/next", 280], ["/need", 900], ["/survey", 900]]) {
    assert.equal(Math.round((await (await frame(at)).element.boundingBox()).height), height, at);
  }
  await own.close();
});

test("a page that is not ours changes no height", async () => {
  const { own, page, frame } = await embedding();
  const form = await frame("/need");
  const before = await follows(form);
  await page.evaluate(() => window.postMessage({ permanence: { height: 10 } }, "*"));
  await page.evaluate(() => {
    const other = document.createElement("iframe");
    other.srcdoc = "<script>parent.postMessage({ permanence: { height: 10 } }, '*')</script>";
    document.body.append(other);
    return new Promise((resolve) => setTimeout(resolve, 300));
  });
  assert.equal(await follows(form), before);
  const last = await page.locator("iframe").last().boundingBox();
  assert.ok(last.height > 100, "nor that of its own frame");
  await own.close();
});

for (const javascript of [true, false]) {
  test(`a need is stated and a survey answered within a frame ${javascript ? "with" : "without"} JavaScript, and no cookie is set`, async () => {
    const { own, page, frame, cookies } = await embedding({ language: "nl", look: "dark", javascript });
    const company = `Framed${javascript ? "" : "Plain"}`;
    const form = await frame("/need");
    // What is missing is said within the frame, in its language and its look.
    await fill(form.frame, [["company", company]]);
    await form.frame.locator(".error-summary").waitFor();
    assert.match(form.frame.url(), /look=dark&lang=nl/);
    assert.equal(await form.frame.locator('[name="company"]').inputValue(), company);
    await state(form, company);
    assert.match(await form.frame.locator("h1").innerText(), /aangekomen|ontvangen/i);
    assert.equal(await form.frame.locator("html").getAttribute("lang"), "nl");
    assert.equal(await stated(company), 1);
    if (javascript) {
      await follows(form);
      const top = (await form.element.boundingBox()).y;
      assert.ok(top > -5 && top < HEIGHT / 2, `the answer is seen from its top: ${top}`);
    }

    const counted = await answered();
    const survey = await frame("/survey");
    await fill(survey.frame, REQUIRED);
    await survey.frame.waitForURL(/\/survey\/thanks\?/);
    assert.match(survey.frame.url(), /look=dark.*lang=nl/);
    assert.equal(await answered(), counted + 1);
    // Every link leads out of the frame.
    for (const one of [form, survey]) {
      for (const target of await one.frame.locator("a").evaluateAll((links) => links.map(({ target }) => target))) assert.equal(target, "_blank");
    }
    assert.deepEqual([cookies, await own.cookies()], [[], []]);
    assert.equal(page.url(), `http://localhost:${site.address().port}/`);
    await own.close();
  });
}

test("in the dark as in the light nothing is amiss", async () => {
  const ground = { light: "rgb(255, 255, 255)", dark: "rgb(23, 25, 35)" };
  for (const [look, reader, expected] of [["light", "dark", "light"], ["dark", "light", "dark"], ["reader", "dark", "dark"], ["reader", "light", "light"]]) {
    const { own, page, frame } = await embedding({ look });
    await page.emulateMedia({ colorScheme: reader });
    for (const at of FRAMES) {
      const { frame: one } = await frame(at);
      await one.locator("main").evaluate((main) => main.querySelectorAll("details").forEach((part) => (part.open = true)));
      const colour = await one.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(colour, ground[expected], `${at || "/"} ${look} for a reader who prefers the ${reader}`);
      assert.deepEqual(await violations(one), [], `${at || "/"} ${look}`);
    }
    await own.close();
  }
});
