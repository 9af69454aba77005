// The stage: one slide at a time, turned by keys, clicker, swipe, or the presenter's view.

import { Deck, isTyping, showAddress, turnByKey } from "./deck.js";
import { fit } from "./fit.js";

const root = document.documentElement;
const stage = document.querySelector("[data-stage]");
const slides = [...document.querySelectorAll("[data-stage-slide]")];
const byId = new Map(slides.map((slide) => [slide.dataset.stageSlide, slide]));
const blank = document.querySelector("[data-stage-blank]");
const help = document.querySelector("[data-stage-help]");
const jump = document.querySelector("[data-stage-jump]");
const voice = document.querySelector("[data-stage-voice]");
const POINTING = 2500;
const JUMP_WAITS = 3000;
const SWIPE = 50;

let shown = null;

function announce(slide) {
  voice.textContent = `${slide.getAttribute("aria-label")}: ${slide.querySelector("h2").innerText}`;
}

function show(state) {
  const slide = byId.get(state.slide);
  const turned = slide !== shown;
  const held = shown?.contains(document.activeElement);
  slides.forEach((one) => (one.hidden = one !== slide));
  slides.forEach((one) => {
    const cover = one.querySelector("[data-stage-cover]");
    if (cover) cover.open = state.opened.includes(one.dataset.stageSlide);
    const question = one.querySelector("[data-stage-question]");
    if (question) question.hidden = !(state.question && one === slide);
  });
  blank.hidden = !state.blank;
  fit(slide);
  if (turned) {
    showAddress(`#${slide.id}`);
    if (shown) announce(slide);
    if (held) slide.focus({ preventScroll: true });
  }
  shown = slide;
}

function slideOfHash() {
  return slides.find((slide) => slide.id === location.hash.slice(1))?.dataset.stageSlide;
}

// A stage opened without a place starts at the beginning, unless a presenter's view answers.
root.dataset.scripted = "";
for (const image of document.images) image.loading = "eager";
const deck = new Deck({
  slug: stage.dataset.stage,
  role: "stage",
  slides: [...byId.keys()],
  start: slideOfHash() ?? slides[0].dataset.stageSlide,
  show,
});

for (const slide of slides) {
  const id = slide.dataset.stageSlide;
  const cover = slide.querySelector("[data-stage-cover]");
  cover?.addEventListener("toggle", () => {
    if (cover.open && !deck.state.opened.includes(id)) deck.open(id);
  });
  for (const turn of slide.querySelectorAll("[data-stage-turn]")) {
    turn.addEventListener("click", (event) => {
      event.preventDefault();
      deck.go(deck.place + (turn.dataset.stageTurn === "next" ? 1 : -1));
    });
  }
}

addEventListener("hashchange", () => {
  const id = slideOfHash();
  if (id && id !== deck.state.slide) deck.go(deck.slides.indexOf(id));
});
new ResizeObserver(() => fit(shown)).observe(stage);
document.fonts.ready.then(() => fit(shown));

// Keys

let digits = "";
let forget;

function typeDigit(digit) {
  digits = `${digits}${digit}`.slice(-3);
  jump.textContent = digits;
  clearTimeout(forget);
  forget = setTimeout(endJump, JUMP_WAITS);
}

function endJump() {
  digits = "";
  jump.textContent = "";
}

/* Where a pack leaves a slide out, the next one that is there. */
function placeOf(number) {
  const at = slides.findIndex((one) => Number(one.dataset.number) >= number);
  return at < 0 ? slides.length - 1 : at;
}

function enter() {
  if (digits) deck.go(placeOf(Number(digits)));
  else if (shown.querySelector("[data-stage-cover]:not([open])")) deck.open(deck.state.slide);
  endJump();
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.().catch(() => {});
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  const { key } = event;
  if (["ArrowUp", "ArrowDown"].includes(key) && event.target.matches("[data-stage-body]")) return;
  if (deck.state.blank && key === "Escape") deck.change({ blank: false });
  else if (deck.state.question && key === "Escape") deck.change({ question: false });
  else if (/^\d$/.test(key)) typeDigit(key);
  else if (key === "Enter") enter();
  else if (key === "Escape") endJump();
  else if (key === "?") help.showModal();
  else if (key === "f" || key === "F") toggleFullScreen();
  else if (!turnByKey(deck, key, event.shiftKey)) return;
  event.preventDefault();
});

// Mouse and touch

let rest;
addEventListener("pointermove", ({ pointerType }) => {
  if (pointerType !== "mouse") return;
  root.dataset.pointing = "";
  clearTimeout(rest);
  rest = setTimeout(() => delete root.dataset.pointing, POINTING);
});
blank.addEventListener("click", () => deck.change({ blank: false }));

let touch = null;
stage.addEventListener("touchstart", ({ touches }) => {
  touch = touches.length === 1 ? { x: touches[0].clientX, y: touches[0].clientY } : null;
}, { passive: true });
stage.addEventListener("touchend", ({ changedTouches }) => {
  if (!touch) return;
  const across = changedTouches[0].clientX - touch.x;
  const down = changedTouches[0].clientY - touch.y;
  if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) {
    deck.go(deck.place + (across < 0 ? 1 : -1));
  }
  touch = null;
}, { passive: true });
