// The page: puts what the desk says where it belongs. It computes nothing and has no sentence of its own.
"use strict";
const $ = (id) => document.getElementById(id);
const data = (id) => ($(id) ? JSON.parse($(id).textContent) : null);
const WORDS = data("words"), SHEETS = data("sheets"), IS_EXAM = !$("asset-wasm");
const root = document.documentElement;
let language = root.lang, words = WORDS[language], pages = {}, page = null, answer = null;
let level = SHEETS.start, sheet = 0, state = null, judged = null, last = null, opened = {};
const TITLE = $("title").textContent;

// Small things

function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "html") element.innerHTML = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside);
  return element;
}
const math = (inside) => `<math>${inside}</math>`;
// The line at the top says how the page stands, in the language of the moment.
function stand(word) { $("state").dataset.word = word; $("state").innerHTML = words[word]; }
function announce(text) { $("live").textContent = ""; setTimeout(() => { $("live").textContent = text; }, 30); }

// What is kept in the browser

// Every change has its moment and its tab, so that two tabs of one page lose nothing of each other: both have
// the changes of both, and in a box the newest stands. A change: name, text, moment, tab, whether it was shown.
const TAB = Math.random().toString(36).slice(2);
let latest = 0;
const moment = () => { latest = Math.max(Date.now(), latest + 1); return latest; };
const key = () => `rnn-tutor:${SHEETS.digest}:${level}:${sheet}`;
const fresh = () => ({ changes: [], logs: {}, helped: {}, comma: [null, 0] });
let store = null;
try { localStorage.setItem("rnn-tutor", "1"); localStorage.removeItem("rnn-tutor"); store = localStorage; } catch { /* a frame without */ }
function kept(name, value) {
  try {
    if (value === undefined) return JSON.parse(store.getItem(name));
    store.setItem(name, JSON.stringify(value));
    return true;
  } catch { return null; }
}
const nameOf = ([, , at, tab]) => `${at} ${tab}`;
const order = (one, other) => one[2] - other[2] || (one[3] < other[3] ? -1 : 1);
// What is kept of this sheet, with what only this tab knows.
function joined(mine, theirs) {
  const known = new Map([...theirs.changes, ...mine.changes].map((each) => [nameOf(each), each]));
  const helped = { ...theirs.helped };
  for (const [line, moments] of Object.entries(mine.helped)) helped[line] = [...new Set([...(helped[line] || []), ...moments])];
  const logs = { ...mine.logs, ...theirs.logs, ...(mine.logs[TAB] ? { [TAB]: mine.logs[TAB] } : {}) };
  return { changes: [...known.values()].sort(order), logs, helped, comma: mine.comma[1] > theirs.comma[1] ? mine.comma : theirs.comma };
}
function take(found) {
  state = found;
  latest = Math.max(latest, state.comma[1], ...state.changes.slice(-1).map((each) => each[2]));
}
// Of a sheet that was changed nothing is saved yet.
function changed() { save(); $("hand-said").textContent = ""; }
function save() {
  pull();
  $("unsaved").hidden = kept(key(), state) !== null;
}
// Takes in what another tab has written on this sheet.
function pull() {
  const theirs = state && kept(key());
  if (!theirs) return;
  const before = typed(), known = new Set(state.changes.map(nameOf));
  const others = theirs.changes.filter((each) => !known.has(nameOf(each)));
  const isNews = others.length > 0 || theirs.comma[1] > state.comma[1];
  take(joined(state, theirs));
  if (isNews) arrived(before, others.map(([name]) => name), "elsewhere");
}
// What stands in a box and is not entered yet stays there.
function arrived(before, names, word) {
  for (const box of document.querySelectorAll("#steps input[data-name]")) {
    const { name } = box.dataset;
    if (box.value.trim() === (before[name] || "")) box.value = typed()[name] || "";
    if (names.includes(name)) forgetHelp(box.dataset.line);
  }
  $("hand-said").textContent = "";
  $("elsewhere").dataset.word = word; $("elsewhere").innerHTML = words[word]; $("elsewhere").hidden = false;
  if (answer) judge(); else paint();
}
function heard(event) {
  if (!state || event.storageArea !== store || event.key !== key()) return;
  if (event.newValue !== null) { pull(); return; }
  const before = typed();
  take(fresh());
  arrived(before, Object.keys(before), "forgotten_elsewhere");
}
const typed = () => Object.fromEntries(state.changes);
const pairs = () => state.changes.map(([name, text]) => [name, text]);
// The boxes whose number the page has shown, and over which nothing was typed since.
function shown() {
  const last = new Map(state.changes.map((each) => [each[0], each[4]]));
  return [...last.keys()].filter((name) => last.get(name));
}
const change = (name, text, isShown = false) => state.changes.push([name, text, moment(), TAB, isShown]);
const counted = () => Object.fromEntries(Object.entries(state.helped).map(([line, moments]) => [line, moments.length]));

