// In a frame of another site: tells the page around it how tall this page is,
// whenever that changes, and that a form was sent, since the answer begins at the
// top. The page around it knows what to do with that, or leaves the frame as it is.
"use strict";

if (window.parent !== window) {
  const tell = (said) => window.parent.postMessage({ permanence: said }, "*");
  const page = document.documentElement;
  new ResizeObserver(() => tell({ height: Math.ceil(page.getBoundingClientRect().height) })).observe(page);
  document.addEventListener("submit", () => tell({ top: true }));
}
