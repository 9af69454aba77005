// Ticks of a session's checklist are kept as they are set. Without it a button keeps them.

import { send } from "./session_commands.js";

const form = document.querySelector("[data-checklist]");
const words = form.dataset;
const count = document.querySelector("[data-checklist-count]");
const state = document.querySelector("[data-checklist-state]");
const button = form.querySelector("[data-checklist-keep]");
let isSending = false;
let isWaiting = false;

async function keep() {
  isWaiting = true;
  state.textContent = "";
  if (isSending) return;
  isSending = true;
  let isKept = false;
  while (isWaiting) {
    isWaiting = false;
    // It goes out although the page is left at once.
    const answer = await send(form.action, new FormData(form), { isLast: true });
    isKept = answer !== null && !answer.reason;
  }
  isSending = false;
  state.textContent = isKept ? words.kept : words.notKept;
  button.hidden = isKept;
}

form.addEventListener("change", () => {
  const boxes = [...form.querySelectorAll("[name=ready]")];
  const ready = boxes.filter((one) => one.checked).length;
  count.textContent = words.count.replace("{ready}", ready).replace("{total}", boxes.length);
  keep();
});

button.hidden = true;