// The judge

const request = (what, more = {}) => ({ what, level, sheet, language, comma: state && state.comma[0], ...more });
async function ask(what, more) { return JSON.parse(await answer(JSON.stringify(request(what, more)))); }

async function asset(id) {
  const element = $(`asset-${id}`), text = element.textContent.trim();
  element.remove();
  let bytes;
  if (Uint8Array.fromBase64) bytes = Uint8Array.fromBase64(text);
  else bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function start() {
  const names = ["wasm", "start", "loader", "library", "app"];
  const assets = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await asset(name)])));
  assets.lock = data("lock");
  assets.content = $("content").textContent;
  const source = $("boot").textContent;
  try { answer = await inWorker(source, assets); root.dataset.where = "worker"; } catch (error) {
    root.dataset.refused = String(error);
    const address = URL.createObjectURL(new Blob([`${source}\nexport { boot };`], { type: "text/javascript" }));
    answer = await (await import(address)).boot(assets);
    root.dataset.where = "page";
  }
}

async function inWorker(source, assets) {
  const code = `${source}
let door;
onmessage = async ({ data: [number, kind, what] }) => {
  try {
    if (kind === "boot") { door = await boot(what); postMessage([number, "ready"]); } else postMessage([number, door(what)]);
  } catch (error) { postMessage([number, null, String((error && error.stack) || error)]); }
};`;
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  const waiting = new Map();
  let count = 0;
  worker.onmessage = ({ data: [number, found, error] }) => {
    const [good, bad] = waiting.get(number);
    waiting.delete(number);
    if (error) bad(new Error(error)); else good(found);
  };
  const refused = new Promise((_, bad) => { worker.onerror = (error) => bad(new Error(error.message || "refused")); });
  const post = (kind, what) => Promise.race([refused, new Promise((good, bad) => {
    waiting.set(count += 1, [good, bad]);
    worker.postMessage([count, kind, what]);
  })]);
  await post("boot", assets);
  return (what) => post("ask", what);
}

// The page of a sheet

function merged(base, delta) {
  if (delta === null || typeof delta !== "object") return delta;
  if (Array.isArray(delta)) return delta;
  const copy = Array.isArray(base) ? [...base] : { ...base };
  for (const [name, value] of Object.entries(delta)) {
    copy[name] = value && value.is === "whole" ? value.value : merged(base[name], value);
  }
  return copy;
}
function built(wanted, at) {
  const known = pages[language] && pages[language][wanted];
  return known && known.deltas[at] !== undefined ? merged(known.base, known.deltas[at]) : null;
}
async function pageOf(wanted, at) { return built(wanted, at) || (answer ? ask("open", { level: wanted, sheet: at }) : null); }

async function show(wanted, at, focus) {
  level = wanted; sheet = at;
  take({ ...fresh(), ...kept(key()) });
  opened = {};
  $("elsewhere").hidden = true;
  page = (await pageOf(wanted, at)) || page;
  judged = null; last = null;
  $("hand-said").textContent = ""; asked(false);
  kept(`rnn-tutor:${SHEETS.digest}`, { level, sheet, language });
  draw();
  save();
  if (answer) await judge(); else paint();
  if (focus) $("title").focus();
}

function spoken() {
  root.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) element.innerHTML = words[element.dataset.word];
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", words[element.dataset.label]);
}

