// Lets a reader change the settings of a chapter and run its notebook in this page, in the book's own library, where
// the site has Python for browsers. Nothing of it is loaded before somebody asks; without it, that is said first, with
// the command that does the same. One yes/no setting needs no Python: what it changes was drawn when the book was built.
// A view with other settings says so, in each citation too, and its address can be sent.
(function () {
  "use strict";

  const own = document.currentScript.src;
  const root = document.documentElement;
  const given = document.querySelector("script.settings");
  const page = given ? given.dataset.page : "";
  const ABSENT = "This copy of the book has no Python for browsers: run it at a command line.";
  const FOLDER = "From a folder, browsers run no Python: run it at a command line.";
  const published = new Map(); // what stood in the place of an output that is shown otherwise, and in a number
  let started = null, index = null, listen = null;

  function make(tag, text, properties) {
    const made = Object.assign(document.createElement(tag), properties || {});
    if (text) made.textContent = text;
    return made;
  }

  // The worker that runs Python, where there is one: its script is there, and loads nothing before it is asked.
  function python() {
    started = started || new Promise(function (done, failed) {
      if (!own) throw new Error(ABSENT); // a page that stands by itself
      if (window.location.protocol === "file:") throw new Error(FOLDER);
      const worker = new Worker(new URL("../live/worker.js", own), { type: "module" });
      worker.onmessage = function (event) {
        if (event.data.ready) done(worker);
        else listen(event.data);
      };
      worker.onerror = function () { failed(new Error(ABSENT)); };
    });
    return started;
  }

  // Asks Python for something, and hands each message to *hear* until it is done. The first starts it.
  async function ask(request, hear) {
    const worker = await python();
    return new Promise(function (done, failed) {
      listen = function (message) {
        if (message.index) index = message.index;
        hear(message);
        if (message.error) failed(new Error(message.error));
        else if (message.done) done();
      };
      worker.onerror = function () {
        worker.terminate();
        started = null;
        failed(new Error(ABSENT));
      };
      worker.postMessage(request);
    });
  }

  function progress(message) {
    if (message.step === "loading") return "Loading Python: " + megabytes(message.loaded) + " of " + megabytes(message.total) + " MB";
    if (message.step === "starting") return "Starting Python";
    if (message.step === "running") return "Running";
    return "";
  }

  function megabytes(bytes) { return Math.round(bytes / 1e6); }

  // The settings: what the notebook declares, the values of the form, and how they are written in an address.
  const button = document.querySelector("button[data-settings]");
  const declared = given ? JSON.parse(given.textContent) : {};

  function written(value) {
    return value === null ? "none" : Array.isArray(value) ? value.join(",") : String(value);
  }

  function read(text, of) {
    if (of.optional && (text === "" || text === "none")) return null;
    if (of.kind === "bool") return text === "true";
    if (of.kind === "list[str]") return text.split(",").map(function (part) { return part.trim(); }).filter(Boolean);
    if (of.kind === "int" || of.kind === "float") return text === "" ? of.default : Number(text);
    return text;
  }

  function asked() {
    const text = window.location.hash.startsWith("#run?") ? window.location.hash.slice(5) : "";
    const values = {};
    new URLSearchParams(text).forEach(function (value, name) {
      if (declared[name]) values[name] = read(value, declared[name]);
    });
    return values;
  }

  function addressOf(values) {
    const texts = Object.keys(values).map(function (name) { return [name, written(values[name])]; });
    return texts.length ? "#run?" + new URLSearchParams(texts) : window.location.pathname + window.location.search;
  }

  // What is chosen by default stands first, in its order: that of a list may mean something.
  function choicesOf(of) {
    const first = of.kind === "list[str]" ? of.default || [] : [of.default === null ? "none" : of.default];
    return of.choices.length ? Array.from(new Set([...first, ...of.choices].map(String))) : [];
  }

  function isSeveral(of) {
    return of.kind === "list[str]" && of.choices.length > 0;
  }

  function control(name, value) {
    const of = declared[name], choices = choicesOf(of);
    if (of.kind === "bool") return make("input", "", { type: "checkbox", name: name, checked: value });
    if (isSeveral(of)) {
      const several = make("span", "", { className: "setting-several" });
      choices.forEach(function (choice) {
        const one = several.appendChild(make("label", ""));
        one.append(make("input", "", { type: "checkbox", name: name, value: choice, checked: value.includes(choice) }), choice);
      });
      return several;
    }
    if (choices.length) {
      const select = make("select", "", { name: name });
      choices.forEach(function (choice) {
        select.append(make("option", choice || "any", { value: choice, selected: choice === written(value) }));
      });
      return select;
    }
    const isNumber = of.kind === "int" || of.kind === "float";
    return make("input", "", {
      name: name,
      type: isNumber ? "number" : "text",
      step: of.kind === "float" ? "any" : "1",
      value: value === null ? "" : written(value),
      placeholder: of.kind === "list[str]" ? "one, another" : of.optional ? "none" : "",
    });
  }

  function field(name, value) {
    const of = declared[name], called = name.replace(/_/g, " ");
    const label = make(isSeveral(of) ? "fieldset" : "label", "", { className: "setting" });
    const told = of.description.charAt(0).toUpperCase() + of.description.slice(1).replace(/\.$/, "") + ".";
    label.append(make(isSeveral(of) ? "legend" : "span", called, { className: "setting-name" }), control(name, value));
    label.append(make("span", told, { className: "setting-told" }));
    return label;
  }

  function entered(form, name) {
    const element = form.elements[name];
    if (isSeveral(declared[name])) {
      const chosen = form.querySelectorAll('input[name="' + name + '"]:checked');
      return Array.from(chosen, function (box) { return box.value; }).join(",");
    }
    return element.type === "checkbox" ? String(element.checked) : element.value.trim();
  }

  function command(values) {
    const told = Object.keys(values).map(function (name) {
      const text = name + "=" + written(values[name]);
      return " -p " + (/^[\w.,=-]+$/.test(text) ? text : "'" + text + "'");
    });
    return "review run " + page + told.join("") + " -o mine.html";
  }

  function panel() {
    const start = asked();
    const form = make("form", "", { className: "settings" });
    form.setAttribute("aria-label", "Settings of this chapter");
    Object.keys(declared).forEach(function (name) {
      form.append(field(name, name in start ? start[name] : declared[name].default));
    });
    const told = make("p", "Runs in this page, where this copy has Python for browsers. Nothing is sent.", { className: "settings-told" });
    told.setAttribute("role", "status");
    const run = make("button", "Run it here", { type: "submit" });
    const line = make("code", "");
    const values = function () {
      const all = {};
      Object.keys(declared).forEach(function (name) {
        const of = declared[name], value = read(entered(form, name), of);
        if (written(value) !== written(of.default)) all[name] = value;
      });
      return all;
    };
    let isAbsent = false;
    const show = function () {
      line.textContent = command(values());
      run.disabled = isAbsent && !isDrawn(values());
    };
    const beside = make("p", "At a command line: ", { className: "settings-command" });
    beside.append(line);
    form.append(run, told, beside);
    form.addEventListener("input", show);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const wanted = values();
      run.disabled = true;
      rerun(wanted, function (text) { told.textContent = text; })
        .catch(function (fault) { told.textContent = fault.message.split("\n")[0].replace("/project/", ""); })
        .finally(function () { run.disabled = false; show(); });
    });
    show();
    python().catch(function (fault) {
      const isSome = own && Object.values(declared).some(function (of) { return of.kind === "bool"; });
      const besides = isSome ? " One yes or no alone is shown here all the same." : "";
      const note = make("p", fault.message + besides, { className: "run-absent" });
      note.setAttribute("role", "note");
      form.prepend(note, beside);
      told.textContent = "";
      isAbsent = true;
      show();
    });
    return form;
  }

  function isDrawn(values) {
    const names = Object.keys(values);
    return Boolean(own) && names.length === 1 && declared[names[0]].kind === "bool";
  }

  // What the build drew for one yes/no setting; null where it is not that, or the site has none.
  function drawn(values) {
    const names = Object.keys(values);
    if (!isDrawn(values)) return Promise.resolve(null);
    return new Promise(function (done) {
      const states = function () { return (window.reviewStates || {})[page]; };
      const give = function () { done((states() || {})[names[0] + "=" + values[names[0]]] || null); };
      if (states()) return give();
      const script = make("script", "", { src: new URL("../states/" + page + ".js", own).href, onload: give, onerror: give });
      document.head.append(script);
    });
  }

  // The numbers between charts and tables, each with its class, its key and what is published.
  function numbersInText() {
    const found = document.querySelectorAll("article a:is(.figure-value, .date-value, .derived-value, .fact-value, .sighting-value, .count-value)");
    return Array.from(found).filter(function (link) { return !link.closest("div.cell, .answered, .quotables"); }).map(function (link) {
      const css = Array.from(link.classList).find(function (name) { return name.endsWith("-value"); });
      const key = link.dataset.figureId || link.dataset.derivationId || link.dataset.counted || link.hash.slice(1);
      if (!published.has(link)) published.set(link, link.textContent);
      return { link: link, asked: [css, key, published.get(link)] };
    });
  }

  async function rerun(values, say) {
    const numbers = numbersInText(), state = await drawn(values);
    const cells = state ? state.cells : [];
    let now = state && numbers.map(function (number) {
      const other = state.numbers.find(function (one) { return one.slice(0, 3).join() === number.asked.join(); });
      return other ? other[3] : number.asked[2];
    });
    if (!state) {
      say("Loading Python");
      const request = { notebook: page, parameters: values, show: true, numbers: numbers.map(function (number) { return number.asked; }) };
      await ask(request, function (message) {
        if (message.cell) cells.push(Object.assign(message, { same: isPublished(message) }));
        now = message.numbers || now;
        const step = message.cell ? "Running: " + cells.length + " of " + Object.keys(index.runs[page].cells).length + " cells" : progress(message);
        if (step) say(step);
      });
    }
    putAnswer(cells.find(function (cell) { return cell.answer; }));
    let before = document.querySelector(".answered") || document.querySelector("article h1");
    cells.forEach(function (cell) { before = put(cell, before) || before; });
    const count = putNumbers(numbers, now || []);
    history.replaceState(null, "", addressOf(values));
    seal(values);
    const labelled = cells.filter(function (cell) { return cell.label; });
    const others = labelled.filter(function (cell) { return !cell.same; }).length;
    const told = [
      others ? others + " of " + labelled.length + " charts and tables" : "",
      count.other ? "numbers in the text: " + count.other : "",
      count.gone ? "numbers in the text that rest on what is left out: " + count.gone : "",
    ].filter(Boolean);
    say(told.length ? "Otherwise than in the published chapter: " + told.join("; ") + ". They are marked." : "Nothing here is otherwise than in the published chapter.");
    const note = document.querySelector(".run-seal");
    if (note) note.scrollIntoView({ block: "start" });
  }

  // A chart is headed by what the review concludes of it in the published run alone: below that, it may be the same.
  function isPublished(cell) {
    const run = index.runs[page];
    return cell.label ? run.unheaded[cell.cell] === cell.unheaded : run.cells[cell.cell] === cell.hash;
  }

  function putNumbers(numbers, now) {
    const count = { other: 0, gone: 0 };
    numbers.forEach(function (number, place) {
      const link = number.link, was = number.asked[2], text = place in now ? now[place] : was;
      link.textContent = text || was;
      link.classList.toggle("differs", text !== was);
      link.classList.toggle("left-out", !text);
      if (text === was) link.removeAttribute("title");
      else link.title = text ? "Published: " + was : "Rests on what is left out here";
      count.other += Boolean(text) && text !== was;
      count.gone += !text;
    });
    return count;
  }

  // Puts what a cell shows in its place, or back what was published; a new output comes behind the one *before* it.
  function put(cell, before) {
    if (!cell.label) return null;
    let place = document.getElementById(cell.label);
    if (!place && cell.same) return null;
    if (!place) {
      place = make("div", "", { className: "citable", id: cell.label });
      (before.closest("div.cell") || before).after(place);
    }
    if (!published.has(cell.label)) published.set(cell.label, Array.from(place.childNodes));
    if (!cell.same) show(place, cell.html || "<p>Not shown with these settings.</p>");
    else if ("rerun" in place.dataset) place.replaceChildren(...published.get(cell.label));
    if (cell.same) delete place.dataset.rerun;
    else place.dataset.rerun = "";
    return place;
  }

  function show(place, html) {
    const cite = place.querySelector("a.cite-link");
    place.innerHTML = html; // escaped by the library that made it
    if (cite) place.prepend(cite);
    // The label of an unnamed origin is written out once a table, and is a sign from then on.
    place.querySelectorAll("table").forEach(function (table) {
      table.querySelectorAll("span.unnamed").forEach(function (label, number) {
        label.classList.add(number ? "unnamed-again" : "unnamed-first");
      });
    });
    place.dispatchEvent(new CustomEvent("review:shown", { bubbles: true }));
  }

  // The published answer was concluded for the published settings: another run shows what becomes of it instead.
  function putAnswer(cell) {
    const answer = document.querySelector(".answered"), old = document.querySelector(".run-answer");
    if (old) old.remove();
    if (!answer || !cell) return;
    const concluded = [...answer.children, ...document.querySelectorAll(".quotables")];
    concluded.forEach(function (part) { if (!part.querySelector(".citable")) part.hidden = !cell.same; });
    if (cell.same) return;
    const told = make("div", "", { className: "run-answer" });
    told.innerHTML = cell.answer;
    told.querySelectorAll("[data-role=finding]").forEach(function (place) {
      const sentence = document.getElementById("finding-" + place.dataset.of);
      if (sentence) place.innerHTML = sentence.innerHTML;
    });
    answer.prepend(told);
  }

  function inWords(values) {
    return Object.keys(values).map(function (name) { return name + "=" + written(values[name]); }).join(", ");
  }

  function seal(values) {
    const names = Object.keys(values);
    const text = "Not the published settings: " + inWords(values);
    document.querySelectorAll(".run-seal, .run-sealed, .run-asked").forEach(function (old) { old.remove(); });
    if (!names.length) {
      delete root.dataset.seal;
      return;
    }
    root.dataset.seal = text;
    const note = make("p", text + ". ", { className: "run-seal" });
    note.setAttribute("role", "note");
    note.append(make("a", "The published chapter", { href: page + ".html" }));
    note.lastChild.addEventListener("click", function (event) {
      event.preventDefault();
      history.replaceState(null, "", window.location.pathname);
      window.location.reload();
    });
    document.querySelector("article").prepend(note);
    document.querySelectorAll(".reference-text").forEach(function (reference) {
      reference.append(make("span", " [" + text + "]", { className: "run-sealed" }));
    });
  }

  function offerSettings() {
    let form = null;
    const open = function () {
      form = form || panel();
      if (!form.isConnected) document.querySelector(".where").after(form);
      form.hidden = !form.hidden && button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!form.hidden));
    };
    button.addEventListener("click", open);
    button.hidden = false;
    // An address with other settings asks before it loads anything.
    if (!Object.keys(asked()).length) return;
    const note = make("p", "This address asks for other settings: " + inWords(asked()) + ". What stands here is the published chapter. ", { className: "run-asked" });
    const run = make("button", "Run it here", { type: "button" });
    note.setAttribute("role", "note");
    note.append(run);
    run.addEventListener("click", function () {
      if (!form || form.hidden) open();
      form.requestSubmit();
      form.querySelector(".settings-told").scrollIntoView({ block: "center" });
    });
    document.querySelector("article").prepend(note);
  }

  // Every notebook, compared with what the build showed.
  function offerVerifying(place) {
    const begin = make("button", "Run every notebook here", { type: "button" });
    const told = make("p", "");
    const differing = make("ul", "");
    told.setAttribute("role", "status");
    begin.addEventListener("click", function () {
      begin.disabled = true;
      differing.replaceChildren();
      verify(differing, function (text) { told.textContent = text; })
        .catch(function (fault) { told.textContent = fault.message; })
        .finally(function () { begin.disabled = false; });
    });
    place.append(begin, told, differing);
    close(place, [begin]);
  }

  // Where there is no Python, the first line of a *place* says so instead, and nothing there can be used.
  function close(place, controls) {
    python().catch(function (fault) {
      Object.assign(place.firstElementChild, { textContent: fault.message, className: "run-absent" });
      controls.forEach(function (control) { control.disabled = true; });
    });
  }

  // Somebody's own text, each number of it that is the book's judged. It stays in this page.
  function offerChecking(place) {
    const form = make("form", ""), label = make("label", "Your text");
    const text = make("textarea", "", { rows: 10, required: true });
    const begin = make("button", "Check it here", { type: "submit" });
    const told = make("p", ""), found = make("ol", "", { className: "judged" });
    told.setAttribute("role", "status");
    label.append(text);
    form.append(label, begin, told);
    const isEmptied = function () { return !text.value.trim(); };
    text.addEventListener("input", function () {
      if (!isEmptied()) return;
      found.replaceChildren();
      told.textContent = "";
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      begin.disabled = true;
      found.replaceChildren();
      ask({ document: text.value }, function (message) {
        const now = progress(message);
        if (now) told.textContent = now;
        if (!message.judged || isEmptied()) return;
        told.textContent = message.told;
        showJudged(message.judged, found);
      })
        .then(function () { if (isEmptied()) told.textContent = ""; else told.scrollIntoView({ block: "start" }); })
        .catch(function (fault) { told.textContent = fault.message; })
        .finally(function () { begin.disabled = false; });
    });
    place.append(form, found);
    close(place, [text, begin]);
  }

  function showJudged(judged, found) {
    judged.forEach(function (one) {
      const item = found.appendChild(make("li", "", { className: one.contradiction ? "to-correct" : "" }));
      item.append(make("strong", [one.judgement, ...one.also].join(", ")), ": “" + one.phrase + "”, line " + one.line + ".");
      one.reasons.forEach(function (reason) { item.append(make("p", reason.charAt(0).toUpperCase() + reason.slice(1) + ".")); });
      one.ours.forEach(function (ours) {
        const line = item.appendChild(make("p", "Here: "));
        line.append(make("a", ours.value, { href: ours.address }), "; " + [ours.counts, ours.period, ours.credit].filter(Boolean).join("; ") + ".");
      });
      if (one.write) item.append(make("p", "Write: " + one.write));
    });
  }

  async function verify(differing, say) {
    let python = "Python", most = 0;
    const hear = function (message) {
      python = message.python || python;
      most = Math.max(most, message.memory || 0);
      const now = progress(message);
      if (now && now !== "Running") say(now);
    };
    await ask({}, hear);
    const pages = Object.keys(index.runs);
    let same = 0;
    for (const [number, name] of pages.entries()) {
      const { notebook, parameters, cells } = index.runs[name], seen = {};
      say("Running " + name + ": " + (number + 1) + " of " + pages.length);
      let fault = "";
      await ask({ notebook: notebook, parameters: parameters }, function (message) {
        hear(message);
        if (message.cell) seen[message.cell] = message;
      }).catch(function (error) { fault = error.message; });
      const others = Object.keys(cells).filter(function (cell) { return !seen[cell] || seen[cell].hash !== cells[cell]; });
      if (!others.length && !fault) same += 1;
      else differing.append(make("li", fault || name + ": " + others.map(function (cell) {
        return "cell " + cell + (seen[cell] && seen[cell].label ? " (" + seen[cell].label + ")" : "");
      }).join(", ") + " shows something else"));
    }
    say(same + " of " + pages.length + " runs, the same outputs. " + python + " in WebAssembly, " + megabytes(most) + " MB.");
  }

  if (button) offerSettings();
  document.querySelectorAll(".verify-here").forEach(offerVerifying);
  document.querySelectorAll(".check-here").forEach(offerChecking);
})();
