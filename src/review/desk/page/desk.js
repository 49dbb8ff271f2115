"use strict";
// The desk's page: it shows what the desk tells, and tells what its reader does. It knows no rule of its own.
const base = location.pathname;
const at = (id) => document.getElementById(id);
const ISSUED = { figures: "Figure", claims: "Claim", exclusions: "No figure", pass_figures: "Figure", pass_claims: "Claim",
  sources: "Description of the source", sections: "Section", appraisals: "Appraisal" };
const FOR = { quote: "Quote", printed: "Printed", measure_basis: "Measure", population_basis: "Whom", place_basis: "Place",
  period_basis: "Period", event_basis: "Event", origin_basis: "Origin", interval_basis: "Interval" };
let view = null;
let forms = []; // the last one is shown; those before it wait for an entry of a vocabulary
let asked = 0;
const unfolded = new Set(); // the tables of which more cells are shown
const left = new Map(); // what was being written when it was left, until it is opened again

function make(name, given = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key === "on") for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
    else if (key in element && typeof value === "boolean") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...inside);
  return element;
}

function tell(text, isWrong = false) {
  at("told").textContent = text;
  at("told").classList.toggle("wrong", isWrong);
}

async function ask(name, told = {}) {
  const body = JSON.stringify({ source: view ? view.source : location.hash.slice(1), ...told });
  const given = { method: "POST", headers: { "Content-Type": "application/json" }, body };
  const answer = await fetch(`${base}api/${name}`, given).catch(() => { throw new Error("The desk does not answer. Start it again, and open the address that it prints."); });
  const got = await answer.json();
  if (!answer.ok) throw new Error(got.error);
  return got;
}

// What is under way is said of the page, to who listens as well.
let busy = 0;
const work = (by) => { busy += by; document.body.setAttribute("aria-busy", String(busy > 0)); };
const run = (act) => async (...given) => {
  work(1);
  try { return await act(...given); } catch (error) { return tell(error.message, true); } finally { work(-1); }
};

// The text

const several = (count, name) => `${count} ${name}${count === 1 ? "" : "s"}`;

function show(next) {
  view = next;
  const chosen = at("source");
  chosen.replaceChildren(...Object.entries(view.sources).map(([id, title]) =>
    make("option", { value: id, title, selected: id === view.source }, id)));
  document.title = `${view.source} · Coding desk`;
  const done = view.progress;
  at("progress").textContent = view.pass
    ? `Pass ${view.pass}: ${done.figures} of ${done.numerals} numerals coded`
    : `${done.waiting} of ${done.numerals} numerals wait · ${several(done.rows, "figure")} · ${done.excluded} excluded · ${several(done.claims, "claim")} · quotes keep ${done.kept} of ${done.allowed} words`;
  at("undo").disabled = !view.last;
  at("undo").title = view.last ? `Alt+U: undo “${view.last}”` : "Alt+U";
  at("text").replaceChildren(...view.blocks.map(block));
  const rows = view.about.map((one) => make("li", {},
    make("button", { type: "button", on: { click: run(() => openRow(one.table, one.key)) } }, one.name), one.stub ? " to do" : ""));
  at("about").replaceChildren(...(rows.length ? [make("h3", {}, "The source as a whole"), make("ul", {}, ...rows)] : []));
}

