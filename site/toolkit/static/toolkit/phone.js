// A phone in the room: follows the slide and the activity at hand, and loses nothing that was typed.

import { follow } from "./live_stream.js";
import { Drafts, Outbox, newToken, textFields, typed } from "./phone_forms.js";
import { TooLate } from "./phone_too_late.js";

const room = document.querySelector("[data-room]");
const { room: key, live, token, roomUrl } = room.dataset;
const find = (selector) => document.querySelector(selector);
const activity = find("[data-activity]");
const slide = find("[data-slide]");
const past = find("[data-past]");
const voice = find("[data-voice]");
const connection = find("[data-connection]");

const drafts = new Drafts(key);
const late = new TooLate(key, find("[data-too-late]"));
const outbox = new Outbox({ key, token, roomUrl, drafts, answered, unsent, tooLate: (texts) => late.add(texts) });

function show(message) {
  if (message.phase === "ended") return;
  showSlide(message.slide, message.blank);
  showActivity(message.activity);
}

function showSlide(shown, isBlank) {
  slide.hidden = isBlank;
  find("[data-blank]").hidden = !isBlank;
  if (!shown) return;
  const isTurned = slide.dataset.slideId !== shown.id;
  if (slide.dataset.html === shown.html) return;
  slide.dataset.slideId = shown.id;
  slide.dataset.number = shown.number;
  slide.innerHTML = shown.html;
  slide.dataset.html = shown.html;
  if (!isTurned) return;
  const title = slide.querySelector("h2")?.innerText ?? "";
  voice.textContent = `${voice.dataset.wordsSlide} ${shown.number}: ${title}`;
  remember(shown.number, title);
  if (past.hidden && !isTyping()) scrollTo({ top: 0 });
}

function isTyping() {
  return activity.contains(document.activeElement);
}

function remember(number, title) {
  const list = find("[data-seen-list]");
  const links = [...list.querySelectorAll("[data-look]")];
  if (links.some((link) => Number(link.dataset.look) === number)) return;
  const item = document.createElement("li");
  item.value = number;
  const link = document.createElement("a");
  link.href = `${roomUrl}slides/${number}/`;
  link.dataset.look = number;
  link.textContent = title;
  item.append(link);
  const next = links.find((one) => Number(one.dataset.look) > number);
  list.insertBefore(item, next?.parentElement ?? null);
}

// The activity. A form that is being filled in is never replaced under somebody's hands.

function showActivity(shown) {
  if (shown?.phase !== "open" || activity.dataset.form !== shown.form) keepUnsent();
  if (!shown) {
    activity.hidden = true;
    activity.replaceChildren();
    delete activity.dataset.form;
    return;
  }
  const isSameForm = activity.dataset.form === shown.form && activity.dataset.phase === shown.phase;
  if (isSameForm && shown.phase === "open" && shown.takes) return;
  if (isSameForm && activity.dataset.html === shown.html) return;
  const isNew = activity.dataset.activityId !== String(shown.id) || activity.hidden;
  activity.dataset.activityId = shown.id;
  activity.dataset.form = shown.form;
  activity.dataset.phase = shown.phase;
  activity.dataset.html = shown.html;
  activity.hidden = false;
  activity.innerHTML = shown.html;
  prepare();
  if (outbox.hasSent(shown.form)) outbox.look(shown.id);
  if (isNew) {
    const title = activity.querySelector("h2, legend, .phone-question")?.innerText ?? "";
    voice.textContent = `${voice.dataset.wordsActivity} ${title}`;
  }
}

// It has been closed over what somebody was typing.
function keepUnsent() {
  const texts = typed(activity);
  if (!texts.length) return;
  late.add(texts);
  drafts.drop(activity);
}

function prepare({ isFresh = false } = {}) {
  for (const form of activity.querySelectorAll("[data-activity-form]")) {
    form.elements.form_token.value = token;
    form.elements.entry_token.value ||= newToken();
  }
  if (!isFresh) drafts.restore(activity);
  document.dispatchEvent(new CustomEvent("toolkit:shown", { detail: activity }));
}

// The server's answer to what was sent: the form with one's own entries. What is being typed or chosen by
// now stays; what was not taken comes back. Gives the refused texts for which there is no place (null
// when all have one): the form is gone, or the field has other words by now.
function answered(id, html, refused = null) {
  if (activity.dataset.activityId !== String(id)) return refused;
  const focused = activity.contains(document.activeElement) ? document.activeElement.name : "";
  const unsent = typed(activity);
  const typing = new Map(unsent);
  const open = openParts();
  activity.innerHTML = html;
  const isOpen = Boolean(activity.querySelector("[data-activity-form]"));
  if (!isOpen && unsent.length) late.add(unsent);
  prepare({ isFresh: !isTouched });
  for (const part of activity.querySelectorAll("details")) {
    if (open.includes(nameOf(part))) part.open = true;
  }
  const again = new Map(refused ?? []);
  for (const field of textFields(activity)) {
    const kept = typing.get(field.name) || again.get(field.name);
    if (!kept) continue;
    if (kept === again.get(field.name)) again.delete(field.name);
    // What comes back was typed, though it is the server now that has sent it.
    field.defaultValue = "";
    field.value = kept;
  }
  if (isOpen) drafts.keep(activity);
  else drafts.drop(activity);
  if (focused) activity.querySelector(`[name="${CSS.escape(focused)}"]:not([type="hidden"])`)?.focus();
  return refused && (again.size || !isOpen) ? [...again] : null;
}

function openParts() {
  return [...activity.querySelectorAll("details[open]")].map(nameOf);
}

function nameOf(part) {
  return part.querySelector("summary")?.textContent.trim();
}

function unsent(isWaiting) {
  find("[data-unsent]").hidden = !isWaiting;
}

// Whether something was typed or chosen since it was last sent.
let isTouched = false;

activity.addEventListener("input", () => {
  isTouched = true;
  drafts.keep(activity);
});
activity.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-activity-form]");
  if (!form) return;
  event.preventDefault();
  isTouched = false;
  outbox.send(form, event.submitter, activity.dataset.form);
  drafts.keep(activity);
});

find("[data-peek]").addEventListener("click", ({ currentTarget }) => {
  const isWanted = slide.toggleAttribute("data-wanted");
  currentTarget.setAttribute("aria-expanded", isWanted);
});

// Looking back

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-look]");
  if (!link) return;
  event.preventDefault();
  try {
    const answer = await fetch(`${link.href}?part=1`);
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    find("[data-past-slide]").innerHTML = await answer.text();
  } catch {
    location.href = link.href;
    return;
  }
  past.hidden = false;
  room.dataset.lookingBack = "";
  past.scrollIntoView();
  find("[data-past-close]").focus();
});
find("[data-past-close]").addEventListener("click", () => {
  past.hidden = true;
  delete room.dataset.lookingBack;
  find("[data-seen] summary").focus();
});

// Connection

function say(state) {
  if (connection.dataset.state === state) return;
  connection.dataset.state = state;
  connection.textContent = connection.dataset[`words${state[0].toUpperCase()}${state.slice(1)}`];
}

document.documentElement.dataset.scripted = "";
slide.dataset.html = "";
prepare();
const left = drafts.takeOthers(activity.dataset.phase === "open" ? activity.dataset.form : "");
if (left.length) late.add(left);
follow(live, {
  state: show,
  live: () => {
    say("live");
    outbox.flush();
  },
  lost: () => say("lost"),
  ended: async () => {
    say("ended");
    keepUnsent();
    await outbox.flush();
    location.reload();
  },
});
