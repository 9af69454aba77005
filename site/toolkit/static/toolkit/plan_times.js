/* At each ready-made plan, when it would end: by the start time that is typed. */

import { clock, minuteOfDay } from "./clock_times.js";

const start = document.querySelector("[data-start]");
const hasHalves = document.querySelector("[data-half-days]") !== null;
const ends = [...document.querySelectorAll("[data-plan-end]")];

function show() {
  const begins = minuteOfDay(start.value);
  for (const end of ends) {
    const at = begins === null ? "" : clock(begins + Number(end.dataset.minutes), hasHalves);
    end.textContent = at && `· ${end.dataset.words.replace("{time}", at)}`;
  }
}

if (start && ends.length) {
  start.addEventListener("input", show);
  show();
}