function block(part) {
  const paragraph = make("p", part.named ? { title: part.named } : { class: "between" });
  const here = view.marks.filter((mark) => mark.start < part.end && mark.end > part.start);
  const cuts = [...new Set([part.start, part.end, ...here.flatMap((mark) => [mark.start, mark.end])])]
    .filter((cut) => cut >= part.start && cut <= part.end).sort((a, b) => a - b);
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const over = here.filter((mark) => mark.start <= cuts[i] && mark.end >= cuts[i + 1]);
    const span = make("span", { "data-at": String(cuts[i]) }, view.text.slice(cuts[i], cuts[i + 1]));
    span.classList.add(...over.map((mark) => mark.kind));
    const numeral = over.find((mark) => !["quote", "claim"].includes(mark.kind));
    if (numeral) {
      span.title = numeral.told;
      span.dataset.numeral = String(numeral.start);
      span.setAttribute("role", "button");
      // Not to be focused: a browser begins no selection at the edge of what it focuses.
      span.addEventListener("click", run((event) => isDragged(event) || openNumeral(numeral.start)));
    } else if (over.length && !view.pass) {
      const row = over[over.length - 1];
      span.title = row.told;
      span.addEventListener("click", run((event) => isDragged(event) || openRow(row.kind === "claim" ? "claims" : "figures", row.row)));
    }
    paragraph.append(span);
  }
  return paragraph;
}

// Who marks words moves the mouse; who chooses a number does not, whatever was marked before.
let pressed = [0, 0];
const isDragged = (event) => event.detail > 0 && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > 4;

function reveal() {
  const form = forms[0];
  for (const span of at("text").querySelectorAll(".current")) { span.classList.remove("current"); span.removeAttribute("aria-current"); }
  for (const span of form && form.start !== undefined ? at("text").querySelectorAll(`[data-numeral="${form.start}"]`) : []) {
    span.classList.add("current");
    span.setAttribute("aria-current", "true");
    span.scrollIntoView({ block: "nearest" });
  }
}

function step(by, before = "") {
  const here = forms[0] && forms[0].start !== undefined ? forms[0].start : by > 0 ? -1 : view.text.length;
  const left = view.marks.filter((mark) => mark.kind === "waiting").map((mark) => mark.start).sort((a, b) => a - b);
  const ordered = by > 0 ? left : left.reverse();
  const next = ordered.find((start) => (by > 0 ? start > here : start < here)) ?? ordered[0];
  if (next === undefined) {
    close();
    tell(`${before} No numeral waits. \`review verify\` compares all rows with the text.`.trim());
    return undefined;
  }
  return openNumeral(next);
}

// Forms

async function openNumeral(start) {
  open({ ...(await ask("proposal", { start })), start });
}

async function openRow(table, key) {
  open(await ask("row", { table, key }));
}

const nameOf = (form) => (form.start !== undefined ? form.start : `${form.table} ${form.key}`);

function open(form) {
  forms = [{ waits: "", key: "", was: null, candidates: {}, faults: [], ...form }];
  const name = nameOf(forms[0]);
  if (left.has(name)) {
    forms = left.get(name);
    left.delete(name);
    tell("What you were writing is back.");
  }
  draw();
  reveal();
  check();
  at("side").scrollTop = 0;
  const first = at("form").querySelector("button.main");
  if (first) first.focus({ preventScroll: innerWidth > 800 });
}

function close() {
  forms = [];
  draw();
  reveal();
  ask("forget").catch(() => {});
}

const current = () => forms[forms.length - 1];

function draw() {
  const form = current();
  help(null);
  at("idle").hidden = Boolean(form);
  at("form").hidden = !form;
  at("form-head").textContent = form ? ISSUED[form.table] || `${form.key ? "Entry" : "New entry"} of ${form.table}` : "Row";
  if (!form) { at("form").replaceChildren(); return; }
  const fields = view.forms[form.table];
  const kept = () => unfolded[folded.open ? "add" : "delete"](form.table);
  const folded = make("details", { open: unfolded.has(form.table), on: { toggle: kept } }, make("summary", {}, "More cells"), make("div", { class: "cells" }, ...fields.filter((one) => one.folded).map(field)));
  at("form").replaceChildren(acts(form), ...(form.unread ? [make("p", { class: "fault" }, "The reader of numerals does not know what this says. Read it yourself, and say in the note why it says so; or exclude it.")] : []),
    ...fields.filter((one) => !one.folded).map(field), folded, make("p", { class: "fault", id: "fault-" }));
  mark();
}

