// What the theme would write into every page: the colours that the reader chose, before anything is drawn; the button
// that prints; the field of the search page. It stands in a file, since pages forbid scripts that are written into them.
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
    const field = document.querySelector(".bd-search-container form.bd-search input");
    if (field) {
      field.focus();
      field.select();
    }
  });
})();
