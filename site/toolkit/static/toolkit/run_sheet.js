/* Recalculates a run-sheet while it is worked on, as the server does at each press. */

import { clock, minuteOfDay } from "./clock_times.js";

const form = document.querySelector("[data-run-sheet]");
const words = form.dataset;
const rows = [...form.querySelectorAll("[data-run-row]")];
const lessons = [...form.querySelectorAll("[data-run-lesson]")];
let isDirty = form.hasAttribute("data-unsaved");

const at = (minute) => clock(minute, "halfDays" in words);
const find = (name) => form.querySelector(`[data-${name}]`);
const minutesText = (n) => words.minutesWords.replace("{n}", n);

function isIn(row) {
  return row.hasAttribute("data-break") || row.querySelector("[data-chosen]").checked;
}

function minutesOf(row) {
  const fixed = row.querySelector("[data-fixed-minutes]");
  const typed = fixed ? fixed.dataset.fixedMinutes : row.querySelector("[data-minutes]").value;
  const minutes = Number.parseInt(typed, 10);
  return minutes >= 0 && minutes <= 120 ? minutes : 0;
}

function recalculate() {
  const begins = minuteOfDay(find("start").value);
  let gone = 0;
  for (const row of rows) {
    const takesTime = isIn(row);
    const when = begins === null ? `+${gone}` : at(begins + gone);
    row.querySelector("[data-clock]").textContent = takesTime ? when : "";
    gone += takesTime ? minutesOf(row) : 0;
  }
  lessons.forEach(countLesson);
  summarize(begins, gone);
  warn();
}

function countLesson(lesson) {
  const chosen = [...lesson.querySelectorAll("[data-slide]")].filter(isIn);
  const minutes = chosen.reduce((sum, row) => sum + minutesOf(row), 0);
  lesson.querySelector("[data-lesson-chosen]").textContent = chosen.length;
  lesson.querySelector("[data-lesson-minutes]").textContent = minutesText(minutes);
}

function summarize(begins, total) {
  find("total").textContent = minutesText(total);
  find("end-part").hidden = begins === null;
  find("end").textContent = begins === null ? "" : at(begins + total);
  const planned = Number.parseInt(find("available").value, 10);
  const part = find("over");
  const over = total - planned;
  part.hidden = !(planned > 0);
  part.toggleAttribute("data-is-over", over > 0);
  const text = over > 0 ? words.overWords : over < 0 ? words.leftWords : words.fitsWords;
  part.textContent = text.replace("{planned}", planned).replace("{n}", Math.abs(over));
}

function warn() {
  const chosen = rows.filter((row) => row.dataset.slide && isIn(row));
  const asked = new Set(chosen.map((row) => row.dataset.asks).filter(Boolean));
  const unasked = (row) => chosen.includes(row) && !asked.has(row.dataset.reveals);
  let some = false;
  for (const row of rows.filter((one) => one.dataset.reveals)) {
    const isWarned = unasked(row);
    row.querySelector("[data-unasked]").hidden = !isWarned;
    some ||= isWarned;
  }
  find("unasked-all").hidden = !some;
}

function chooseAll(button, isChosen) {
  for (const box of button.closest("[data-run-lesson]").querySelectorAll("[data-chosen]")) {
    box.checked = isChosen;
  }
}

form.addEventListener("input", () => {
  isDirty = true;
  recalculate();
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-lesson-all], [data-lesson-none]");
  if (!button) return;
  event.preventDefault();
  chooseAll(button, button.hasAttribute("data-lesson-all"));
  isDirty = true;
  recalculate();
});

/* In a field of minutes Enter goes to the next one: nothing is sent by accident. */
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input:not([type=checkbox])")) return;
  event.preventDefault();
  const adding = event.target.closest("[data-new-break]");
  if (adding) adding.querySelector("button").click();
  if (!event.target.matches("[data-minutes]")) return;
  const fields = [...form.querySelectorAll("[data-minutes]")];
  const next = fields[fields.indexOf(event.target) + 1];
  if (next) {
    next.focus();
    next.select();
  }
});

form.addEventListener("submit", () => {
  isDirty = false;
});

window.addEventListener("beforeunload", (event) => {
  if (isDirty) event.preventDefault();
});

for (const button of form.querySelectorAll("[data-unscripted]")) button.hidden = true;
recalculate();
