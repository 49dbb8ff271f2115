// The tables of all rows: sorts them by a column, filters and searches them, and gives what is in view as a file.
// What it knows of a table it reads there: the names of the columns in its head, what filters in the attributes around
// it, and of each cell its text, its list, or the value (least/most) and unit of its <data>. The view stands in the
// address.
(function () {
  "use strict";

  const view = document.querySelector(".row-view");
  const { parse, read } = window.reviewSearch;
  const PAGE = 500, PAUSE = 200;
  const heads = Array.from(view.querySelector("thead tr").cells);
  const names = heads.map(function (head) { return head.textContent; });
  const slugs = names.map(function (name) { return name.toLowerCase().replace(/[^a-z]+/g, "-"); });
  const filters = view.dataset.filters.split("|").map(function (name) { return names.indexOf(name); });
  const years = names.indexOf(view.dataset.years);
  const named = names.indexOf(view.dataset.named);
  const rows = Array.from(view.querySelectorAll("tbody > tr"));
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const columns = [];
  const orders = [];
  const [filtering, fields] = [{}, {}];
  let texts = null;
  let matching = rows;
  let shown = 0;
  let waiting = 0;

  function make(name, attributes, ...children) {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(function ([key, value]) { made.setAttribute(key, value); });
    made.append(...children);
    return made;
  }

  // --- what the cells hold

  function textOf(cell) {
    const list = cell.querySelectorAll("li");
    if (list.length) return Array.from(list, function (item) { return item.textContent; }).join("; ");
    return (cell.querySelector("data") || cell).textContent.trim().replace(/\s+/g, " ");
  }

  // For each row its text in a column, the value of its data, and what a filter may choose.
  function column(index) {
    columns[index] = columns[index] || rows.map(function (row) {
      const cell = row.cells[index], data = cell.querySelector("data"), text = textOf(cell);
      const choices = cell.querySelector("ul") ? text.split("; ") : [text];
      return { text: text, data: data && data.value, unit: data && data.dataset.unit, choices: choices };
    });
    return columns[index];
  }

  // The rows by a column, those without a value last, whichever way the others go.
  function order(index, back) {
    const key = index + (back ? "-" : "");
    if (orders[key]) return orders[key];
    const dated = index === years;
    const keys = column(index).map(function (held) {
      const [least, most] = (held.data || "/").split("/");
      const first = least || most;
      return first && !dated ? Number(first) : first || held.text;
    });
    const numbered = keys.some(function (each) { return typeof each === "number"; });
    const has = column(index).map(function (held) { return numbered || dated ? held.data : held.text; });
    orders[key] = rows.map(function (row, at) { return at; }).sort(function (one, other) {
      if (!has[one] !== !has[other]) return has[one] ? -1 : 1;
      const way = numbered ? keys[one] - keys[other] : collator.compare(keys[one], keys[other]);
      return (back ? -way : way) || one - other;
    });
    return orders[key];
  }

  // The words of each row between spaces, as the search of the book reads them: a number is one however it is parted.
  function textsOf() {
    texts = texts || rows.map(function (row) {
      const words = read(Array.from(row.cells, function (cell) { return cell.textContent; }).join("\n"));
      return " " + words.map(function (each) { return each.word; }).join(" ") + " ";
    });
    return texts;
  }

  // --- what is asked for

  function asked() {
    const query = new URLSearchParams();
    Object.keys(fields).forEach(function (name) {
      const value = fields[name].value.trim();
      if (value) query.set(name, value);
    });
    return query;
  }

  // Whether a text is the choice, or names it: "Yunnan to Henan" is of Henan, too.
  function naming(choice) {
    const form = choice.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), sign = "\\p{L}\\p{N}";
    const whole = new RegExp("(^|[^" + sign + "])" + form + "([^" + sign + "]|$)", "u");
    return function (text) { return whole.test(text); };
  }

  function tests(query) {
    const wanted = filters.filter(function (index) { return query.has(slugs[index]); }).map(function (index) {
      const held = column(index), choice = query.get(slugs[index]);
      const fits = index === named ? naming(choice) : function (text) { return text === choice; };
      return function (at) { return held[at].choices.some(fits); };
    });
    const [from, to] = [query.get("from"), query.get("to")];
    if (from || to) {
      const held = column(years);
      wanted.push(function (at) {
        const [start, end] = (held[at].data || "/").split("/");
        const first = parseInt(start || end, 10), last = parseInt(end || start, 10);
        return (!from || last >= from) && (!to || first <= to) && Boolean(start || end);
      });
    }
    parse(query.get("q") || "").forEach(function (unit) {
      unit.terms.forEach(function (term) {
        const said = textsOf();
        const sought = term.exact ? [term.word + " "] : [term.stem, ...term.forms.map(function (form) { return form + " "; })];
        wanted.push(function (at) { return sought.some(function (word) { return said[at].includes(" " + word); }); });
      });
    });
    return wanted;
  }

  function apply() {
    const began = performance.now();
    const query = asked(), wanted = tests(query), sort = query.get("sort") || "";
    const index = slugs.indexOf(sort.replace(/^-/, "")), back = sort.startsWith("-");
    const all = index < 0 ? rows.map(function (row, at) { return at; }) : order(index, back);
    matching = all.filter(function (at) {
      return wanted.every(function (test) { return test(at); });
    }).map(function (at) { return rows[at]; });
    heads.forEach(function (head, at) {
      if (at === index) head.setAttribute("aria-sort", back ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    filtering.clear.hidden = !query.size;
    filtering.body.replaceChildren();
    shown = 0;
    showMore();
    performance.measure("view", { start: began });
  }

  function showMore() {
    filtering.body.append(...matching.slice(shown, shown + PAGE));
    shown = Math.min(matching.length, shown + PAGE);
    filtering.more.hidden = shown === matching.length;
    const all = rows.length.toLocaleString("en"), some = matching.length.toLocaleString("en");
    const told = some === all ? "All " + all + " rows" : (matching.length ? some : "None") + " of " + all + " rows";
    filtering.status.textContent = told + (shown < matching.length ? ", the first " + shown + " shown." : ".");
  }

  // --- the address

  function address(query) {
    const url = new URL(window.location.href);
    url.search = query;
    url.hash = "";
    return url.href;
  }

  function change(isStep) {
    const next = address(asked());
    if (next !== window.location.href) window.history[isStep ? "pushState" : "replaceState"](null, "", next);
    apply();
  }

  function fromAddress() {
    window.clearTimeout(waiting);
    const query = new URLSearchParams(window.location.search);
    Object.keys(fields).forEach(function (name) { fields[name].value = query.get(name) || ""; });
    apply();
  }

  // --- the file

  function lines() {
    const dated = names.map(function (name, index) {
      return column(index).some(function (held) { return held.data; });
    });
    const at = new Map(rows.map(function (row, place) { return [row, place]; }));
    const measured = names.map(function (name, index) {
      return column(index).some(function (held) { return held.unit; });
    });
    const head = names.flatMap(function (name, index) {
      const bounds = dated[index] ? [name + ": least", name + ": most"] : [];
      return [name, ...bounds, ...(measured[index] ? [name + ": unit"] : [])];
    });
    const published = document.querySelector("link[rel=canonical]");
    return [["id", ...head, "address"]].concat(matching.map(function (row) {
      const link = row.querySelector("a[href*='#']"), href = link.getAttribute("href");
      return [link.hash.slice(1), ...names.flatMap(function (name, index) {
        const held = column(index)[at.get(row)];
        const bounds = dated[index] ? (held.data || "/").split("/") : [];
        return [held.text, ...bounds, ...(measured[index] ? [held.unit || ""] : [])];
      }), published ? new URL(href, published.href).href : href];
    }));
  }

  // What the file is called: after what was asked for, where that is short.
  function called() {
    const query = asked();
    query.delete("sort");
    const told = [view.dataset.view, ...query.values()].join("-");
    const name = told.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/-$/, "");
    return (name.length > 60 ? view.dataset.view : name) + ".csv";
  }

  // A byte order mark, by which spreadsheets know the encoding; quoted where need be (RFC 4180).
  function save() {
    const written = lines().map(function (cells) {
      return cells.map(function (cell) {
        return /[",\n]/.test(cell) ? '"' + cell.replace(/"/g, '""') + '"' : cell;
      }).join(",") + "\r\n";
    }).join("");
    const made = URL.createObjectURL(new Blob(["\ufeff" + written], { type: "text/csv;charset=utf-8" }));
    make("a", { href: made, download: called() }).click();
    window.setTimeout(function () { URL.revokeObjectURL(made); }, 1000);
  }

  // --- the controls

  function field(name, label, input) {
    fields[name] = input;
    return make("label", { class: "view-" + name }, make("span", {}, label), input);
  }

  function choice(options) {
    return make("select", {}, ...options.map(function ([value, text]) { return make("option", { value: value }, text); }));
  }

  function filter(index) {
    const found = new Set(column(index).flatMap(function (held) { return held.choices; }));
    found.delete("");
    const options = Array.from(found).sort(collator.compare).map(function (text, at, all) {
      const isNamed = index === named && all.filter(naming(text)).length > 1;
      return [text, isNamed ? text + ", and what names it" : text];
    });
    return field(slugs[index], names[index], choice([["", "any"], ...options]));
  }

  function year(name, label) {
    return field(name, label, make("input", { type: "number", inputmode: "numeric", step: 1 }));
  }

  function sorting() {
    const options = names.flatMap(function (name, index) {
      return [[slugs[index], name], ["-" + slugs[index], name + ", descending"]];
    });
    return field("sort", "Sort by", choice([["", "place in the source"], ...options]));
  }

  function sortable(head, index) {
    const button = make("button", { type: "button" }, names[index]);
    button.addEventListener("click", function () {
      fields.sort.value = (fields.sort.value === slugs[index] ? "-" : "") + slugs[index];
      change(true);
    });
    head.replaceChildren(button);
  }

  function button(text, act) {
    const made = make("button", { type: "button" }, text);
    made.addEventListener("click", act);
    return made;
  }

  function build() {
    const search = field("q", "Search these rows", make("input", { type: "search", autocomplete: "off" }));
    const folded = make("details", {}, make("summary", {}, "Filters"));
    const choices = make("div", { class: "view-filters" }, ...filters.map(filter));
    if (years >= 0) choices.append(year("from", "From the year"), year("to", "To the year"));
    folded.append(choices);
    folded.open = window.matchMedia("(min-width: 720px)").matches || Boolean(window.location.search);
    filtering.clear = button("Show all rows", function () {
      Object.values(fields).forEach(function (input) { input.value = ""; });
      change(true);
      fields.q.focus();
    });
    filtering.status = make("p", { role: "status", "aria-live": "polite", class: "view-status" });
    const form = make("form", { class: "view-form", "aria-label": "Rows to show" }, search, sorting(), folded);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function (event) {
      window.clearTimeout(waiting);
      if (event.target.localName === "select") change(true);
      else waiting = window.setTimeout(change, PAUSE, false);
    });
    const acts = make("div", { class: "view-acts" }, filtering.status, filtering.clear, button("Save as CSV", save));
    view.before(form, acts);
    view.dataset.ready = "";
    filtering.more = button("Show more", function () {
      const first = shown;
      showMore();
      matching[first].querySelector("a").focus();
    });
    filtering.more.className = "view-more";
    view.after(filtering.more);
  }

  // All rows stand in the first table, which is unfolded where there are several.
  function gather() {
    const bodies = Array.from(view.querySelectorAll("tbody"));
    filtering.body = bodies[0];
    bodies[0].replaceChildren();
    const first = view.querySelector(".table-scroll");
    view.replaceChildren(first);
    first.querySelector("caption").textContent = document.querySelector("h1").firstChild.textContent;
    heads.forEach(sortable);
  }

  // A row is as wide a target as a link can have; its number opens the card, as by keyboard.
  function onRow(event) {
    const row = event.target.closest("tr"), link = row && row.querySelector("th a[data-figure-id]");
    if (!link || event.target.closest("a, button") || String(window.getSelection())) return;
    link.click();
  }

  build();
  gather();
  view.addEventListener("click", onRow);
  window.addEventListener("popstate", fromAddress);
  fromAddress();
})();
