// Debian's Chromium, driven by playwright-core.
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

/** Without what only a screen needs, the same pages take a quarter less. */
const executable = () =>
  process.env.CHROMIUM ??
  execFileSync("/bin/sh", ["-c", "command -v chromium-headless-shell || command -v chromium"], { encoding: "utf8" }).trim();

export const launch = () =>
  chromium.launch({
    executablePath: executable(),
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-gpu"],
  });

/** A browser of its own: its language, its width, with JavaScript or without. */
export const context = (browser, { base, language = "fr", width = 1280, javascript = true }) =>
  browser.newContext({
    baseURL: base,
    locale: { fr: "fr-BE", nl: "nl-BE", en: "en-GB" }[language],
    viewport: { width, height: 900 },
    javaScriptEnabled: javascript,
    reducedMotion: "reduce",
  });

/** Fills a field of any kind by its name. */
export async function set(page, name, value) {
  const field = page.locator(`[name="${name}"]:not([type="hidden"]):not(meta)`).first();
  const kind = await field.evaluate((element) => (element.tagName === "SELECT" ? "select" : element.type));
  if (kind === "select") await field.selectOption(value);
  else if (kind === "radio" || kind === "checkbox") await page.locator(`[name="${name}"][value="${value}"]`).check();
  else await field.fill(value);
}

/** Signs in by a mailed or printed link. */
export async function signIn(page, path) {
  await page.goto(path);
  await page.locator('form[action*="/console/enter/"] button, main form button').first().click();
  await page.waitForURL(/\/console(\?|$|\/(?!enter|sign-in))/);
}
