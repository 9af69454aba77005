// Notes to slides: kept while one writes, and again until they are kept.

import { send } from "./session_commands.js";

const REST = 800;
const AGAIN = 3_000;

export function keepNotes() {
  const timers = new Map();

  async function keep(form) {
    clearTimeout(timers.get(form));
    const state = form.querySelector("[data-note-state]");
    const fields = new FormData(form);
    const answer = await send(form.action, fields);
    const isSignedOut = answer?.reason === "signed-out";
    const isKept = answer !== null && !isSignedOut && !answer.problem;
    const { kept, waiting, signedOut } = state.dataset;
    state.textContent = isKept ? kept : answer?.problem || (isSignedOut ? signedOut : waiting);
    if (answer === null || isSignedOut) timers.set(form, setTimeout(() => keep(form), AGAIN));
  }

  document.addEventListener("input", ({ target }) => {
    const form = target.closest?.("[data-note]");
    if (!form) return;
    form.querySelector("[data-note-state]").textContent = form.querySelector("[data-note-state]").dataset.waiting;
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => keep(form), REST));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-note]");
    if (!form) return;
    event.preventDefault();
    keep(form);
  });
}
