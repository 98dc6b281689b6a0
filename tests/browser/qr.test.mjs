// The QR codes of surveys, read as a phone would: from the picture on a screen, and
// from what is printed of them, at the size that it has on a wall, on a door and
// on a table.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { context, launch } from "./chromium.mjs";
import { DAY, day, startHost } from "./host.mjs";
import { codesOnPaper, lacking, widthsOnPaper } from "./printed.mjs";

/** As long as an address will be: the longer, the finer the code. */
const BASE_URL = "https://permanence.example.brussels";

let host;
let browser;

before(async () => {
  host = await startHost({ PERMANENCE_BASE_URL: BASE_URL });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await host?.stop();
});

const read = (picture) => {
  const { data, width, height } = PNG.sync.read(picture);
  return (jsqr.default ?? jsqr)(new Uint8ClampedArray(data), width, height)?.data;
};

const path = (address) => new URL(address).pathname;

test("the code on the poster and the code itself lead to the survey's page", async () => {
  const survey = await host.create("/v1/surveys", {
    variant: "after_visit", location: "icab", agency: "innoviris", opens: DAY, closes: day(DAY, 60),
  });
  const own = await context(browser, { base: host.base });
  const page = await own.newPage();
  await page.setContent(`<img src="${host.base}${path(survey.qr)}" width="300" height="300" alt="">`);
  await page.locator("img").evaluate((image) => image.decode());
  assert.equal(read(await page.screenshot()), survey.url);
  await page.goto(`/s/${survey.code}/poster`);
  assert.equal(read(await page.screenshot({ fullPage: true })), survey.url);
  assert.equal((await page.goto(path(read(await page.screenshot({ fullPage: true }))))).status(), 200);
  await own.close();
});

/** What is printed: how many codes on its one sheet, and how wide each is, in millimetres. */
const SHEETS = { "": [1, 95], "?as=door": [1, 60], "?as=cards": [8, 34] };
/** A square of a code must not be smaller than this: some dots of a coarse printer. */
const SQUARE = 0.5;

/** The longest of the ids, whose code is the finest. */
const longest = (items) => items.map(({ id }) => id).sort((one, other) => other.length - one.length)[0];

/** A code of each kind, by what it is of. */
async function kinds() {
  const place = longest(await host.list("/v1/locations"));
  const agency = longest(await host.list("/v1/agencies"));
  const [permanence] = await host.list("/v1/permanences");
  const days = { opens: DAY, closes: day(DAY, 60) };
  const ofPermanence = await host.create("/v1/surveys", { variant: "after_visit", permanence: permanence.id, ...days });
  return {
    "a place": `p.${place}`,
    "an agency": `a.${agency}`,
    "an agency at a place": `a.${agency}.${place}`,
    "a permanence": ofPermanence.code,
  };
}

test("every kind of code is read from paper, on a wall, a door and a table", async (t) => {
  const missing = lacking();
  if (missing.length > 0 && process.env.MAY_SKIP === "1") return t.skip(`${missing.join(", ")} absent`);
  assert.deepEqual(missing, [], "on Debian: apt-get install zbar-tools poppler-utils");
  const own = await context(browser, { base: host.base });
  const page = await own.newPage();
  const finest = {};
  for (const [kind, code] of Object.entries(await kinds())) {
    for (const [sheet, [codes, wide]] of Object.entries(SHEETS)) {
      const address = `/s/${code}/poster${sheet}`;
      assert.equal((await page.goto(address)).status(), 200, address);
      // A plain office printer, and a coarse one.
      for (const dpi of [300, 150]) {
        const { sheets, says } = await codesOnPaper(page, dpi);
        assert.equal(sheets, 1, `${kind}: ${address} fills one sheet`);
        assert.deepEqual(says, Array(codes).fill(`${BASE_URL}/s/${code}`), `${kind}: ${address}, ${dpi} dpi`);
      }
      for (const { wide: width, square } of await widthsOnPaper(page)) {
        assert.ok(Math.abs(width - wide) < 1, `${kind}: ${address}: ${width.toFixed(1)} mm wide, not ${wide}`);
        assert.ok(square >= SQUARE, `${kind}: ${address}: squares of ${square.toFixed(2)} mm`);
        finest[sheet] = Math.min(finest[sheet] ?? Infinity, square);
      }
    }
  }
  const said = Object.entries(finest).map(([sheet, mm]) => `${sheet || "poster"} ${mm.toFixed(2)} mm`);
  t.diagnostic(`note: the finest squares on paper: ${said.join(", ")}`);
  await own.close();
});

test("the poster fills one A4 page", async () => {
  const [survey] = await host.list("/v1/surveys");
  const own = await context(browser, { base: host.base });
  const page = await own.newPage();
  await page.goto(`/s/${survey.code}/poster`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.equal(sheets, 1);
  const [, wide, high] = pdf.toString("latin1").match(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/);
  assert.ok(Math.abs(Number(wide) - 595) < 2 && Math.abs(Number(high) - 842) < 2, `${wide} x ${high}`);
  await own.close();
});
