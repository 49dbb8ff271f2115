// The controls around a page: light or dark, the contents, the code of notebooks, the print, and what copies for the
// other scripts. All of it reads as well without them, so that what needs a script is hidden until the script is there.
(function () {
  "use strict";

  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function keep(name, value) {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch (refused) { /* then it holds for this page */ }
  }

  function switchOf(selector, isOn, turn) {
    const button = document.querySelector(selector);
    if (!button) return;
    const show = function () { button.setAttribute("aria-pressed", String(isOn())); };
    button.addEventListener("click", function () {
      turn(!isOn());
      show();
    });
    show();
    button.hidden = false;
  }

  function colours() {
    const isDark = function () { return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches; };
    switchOf(".bar-colours", isDark, function (wanted) {
      // Who wants what the system has keeps nothing, and follows it from then on.
      const theme = wanted === dark.matches ? "" : wanted ? "dark" : "light";
      keep("theme", theme);
      if (theme) root.dataset.theme = theme;
      else delete root.dataset.theme;
    });
  }

  function code() {
    const isShown = function () { return root.dataset.code === "shown"; };
    const unfold = function () {
      document.querySelectorAll("div.cell details.hide").forEach(function (fold) { fold.open = isShown(); });
    };
    switchOf("button[data-code]", isShown, function (wanted) {
      root.dataset.code = wanted ? "shown" : "";
      keep("code", root.dataset.code);
      unfold();
    });
    unfold();
  }

  function contents() {
    const fold = document.querySelector(".bar-contents");
    if (!fold) return;
    document.addEventListener("click", function (event) {
      if (fold.open && (!fold.contains(event.target) || event.target.closest("nav a"))) fold.open = false;
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !fold.open) return;
      fold.open = false;
      fold.querySelector("summary").focus();
    });
  }

  // What a link leads to is unfolded: what that stands in, where a browser does not do so by itself, and the one thing
  // that it has to show, such as the table below a heading.
  function unfold() {
    const target = document.querySelector("article :target");
    const place = target && target.matches("span:empty") ? target.parentElement : target; // a second name of a section
    if (!place) return;
    const within = place.querySelectorAll("details.fold");
    if (within.length === 1 && !place.querySelector("figure.chart, section, .table-scroll:not(details *)")) within[0].open = true;
    let isFolded = false;
    for (let fold = target; fold; fold = fold.parentElement) {
      if (fold.localName !== "details" || fold.open) continue;
      fold.open = isFolded = true;
    }
    if (isFolded) target.scrollIntoView();
  }

  // Who follows a link a second time has changed nothing of the address.
  function again(event) {
    const link = event.target.closest && event.target.closest("a[href*='#']");
    if (link && link.href === window.location.href) window.setTimeout(unfold);
  }

  function targets() {
    window.addEventListener("hashchange", unfold);
    window.addEventListener("load", unfold); // before that no place is led to
    document.addEventListener("click", again);
  }

  // A table that fits its page needs no box to scroll in, and without one its head can stay in view.
  function heads() {
    const fits = new ResizeObserver(function (boxes) {
      boxes.forEach(function (one) { one.target.dataset.fits = one.target.scrollWidth <= one.target.clientWidth; });
    });
    const watch = function (within) { within.querySelectorAll(".table-scroll").forEach(function (box) { fits.observe(box); }); };
    watch(document);
    document.addEventListener("review:shown", function (event) { watch(event.target); }); // of a run in the page
  }

  // Browsers that cannot unfold by a style sheet have what is folded opened for the print.
  function printing() {
    let opened = [];
    window.addEventListener("beforeprint", function () {
      opened = Array.from(document.querySelectorAll("article details:not([open], .long)"));
      opened.forEach(function (fold) { fold.open = true; });
    });
    window.addEventListener("afterprint", function () {
      opened.forEach(function (fold) { fold.open = false; });
    });
    const button = document.querySelector("button[data-print]");
    if (!button) return;
    button.addEventListener("click", function () { window.print(); });
    button.parentElement.hidden = false;
  }

  // A page from a folder or a plain server may have no clipboard to write to: then as from a selection.
  window.reviewCopy = function (text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).catch(function () { return copySelected(text); });
    }
    return copySelected(text);
  };

  function copySelected(text) {
    const put = function (event) {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    };
    document.addEventListener("copy", put, { once: true });
    const isCopied = document.execCommand("copy");
    document.removeEventListener("copy", put);
    return isCopied ? Promise.resolve() : Promise.reject(new Error("no clipboard"));
  }

  window.reviewCopyButton = function (label, textOf) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "cite-copy", textContent: label });
    button.addEventListener("click", function () {
      const said = function (text) {
        button.textContent = text;
        window.setTimeout(function () { button.textContent = label; }, 2000);
      };
      window.reviewCopy(textOf()).then(function () { said("Copied"); }, function () { said("Select and copy it by hand"); });
    });
    return button;
  };

  // Where a view with other settings is found again: at the book's address where it has one, else within the book. That
  // of a reader's own machine leads nobody there.
  window.reviewAddress = function () {
    const published = document.querySelector("link[rel=canonical]"), here = window.location;
    const view = here.search + here.hash;
    return published ? published.href + view : "In this book at " + here.pathname.replace(/.*\//, "") + view;
  };

  // What is cited of such a view says so.
  window.reviewSealed = function (entry, inText) {
    const seal = root.dataset.seal;
    if (!seal) return;
    entry.append(" [" + seal + "] " + window.reviewAddress());
    inText.append(" [" + seal + "]");
  };

  [colours, code, contents, targets, heads, printing].forEach(function (part) { part(); });
})();