function acts(form) {
  const row = make("p", { class: "acts" });
  const button = (text, title, act, kind = "") => row.append(make("button", { type: "button", title, class: kind, on: { click: run(act) } }, text));
  button(form.key ? "Accept the change" : "Accept", "Ctrl+Enter", accept, "main");
  if (form.other && form.table === "figures") button("It is no figure", "Alt+X", noFigure);
  if (form.other && form.table === "exclusions") button("It is a figure", "Alt+I", aFigure);
  if (form.key && forms.length === 1 && form.key !== form.waits && !["sources", "sections", "appraisals"].includes(form.table)) button("Remove the row", "Its numeral waits again", remove);
  button(forms.length > 1 ? "Back" : "Leave", "Esc", leave);
  return row;
}

function field(one) {
  const form = current();
  const id = `cell-${one.name}`;
  const value = form.cells[one.name] || "";
  const values = Object.entries(one.values);
  const known = values.length ? values : Object.entries(one.known);
  const isChoice = values.length > 0 && values.length < 15 && !one.adds && !one.several && !values.some(([key]) => key === "");
  const typed = () => { form.isTouched = true; form.cells[one.name] = input.value; form.named ||= one.name === NAMED[form.table]; mean(one); later(); };
  const given = { id, name: one.name, title: [one.told, ...one.forms].join("\n"), "aria-describedby": `fault-${one.name} help`, "aria-required": String(one.required), on: { input: typed, focus: () => help(one) } };
  const input = isChoice
    ? make("select", given, ...["", ...values.map(([key]) => key)].map((key) => make("option", { value: key, selected: key === value }, key)))
    : make("input", { ...given, value });
  const label = one.name.replace(/_id$/, "").replaceAll("_", " ");
  const row = make("div", { class: "field", "data-name": one.name }, make("label", { for: id, class: one.required ? "" : "empty-ok" }, label), input);
  if (known.length && !isChoice) {
    input.setAttribute("list", `list-${one.name}`);
    row.append(make("datalist", { id: `list-${one.name}` }, ...known.map(([key, told]) => make("option", { value: key }, told))));
  }
  if (values.some(([, told]) => told)) row.append(make("p", { class: "meaning" }, one.values[value] || ""));
  const beside = make("div", { class: "beside" });
  for (const each of form.candidates[one.name] || []) {
    const said = Object.entries(each.cells).filter(([name, cell]) => cell && name !== "event_tie").map(([, cell]) => cell);
    const take = () => { form.isTouched = true; Object.assign(form.cells, each.cells); draw(); later(); };
    beside.append(make("button", { type: "button", title: each.why, "data-candidate": "", on: { click: take } }, `${[...new Set(said)].join(" · ") || "empty"} `, make("small", {}, each.sure)));
  }
  if (one.adds && forms.length < 3) {
    beside.append(make("button", { type: "button", title: `A new entry of ${one.adds}`, on: { click: () => add(one) } }, "+ new"));
    // An entry that a row here is to say may lack the words by which this source says it.
    if (value in one.values) beside.append(make("button", { type: "button", title: `Change ${value} in ${one.adds}, such as its words`, on: { click: run(() => add(one, value)) } }, "change"));
  }
  row.append(beside, make("p", { class: "fault", id: `fault-${one.name}` }));
  return row;
}

// What a cell is for stands in a place of its own, so that nothing moves below who clicks.
function help(one) {
  at("help").textContent = one ? [one.told, ...one.forms].join("\n") : "";
  if (one) at(`cell-${one.name}`).closest(".field").scrollIntoView({ block: "nearest" });
}

function mean(one) {
  const told = at("form").querySelector(`[data-name="${one.name}"] .meaning`);
  if (told) told.textContent = one.values[current().cells[one.name]] || "";
}