function draw() {
  $("steps").before($("comma"));
  $("title").innerHTML = page.title;
  document.title = $("title").textContent;
  $("which").innerHTML = page.sheet ? `${words.sheet} <code>${page.sheet}</code> · ${page.level}` : "";
  $("policy").innerHTML = page.policy;
  $("givens").innerHTML = page.givens;
  spoken();
  $("steps").replaceChildren(...page.sections.map(section));
  drawMap();
  drawChooser();
  scrollable();
}

function section(part, at) {
  return make("section", { class: "step", id: `step-${at}`, "aria-labelledby": `title-${at}` },
    make("header", {}, make("h3", { id: `title-${at}`, html: part.title })), ...part.rows.map(card));
}

function card(row) {
  const asked = row.entries.some((entry) => entry.given === null);
  const element = make("div", { class: `card ${row.role}`, id: `card-${row.name}`, "data-line": row.name });
  if (row.before) element.append(make("div", { html: row.before }));
  const formula = math(row.formula ? `${row.symbol}<mo>=</mo>${row.formula}` : row.symbol);
  const equation = make("div", { class: "equation" }, make("div", { class: "formula", html: formula }));
  const table = make("table", { class: row.flat ? "entries flat" : "entries" });
  table.append(make("thead", {}, make("tr", {}, ...["entry", "wrote", "read", "verdict"].map((name) => make("th", { scope: "col", "data-word": name, html: words[name] })))));
  table.append(make("tbody", {}, ...row.entries.map((entry, at) => entryRow(entry, at, row))));
  equation.append(make("span", { class: "is", "aria-hidden": "true" }, "="), table);
  element.append(equation);
  if (asked && !IS_EXAM) {
    const help = make("button", { type: "button", class: "ask", "data-word": "help", html: words.help, onclick: ({ detail }) => { if (detail < 2) rung(row, help); } });
    equation.append(make("div", { class: "acts" }, help));
    element.append(make("div", { class: "helps" }));
  }
  return element;
}

// Of a matrix, whose entries stand row by row, every box says which it is.
function atPlace(entry, row) {
  return row.matrix ? [make("span", { class: "at", "aria-hidden": "true" }, `[${entry.name.split("[")[1].split("]")[0]}]`)] : [];
}

function entryRow(entry, at, row) {
  if (entry.given !== null) return make("tr", {}, make("td", { class: "place given-number" }, ...atPlace(entry, row), entry.given), make("td"), make("td"), make("td"));
  const id = `says-${entry.name}`;
  const box = make("input", {
    type: "text", inputmode: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "next",
    "aria-label": entry.label, "aria-describedby": id, "data-name": entry.name, "data-line": row.name, maxlength: "200",
    onchange: () => commit(box), onkeydown: (event) => keys(event, box), onfocus: () => { here(row.name); last = entry.name; },
  });
  box.value = typed()[entry.name] || "";
  box.readOnly = shown().includes(entry.name);
  return make("tr", { "data-entry": entry.name }, make("td", { class: "place" }, ...atPlace(entry, row), box), make("td", { class: "wrote" }),
    make("td", { class: "read" }), make("td", { class: "verdict", id }));
}

// Typing

const RIGHT = ["exact", "rounding", "follow-through"];

function keys(event, box) {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  commit(box);
  onFrom(box);
}

// To the next box that can be filled in; from the last one nowhere.
function onFrom(box) {
  const boxes = [...document.querySelectorAll("#steps input[data-name]")];
  const next = boxes.slice(boxes.indexOf(box) + 1).find((each) => !each.readOnly);
  if (next) next.focus(); else box.blur();
}

function commit(box) {
  const { name, line } = box.dataset, text = box.value.trim();
  if ((typed()[name] || "") === text) return;
  change(name, text);
  changed();
  forgetHelp(line);
  if (answer) judge(line); else paint();
}

