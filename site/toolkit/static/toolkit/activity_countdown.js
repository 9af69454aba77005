// Counts down to every [data-ends-at] on the page, also to one that is put there later.
//
// What the server renders says when the time is over, never how much is left: it is sent once, and
// looked at whenever a screen comes back. A clock that is wrong is found by the server's `Date`.

const TICK_MS = 250;
const CLOCKS_AGREE_MS = 2_000;
// The `Date` of an answer has whole seconds.
const HALF_A_SECOND = 500;

let ahead = 0;
let hasAsked = false;

async function ask() {
  hasAsked = true;
  try {
    const before = Date.now();
    const answer = await fetch(import.meta.url, { method: "HEAD", cache: "no-store" });
    const middle = (before + Date.now()) / 2;
    const age = 1_000 * (Number(answer.headers.get("Age")) || 0);
    const server = Date.parse(answer.headers.get("Date")) + age + HALF_A_SECOND;
    const found = middle - server;
    // Nearly right is right: screens with good clocks then turn their figures together.
    if (Math.abs(found) > CLOCKS_AGREE_MS) ahead = found;
  } catch {
    // Without a network there is the device's own clock.
  }
}

function words(seconds) {
  const rest = String(seconds % 60).padStart(2, "0");
  return `${Math.floor(seconds / 60)}:${rest}`;
}

function draw(countdown) {
  const left = countdown.querySelector("[data-countdown-left]");
  const over = countdown.querySelector("[data-countdown-over]");
  const now = Date.now() - ahead;
  const seconds = Math.max(0, Math.ceil((Date.parse(countdown.dataset.endsAt) - now) / 1_000));
  const text = seconds ? words(seconds) : left.dataset.over;
  if (left.textContent !== text) left.textContent = text;
  left.hidden = false;
  countdown.toggleAttribute("data-is-over", !seconds);
  const said = seconds ? "" : over.dataset.words;
  if (over.textContent !== said) over.textContent = said;
}

function drawAll() {
  const countdowns = document.querySelectorAll("[data-ends-at]");
  if (countdowns.length && !hasAsked) ask();
  countdowns.forEach(draw);
}

document.addEventListener("toolkit:shown", drawAll);
setInterval(drawAll, TICK_MS);
drawAll();
