// What every page must hold to, whatever it shows.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** axe-core's categories of names, labels, texts instead of pictures, and languages. */
const OF_WORDS = ["cat.language", "cat.name-role-value", "cat.text-alternatives", "cat.forms"];

/** Keys of all catalogues that could not be a word of a language: they hold a hyphen. */
export const keys = (() => {
  const found = new Set();
  for (const group of ["functions", "shared"]) {
    for (const crate of readdirSync(join(root, group))) {
      const folder = join(root, group, crate, "locales/en");
      if (!existsSync(folder)) continue;
      for (const file of readdirSync(folder)) {
        for (const [, key] of readFileSync(join(folder, file), "utf8").matchAll(/^([a-z][a-z0-9]*(?:-[a-z0-9]+)+) *=/gm)) {
          found.add(key);
        }
      }
    }
  }
  return found;
})();

/** axe-core in a page, or in a frame; of a page as one script, so that the browser compiles it once for all. */
async function withAxe(page) {
  if (await page.evaluate(() => "axe" in window)) return;
  if (!("context" in page)) return page.evaluate(axeSource);
  const session = sessions.get(page) ?? sessions.set(page, page.context().newCDPSession(page)).get(page);
  const { exceptionDetails } = await (await session).send("Runtime.evaluate", { expression: axeSource });
  if (exceptionDetails) throw new Error(`axe-core does not start: ${exceptionDetails.text}`);
}
const sessions = new WeakMap();

/**
 * Violations of axe-core's rules at the page's present width: of all of them, or,
 * in a fifth of the time, of those that words can break.
 */
export async function violations(page, { onlyWords = false } = {}) {
  await withAxe(page);
  const found = await page.evaluate(
    ([tags, categories]) => {
      const isMeant = (tags) => !tags.includes("experimental") && !tags.includes("deprecated");
      const isAbout = (id, tags) => !categories || id.endsWith("-name") || tags.some((tag) => categories.includes(tag));
      const rules = window.axe.getRules(tags).filter(({ ruleId, tags }) => isMeant(tags) && isAbout(ruleId, tags));
      return window.axe.run(document, {
        runOnly: { type: "rule", values: rules.map(({ ruleId }) => ruleId) },
        resultTypes: ["violations"],
        // No frame has an axe-core to answer; what is ours in one is a page of its own in the list.
        iframes: false,
      });
    },
    [TAGS, onlyWords ? OF_WORDS : null],
  );
  return found.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html, target }) => `${target} ${html.slice(0, 160)}`).join(" | ")}`,
  );
}

/** How far the page can be pushed sideways, and what sticks out. */
export const overflow = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > width + 1;
    });
    const names = wide.slice(-3).map((element) => element.outerHTML.slice(0, 120));
    return [`scrolls sideways to ${document.documentElement.scrollWidth} of ${width}: ${names.join(" | ")}`];
  });

/** Words that should have been translated, and other signs of an unfinished page. */
export async function words(page, language) {
  const wrong = [];
  const { lang, title, headings, text, ids } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll("h1").length,
    text: document.body.innerText,
    ids: [...document.querySelectorAll("[id]")].map((element) => element.getAttribute("id")),
  }));
  if (lang !== language) wrong.push(`<html lang> is "${lang}"`);
  if (!title.trim()) wrong.push("no <title>");
  const twice = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
  if (twice.size) wrong.push(`ids that stand twice: ${[...twice].slice(0, 5).join(", ")}`);
  if (headings !== 1) wrong.push(`${headings} first headings`);
  if (/unknown locali[sz]ation/i.test(text)) wrong.push("a text without words");
  for (const sign of [/\{ ?\$[\w-]+ ?\}/, /\bundefined\b/, /\bnull\b/, /\bSome\(/, /\bNaN\b/, /https?:\/\/127\.0\.0\.1:\d+\/undefined/]) {
    const found = text.match(sign);
    if (found) wrong.push(`"${found[0]}" can be read`);
  }
  const seen = new Set(text.match(/[a-z][a-z0-9]*(?:-[a-z0-9]+)+/g) ?? []);
  for (const word of seen) if (keys.has(word)) wrong.push(`the key "${word}" can be read`);
  return wrong;
}
