// The work list by keyboard: j and k, or the arrows within the list, go from
// line to line and put the focus on what can be done there, so that Enter does
// it as always; u undoes what was just done where the page offers that, else
// says that it can't. Without this script everything is reached by Tab. The
// letters can be switched off, for those who speak instead of typing.
"use strict";

const list = document.querySelector("[data-work]");
const line = document.querySelector("[data-work-keys]");

if (list && line) {
  const said = line.querySelector("[role=status]");
  const toggle = line.querySelector("button");
  const rows = [...list.querySelectorAll("tbody > tr")];
  const KEPT = "work-keys-off";
  // Where nothing may be kept, the choice holds for this page.
  const kept = (off) => {
    try {
      if (off === undefined) return localStorage.getItem(KEPT) === "1";
      localStorage.setItem(KEPT, off ? "1" : "0");
    } catch {}
    return Boolean(off);
  };
  let off = kept();
  const show = () => {
    toggle.textContent = off ? toggle.dataset.on : toggle.dataset.off;
  };
  const move = (step) => {
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const to = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1);
    const control = rows[to]?.querySelector(".actions :is(a, button)") ?? rows[to]?.querySelector("a");
    control?.focus();
    rows[to]?.scrollIntoView({ block: "nearest" });
  };
  const undo = () => {
    const offered = document.querySelector("[data-undo] :is(a, button)");
    if (offered) offered.click();
    else said.textContent = said.dataset.nothing;
  };
  const keys = { j: () => move(1), k: () => move(-1), u: undo };
  const arrows = { ArrowDown: () => move(1), ArrowUp: () => move(-1) };
  const typing = (element) => element instanceof Element && element.closest("input, select, textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const within = list.contains(document.activeElement);
    const act = (!off && keys[event.key]) || (within && arrows[event.key]);
    if (!act) return;
    event.preventDefault();
    said.textContent = "";
    act();
  });
  toggle.addEventListener("click", () => {
    off = kept(!off);
    show();
  });
  show();
  line.hidden = false;
}
