// The QR code of a survey, read from the picture of its poster as a phone would.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { context, launch } from "./chromium.mjs";
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

const read = (picture) => {
  const { data, width, height } = PNG.sync.read(picture);
  return (jsqr.default ?? jsqr)(new Uint8ClampedArray(data), width, height)?.data;
};

test("the code on the poster and the code itself lead to the survey's page", async () => {
  const survey = await host.create("/v1/surveys", {
    variant: "after_visit", location: "icab", agency: "innoviris", opens: DAY, closes: day(DAY, 60),
  });
  const own = await context(browser, { base: host.base });
  const page = await own.newPage();
  await page.setContent(`<img src="${survey.qr}" width="300" height="300" alt="">`);
  await page.locator("img").evaluate((image) => image.decode());
  assert.equal(read(await page.screenshot()), survey.url);
  await page.goto(`/s/${survey.code}/poster`);
  assert.equal(read(await page.screenshot({ fullPage: true })), survey.url);
  assert.equal((await page.goto(read(await page.screenshot({ fullPage: true })))).status(), 200);
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