// Help that was given from other numbers than stand there now is closed: that of a line, and of what reads it.
function forgetHelp(line, own = true) {
  for (const [each, { reads }] of Object.entries(opened)) if ((own && each === line) || reads.includes(line)) closeHelp(each);
}
function closeHelp(line) {
  const card = document.querySelector(`#steps .card[data-line="${CSS.escape(line)}"]`), help = card.querySelector(".ask");
  card.querySelector(".helps").replaceChildren();
  help.hidden = false; help.innerHTML = words.help;
  delete opened[line];
}

let running = null, again = null;
async function judge(line = "") {
  // One after the other; of those that wait, the last alone.
  if (running) { again = line; return running; }
  running = (async () => {
    const asked = key();
    const found = await ask("judge", { changes: pairs(), shown: shown(), logs: Object.values(state.logs), drilled: kept(`rnn-tutor:${SHEETS.digest}:drilled`) || [], line });
    if (!state || asked !== key()) return;
    judged = found; state.logs[TAB] = found.log;
    const before = $("advice").hidden ? "" : $("advice").textContent;
    save(); paint();
    const advice = found.advice ? $("advice").textContent : "";
    if (line) announce([found.told, found.progress, found.comma ? $("comma").textContent : "", advice === before ? "" : advice].join(" ").replace(/\s+/g, " ").trim());
    root.dataset.judged = String(Number(root.dataset.judged || 0) + 1);
    if ($("network").open) await drawNetwork();
  })();
  try { await running; } catch (error) { failed(error); } finally {
    running = null;
    if (again !== null) { const next = again; again = null; await judge(next); }
  }
}

// What became of it

function paint() {
  const now = typed(), isShown = shown();
  for (const row of document.querySelectorAll("#steps tr[data-entry]")) {
    const { entry } = row.dataset, said = judged && judged.entries[entry], box = row.querySelector("input");
    row.className = said && said.kind !== "blank" ? said.kind : "";
    // A number that the page has shown stays, unless an earlier line was corrected since.
    box.readOnly = isShown.includes(entry) && (!said || RIGHT.includes(said.kind));
    box.setAttribute("aria-invalid", said && said.kind === "wrong" ? "true" : "false");
    row.querySelector(".wrote").innerHTML = said ? said.wrote : "";
    row.querySelector(".read").textContent = said ? said.read : "";
    row.querySelector(".verdict").innerHTML = said ? `<span class="sign" aria-hidden="true">${said.sign}</span> ${said.words}${said.note ? `<small>${said.note}</small>` : ""}` : "";
  }
  for (const element of document.querySelectorAll("#steps .card")) {
    element.dataset.state = judged ? judged.lines[element.dataset.line] || "given" : "open";
    const help = element.querySelector(".ask");
    if (help) help.hidden = help.hidden && isDone({ name: element.dataset.line });
    element.classList.toggle("told", [...element.querySelectorAll(".verdict")].some((each) => each.innerHTML));
  }
  for (const cell of document.querySelectorAll("#map td a")) {
    const stands = judged ? judged.lines[cell.dataset.line] || "given" : "open";
    cell.dataset.state = stands;
    cell.querySelector("span").textContent = words.signs[stands];
    cell.setAttribute("aria-label", `${cell.dataset.line}: ${words.states[stands]}`);
  }
  const filled = Object.values(now).filter(Boolean).length;
  $("progress").max = page.count; $("progress").value = judged ? judged.right : filled;
  $("count").textContent = judged ? judged.progress : `${filled} / ${page.count}`;
  $("points").innerHTML = judged ? judged.points : "";
  $("comma").hidden = !(judged && judged.comma);
  if (judged && judged.comma) {
    $("comma-question").innerHTML = judged.comma;
    const asks = boxOf(judged.comma_at).closest(".equation");
    if ($("comma").previousElementSibling !== asks) asks.after($("comma"));
  }
  const advice = judged && judged.advice;
  $("advice").hidden = !advice;
  if (advice) { $("advice-why").innerHTML = advice.why; $("advice-go").textContent = advice.button; }
}

const boxOf = (name) => document.querySelector(`#steps input[data-name="${CSS.escape(name)}"]`);
function here(line) {
  for (const cell of document.querySelectorAll("#map td a")) {
    if (cell.dataset.line !== line) { cell.removeAttribute("aria-current"); continue; }
    cell.setAttribute("aria-current", "step");
    stop(cell);
  }
}

