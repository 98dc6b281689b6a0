// A list that is too long for its form: sent in parts, one after another, as
// programs send it, with words on how far it is. A part that fails is sent once
// more, unless it is refused or nothing is heard of it; the same file, sent or chosen
// again, goes on where it stopped. Without this script, and for what the form takes,
// it is sent as any other form.
"use strict";

const told = document.querySelector("[data-parts]");

if (told) {
  const API = "/v1/imports";
  // Bytes of what the form says beside the file, at most.
  const FIELDS = 4096;
  const PAUSE = 2000;
  // How long a request may take: a part of 4 MiB on a slow line.
  const PATIENCE = 5 * 60_000;
  // Refused for now: who is signed in again, or waits, goes on.
  const FOR_NOW = [401, 408, 429];
  // Worth a second try: 409 says that a part came before, or at the same moment.
  const TRY_AGAIN = [408, 409, 429];
  const form = told.closest("form");
  const { csrf, location: place, file: input } = form.elements;
  const said = form.querySelector("[role=status]");
  const bar = told.querySelector("progress");
  const most = Number(told.dataset.parts);
  const bytes = Number(told.dataset.bytes);
  // What was begun and came to no end: which file, for where, by which key; once that is
  // answered the import, and which part is next.
  let begun = null;
  let sending = false;
  const say = (words, isWrong) => {
    said.textContent = words;
    said.classList.toggle("error", isWrong);
    told.hidden = isWrong;
  };
  const newKey = () => `${Date.now()}-${Math.random()}`;
  const isRefused = ({ status }) => status < 500;
  const isSame = (one, other) => ["name", "size", "lastModified"].every((key) => one[key] === other[key]);
  // What is refused is thrown, with its words.
  const ask = async (method, path, { key = newKey(), body } = {}) => {
    const headers = {
      "accept-language": document.documentElement.lang,
      "content-type": "application/octet-stream",
      "idempotency-key": key,
      "x-csrf-token": csrf.value,
    };
    const answer = await fetch(path, { method, headers, body, signal: AbortSignal.timeout(PATIENCE) });
    const read = await answer.json();
    if (!answer.ok) throw read;
    return read;
  };
  // With the same key until it is answered: lost on its way back, it began nevertheless.
  const begin = async ({ file, key }, parts) => {
    const name = [...file.name.replace(/\p{Cc}/gu, "")].slice(0, 200).join("");
    const query = new URLSearchParams({ location: place.value, name, chunks: parts });
    return ask("POST", `${API}?${query}`, { key });
  };
  const sendPart = async (file, { id, next }) => {
    const body = file.slice(next * bytes, (next + 1) * bytes);
    const put = () => ask("PUT", `${API}/${id}/chunks/${next}`, { body });
    try {
      return await put();
    } catch (error) {
      const isFinal = isRefused(error) && !TRY_AGAIN.includes(error.status);
      if (isFinal || error.name === "TimeoutError") throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      // Perhaps only the answer was lost: with its last part the file is read.
      const now = await ask("GET", `${API}/${id}`);
      return now.status === "uploading" ? put() : now;
    }
  };
  const send = async (file) => {
    const parts = Math.ceil(file.size / bytes);
    const isBegun = begun && isSame(begun.file, file) && begun.place === place.value;
    if (!isBegun) begun = { file, place: place.value, key: newKey(), next: 0 };
    begun.id ??= (await begin(begun, parts)).id;
    bar.max = parts;
    for (let status = "uploading"; status === "uploading" && begun.next < parts; begun.next += 1) {
      bar.value = begun.next;
      say(told.dataset.sends.replace("%n", begun.next + 1).replace("%of", parts), false);
      ({ status } = await sendPart(file, begun));
    }
    window.location.assign(`${form.action}/${begun.id}`);
  };

  form.addEventListener("submit", async (event) => {
    const file = input.files[0];
    if (!file || file.size + FIELDS <= bytes) return;
    event.preventDefault();
    if (sending) return;
    if (!place.value) {
      say(told.dataset.noPlace, true);
      place.focus();
      return;
    }
    if (file.size > most * bytes) {
      say(told.dataset.tooLarge, true);
      return;
    }
    sending = true;
    try {
      await send(file);
    } catch (error) {
      if (isRefused(error) && !FOR_NOW.includes(error.status)) begun = null;
      say(isRefused(error) ? error.detail : told.dataset.lost, true);
      sending = false;
    }
  });
  document.getElementById(`${input.id}-hint`).textContent = told.dataset.hint;
}
