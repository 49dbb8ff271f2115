// The page of the search: looks for what its field says, and lists the places that have it, each with its passage.
// The index (review.book.build.search_index) comes in parts, and none before somebody searches.
(function () {
  "use strict";

  const { beginnings, find, fits, nearest, parse, read } = window.reviewSearch;
  const folder = new URL(".", document.currentScript.src).href;
  const groups = ["Answers", "Sections", "Figures, statements and other rows", "Charts and tables"];
  const field = document.querySelector("main input[name=q]");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  const asks = /\?|^\W*(?:are|can|could|did|do|does|has|have|how|is|was|were|what|when|where|which|who|whom|whose|why|will)\b/i;
  const FEW = 5, MORE = 50, MOST = 1e8, FIRST = 35, LAST = 57, OTHERS = 34;
  const loading = {};
  let asked = 0;
  let waiting = 0;

  window.searchParts = {};

  function load(name, version) {
    loading[name] = loading[name] || new Promise(function (done, failed) {
      const script = document.createElement("script");
      script.src = folder + name + ".js?" + version;
      script.onload = function () { done(window.searchParts[name]); };
      script.onerror = function () {
        delete loading[name];
        failed(new Error(name));
      };
      document.head.append(script);
    });
    return loading[name];
  }

  // Calls `each` with every sum of the numbers that signs stand for. The last sign of a number has a code below that of
  // the backslash, which a script would write as two.
  function sums(signs, each) {
    for (let next = 0, sum = 0, high = 0; next < signs.length; next++) {
      const value = signs.charCodeAt(next) - FIRST;
      if (value < LAST) {
        each(sum += high * LAST + value);
        high = 0;
      } else {
        high = high * OTHERS + value - LAST;
      }
    }
  }

  // Where the index says that a word stands. A key is a number, since of these a million is soon sorted: the place among
  // the words of all texts, and whether the word is another than the one asked for.
  function keysOf(term, part) {
    const keys = [];
    const words = term.exact ? [term.word] : Object.keys(part).filter(function (said) { return fits(term, said); });
    words.forEach(function (said) {
      const other = said === term.word ? 0 : 1;
      if (Object.hasOwn(part, said)) sums(part[said], function (at) { keys.push(at * 2 + other); });
    });
    return words.length > 1 ? Float64Array.from(keys).sort() : keys;
  }

  function partOf(term) {
    return "words-" + (/^[a-z0-9]/.test(term.word) ? term.word[0] : "other");
  }

  // The texts that have every unit: those most like the query first, then those that have its very words, or have them
  // early.
  function rank(units, parts, counts) {
    const terms = units.flatMap(function (unit) { return unit.terms; });
    const keys = terms.map(function (term) { return keysOf(term, parts[partOf(term)] || {}); });
    const rarest = keys.reduce(function (one, other) { return other.length < one.length ? other : one; });
    const next = terms.map(function () { return 0; });
    const scores = [];
    const ends = []; // of the texts, among the keys
    sums(counts, function (end) { ends.push(end * 2); });
    let others = 0;
    // The places of one word in a text, read on from the text before.
    function places(which, text) {
      const own = keys[which], begin = ends[text - 1] || 0, found = [];
      let at = next[which], other = 1;
      while (own[at] < begin) at++;
      for (; own[at] < ends[text]; at++) {
        found.push(Math.floor((own[at] - begin) / 2));
        other = Math.min(other, own[at] % 2);
      }
      next[which] = at;
      others += other;
      return found;
    }
    for (let at = 0, text = 0; at < rarest.length; text++) {
      while (ends[text] <= rarest[at]) text++;
      while (rarest[at] < ends[text]) at++;
      others = 0;
      const held = [];
      while (held.length < terms.length && (!held.length || held[held.length - 1].length)) {
        held.push(places(held.length, text));
      }
      if (!held[held.length - 1].length) continue;
      const placesOf = function (term) { return held[terms.indexOf(term)]; };
      const begun = units.map(function (unit) { return beginnings(unit, placesOf); });
      if (begun.some(function (found) { return !found.length; })) continue;
      const stretch = nearest(units, begun);
      scores.push((Math.min(stretch.far, 99) * 100 + others * 10 + (stretch.from > 12 ? 1 : 0)) * MOST + text);
    }
    return Float64Array.from(scores).sort().map(function (score) { return score % MOST; });
  }

  function make(name, css, text) {
    const made = document.createElement(name);
    if (css) made.className = css;
    if (text) made.textContent = text;
    return made;
  }

  // Puts signs of a text into an element, with its words that fit marked.
  function mark(element, text, words, fitting, from, to) {
    const shown = function (start, end) { return text.slice(start, end).replace(/\n/g, " · "); };
    let done = from;
    words.forEach(function (each) {
      if (!fitting.has(each.at) || each.start < from || each.end > to) return;
      element.append(shown(done, each.start), make("mark", "", text.slice(each.start, each.end)));
      done = each.end;
    });
    element.append(shown(done, to));
  }

  // Where the passage around the best stretch begins and ends, between words of the text after its heading.
  function passage(text, words, stretch, heading) {
    const first = words.find(function (each) { return each.at >= stretch.from; });
    let from = first.start <= heading ? heading : Math.max(heading, first.start - 80);
    let to = Math.min(text.length, from + 260);
    while (from > heading && !/\s/.test(text[from - 1]) && first.start - from < 100) from--;
    while (to < text.length && !/\s/.test(text[to]) && to - from < 300) to++;
    return [from, to];
  }

  function item(units, query, pages, row) {
    const [page, anchor, title, text] = row;
    const [path, called] = pages[page];
    const words = read(text);
    const hit = find(units, words);
    const heading = title ? 0 : text.split("\n", 1)[0].length;
    const made = make("li", "search-hit");
    const link = made.appendChild(make("a", "", title));
    link.href = path + "?q=" + encodeURIComponent(query) + (anchor ? "#" + encodeURIComponent(anchor) : "");
    if (!title) mark(link, text, words, hit.fitting, 0, heading);
    if (called !== link.textContent) made.append(" ", make("span", "search-where", called));
    const [from, to] = passage(text, words, hit.stretch, heading ? heading + 1 : 0);
    if (from < to) {
      const said = made.appendChild(make("p", "search-passage", from > heading + 1 ? "… " : ""));
      mark(said, text, words, hit.fitting, from, to);
      if (to < text.length) said.append(" …");
    }
    return made;
  }

  async function list(units, query, index, found, into, count) {
    const shown = found.slice(0, count);
    const rows = await Promise.all(shown.map(async function (text) {
      const texts = await load("texts-" + Math.floor(text / index.texts), index.version);
      return texts[text % index.texts];
    }));
    rows.forEach(function (row) { into.append(item(units, query, index.pages, row)); });
  }

  async function group(units, query, index, found, name) {
    const section = make("section");
    section.append(make("h2", "", name + " (" + found.length + ")"));
    const into = section.appendChild(make("ol", "search-hits"));
    await list(units, query, index, found, into, FEW);
    let left = found.slice(FEW);
    if (!left.length) return section;
    const button = section.appendChild(make("button", "search-more", "Show more"));
    button.type = "button";
    button.addEventListener("click", async function () {
      const next = left.splice(0, MORE), last = into.children.length;
      await list(units, query, index, next, into, MORE);
      into.children[last].querySelector("a").focus();
      if (!left.length) button.remove();
    });
    return section;
  }

  // What is found, of which units: where no text has all, the rarest words are left out until one has the others. At
  // least half are kept, and every number.
  function nearestTo(units, parts, counts) {
    const rarity = new Map(units.map(function (unit) {
      return [unit, Math.min(...unit.terms.map(function (term) {
        return keysOf(term, parts[partOf(term)] || {}).length;
      }))];
    }));
    let left = units, found = rank(units, parts, counts);
    while (!found.length && left.length > Math.max(1, units.length / 2)) {
      const words = left.filter(function (unit) { return !/^[0-9.]+$/.test(unit.terms[0].word); });
      if (!words.length) break;
      const rarest = words.reduce(function (one, other) { return rarity.get(other) < rarity.get(one) ? other : one; });
      left = left.filter(function (unit) { return unit !== rarest; });
      found = rank(left, parts, counts);
    }
    return { found: found, units: left };
  }

  // What a question leads to first where each of its words stands in some answer, and no answer has them all: answers
  // that have the rarest of them, and at least half.
  function answersTo(units, parts, counts, end) {
    const held = new Map(units.map(function (unit) {
      return [unit, new Set(Array.from(rank([unit], parts, counts)).filter(function (text) { return text < end; }))];
    }));
    const size = function (unit) { return held.get(unit).size; };
    const left = units.every(size) ? units.slice().sort(function (one, other) { return size(one) - size(other); }) : [];
    for (; left.length && left.length * 2 >= units.length; left.pop()) {
      const found = Array.from(held.get(left[0])).filter(function (text) {
        return left.every(function (unit) { return held.get(unit).has(text); });
      });
      if (found.length) return { found: found, units: left };
    }
    return { found: [], units: [] };
  }

  function without(units, used) {
    return " without " + units.filter(function (unit) { return !used.includes(unit); }).map(function (unit) {
      return "“" + unit.terms.map(function (term) { return term.word; }).join(" ") + "”";
    }).join(" and ");
  }

  function told(count, units, used) {
    const have = count === 1 ? "One place has " : (count || "No") + " places have ";
    if (!count || used.length === units.length) return have + "it.";
    return "No place has all of it. " + have + "it" + without(units, used) + ".";
  }

  async function search(query) {
    const now = ++asked;
    results.setAttribute("aria-busy", "true");
    const index = query.trim() ? await load("index", Date.now()) : null;
    const units = index ? parse(query) : [];
    const parts = {};
    const wanted = units.flatMap(function (unit) { return unit.terms.map(partOf); });
    await Promise.all(wanted.filter(function (name) { return index.parts.includes(name); }).map(async function (name) {
      parts[name] = await load(name, index.version);
    }));
    const began = performance.now();
    const { found, units: used } = units.length ? nearestTo(units, parts, index.words) : { found: [], units: [] };
    performance.measure("search", { start: began });
    const sections = await Promise.all(groups.map(function (name, kind) {
      const [first, end] = [kind ? index && index.ends[kind - 1] : 0, index && index.ends[kind]];
      const own = Array.from(found.filter(function (text) { return text >= first && text < end; }));
      if (own.length) return group(used, query, index, own, name);
      if (kind || !asks.test(query)) return "";
      const near = answersTo(units, parts, index.words, end);
      return near.found.length ? group(near.units, query, index, near.found, name + without(units, near.units)) : "";
    }));
    if (now !== asked) return; // something else was asked for meanwhile
    results.replaceChildren(...sections);
    results.setAttribute("aria-busy", "false");
    status.textContent = units.length ? told(found.length, units, used) : query.trim() ? "Ask for a word that says more." : "";
  }

  function begin(query) {
    search(query).catch(function () {
      results.setAttribute("aria-busy", "false");
      status.textContent = "The index of the search cannot be read.";
    });
  }

  function address(query) {
    const url = new URL(window.location.href);
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    return url.href;
  }

  function fromAddress() {
    field.value = new URLSearchParams(window.location.search).get("q") || "";
    begin(field.value);
  }

  // The arrows go from the field to the results and along them.
  function onArrow(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...results.querySelectorAll("li > a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  }

  field.addEventListener("input", function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () {
      window.history.replaceState(null, "", address(field.value));
      begin(field.value);
    }, 150);
  });
  field.form.addEventListener("submit", function (event) {
    event.preventDefault();
    window.clearTimeout(waiting);
    if (address(field.value) !== window.location.href) window.history.pushState(null, "", address(field.value));
    begin(field.value);
  });
  window.addEventListener("popstate", fromAddress);
  document.addEventListener("keydown", onArrow);
  fromAddress();
  if (!field.value) field.focus();
})();
