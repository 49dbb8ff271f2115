// Reads texts and queries as the index of the search does (review.book.build.search_index), and shows on a page what a
// reader came for: its address says the words (?q=) and the place (#). Without this a link leads to the place as well.
(function () {
  "use strict";

  const han = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const letter = "(?:(?![" + han + "])[\\p{L}\\p{N}\\u0300-\\u036f])";
  const number = "(?:[0-9]{1,3}(?:[, \\u2009][0-9]{3})+(?![0-9])|[0-9]+)(?:\\.[0-9]+)?";
  const word = "[" + han + "]|" + letter + "+(?:['’]" + letter + "+)*";
  const percent = "[%％]|[Pp]er ?[Cc]ent(?!" + letter + ")";
  const token = new RegExp("(" + number + ")(?!" + letter + ")|(" + percent + ")|(" + word + ")|\\n", "gu");
  const places = "section[id], dt[id], tr[id], li[id], article span[id], .citable[id], .quotable[id]";
  // Words that stand nearly everywhere, and those that only ask; the index has none of them.
  const unlisted = (
    "a an and are as at be been by can could did do does for from has have how if in is it its much of on or should so " +
    "such that the their them then there these they this those to was we were what when where which who why with would"
  ).split(" ");
  // Forms of one verb that do not begin alike.
  const kin = (
    "buy buys bought, fall falls fell fallen, find finds found, give gives gave given, grow grows grew grown, pay pays paid, " +
    "rise rises rose risen rising, sell sells sold, send sends sent, steal steals stole stolen, take takes took taken taking"
  ).split(", ").map(function (forms) { return forms.split(" "); });
  const aside = "button, nav, script, style, summary, svg, thead, .chart-data, .cite-link, .headerlink, .hide, .address";

  function folded(text) {
    return text.normalize("NFD").replace(/\p{Mn}|['’]/gu, "").normalize("NFC").toLowerCase();
  }

  // The words of a text, each with its place among them (`at`) and its first and last sign.
  function read(text) {
    return Array.from(text.replace(/[\u00a0\u202f]/g, " ").matchAll(token), function (match, at) {
      const said = match[1] ? match[1].replace(/[^0-9.]/g, "") : match[2] ? "percent" : folded(match[3] || "");
      return { word: said, at: at, start: match.index, end: match.index + match[0].length };
    }).filter(function (each) { return each.word; });
  }

  // A query as units, each with its place in the query. What stands in quotation marks is one unit of several words, and
  // so is a run of Han signs; any other word finds what begins with its stem.
  function parse(query) {
    const units = [];
    let offset = 0;
    query.split(/["“”„«»]/).forEach(function (part, index) {
      const all = read(part);
      const words = all.filter(function (each) { return !unlisted.includes(each.word); });
      words.forEach(function (each, which) {
        const before = words[which - 1];
        const quoted = index % 2 === 1;
        const sign = new RegExp("^[" + han + "]").test(each.word);
        const last = units[units.length - 1];
        const exact = quoted || sign || /^[0-9.]+$/.test(each.word) || each.word.length < 2;
        const stem = exact || /ss$/.test(each.word) ? each.word : each.word.replace(/^(.{4,}?)(?:ing|ed|es|s)$/, "$1");
        const forms = exact ? [] : kin.find(function (some) { return some.includes(each.word); }) || [];
        const term = { word: each.word, stem: stem, forms: forms, exact: exact, after: 0 };
        if (before && (quoted || sign && before.end === each.start && before.sign)) {
          term.after = offset + each.at - last.at;
          last.terms.push(term);
        } else {
          units.push({ at: offset + each.at, terms: [term] });
        }
        each.sign = sign;
      });
      offset += all.length;
    });
    return units;
  }

  function fits(term, said) {
    return term.exact ? said === term.word : said.startsWith(term.stem) || term.forms.includes(said);
  }

  // Where a unit begins, of the places of each of its words.
  function beginnings(unit, placesOf) {
    if (unit.terms.length === 1) return placesOf(unit.terms[0]);
    const rest = unit.terms.slice(1).map(function (term) { return new Set(placesOf(term)); });
    return placesOf(unit.terms[0]).filter(function (at) {
      return rest.every(function (held, index) { return held.has(at + unit.terms[index + 1].after); });
    });
  }

  function closest(sorted, wanted) {
    let low = 0, high = sorted.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low && wanted - sorted[low - 1] <= Math.abs(sorted[low] - wanted) ? sorted[low - 1] : sorted[low];
  }

  // The stretch that has every unit and is most like the query: how far its words stand from where the query has them,
  // where it begins, and where it ends.
  function nearest(units, found) {
    if (units.length === 1) {
      const [from, last] = [found[0][0], units[0].terms[units[0].terms.length - 1]];
      return { far: 0, from: from, to: from + last.after };
    }
    let rarest = 0;
    found.forEach(function (at, index) { if (at.length < found[rarest].length) rarest = index; });
    let best = null;
    for (const at of found[rarest]) {
      const stretch = { far: 0, from: at, to: at };
      units.forEach(function (unit, index) {
        const wanted = at + unit.at - units[rarest].at;
        const place = closest(found[index], wanted);
        stretch.far += Math.abs(place - wanted);
        stretch.from = Math.min(stretch.from, place);
        stretch.to = Math.max(stretch.to, place + unit.terms[unit.terms.length - 1].after);
      });
      if (!best || stretch.far < best.far) best = stretch;
      if (!best.far) break;
    }
    return best;
  }

  // What a query finds among the words of a text: the best stretch, and the places of all that fits; else nothing.
  function find(units, words) {
    const placesOf = function (term) {
      return words.filter(function (each) { return fits(term, each.word); }).map(function (each) { return each.at; });
    };
    const found = units.map(function (unit) { return beginnings(unit, placesOf); });
    if (!found.length || found.some(function (at) { return !at.length; })) return null;
    const fitting = new Set();
    units.forEach(function (unit, index) {
      found[index].forEach(function (at) { unit.terms.forEach(function (term) { fitting.add(at + term.after); }); });
    });
    return { stretch: nearest(units, found), fitting: fitting };
  }

  // The words at a place of the page, with their nodes. An explanation belongs to its term, as in the index.
  function wordsAt(place) {
    const words = [];
    let count = 0;
    const roots = [place];
    for (let next = place.nextElementSibling; next && next.matches("dd, .below"); next = next.nextElementSibling) {
      roots.push(next);
    }
    roots.forEach(function (root) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode, around = node.parentElement;
        if (around.closest(places) !== root.closest(places) || around.closest(aside)) continue;
        const own = read(node.data.replace(/\s/g, " "));
        own.forEach(function (each) { words.push(Object.assign(each, { at: count + each.at, node: node })); });
        count += own.length;
      }
    });
    return words;
  }

  function rangeOf(each) {
    const range = document.createRange();
    range.setStart(each.node, each.start);
    range.setEnd(each.node, each.end);
    return range;
  }

  function show() {
    const query = new URLSearchParams(window.location.search).get("q");
    const place = query && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (!place) return;
    const words = wordsAt(place);
    const hit = find(parse(query), words);
    if (!hit) return;
    if (window.CSS && CSS.highlights) {
      const marked = words.filter(function (each) { return hit.fitting.has(each.at); });
      CSS.highlights.set("found", new Highlight(...marked.map(rangeOf)));
    }
    const first = words.find(function (each) { return each.at >= hit.stretch.from; });
    for (let fold = first.node.parentElement; fold; fold = fold.parentElement) {
      if (fold.localName === "details") fold.open = true;
    }
    first.node.parentElement.scrollIntoView({ behavior: "instant", block: "nearest", inline: "nearest" });
    const top = rangeOf(first).getBoundingClientRect().top - window.innerHeight / 3;
    window.scrollBy({ behavior: "instant", top: top });
  }

  // "/" leads to the field of the search, where nothing else takes what is typed.
  function onKey(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
    const field = document.querySelector("main input[type=search]") || document.querySelector("input[type=search]");
    if (!field || !field.getClientRects().length) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  window.reviewSearch = { beginnings: beginnings, find: find, fits: fits, nearest: nearest, parse: parse, read: read };
  document.addEventListener("keydown", onKey);
  window.addEventListener("load", show);
})();
