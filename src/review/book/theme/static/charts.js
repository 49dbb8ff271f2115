// Makes a chart live once somebody moves on the page and it is near the view. Until then, and wherever anything
// fails, the drawing that stands in the page stays: it is complete by itself.
(function () {
  "use strict";

  const own = document.currentScript.src;
  const library = new URL("../vega/vega.js", own).href;
  let loading = null;

  function loadVega() {
    loading = loading || new Promise(function (done, failed) {
      const script = document.createElement("script");
      script.src = library;
      script.onload = function () { window.vegaEmbed ? done(window.vegaEmbed) : failed(new Error("no Vega")); };
      script.onerror = function () { failed(new Error("no Vega")); };
      document.head.append(script);
    });
    return loading;
  }

  // Charts carry their data with them: whatever asks for more is refused. Links lead within the book only.
  const loader = {
    load: function () { return Promise.reject(new Error("charts load nothing")); },
    sanitize: function (address) {
      return /^[\w.-]+\.html(\?[\w.,%&=+-]+)?(#[\w-]+)?$/.test(address)
        ? Promise.resolve({ href: address })
        : Promise.reject(new Error("not a page of the book"));
    },
  };

  const options = {
    mode: "vega-lite",
    renderer: "svg",
    actions: false,
    ast: true, // expressions are interpreted, so that a page may forbid code made from text
    defaultStyle: false,
    loader: loader,
    logLevel: 0,
    config: { aria: false },
    tooltip: { disableDefaultStyle: true },
  };

  // What a mark or a text shows, if it names the rows of it. A line joins several figures, so that it draws none.
  function numbersOf(item) {
    const datum = item && item.mark && item.mark.marktype !== "line" ? item.datum : null;
    return datum && (datum.figure_id || datum.derivation_id || datum.figure_ids) ? datum : null;
  }

  // What a click on a mark means is said to the page; cards.js answers.
  function openCards(view, live) {
    view.addEventListener("click", function (event, item) {
      const shown = numbersOf(item);
      if (!shown) return;
      const detail = {
        figures: shown.figure_ids || [shown.figure_id].filter(Boolean),
        derivation: shown.derivation_id,
        name: shown.who,
        x: event.clientX,
        y: event.clientY,
      };
      document.dispatchEvent(new CustomEvent("review:mark", { detail: detail }));
    });
    view.addEventListener("mousemove", function (event, item) {
      live.style.cursor = numbersOf(item) ? "pointer" : "";
    });
  }

  // What draws the chart of a width: the wide specification takes its data, which it goes without, from the narrow one.
  function specificationOf(figure, drawn) {
    const narrow = JSON.parse(figure.querySelector("script.chart-spec").textContent);
    if (!drawn.classList.contains("chart-wide")) return narrow;
    const wide = JSON.parse(figure.querySelector("script.chart-spec-wide").textContent);
    return Object.assign({ config: narrow.config, datasets: narrow.datasets }, wide);
  }

  // As in the drawing, so that words that are copied stand apart.
  function partLines(line) {
    const gap = document.createElementNS(line.namespaceURI, "tspan");
    gap.setAttribute("font-size", "0");
    gap.textContent = " ";
    line.before(gap);
  }

  async function enliven(drawn) {
    const figure = drawn.closest("figure.chart");
    const svg = drawn.querySelector("svg");
    const live = document.createElement("div");
    live.className = "chart-live";
    live.hidden = true;
    drawn.append(live);
    try {
      const embed = await loadVega();
      const made = await embed(live, specificationOf(figure, drawn), options);
      openCards(made.view, live);
      live.querySelectorAll("tspan + tspan").forEach(partLines);
      const again = live.querySelector("svg");
      if (!again) throw new Error("nothing was drawn");
      again.setAttribute("role", "img");
      again.setAttribute("aria-label", svg.getAttribute("aria-label") || "Chart");
      // A reader of screens gets that one description; the library names kinds of marks, in no order.
      Array.from(again.children).forEach(function (group) { group.setAttribute("aria-hidden", "true"); });
      live.hidden = false;
      svg.remove();
      figure.dataset.live = "yes";
    } catch (error) {
      live.remove();
      figure.dataset.live = "no";
      if (!svg.firstChild) drawn.append("This chart cannot be drawn here; its data stand below it.");
    }
  }

  function start() {
    if (!("IntersectionObserver" in window)) return;
    const watcher = new IntersectionObserver(function (entries) {
      entries.filter(function (entry) { return entry.isIntersecting; }).forEach(function (entry) {
        watcher.unobserve(entry.target);
        enliven(entry.target);
      });
    }, { rootMargin: "300px" });
    // What the style sheet hides never comes near the view: a drawing is enlivened at the width that shows it.
    const all = function (within) { return within.querySelectorAll("figure.chart[data-chart] .chart-static > div"); };
    all(document).forEach(function (drawn) { watcher.observe(drawn); });
    // A chart that comes later has no drawing yet, which a print would miss.
    document.addEventListener("review:shown", function (event) {
      all(event.target).forEach(function (drawn) { drawn.offsetParent ? enliven(drawn) : watcher.observe(drawn); });
    });
  }

  // Vega is most of a page's weight, and whoever only opens a page needs none of it.
  const moves = ["scroll", "pointermove", "pointerdown", "keydown"];
  function begin() {
    moves.forEach(function (move) { removeEventListener(move, begin); });
    start();
  }
  moves.forEach(function (move) { addEventListener(move, begin, { passive: true }); });
})();
