// The presenter's view: turns the deck, drives the stage in its other window, keeps the time.

import { Deck, isTyping, showAddress, turnByKey } from "./deck.js";
import { fit } from "./fit.js";
import { Stopwatch, clockTime, pace, span } from "./stopwatch.js";

const find = (selector) => document.querySelector(selector);
const findAll = (selector) => [...document.querySelectorAll(selector)];
const presenter = find("[data-presenter]");
const slug = presenter.dataset.presenter;
const notes = findAll("[data-slide]");
const byId = new Map(notes.map((note) => [note.dataset.slide, note]));
const previews = new Map(findAll("[data-preview]").map((one) => [one.dataset.preview, one]));
const ids = [...byId.keys()];
const minutesOf = (note) => Number(note.dataset.minutes);

const stopwatch = new Stopwatch(`present-time:${slug}`);
let shown = null;

// Drawing

function showPreviews(at) {
  const label = find('[data-role="current"]').getAttribute("aria-label");
  for (const [id, preview] of previews) {
    const role = id === ids[at] ? "current" : id === ids[at + 1] ? "next" : "";
    preview.hidden = !role;
    preview.inert = role !== "current";
    preview.removeAttribute("role");
    preview.removeAttribute("aria-label");
    delete preview.dataset.role;
    if (!role) continue;
    preview.dataset.role = role;
    fit(preview);
  }
  const current = previews.get(ids[at]);
  current.setAttribute("role", "group");
  current.setAttribute("aria-label", label);
}

