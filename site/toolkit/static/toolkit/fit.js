// Lowers the type of a slide until its body fits, never below what a room can read.
// The slide's own measures are in slide.css; this only sets its custom property `--fit`.

const SMALLEST = 0.6;
const ROUNDS = 7;

const PARTS = [
  ".block-columns__heading",
  ".block-columns__text",
  ".block-steps__title",
  ".block-steps__text",
  ".block-statistic",
  ".block-quotation blockquote",
].join(", ");

function isTooWide(element) {
  return element.scrollWidth > element.clientWidth;
}

// A box that scrolls by itself shrinks instead of making the body overflow.
function isCut(element) {
  return element.scrollHeight > element.clientHeight;
}

function overflows(body) {
  if (isCut(body) || isTooWide(body)) return true;
  if ([...body.querySelectorAll(".block-table")].some(isCut)) return true;
  return [...body.querySelectorAll(PARTS)].some(isTooWide);
}

export function fit(slide) {
  const body = slide.querySelector("[data-stage-body]");
  body.style.removeProperty("--fit");
  body.removeAttribute("tabindex");
  if (!overflows(body)) return;
  let fits = SMALLEST;
  let tooLarge = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const tried = (fits + tooLarge) / 2;
    body.style.setProperty("--fit", tried.toFixed(3));
    if (overflows(body)) tooLarge = tried;
    else fits = tried;
  }
  body.style.setProperty("--fit", fits.toFixed(3));
  // On a small screen there may be more than fits: then it scrolls, by keyboard too.
  if (overflows(body)) body.tabIndex = 0;
}