// The map is one stop of the Tab key, at the line where one is; arrows go through it.
function stop(link) { for (const each of document.querySelectorAll("#map a")) each.tabIndex = each === link ? 0 : -1; }

function through(event) {
  const link = event.target.closest("a");
  if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const rows = [...document.querySelectorAll("#map tr")].map((row) => [...row.querySelectorAll("a")]).filter((row) => row.length);
  const at = rows.findIndex((row) => row.includes(link)), i = rows[at].indexOf(link);
  const column = (each) => each.closest("td, th").cellIndex;
  const near = (row) => row && (row.find((each) => column(each) >= column(link)) || row[row.length - 1]);
  const all = rows.flat();
  const to = { ArrowRight: rows[at][i + 1], ArrowLeft: rows[at][i - 1], ArrowDown: near(rows[at + 1]), ArrowUp: near(rows[at - 1]),
    Home: all[0], End: all[all.length - 1] }[event.key];
  if (!to) return;
  event.preventDefault();
  stop(to);
  to.focus();
}

function drawMap() {
  const units = [];
  // Steps whose lines are of the same kinds share a table.
  page.sections.forEach((part, at) => {
    const kinds = part.rows.map((row) => row.kind);
    const known = units.find((each) => each.name === part.unit && kinds.some((kind) => each.kinds.includes(kind)));
    const unit = known || units[units.push({ name: part.unit, kinds: [], parts: [] }) - 1];
    unit.kinds.push(...kinds.filter((kind) => !unit.kinds.includes(kind)));
    unit.parts.push([part, at]);
  });
  $("map").replaceChildren(...units.map((unit) => {
    const head = make("tr", {}, make("td"), ...unit.parts.map(([part, at]) => make("th", { scope: "col" }, make("a", { href: `#step-${at}`, html: part.short }))));
    const body = unit.kinds.map((kind) => make("tr", {}, make("th", { scope: "row" }, make("code", {}, kind)),
      ...unit.parts.map(([part]) => make("td", {}, ...part.rows.filter((row) => row.kind === kind).map((row) =>
        make("a", { href: `#card-${row.name}`, "data-line": row.name }, make("span", { "aria-hidden": "true" })))))));
    const caption = unit.name ? [make("caption", { html: unit.name })] : [];
    return make("table", {}, ...caption, make("thead", {}, head), make("tbody", {}, ...body));
  }));
  stop(document.querySelector("#map a"));
  $("map").onkeydown = through;
}

// A formula at the head of a table is read as text: not every reader takes it for some.
function named(element) {
  for (const head of element.querySelectorAll("th")) {
    const formula = head.querySelector("math");
    if (!formula || head.querySelector(".unseen")) continue;
    formula.setAttribute("aria-hidden", "true");
    head.append(make("span", { class: "unseen" }, formula.textContent));
  }
}

// A formula that is wider than its place is broken before the signs between its terms; a term that is still
// wider, before those inside it. What is broken once is set in one line again where there is room.
const BREAKS = ["+", "−", "⊙"];
function broken(formula) {
  const whole = formula.querySelector(":scope > math"), pieces = [];
  if (!whole || formula.children.length > 1 || formula.scrollWidth <= formula.clientWidth + 1) return;
  const room = formula.clientWidth;
  const isWide = (part) => part.localName === "mrow" && !part.className && part.getBoundingClientRect().width > room / 2;
  const divide = (parts) => parts.forEach((part, at) => {
    if (isWide(part)) { divide([...part.children]); return; }
    const between = at > 0 && part.localName === "mo" && BREAKS.includes(part.textContent);
    if (between) part.setAttribute("form", "infix");
    if (between || !pieces.length) pieces.push([]);
    pieces.at(-1).push(part);
  });
  divide([...whole.children]);
  const maths = pieces.map((parts) => {
    const piece = document.createElementNS("http://www.w3.org/1998/Math/MathML", "math");
    piece.append(...parts);
    return [piece, " "];
  });
  formula.replaceChildren(...maths.flat());
}

