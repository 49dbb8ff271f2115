// Opens the card of a number: what it rests on, beside the number itself. Cards come in parts, each with the first
// card in it that is asked for. Where it does not come, and with any modifier key, the link leads to the row, as
// without scripts.
(function () {
  "use strict";

  const own = document.currentScript.src;
  const numbers = "a[data-figure-id], a[data-derivation-id]";
  const narrow = window.matchMedia("(max-width: 719px)");
  const parts = window.reviewCards = window.reviewCards || {}; // a page that stands by itself has its own
  const loading = {};
  let dialog = null;
  let opener = null;
  let beside = null; // where on the screen the number stands

  function loadPart(part) {
    if (parts[part]) return Promise.resolve();
    loading[part] = loading[part] || new Promise(function (done, failed) {
      const script = document.createElement("script");
      script.src = new URL("../cards/" + part + ".js", own).href;
      script.onload = done;
      script.onerror = function () { failed(new Error("no cards")); };
      document.head.append(script);
    });
    return loading[part];
  }

  // The card with an id; nothing where there is none.
  function cardOf(kind, name) {
    const part = kind + "-" + name.split("-")[0];
    return loadPart(part).then(function () { return (parts[part] || {})[name]; });
  }

  function cardOfLink(link) {
    const kind = link.hasAttribute("data-figure-id") ? "figure" : "derivation";
    return cardOf(kind, link.getAttribute("data-" + kind + "-id"));
  }

  function makeDialog() {
    dialog = document.createElement("dialog");
    dialog.className = "number-card";
    dialog.setAttribute("aria-labelledby", "number-card-title");
    dialog.innerHTML = '<div class="card-inner"><button type="button" class="card-close" aria-label="Close">' +
      '<span aria-hidden="true">×</span></button><div class="card-body"></div></div>';
    dialog.querySelector(".card-close").addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) dialog.close(); // what shows of the dialog itself is the backdrop
      else if (event.target.closest("a:not([data-figure-id]):not([data-derivation-id])")) dialog.close();
    });
    dialog.addEventListener("close", function () {
      if (opener && opener.isConnected) opener.focus({ preventScroll: true });
      opener = null;
    });
    document.body.append(dialog);
  }

  // Under the number, over it, or at its side, where there is room; on a narrow screen the style sheet lays the card
  // along the bottom.
  function place() {
    dialog.style.left = dialog.style.top = "";
    if (narrow.matches) return;
    const gap = 8, below = beside.bottom + gap, above = beside.top - gap - dialog.offsetHeight;
    const lowest = window.innerHeight - dialog.offsetHeight - gap;
    const outermost = document.documentElement.clientWidth - dialog.offsetWidth - gap;
    const after = beside.right + gap, before = beside.left - gap - dialog.offsetWidth;
    let left = beside.left, top = below;
    if (below > lowest && above >= 0) top = above;
    else if (below > lowest) {
      top = lowest;
      if (after <= outermost) left = after;
      else if (before >= 0) left = before;
    }
    dialog.style.left = Math.max(gap, Math.min(left, outermost)) + "px";
    dialog.style.top = Math.max(gap, top) + "px";
  }

  // The book's own reference comes first; that of the source says nothing of the settings.
  function offerCopies(body) {
    body.querySelectorAll("dd:has(> .reference-entry)").forEach(function (said, place) {
      const entry = said.querySelector(".reference-entry"), inText = said.querySelector(".reference-in-text");
      if (!place) window.reviewSealed(entry, inText);
      entry.after(window.reviewCopyButton("Copy the reference", function () { return entry.textContent; }));
      inText.after(" ", window.reviewCopyButton("Copy", function () { return inText.textContent; }));
    });
  }

  function show(html, at, from) {
    if (!dialog) makeDialog();
    if (!dialog.open) {
      opener = from;
      beside = at;
    }
    dialog.querySelector(".card-body").innerHTML = html;
    offerCopies(dialog.querySelector(".card-body"));
    dialog.querySelector(".card-inner").scrollTop = 0;
    if (!dialog.open) dialog.showModal();
    place(); // a card out of another is not as high
    dialog.querySelector(".card-close").focus({ preventScroll: true });
  }

  function onClick(event) {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest && event.target.closest(numbers);
    if (!link) return;
    event.preventDefault();
    const follow = function () { window.location.assign(new URL(link.getAttribute("href"), document.baseURI)); };
    cardOfLink(link).then(function (html) {
      if (!html) return follow();
      show(html, link.getClientRects()[0] || link.getBoundingClientRect(), link);
    }).catch(follow);
  }

  // A mark that stands for several figures: each of them as a link, which opens its card in turn.
  function choiceOf(mark, cards) {
    const body = document.createElement("div");
    const title = body.appendChild(document.createElement("h2"));
    title.className = "card-title";
    title.id = "number-card-title";
    title.textContent = mark.name;
    const list = body.appendChild(document.createElement("ul"));
    list.className = "card-choice";
    mark.figures.forEach(function (name, at) {
      if (!cards[at]) return;
      const card = document.createElement("template");
      card.innerHTML = cards[at];
      const part = function (selector) { return card.content.querySelector(selector); };
      const item = list.appendChild(document.createElement("li"));
      const link = item.appendChild(document.createElement("a"));
      link.href = part(".card-go a").getAttribute("href");
      link.dataset.figureId = name;
      link.textContent = part(".card-title").textContent + ": " + part(".card-under").textContent;
    });
    return body.innerHTML;
  }

  // A mark of a live chart tells what it draws. That is for pointers: the table or the list below the chart has the
  // same numbers as links, which is the way by keyboard.
  function onMark(event) {
    const mark = event.detail;
    const asked = mark.derivation ? [cardOf("derivation", mark.derivation)] :
      mark.figures.map(function (name) { return cardOf("figure", name); });
    Promise.all(asked).then(function (cards) {
      const html = cards.length > 1 ? choiceOf(mark, cards) : cards[0];
      const at = { left: mark.x, right: mark.x, top: mark.y, bottom: mark.y };
      if (html) show(html, at, null);
    }).catch(function () { /* the chart is complete without its cards */ });
  }

  function start() {
    document.querySelectorAll(numbers).forEach(function (link) { link.setAttribute("aria-haspopup", "dialog"); });
    const early = function (event) {
      const link = event.target.closest && event.target.closest(numbers);
      if (link) cardOfLink(link).catch(function () {});
    };
    document.addEventListener("pointerover", early, { passive: true });
    document.addEventListener("focusin", early);
    document.addEventListener("click", onClick);
    document.addEventListener("review:mark", onMark);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
