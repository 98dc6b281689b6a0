// What every page must hold to, whatever it shows.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** axe-core's rules that hold at one width and not at another. */
const OF_WIDTH = ["target-size", "scrollable-region-focusable"];
/** What a language can be called where a part of a page says its own. */
const LANGUAGES = /^(fr|nl|en|de)(-BE|-GB)?$/;

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

/** Violations of axe-core's rules at the page's present width: of all of them, or of those that a width can break. */
export async function violations(page, { onlyWidth = false } = {}) {
  await withAxe(page);
  const found = await page.evaluate(
    ([tags, only]) => {
      const isMeant = ({ ruleId, tags }) =>
        !tags.includes("experimental") && !tags.includes("deprecated") && (!only || only.includes(ruleId));
      return window.axe.run(document, {
        runOnly: { type: "rule", values: window.axe.getRules(tags).filter(isMeant).map(({ ruleId }) => ruleId) },
        resultTypes: ["violations"],
        // No frame has an axe-core to answer; what is ours in one is a page of its own in the list.
        iframes: false,
      });
    },
    [TAGS, onlyWidth ? OF_WIDTH : null],
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

/** Words that should have been translated or are missing, and other signs of an unfinished page. */
export async function words(page, language) {
  const wrong = [];
  const { lang, title, headings, text, ids, languages, nameless } = await page.evaluate(() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const read = (element) => {
      const pictures = [...element.querySelectorAll("img, svg")].map((one) => one.getAttribute("alt") ?? one.getAttribute("aria-label"));
      return [element.textContent, ...pictures].join("");
    };
    const name = (element) => {
      const by = (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id));
      const labels = [...by.filter(Boolean), ...(element.labels ?? []), element];
      return [element.ariaLabel, element.getAttribute("alt"), element.title, ...labels.map(read)].join("").trim();
    };
    const named = "a[href], button, summary, select, textarea, legend, th, h1, h2, h3, [role=img], iframe, option, [role=region]";
    return {
      lang: document.documentElement.lang,
      title: document.title,
      headings: document.querySelectorAll("h1").length,
      text: document.body.innerText,
      ids: all("[id]").map((element) => element.getAttribute("id")),
      languages: all("[lang]").map((element) => element.lang),
      nameless: all(`${named}, input:not([type=hidden])`)
        .filter((element) => !element.closest("[aria-hidden=true]") && !name(element))
        .map(({ outerHTML }) => outerHTML.slice(0, 160)),
    };
  });
  if (nameless.length) wrong.push(`without a name: ${nameless.slice(0, 3).join(" | ")}`);
  const unknown = languages.find((one) => !LANGUAGES.test(one));
  if (unknown !== undefined) wrong.push(`a part's language is "${unknown}"`);
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
