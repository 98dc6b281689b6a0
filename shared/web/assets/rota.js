// Dragging a session of the rota to another day of its row. Dropping it opens
// the form that moves it, with the day filled in: nothing changes until that is
// sent. Without this script, and by keyboard, the link beside each session
// opens the same form.
"use strict";

const grid = document.querySelector("table[data-rota]");
let dragged = null;

const target = (event) => {
  const cell = event.target instanceof Element ? event.target.closest("td[data-day]") : null;
  return cell && dragged && cell.dataset.stop === dragged.dataset.from && !cell.contains(dragged) ? cell : null;
};
const clear = () => grid.querySelectorAll("td.over").forEach((cell) => cell.classList.remove("over"));

if (grid) {
  for (const session of grid.querySelectorAll("[data-move]")) {
    session.draggable = true;
    // The link inside would be dragged instead of the session.
    for (const link of session.querySelectorAll("a")) link.draggable = false;
  }
  grid.addEventListener("dragstart", (event) => {
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
    location.assign(`${dragged.dataset.move}&to=${cell.dataset.day}`);
  });
  grid.addEventListener("dragend", () => {
    dragged = null;
    clear();
  });
}
