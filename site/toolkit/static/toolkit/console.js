// The console: shows where the session stands, whoever moved it, and sends what its buttons ask for.

import { isTyping } from "./deck.js";
import { fit } from "./fit.js";
import { Panel } from "./console_panel.js";
import { keepNotes } from "./console_notes.js";
import { follow } from "./live_stream.js";
import { send, takeOver } from "./session_commands.js";
import { clock, minuteOfDay } from "./clock_times.js";

const find = (selector) => document.querySelector(selector);
const findAll = (selector) => [...document.querySelectorAll(selector)];
const root = find("[data-console]");
const user = Number(root.dataset.user);
const notes = new Map(findAll("[data-slide]").map((note) => [note.dataset.slide, note]));
const previews = new Map(findAll("[data-preview]").map((one) => [one.dataset.preview, one]));
const ids = [...notes.keys()];
const panel = new Panel(root.dataset.panel, find("[data-panel-place]"), () => markDriver());

const notesKept = keepNotes(root.dataset.console);

let state = JSON.parse(find("#session-state").textContent);
let shown = null;
let revision = 0;
let isOver = false;

function nextOf(slide) {
  const at = ids.indexOf(slide);
  return ids.find(
    (id, place) => place > at && state.order.includes(id) && !state.skipped.includes(id),
  );
}

// Drawing

function showPreviews() {
  const next = nextOf(state.slide);
  const label = find('[data-role="current"]')?.getAttribute("aria-label") ?? "";
  for (const [id, preview] of previews) {
    const role = id === state.slide ? "current" : id === next ? "next" : "";
    preview.hidden = !role;
    preview.inert = role !== "current";
    preview.removeAttribute("role");
    preview.removeAttribute("aria-label");
    delete preview.dataset.role;
    delete preview.dataset.wall;
    if (!role) continue;
    preview.dataset.role = role;
    fit(preview);
  }
  const current = previews.get(state.slide);
  current?.setAttribute("role", "group");
  current?.setAttribute("aria-label", label);
  if (current && state.is_blank) current.dataset.wall = "blank";
  const note = notes.get(next);
  find("[data-next-title]").textContent = note
    ? `${previews.get(next).dataset.number}. ${note.dataset.title}`
    : find("[data-next-label]").dataset.last ?? "–";
  find("[data-next-note]").textContent = note?.dataset.note ?? "";
}

function showButtons() {
  const note = notes.get(state.slide);
  for (const input of findAll("[data-toggle]")) {
    const isOn = state[input.dataset.toggle];
    input.value = isOn ? "0" : "1";
    input.form.querySelector("button").setAttribute("aria-pressed", isOn);
  }
  for (const input of findAll("[data-seen]")) input.value = state.slide;
  find("[data-question-form]").hidden = !("asks" in (note?.dataset ?? {}));
  find("[data-answer-form]").hidden =
    !("covered" in (note?.dataset ?? {})) || state.opened.includes(state.slide);
  for (const button of findAll("[data-go]")) {
    if (button.dataset.go === state.slide) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  find("[data-joined]").textContent = state.joined;
}

function markDriver() {
  const isDriver = state.driver === user;
  for (const button of findAll("[data-drive]")) button.disabled = !isDriver;
  for (const button of findAll("[data-act] button")) button.disabled = !isDriver;
}

function show(message, isForced = false) {
  if (message.phase === "ended") return leave();
  const before = state;
  state = message;
  showPreviews();
  showButtons();
  if (shown !== state.slide) {
    for (const [id, note] of notes) note.hidden = id !== state.slide;
    find("[data-notes]").scrollTop = 0;
    if (shown) find("[data-voice]").textContent = notes.get(state.slide)?.querySelector("header").innerText ?? "";
    shown = state.slide;
  }
  markDriver();
  if (isForced || hasNews(before, state)) panel.refresh();
}

// What the panel would show differently.
function hasNews(before, after) {
  const seen = ({ joined, revision: at, moderated, activity, driver, asking, order }) =>
    JSON.stringify([joined, at, moderated, activity, driver, asking, order]);
  return seen(before) !== seen(after);
}

// Once what was being written is kept, or cannot be: then it stays to be copied.
async function leave() {
  if (isOver) return;
  isOver = true;
  if (await notesKept()) location.href = root.dataset.over;
  else say(root.dataset.wordsUnkept);
}

// Buttons

const problem = find("[data-problem]");

function say(text) {
  problem.textContent = text;
  problem.hidden = !text;
}

function answered(answer) {
  if (answer === null) return say(find("[data-connection]").dataset.wordsLost);
  if (answer.reason === "signed-out") return location.reload();
  say(answer.problem);
  if (answer.state && answer.revision >= revision) {
    revision = answer.revision;
    show(answer.state, true);
  } else {
    panel.refresh();
  }
  return undefined;
}

async function press(fields) {
  answered(await send(root.dataset.command, fields));
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  const turns = { ArrowRight: "next", PageDown: "next", " ": event.shiftKey ? "previous" : "next", ArrowLeft: "previous", PageUp: "previous" };
  const key = event.key.toLowerCase();
  if (event.key in turns) press({ do: turns[event.key], seen: state.slide });
  else if (key === "b" || key === ".") press({ do: "blank", on: state.is_blank ? "0" : "1" });
  else if (key === "q") press({ do: "question", on: state.shows_question ? "0" : "1" });
  else if (key === "c") press({ do: "code", on: state.shows_code ? "0" : "1" });
  else return;
  event.preventDefault();
});

find("[data-open-stage]").addEventListener("click", (event) => {
  event.preventDefault();
  const { href, target } = event.currentTarget;
  window.open(href, target, "popup,width=1280,height=720")?.focus();
});
find("[data-jump-search]").addEventListener("input", ({ target }) => {
  const words = target.value.trim().toLowerCase();
  for (const row of findAll("[data-lesson-row]")) {
    const items = [...row.querySelectorAll("li")];
    items.forEach((item) => (item.hidden = !item.textContent.toLowerCase().includes(words)));
    row.hidden = items.every((item) => item.hidden);
  }
});

document.documentElement.dataset.scripted = "";
for (const image of document.images) image.loading = "eager";
takeOver({ answered });
const connection = find("[data-connection]");
show(state, false);
follow(root.dataset.live, {
  state: (message, at) => {
    if (at < revision) return;
    revision = at;
    show(message);
  },
  live: () => {
    connection.dataset.state = "live";
    connection.textContent = connection.dataset.wordsLive;
  },
  lost: () => {
    connection.dataset.state = "lost";
    connection.textContent = connection.dataset.wordsLost;
  },
  ended: leave,
});
new ResizeObserver(() => {
  for (const preview of previews.values()) if (!preview.hidden) fit(preview);
}).observe(find(".presenter-stage"));
// The place's time, as all times of a session, wherever this computer is.
const now = find("[data-clock]");
const hereNow = new Intl.DateTimeFormat("en-GB", {
  timeZone: now.dataset.zone,
  hour: "2-digit",
  minute: "2-digit",
});
const tellTime = () => {
  now.textContent = clock(minuteOfDay(hereNow.format(new Date())), "halfDays" in now.dataset);
};
tellTime();
setInterval(tellTime, 500);
setInterval(() => panel.refresh(), 20_000);