// A scrolling part of the page can be scrolled by keyboard.
function scrollable() {
  named(document.body);
  document.querySelectorAll("#steps .formula").forEach(broken);
  for (const element of document.querySelectorAll("main .given, main .formula, main .table, main .grid, main .whole, main .entries.formula, main figure, #map")) {
    if (element.scrollWidth > element.clientWidth + 1) {
      element.tabIndex = 0;
      if (element.tagName === "DIV") { element.setAttribute("role", "group"); element.setAttribute("aria-label", words.wide); }
    } else if (element.tabIndex === 0) {
      element.removeAttribute("tabindex");
      if (element.tagName === "DIV") { element.removeAttribute("role"); element.removeAttribute("aria-label"); }
    }
  }
}

// Help

async function rung(row, button) {
  if (!answer) { announce(words.waiting); return; }
  if (button.dataset.asked) return;
  button.dataset.asked = "yes";
  try { await climb(row, button); } catch (error) { failed(error); } finally { delete button.dataset.asked; }
}

async function climb(row, button) {
  const names = row.entries.map((entry) => entry.name);
  const entry = names.includes(last) && (!judged || !judged.entries[last] || !RIGHT.includes(judged.entries[last].kind)) ? last : row.name;
  const before = opened[row.name];
  // Where an entry waits for others there is no more to say of it.
  if (before && before.waits && [row.name, before.asked, before.entry].includes(entry)) { announce(before.aloud); return; }
  const isFirst = !before || !before.next;
  const found = await ask("help", { changes: pairs(), shown: shown(), logs: Object.values(state.logs), name: isFirst ? entry : before.entry, ...(isFirst ? {} : { kind: before.next }) });
  state.logs[TAB] = found.log;
  state.helped[row.name] = [...(state.helped[row.name] || []), moment()];
  if (isFirst) button.closest(".card").querySelector(".helps").replaceChildren();
  opened[row.name] = { asked: entry, entry: found.entry, kinds: [...(isFirst ? [] : before.kinds), found.kind], reads: found.reads, next: found.next, waits: found.kind === "begin", aloud: found.aloud };
  unfold(found, button);
  // After the last rung help begins anew, for another entry of the line.
  if (!found.next && found.kind !== "begin" && document.activeElement === button) onFrom(boxOf(found.entry));
  announce(found.aloud);
  for (const [name, text] of Object.entries(found.number)) {
    const box = boxOf(name);
    change(name, text, true);
    forgetHelp(row.name, false);
    changed();
    box.value = text; box.readOnly = true;
    await judge(row.name);
  }
  button.hidden = isDone(row);
  save();
  scrollable();
}

function unfold(found, button) {
  const title = make("h4", { html: found.title });
  button.closest(".card").querySelector(".helps").append(make("div", { class: "rung", "data-kind": found.kind }, title, make("div", { html: found.html })));
  button.innerHTML = found.next ? `${words.more}: ${found.button}` : words.help;
}

// The help that was open, in another language: nothing more is asked for.
async function reopen(before) {
  for (const [line, each] of Object.entries(before)) {
    const button = document.querySelector(`#steps .card[data-line="${CSS.escape(line)}"] .ask`);
    for (const kind of each.kinds) {
      const found = await ask("help", { changes: pairs(), shown: shown(), logs: Object.values(state.logs), name: each.entry, kind });
      if (found.kind === kind) unfold(found, button);
      each.aloud = found.aloud;
    }
    opened[line] = each;
    button.hidden = isDone({ name: line });
    if (!each.next) button.innerHTML = words.help;
  }
  scrollable();
}

function isDone(row) { return Boolean(judged) && ["right", "follows"].includes(judged.lines[row.name]); }

async function drawNetwork() {
  if (answer) { $("drawing").innerHTML = (await ask("network", { changes: pairs() })).html; scrollable(); }
}

// Which sheet

