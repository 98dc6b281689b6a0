// A list that is too long for its form: sent in parts, one after another, as
// programs send it, with words on how far it is. A part that fails is sent once
// more; the same file, sent again, goes on where it stopped. Without this script,
// and for what the form takes, it is sent as any other form.
"use strict";

const told = document.querySelector("[data-parts]");

if (told) {
  const API = "/v1/imports";
  // Bytes of what the form says beside the file, at most.
  const FIELDS = 4096;
  const PAUSE = 2000;
  const form = told.closest("form");
  const { csrf, location: place, file: input } = form.elements;
  const said = form.querySelector("[role=status]");
  const bar = told.querySelector("progress");
  const most = Number(told.dataset.parts);
  const bytes = Number(told.dataset.bytes);
  // What was begun and came to no end: the import, and which part is next.
  let begun = null;
  let sending = false;
  const say = (words, isWrong) => {
    said.textContent = words;
    said.classList.toggle("error", isWrong);
    told.hidden = isWrong;
  };
  // What is refused is thrown, with its words.
  const ask = async (method, path, body) => {
    const headers = {
      "accept-language": document.documentElement.lang,
      "content-type": "application/octet-stream",
      "idempotency-key": `${Date.now()}-${Math.random()}`,
      "x-csrf-token": csrf.value,
    };
    const answer = await fetch(path, { method, headers, body });
    const read = await answer.json();
    if (!answer.ok) throw read;
    return read;
  };
  const begin = async (file, parts) => {
    const name = [...file.name.replace(/\p{Cc}/gu, "")].slice(0, 200).join("");
    const query = new URLSearchParams({ location: place.value, name, chunks: parts });
    const { id } = await ask("POST", `${API}?${query}`);
    return { file, place: place.value, id, next: 0 };
  };
  const sendPart = async ({ file, id, next }) => {
    const put = () => ask("PUT", `${API}/${id}/chunks/${next}`, file.slice(next * bytes, (next + 1) * bytes));
    try {
      return await put();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      // Perhaps only the answer was lost: with its last part the file is read.
      const now = await ask("GET", `${API}/${id}`);
      return now.status === "uploading" ? put() : now;
    }
  };
  const send = async (file) => {
    const parts = Math.ceil(file.size / bytes);
    if (begun?.file !== file || begun.place !== place.value) begun = await begin(file, parts);
    bar.max = parts;
    for (let status = "uploading"; status === "uploading" && begun.next < parts; begun.next += 1) {
      bar.value = begun.next;
      say(told.dataset.sends.replace("%n", begun.next + 1).replace("%of", parts), false);
      ({ status } = await sendPart(begun));
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
      const isRefused = error.status < 500;
      if (isRefused) begun = null;
      say(isRefused ? error.detail : told.dataset.lost, true);
      sending = false;
    }
  });
  document.getElementById(`${input.id}-hint`).textContent = told.dataset.hint;
}
