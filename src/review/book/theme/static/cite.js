// Opens beside a heading, chart or table how it is cited: the reference in a style, what the text says, the address,
// the version. What stands there comes with the first that is asked for. Where it does not come, and with any modifier
// key, the link leads to the page of the reference, as without scripts. The style stands in the page's address.
(function () {
  "use strict";

  const folder = new URL("../cite/", document.currentScript.src).href;
  const NAMES = { apa: "APA", chicago: "Chicago", mla: "MLA", vancouver: "Vancouver" };
  const FILES = { bib: "BibTeX", ris: "RIS", json: "CSL-JSON" };
  const loading = {};
  let dialog = null, opener = null;

  function load(page) {
    loading[page] = loading[page] || new Promise(function (done, failed) {
      const script = document.createElement("script");
      script.src = folder + "of-" + page + ".js";
      script.onload = function () { done((window.reviewCite || {})[page] || {}); };
      script.onerror = failed;
      document.head.append(script);
    });
    return loading[page];
  }

  function make(tag, text, properties) {
    const made = Object.assign(document.createElement(tag), properties || {});
    if (text) made.textContent = text;
    return made;
  }

  function styleAsked() {
    return new URLSearchParams(window.location.search).get("style") || "apa";
  }

  function keepStyle(style) {
    const address = new URL(window.location.href);
    if (style === "apa") address.searchParams.delete("style");
    else address.searchParams.set("style", style);
    history.replaceState(history.state, "", address);
  }

  function line(name, content) {
    const row = make("div");
    row.append(make("dt", name));
    const said = row.appendChild(make("dd"));
    said.append(content);
    return row;
  }

  function fill(name, thing) {
    const body = dialog.querySelector(".card-body");
    const seal = document.documentElement.dataset.seal; // of a view with other settings, which nothing cites as published
    body.replaceChildren();
    body.append(make("p", thing.kind, { className: "cite-kind" }));
    body.append(make("h2", thing.title, { className: "card-title", id: "cite-panel-title" }));
    if (seal) body.append(make("p", seal + ". Whoever cites this view cites it with these words.", { className: "cite-caution" }));
    if (thing.caution) body.append(make("p", "Before you quote it: " + thing.caution + ".", { className: "cite-caution" }));
    const styles = Object.keys(thing.forms);
    const entry = make("p", "", { className: "reference-entry" });
    const inText = make("span", "", { className: "reference-in-text" });
    const show = function (style) {
      entry.innerHTML = thing.forms[style][0]; // escaped when the book was built
      inText.textContent = thing.forms[style][1];
      window.reviewSealed(entry, inText);
    };
    const first = styles.includes(styleAsked()) ? styleAsked() : styles[0];
    if (styles.length > 1) {
      const label = body.appendChild(make("label", "Style ", { className: "cite-style" }));
      const select = label.appendChild(make("select"));
      styles.forEach(function (style) {
        select.append(make("option", NAMES[style], { value: style, selected: style === first }));
      });
      select.addEventListener("change", function () { show(select.value); keepStyle(select.value); });
    }
    show(first);
    body.append(entry, window.reviewCopyButton("Copy the reference", function () { return entry.textContent; }));
    const said = body.appendChild(make("p", "In the text: "));
    said.append(inText, " ", window.reviewCopyButton("Copy", function () { return inText.textContent; }));
    const facts = body.appendChild(make("dl", "", { className: "facts" }));
    if (seal) {
      facts.append(line("Address of this view", window.reviewAddress()));
      facts.append(line("Version", thing.version));
      return;
    }
    const address = thing.address ? make("a", thing.address, { href: thing.address }) : "None: this copy is published nowhere. The version and the SHA-256 say what was cited.";
    facts.append(line("Address", address), line("Version", thing.version), line("Id", make("code", name)));
    if (thing.hash) facts.append(line("SHA-256 of its words", make("code", thing.hash)));
    const files = body.appendChild(make("p"));
    Object.keys(FILES).forEach(function (ending) {
      files.append(make("a", FILES[ending], { href: folder + name + "." + ending, download: "" }), " ");
    });
    files.append(make("a", "All on a page", { href: folder + name + ".html" }));
    if (thing.files) body.append(make("h3", "To put into a report"), filesOf(thing.files));
    if (thing.embeds) body.append(make("h3", "To embed in a page"), embedsOf(name, thing.embeds));
  }

  function filesOf(files) {
    const list = make("ul", "", { className: "cite-files" });
    files.forEach(function (file) {
      const item = list.appendChild(make("li"));
      item.append(make("a", file[1], { href: folder + file[0], download: "" }), " (" + file[2] + ")");
    });
    return list;
  }

  function embedsOf(name, embeds) {
    const all = make("div", "", { className: "cite-embeds" });
    Object.keys(embeds).forEach(function (label) {
      const row = all.appendChild(make("p", label + " "));
      row.append(window.reviewCopyButton("Copy", function () { return embeds[label]; }), make("code", embeds[label]));
    });
    if (!all.firstChild) {
      const page = make("a", "the page to embed", { href: new URL("../embed/" + name + ".html", folder).href });
      all.appendChild(make("p", "No address of this book is set, so that no other page can show ")).append(page, ".");
    }
    return all;
  }

  function makeDialog() {
    dialog = make("dialog", "", { className: "number-card cite-panel" });
    dialog.setAttribute("aria-labelledby", "cite-panel-title");
    dialog.innerHTML = '<div class="card-inner"><button type="button" class="card-close" aria-label="Close">' +
      '<span aria-hidden="true">×</span></button><div class="card-body"></div></div>';
    dialog.querySelector(".card-close").addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", function () {
      if (opener && opener.isConnected) opener.focus({ preventScroll: true });
      opener = null;
    });
    document.body.append(dialog);
  }

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest && event.target.closest("a[data-cite]");
    if (!link) return;
    event.preventDefault();
    load(link.dataset.citePage).then(function (things) {
      const thing = things[link.dataset.cite];
      if (!thing) throw new Error("nothing is said of it");
      if (!dialog) makeDialog();
      opener = link;
      fill(link.dataset.cite, thing);
      dialog.showModal();
      dialog.querySelector(".card-close").focus({ preventScroll: true });
    }).catch(function () { window.location.assign(link.href); });
  });
})();
