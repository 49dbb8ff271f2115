// What the theme would write into every page: the colours that the reader chose, before anything is drawn, and the
// button that prints. It stands in a file, since pages forbid scripts that are written into them.
(function () {
  "use strict";

  const root = document.documentElement;
  const given = root.dataset.theme || "auto"; // the theme's own default
  function kept(name) {
    try { return localStorage.getItem(name) || given; } catch (refused) { return given; }
  }
  root.dataset.mode = kept("mode");
  root.dataset.theme = kept("theme");

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("button[data-print]").forEach(function (button) {
      button.addEventListener("click", function () { window.print(); });
    });
  });
})();