function drawChooser() {
  const choose = $("choose");
  $("choosing").hidden = SHEETS.asks_number || SHEETS.levels.every((each) => each.sheets.length < 2) && SHEETS.levels.length < 2;
  $("other-number").hidden = !SHEETS.asks_number;
  choose.replaceChildren(...SHEETS.levels.map((each) => make("optgroup", { label: words.levels[each.name] },
    ...each.sheets.map((number, at) => make("option", { value: `${each.name} ${at}`, selected: each.name === level && at === sheet }, number ? `${at + 1} (${number})` : String(at + 1))))));
  if (!SHEETS.levels.some((each) => each.name === level)) choose.prepend(make("option", { value: `${level} ${sheet}` }, make("span", { html: page.level }).textContent));
  choose.value = `${level} ${sheet}`;
}

const plainNumber = (text) => text.normalize("NFKC").toUpperCase().replace(/[^A-Z0-9]/g, "");
function byNumber(text) {
  for (const each of SHEETS.levels) {
    const at = each.sheets.findIndex((number) => plainNumber(number) === plainNumber(text));
    if (at >= 0) return [each.name, at];
  }
  return null;
}

async function onward() {
  const { level: wanted } = judged.advice, base = wanted.startsWith("drill:") ? SHEETS.start : wanted;
  if (level.startsWith("drill:")) {
    const drilled = `rnn-tutor:${SHEETS.digest}:drilled`;
    kept(drilled, [...(kept(drilled) || []), level]);
  }
  const count = SHEETS.levels.find((each) => each.name === base).sheets.length;
  // Another sheet than this one: its numbers have been seen.
  await show(wanted, (sheet + 1) % count, true);
  window.scrollTo(0, 0);
}

// Where everybody has a sheet, nothing of any is shown before its number is typed.
function numberAsked(asked) {
  $("asked-number").hidden = !asked;
  for (const id of ["desk", "which", "points", "hand-in"]) $(id).hidden = asked;
}
function askNumber() {
  state = page = judged = null;
  $("title").textContent = document.title = TITLE;
  $("number").value = "";
  numberAsked(true);
}

// Handing in

async function handIn() {
  let file;
  const student = $("student").value.trim();
  if (answer) {
    try { file = await ask("file", { changes: pairs(), shown: shown(), helped: counted(), student }); } catch (error) { failed(error); }
  }
  if (!file) {
    const answers = Object.fromEntries(Object.entries(typed()).filter(([, text]) => text));
    file = { text: `${JSON.stringify({ student, sheet: page.sheet, answers, practice: { program: SHEETS.program, ...(IS_EXAM ? {} : { shown: shown(), helped: counted() }), ...(level.startsWith("drill:") ? { drill: level.slice(6) } : {}), ...(state.comma[0] ? { decimal_comma: true } : {}), judged: false } }, null, 1)}\n`, name: `answers-${page.sheet}.json` };
  }
  const link = make("a", { href: URL.createObjectURL(new Blob([file.text], { type: "application/json" })), download: file.name });
  document.body.append(link);
  link.click();
  link.remove();
  // Whether a frame lets a file be saved is not told to who is in it.
  const said = window.parent === window ? words.written : words.written_in_a_frame;
  announce(said);
  $("hand-said").textContent = said;
}

// What would be lost is asked about; nothing is cleared at one click.
function asked(is) { $("sure").hidden = !is; $("clear").setAttribute("aria-expanded", String(is)); }
async function clear() {
  if (store) for (const name of Object.keys(store)) if (name.startsWith(`rnn-tutor:${SHEETS.digest}`) || name === HIDDEN) store.removeItem(name);
  hidePoints(false);
  $("student").value = $("pasted").value = ""; $("found").replaceChildren(); $("found-comma").hidden = true;
  if (SHEETS.asks_number) { asked(false); askNumber(); } else await show(level, sheet);
  $("hand-said").textContent = words.forgotten; announce(words.forgotten);
}

// The text is somebody else's: its comma is asked about by itself, and again for every text.
async function check(is = null) {
  if (!answer) { announce(words.waiting); return; }
  $("found-comma").hidden = true;
  $("found").replaceChildren(make("p", { html: words.reading }));
  let found;
  try { found = await ask("check", { text: $("pasted").value, comma: is }); } catch (error) {
    root.dataset.failed = String((error && error.stack) || error);
    found = { html: make("p", { class: "remark" }, words.broke_off).outerHTML, comma: "" };
  }
  $("found").innerHTML = found.html;
  $("found-question").innerHTML = found.comma;
  $("found-comma").hidden = !found.comma;
  const first = $("found").querySelector("p");
  announce([first ? first.textContent : "", found.comma ? $("found-comma").textContent : ""].join(" ").replace(/\s+/g, " ").trim());
  scrollable();
}

