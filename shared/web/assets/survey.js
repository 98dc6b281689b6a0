// The survey on a phone: what is filled in is kept in this browser until the
// server has it, so that a tunnel, another language or a second tap loses
// nothing; the page's own key goes with it, so that it counts once. Without this
// script the page is sent as any other.
"use strict";

const form = document.querySelector("form:has([name=submission])");

if (form) {
  const page = new URL(form.action);
  const place = `survey:${page.pathname}`;
  const DAY = 24 * 60 * 60 * 1000;
  const said = form.querySelector("[data-said]");
  // Where nothing may be kept, the page works as without a script.
  const kept = {
    read() {
      try {
        const { at, fields } = JSON.parse(localStorage.getItem(place));
        return Date.now() - at < DAY ? fields : [];
      } catch {
        return [];
      }
    },
    write() {
      const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
      try {
        localStorage.setItem(place, JSON.stringify({ at: Date.now(), fields }));
      } catch {}
    },
    forget() {
      try {
        localStorage.removeItem(place);
      } catch {}
    },
  };
  const fill = (fields) => {
    for (const control of form.elements) {
      if (!control.name) continue;
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else if (control.type !== "submit" && values.length) control.value = values[0];
    }
  };
  // What was never sent is kept for a day, whichever survey it was of.
  try {
    for (const name of Object.keys(localStorage).filter((name) => name.startsWith("survey:"))) {
      if (Date.now() - JSON.parse(localStorage.getItem(name)).at >= DAY) localStorage.removeItem(name);
    }
  } catch {}
  // A page that the server sent back with what is wrong holds it all already.
  const refused = document.querySelector("[aria-invalid=true]");
  const fields = kept.read();
  if (fields.length && !refused) fill(fields);
  form.addEventListener("input", kept.write);
  form.addEventListener("change", kept.write);
  window.addEventListener("pagehide", () => {
    if (kept.read().length) kept.write();
  });

  let sending = false;
  const send = async () => {
    if (sending) return;
    sending = true;
    kept.write();
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: "POST", body });
      if (answer.redirected) {
        kept.forget();
        window.location.assign(answer.url);
        return;
      }
      // It was read and is not complete, or the survey is over: the page says so.
      if (answer.status < 500) {
        form.submit();
        return;
      }
    } catch {
      // No network.
    }
    sending = false;
    said.textContent = said.dataset.waits;
    setTimeout(send, 5000);
  };
  window.addEventListener("online", () => {
    if (said.textContent) send();
  });
  form.addEventListener("submit", (event) => {
    // Another language, or a browser that can't: as without a script.
    if (event.submitter?.name === "in_language") return;
    event.preventDefault();
    send();
  });
}