function showLinks(at) {
  for (const turn of findAll("[data-turn]")) {
    const target = at + (turn.dataset.turn === "next" ? 1 : -1);
    turn.href = `?slide=${Math.min(Math.max(target, 0), ids.length - 1) + 1}`;
    turn.toggleAttribute("aria-disabled", false);
    if (target < 0 || target >= ids.length) turn.setAttribute("aria-disabled", "true");
  }
  for (const link of findAll("[data-go]")) {
    if (link.dataset.go === ids[at]) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  find("[data-open-stage]").href = `${presenter.dataset.stageUrl}#${byId.get(ids[at]).dataset.anchor}`;
}

function showNext(at) {
  const next = byId.get(ids[at + 1]);
  find("[data-next-label]").hidden = !next;
  if (!next) return;
  find("[data-next-title]").textContent = `${previews.get(ids[at + 1]).dataset.number}. ${next.dataset.title}`;
  find("[data-next-note]").textContent = next.dataset.note;
}

function showWall(state, note) {
  const opener = find("[data-open-answer]");
  const asker = find("[data-question]");
  opener.hidden = !("covered" in note.dataset) || state.opened.includes(state.slide);
  asker.hidden = !("asks" in note.dataset);
  asker.setAttribute("aria-pressed", state.question);
  find("[data-blank]").setAttribute("aria-pressed", state.blank);
  for (const preview of previews.values()) delete preview.dataset.wall;
  if (state.blank) previews.get(state.slide).dataset.wall = "blank";
}

function show(state) {
  const note = byId.get(state.slide);
  const at = ids.indexOf(state.slide);
  if (note !== shown) {
    notes.forEach((one) => (one.hidden = one !== note));
    find("[data-notes]").scrollTop = 0;
    showPreviews(at);
    showLinks(at);
    showNext(at);
    showAddress(`?slide=${at + 1}`);
    if (shown) {
      find("[data-voice]").textContent = note.querySelector("header").innerText;
      stopwatch.turn(note.dataset.lesson);
    } else {
      stopwatch.stand(note.dataset.lesson);
    }
  }
  shown = note;
  showWall(state, note);
  showTimes();
}

// Times

function showTimes() {
  if (!shown) return;
  const { lesson, lessonMinutes } = shown.dataset;
  find("[data-clock]").textContent = clockTime(new Date());
  find("[data-elapsed]").textContent = span(stopwatch.total());
  find("[data-lesson-elapsed]").textContent = span(stopwatch.spent(lesson));
  find("[data-lesson-planned]").textContent = lessonMinutes;
  for (const row of findAll("[data-lesson-row]")) {
    const spent = stopwatch.spent(row.dataset.lessonRow);
    row.querySelector("[data-lesson-spent]").textContent = span(spent);
  }
  const timer = find("[data-timer]");
  const { start, pause, resume } = timer.dataset;
  timer.textContent = stopwatch.isRunning ? pause : stopwatch.total() ? resume : start;
  showPace();
}

function showPace() {
  const sign = find("[data-pace]");
  const before = notes.slice(0, notes.indexOf(shown)).reduce((sum, one) => sum + minutesOf(one), 0);
  const { mood, minutes } = pace(stopwatch.total(), before, minutesOf(shown));
  const still = stopwatch.total() ? "paused" : "ready";
  sign.dataset.mood = stopwatch.isRunning ? mood : still;
  const words = sign.dataset[sign.dataset.mood];
  const text = minutes && stopwatch.isRunning ? `${minutes} ${words}` : words;
  if (sign.textContent !== text) sign.textContent = text;
}

// Both windows

const status = find("[data-stage-status]");

function heard(type, steps) {
  status.textContent = type === "bye" ? status.dataset.gone : status.dataset.there;
  if (type === "state") startAfter(steps);
}

// The first slide turned, in either window, starts the clock.
function startAfter(steps) {
  if (steps <= 0 || !stopwatch.isFresh) return;
  stopwatch.start();
  showTimes();
}

document.documentElement.dataset.scripted = "";
for (const image of document.images) image.loading = "eager";
const asked = Number(new URLSearchParams(location.search).get("slide"));
const deck = new Deck({ slug, role: "presenter", slides: ids, start: ids[asked - 1], show, heard });

function advance(step) {
  const before = deck.place;
  deck.go(before + step);
  startAfter(deck.place - before);
}

for (const turn of findAll("[data-turn]")) {
  turn.addEventListener("click", (event) => {
    event.preventDefault();
    advance(turn.dataset.turn === "next" ? 1 : -1);
  });
}
for (const link of findAll("[data-go]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    deck.go(ids.indexOf(link.dataset.go));
    find("[data-jump]").open = false;
    find("[data-jump] summary").focus();
  });
}
find("[data-open-stage]").addEventListener("click", (event) => {
  event.preventDefault();
  const { href, target } = event.currentTarget;
  window.open(href, target, "popup,width=1280,height=720")?.focus();
});
find("[data-blank]").addEventListener("click", () => deck.change({ blank: !deck.state.blank }));
find("[data-question]").addEventListener("click", () => {
  deck.change({ question: !deck.state.question });
});
find("[data-open-answer]").addEventListener("click", () => deck.open(deck.state.slide));
find("[data-timer]").addEventListener("click", () => {
  if (stopwatch.isRunning) stopwatch.pause();
  else stopwatch.start();
  showTimes();
});
find("[data-reset]").addEventListener("click", () => {
  stopwatch.reset();
  deck.close();
});
find("[data-jump-search]").addEventListener("input", ({ target }) => {
  const words = target.value.trim().toLowerCase();
  for (const row of findAll("[data-lesson-row]")) {
    const items = [...row.querySelectorAll("li")];
    items.forEach((item) => (item.hidden = !item.textContent.toLowerCase().includes(words)));
    row.hidden = items.every((item) => item.hidden);
  }
});

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  const before = deck.place;
  if (event.key === "Enter" && !find("[data-open-answer]").hidden) deck.open(deck.state.slide);
  else if (["ArrowUp", "ArrowDown"].includes(event.key)) return;
  else if (!turnByKey(deck, event.key, event.shiftKey)) return;
  startAfter(deck.place - before);
  event.preventDefault();
});

new ResizeObserver(() => {
  for (const preview of previews.values()) if (!preview.hidden) fit(preview);
}).observe(find(".presenter-stage"));
setInterval(showTimes, 500);
addEventListener("pagehide", () => stopwatch.keep());