const HIDDEN = "rnn-tutor:points";
function hidePoints(hide) {
  root.classList.toggle("without-points", hide);
  $("hide-points").setAttribute("aria-pressed", String(hide));
}

async function comma(is) {
  const box = boxOf(judged.comma_at);
  state.comma = [is, moment()]; save();
  box.focus();
  await judge(box.dataset.line);
}

function failed(error) {
  root.dataset.failed = String((error && error.stack) || error);
  stand("failed");
}

async function speak(wanted) {
  language = wanted; words = WORDS[language];
  if (!state) { spoken(); return; }
  const helps = opened;
  await show(level, sheet);
  if (answer) await reopen(helps);
  announce($("which").textContent || $("title").textContent);
  if ($("network").open) await drawNetwork();
}

async function begin() {
  const before = store && kept(`rnn-tutor:${SHEETS.digest}`);
  if (before && WORDS[before.language]) { language = before.language; words = WORDS[language]; }
  pages = JSON.parse(new TextDecoder().decode(await asset("pages")));
  if (before && SHEETS.levels.some((each) => each.name === before.level && before.sheet < each.sheets.length)) { level = before.level; sheet = before.sheet; }
  if (!built(level, sheet)) { level = SHEETS.start; sheet = 0; }  // a drill is laid out by the desk
  $("choose").onchange = async ({ target }) => { const [wanted, at] = target.value.split(" "); await show(wanted, Number(at)); announce($("which").textContent || $("title").textContent); };
  $("other-number").onclick = () => { askNumber(); $("number").focus(); };
  $("number-form").onsubmit = (event) => {
    event.preventDefault();
    const found = byNumber($("number").value);
    $("number-said").innerHTML = found ? "" : words.unknown;
    if (found) { numberAsked(false); show(...found, true); }
  };
  $("language").onclick = () => speak(language === "ko" ? "en" : "ko");
  $("language").hidden = Object.keys(WORDS).length < 2;
  $("hide-points").onclick = () => { hidePoints(!root.classList.contains("without-points")); kept(HIDDEN, root.classList.contains("without-points")); };
  if (store && kept(HIDDEN)) hidePoints(true);
  $("comma-yes").onclick = () => comma(true);
  $("comma-no").onclick = () => comma(false);
  $("advice-go").onclick = onward;
  $("network").ontoggle = () => { if ($("network").open) drawNetwork(); };
  $("hand").onclick = handIn;
  $("check").onclick = () => check();
  for (const [id, is] of [["found-yes", true], ["found-no", false]]) $(id).onclick = () => { $("check").focus(); check(is); };
  $("clear").onclick = () => { asked($("sure").hidden); if (!$("sure").hidden) $("sure-no").focus(); };
  $("sure-no").onclick = () => { asked(false); $("clear").focus(); };
  $("sure-yes").onclick = () => { $("clear").focus(); clear(); };
  window.addEventListener("resize", scrollable);
  window.addEventListener("storage", heard);
  document.addEventListener("visibilitychange", pull);
  if (SHEETS.asks_number && !before) { askNumber(); spoken(); } else await show(level, sheet);
  const found = state ? state.changes.length : 0;
  root.dataset.state = "open";
  if (IS_EXAM) { root.dataset.state = "ready"; return; }
  try {
    await start();
    stand("ready");
    // A drill is laid out by the desk: who was in one is back there, unless something was typed meanwhile.
    if (before && String(before.level).startsWith("drill:") && state && state.changes.length === found) await show(before.level, before.sheet);
    else if (state) await judge();
    if ($("network").open) await drawNetwork();
    root.dataset.state = "ready";
  } catch (error) { failed(error); root.dataset.state = "failed"; }
}
begin();
