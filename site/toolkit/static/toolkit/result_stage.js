// A survey's result on the wall: keys turn the screens, f fills the whole screen, q opens questions.

import { isTyping } from "./deck.js";

const screens = [...document.querySelectorAll("[data-screen]")];
const STEPS = new Map([
  ["ArrowRight", 1],
  ["ArrowDown", 1],
  ["PageDown", 1],
  ["ArrowLeft", -1],
  ["ArrowUp", -1],
  ["PageUp", -1],
]);

// The screen that fills the window most.
function current() {
  const middle = innerHeight / 2;
  return Math.max(
    0,
    screens.findIndex((screen) => screen.getBoundingClientRect().bottom > middle),
  );
}

function show(number) {
  const screen = screens[Math.min(Math.max(number, 0), screens.length - 1)];
  history.replaceState(null, "", `#${screen.id}`);
  screen.scrollIntoView({ behavior: "instant" });
  screen.focus({ preventScroll: true });
}

addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event)) return;
  const step = STEPS.get(event.key);
  if (step) show(current() + step);
  else if (event.key === "Home") show(0);
  else if (event.key === "End") show(screens.length - 1);
  else if (event.key === "q") {
    const questions = screens[current()].querySelector("details");
    if (questions) questions.open = !questions.open;
  } else if (event.key === "f") {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  } else return;
  event.preventDefault();
});
