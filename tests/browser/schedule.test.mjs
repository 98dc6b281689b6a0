// The public pages that leave the browser's window: a sheet of paper, a frame
// in another site, a screen on a wall; and the map without JavaScript.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { context, launch, set } from "./chromium.mjs";
import { startHost } from "./host.mjs";

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

test("the sheet fills one A4 page and its code leads to the place", async () => {
  const own = await context(browser, { base: host.base });
  const page = await own.newPage();
  for (const language of ["fr", "nl", "en"]) {
    await page.goto(`/print/locations/icab?lang=${language}`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1, language);
    const [, wide, high] = pdf.match(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/);
    assert.ok(Math.abs(Number(wide) - 595) < 2 && Math.abs(Number(high) - 842) < 2, `${wide} x ${high}`);
  }
  const { data, width, height } = PNG.sync.read(await page.locator(".qr").screenshot());
  const code = (jsqr.default ?? jsqr)(new Uint8ClampedArray(data), width, height)?.data;
  assert.equal(code, `${host.base}/locations/icab`);
  assert.equal((await page.goto(code)).status(), 200);
  await own.close();
});

test("the code that the week shows puts it into another site, without a cookie", async () => {
  const own = await context(browser, { base: host.base });
  const page = await own.newPage();
  await page.goto("/locations/icab/week?lang=nl");
  await page.locator("details summary").click();
  const snippet = await page.locator("code.secret").innerText();
  const site = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(`<!doctype html><html lang="nl"><title>Elders</title><main><h1>Elders</h1>${snippet}</main></html>`);
  })
    .unref()
    .listen(0, "127.0.0.1");
  await new Promise((resolve) => site.once("listening", resolve));
  const guest = await context(browser, { base: `http://localhost:${site.address().port}` });
  const elsewhere = await guest.newPage();
  await elsewhere.goto("/");
  const frame = elsewhere.frameLocator("iframe");
  assert.match(await frame.locator("h1").innerText(), /ICAB/);
  assert.deepEqual(await guest.cookies(), []);
  const [opened] = await Promise.all([guest.waitForEvent("page"), frame.locator("main a").last().click()]);
  await opened.waitForLoadState();
  assert.match(opened.url(), /\/locations\/icab\/week$/);
  assert.equal(await opened.evaluate(() => window.opener), null);
  // Every other page refuses to be shown there.
  const refused = await fetch(`${host.base}/locations/icab/week`);
  assert.match(refused.headers.get("content-security-policy"), /frame-ancestors 'none'/);
  await guest.close();
  await own.close();
  site.close();
});

test("a screen shows all of it without scrolling", async () => {
  const own = await context(browser, { base: host.base });
  const page = await own.newPage();
  for (const [width, height] of [[1280, 720], [1920, 1080], [3840, 2160], [1080, 1920]]) {
    await page.setViewportSize({ width, height });
    for (const language of ["fr", "nl", "en"]) {
      await page.goto(`/lobby/icab?lang=${language}`);
      const [long, wide] = await page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth]);
      assert.ok(long <= height && wide <= width, `${language}: ${wide} x ${long} on ${width} x ${height}`);
      const size = await page.locator(".hall").evaluate((hall) => parseFloat(getComputedStyle(hall).fontSize));
      assert.ok(size >= Math.min(width, height) / 45, `letters of ${size} px on ${width} x ${height}`);
    }
  }
  await own.close();
});

test("somebody finds who is near without JavaScript", async () => {
  const own = await context(browser, { base: host.base, language: "nl", width: 360, javascript: false });
  const page = await own.newPage();
  await page.goto("/near?lang=nl");
  await set(page, "postcode", "1040");
  await page.locator("main form button").click();
  await page.waitForLoadState();
  assert.match(page.url(), /postcode=1040/);
  const kilometres = (await page.locator(".near-km").allInnerTexts()).map((text) => Number(text.split(" ")[0].replace(",", ".")));
  assert.ok(kilometres.length > 3 && kilometres.every((km, at) => at === 0 || km >= kilometres[at - 1]), `${kilometres}`);
  assert.equal(await page.locator(".map-stops circle").count(), await page.locator(".near-list > li").count());
  await page.locator(".near-list a").first().click();
  await page.waitForLoadState();
  assert.match(page.url(), /\/locations\/[^/]+\/week$/);
  await own.close();
});