function mark() {
  const form = current();
  for (const told of at("form").querySelectorAll(".fault[id]")) told.textContent = "";
  for (const input of at("form").querySelectorAll("input, select")) input.removeAttribute("aria-invalid");
  for (const [column, message, hint] of form.faults) {
    const told = at(`fault-${column}`) || at("fault-");
    // What a cell holds stands below; that it is empty, its reader sees, and is no fault before it was to be written.
    const isEmpty = message.startsWith("the cell is empty");
    told.textContent = `${told.textContent} ${isEmpty ? "A value is needed." : `${message}. ${hint}`}`.trim();
    const input = at(`cell-${column}`);
    told.classList.toggle("soft", isEmpty && !form.tried);
    if (isEmpty && !form.tried) continue;
    if (input) { input.setAttribute("aria-invalid", "true"); if (input.closest("details")) input.closest("details").open = true; }
  }
  for (const row of at("form").querySelectorAll(".field")) {
    const found = form.candidates[row.dataset.name] || [];
    row.querySelectorAll("[data-candidate]").forEach((button, number) => {
      const same = Object.entries(found[number].cells).every(([name, value]) => (form.cells[name] || "") === value);
      button.setAttribute("aria-pressed", String(same));
    });
  }
}

// The desk names a new row by what it says, until somebody else does.
const NAMED = { figures: "figure_id", claims: "claim_id" };
const written = (form) => (form.key || form.named || !NAMED[form.table] ? form.cells : { ...form.cells, [NAMED[form.table]]: "" });

let timer = 0;
const still = () => { if (timer) { clearTimeout(timer); timer = 0; work(-1); } };
const later = () => { still(); work(1); timer = setTimeout(() => { still(); check(); }, 200); };

const check = run(async () => {
  still();
  const form = current();
  if (!form) return;
  asked += 1;
  const mine = asked;
  const got = await ask("check", { table: form.table, cells: written(form), key: form.key, kept: forms });
  if (mine !== asked || form !== current()) return;
  form.faults = got.faults;
  const [id, input] = [NAMED[form.table], at(`cell-${NAMED[form.table]}`)];
  if (id && !form.key && !form.named) { form.cells[id] = got.row[id]; if (input) input.value = got.row[id]; }
  mark();
});

async function accept() {
  const form = current();
  still();
  asked += 1;
  const got = await ask("accept", { table: form.table, cells: written(form), key: form.key, waits: form.waits, was: form.was });
  if (got.faults.length) {
    form.tried = true;
    form.faults = got.faults;
    mark();
    const wrong = at("form").querySelector("[aria-invalid]");
    if (wrong) { wrong.focus(); wrong.closest(".field").scrollIntoView({ block: "nearest" }); }
    tell(`Not written: ${got.faults.length} to mend.`, true);
    return;
  }
  show(got.view);
  tell(`Written: ${view.last}.`);
  if (forms.length > 1) {
    const key = form.cells[view.forms[form.table][0].name];
    forms.pop();
    Object.assign(current().cells, { [form.fills]: key }, got.follows);
    draw();
    reveal();
    check();
  } else if (form.start !== undefined) {
    await step(1, `Written: ${view.last}.`);
  } else close();
}

async function remove() {
  show((await ask("remove", { table: current().table, key: current().key })).view);
  close();
  tell(`Written: ${view.last}.`);
}

async function undo() {
  const last = view.last;
  show((await ask("undo")).view);
  close();
  tell(`Undone: ${last}.`);
}

function turn(table) {
  const form = current();
  if (!form || !form.other || form.table === table) return;
  [form.cells, form.other] = [form.other, form.cells];
  form.table = table;
  form.key = table === "exclusions" ? form.waits : "";
  form.faults = [];
  draw();
  check();
}

function noFigure() {
  turn("exclusions");
  if (current() && current().table === "exclusions") at("cell-reason").focus();
}

const aFigure = () => turn("figures");

function leave() {
  if (forms.length > 1) { forms.pop(); draw(); check(); return; }
  if (current().isTouched) {
    left.set(nameOf(current()), forms);
    tell("Not written. It comes back when this is opened again.");
  }
  close();
}

