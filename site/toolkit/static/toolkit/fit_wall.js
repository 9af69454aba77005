// Lowers the type of an activity on the wall until it fits, as `fit.js` does for slides.

const SMALLEST = 0.45;
const ROUNDS = 7;

function overflows(frame) {
  return frame.scrollHeight > frame.clientHeight + 1 || frame.scrollWidth > frame.clientWidth + 1;
}

export function fitWall(frame) {
  frame.style.removeProperty("--fit");
  frame.removeAttribute("tabindex");
  if (!frame.clientHeight || !overflows(frame)) return;
  let fits = SMALLEST;
  let tooLarge = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const tried = (fits + tooLarge) / 2;
    frame.style.setProperty("--fit", tried.toFixed(3));
    if (overflows(frame)) tooLarge = tried;
    else fits = tried;
  }
  frame.style.setProperty("--fit", fits.toFixed(3));
  // More than fits even so: it scrolls, by keyboard too.
  if (overflows(frame)) frame.tabIndex = 0;
}
