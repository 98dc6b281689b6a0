// Dragging a session of the rota, or one that is proposed, to another day or place,
// and pressing an empty cell. Dropping it on another day of its row opens the form
// that moves it; on another row, of the rota the one that changes it and those that
// follow, of a proposal the same, with the place and the day filled in: nothing
// changes until that is sent. Without this script, and by keyboard, the links in
// each cell open the same forms.
"use strict";

const grid = document.querySelector("table[data-rota]");
let dragged = null;
let pressed = null;

const cellOf = (event) => (event.target instanceof Element ? event.target.closest("td[data-day]") : null);
const target = (event) => {
  const cell = cellOf(event);
  const elsewhere = cell && dragged && !cell.contains(dragged);
  // What names no form for another place stays in its row.
  return elsewhere && (dragged.dataset.place || cell.dataset.stop === dragged.dataset.from) ? cell : null;
};
const form = ({ dataset: { move, place, from } }, { dataset: { stop, day } }) =>
  stop === from ? `${move}&to=${day}` : `${place}&location=${encodeURIComponent(stop)}&to=${day}`;
const clear = () => grid.querySelectorAll("td.over").forEach((cell) => cell.classList.remove("over"));

if (grid) {
  for (const session of grid.querySelectorAll("[data-move]")) {
    session.draggable = true;
    // The link inside would be dragged instead of the session.
    for (const link of session.querySelectorAll("a")) link.draggable = false;
  }
  grid.addEventListener("dragstart", (event) => {
    pressed = null;
    dragged = event.target instanceof Element ? event.target.closest("[data-move]") : null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.textContent.trim());
  });
  grid.addEventListener("dragover", (event) => {
    const cell = target(event);
    clear();
    if (!cell) return;
    event.preventDefault();
    cell.classList.add("over");
  });
  grid.addEventListener("drop", (event) => {
    const cell = target(event);
    if (!cell) return;
    event.preventDefault();
    location.assign(form(dragged, cell));
  });
  grid.addEventListener("dragend", () => {
    dragged = null;
    clear();
  });
  // A press on a cell itself, not on what stands in it, plans something there;
  // also where the mouse was drawn over others of its row.
  grid.addEventListener("pointerdown", (event) => {
    const empty = event.target instanceof Element && event.target.matches("td[data-day]") ? event.target : null;
    pressed = event.button === 0 && event.pointerType === "mouse" ? empty : null;
  });
  grid.addEventListener("pointerup", (event) => {
    const add = pressed?.dataset.stop === cellOf(event)?.dataset.stop ? pressed?.querySelector("a.add") : null;
    pressed = null;
    if (add) location.assign(add.href);
  });
}