async function add(one, key = "") {
  const shown = key ? await ask("row", { table: one.adds, key }) : { table: one.adds, cells: {}, key };
  forms.push({ was: null, waits: "", ...shown, candidates: {}, faults: [], fills: one.name });
  draw();
  check();
  at("form").querySelector("input").focus();
}

// Words marked in the text

function offset(node, within) {
  const span = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!span) return undefined;
  return Number(span.dataset.at) + (node.nodeType === Node.TEXT_NODE ? within : within ? span.textContent.length : 0);
}

function marked() {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  return range && !range.collapsed && at("text").contains(range.startContainer) && at("text").contains(range.endContainer) ? range : null;
}

// What is marked of a number is all of it: the desk takes it so, and it is shown so.
function widen() {
  const range = marked();
  const numeral = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-numeral]");
  const [first, last] = range ? [numeral(range.startContainer), numeral(range.endContainer)] : [];
  const all = (span) => [...at("text").querySelectorAll(`[data-numeral="${span.dataset.numeral}"]`)];
  const isInside = (span, side) => span && range[`${side}Offset`] > 0 && range[`${side}Offset`] < range[`${side}Container`].length;
  if (isInside(first, "start")) range.setStart(all(first)[0].firstChild, 0);
  if (isInside(last, "end")) { const end = all(last).pop().firstChild; range.setEnd(end, end.length); }
}

function picking() {
  const bar = at("picking");
  const range = marked();
  const start = range ? offset(range.startContainer, range.startOffset) : undefined;
  const end = range ? offset(range.endContainer, range.endOffset) : undefined;
  if (start === undefined || end === undefined || start >= end) { bar.hidden = true; return; }
  const form = current();
  const columns = form ? view.forms[form.table].filter((one) => one.picked && one.name in FOR) : [];
  const button = (text, act, title = "") => make("button", { type: "button", title, on: { mousedown: (event) => event.preventDefault(), click: run(act) } }, text);
  bar.replaceChildren("Marked words are for:", ...columns.map((one) => button(FOR[one.name], (event) => pick(one.name, start, end, event.shiftKey), "Shift adds them to what the cell has")),
    button("a claim", async () => { done(); open(await ask("claim", { start, end })); }));
  bar.hidden = false;
}

function done() {
  getSelection().removeAllRanges();
  at("picking").hidden = true;
}

async function pick(column, start, end, isAdded) {
  const form = current();
  const cells = isAdded ? form.cells : { ...form.cells, [column]: "" };
  form.isTouched = true;
  Object.assign(form.cells, await ask("picked", { column, start, end, cells }));
  done();
  draw();
  check();
}

// Keys, and the beginning

document.addEventListener("selectionchange", picking);
document.addEventListener("pointerdown", (event) => { pressed = [event.clientX, event.clientY]; });
document.addEventListener("pointerup", widen);
document.addEventListener("keydown", run(async (event) => {
  const acts = { KeyN: () => step(1), KeyP: () => step(-1), KeyU: undo, KeyX: noFigure, KeyI: aFigure };
  if (event.altKey && !event.ctrlKey && acts[event.code]) { event.preventDefault(); await acts[event.code](); }
  else if (event.ctrlKey && event.key === "Enter" && current()) { event.preventDefault(); await accept(); }
  else if (event.key === "Escape" && current()) { event.preventDefault(); leave(); }
}));
at("form").addEventListener("submit", (event) => event.preventDefault());
at("next").addEventListener("click", run(() => step(1)));
at("earlier").addEventListener("click", run(() => step(-1)));
at("undo").addEventListener("click", run(undo));
at("source").addEventListener("change", () => { location.hash = at("source").value; });
addEventListener("hashchange", run(begin));

async function begin() {
  view = null;
  show(await ask("view"));
  forms = view.draft ? view.draft.kept : [];
  draw();
  reveal();
  if (forms.length) { tell("What you were writing was kept."); check(); } else tell("");
}

run(begin)();
