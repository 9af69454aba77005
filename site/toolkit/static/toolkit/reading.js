/**
 * Marks, in the contents, the slide that is being read; folds the contents once one is chosen; opens
 * the meaning of a marked term where it stands. Without it a term leads to the glossary.
 */

const linksByAnchor = new Map();
for (const link of document.querySelectorAll('[data-contents] a[href^="#"]')) {
  const anchor = link.hash.slice(1);
  linksByAnchor.set(anchor, [...(linksByAnchor.get(anchor) ?? []), link]);
}

const mark = (anchor) => {
  for (const [other, links] of linksByAnchor) {
    for (const link of links) {
      if (other === anchor) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  }
};

// A slide is being read while it crosses a line a third down the window.
const watcher = new IntersectionObserver(
  (entries) => {
    const entered = entries.find((entry) => entry.isIntersecting);
    if (entered) mark(entered.target.id);
  },
  { rootMargin: "-33% 0px -66% 0px" },
);
for (const anchor of linksByAnchor.keys()) {
  const slide = document.getElementById(anchor);
  if (slide) watcher.observe(slide);
}

for (const folded of document.querySelectorAll("details[data-contents]")) {
  folded.addEventListener("click", (event) => {
    if (event.target.closest('a[href^="#"]')) folded.open = false;
  });
}

// Terms. Their meanings stand in the list at the end of the lesson.

const card = document.getElementById("term-card")?.content.firstElementChild;
const isPhone = matchMedia("(max-width: 39.99rem)");
let openTerm;

const place = (term) => {
  if (isPhone.matches) {
    card.removeAttribute("style");
    return;
  }
  const word = term.getClientRects()[0];
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(16, Math.min(word.left, innerWidth - width - 24));
  const isBelow = word.bottom + height + 8 < innerHeight || word.top < height + 8;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(isBelow ? word.bottom + 8 : word.top - height - 8) + scrollY}px`;
};

const explain = (term) => {
  const meaning = document.getElementById(`meaning-${term.hash.slice(1)}`);
  card.querySelector(".term-card__name").textContent = meaning.querySelector("dt").textContent;
  card.setAttribute("aria-label", meaning.querySelector("dt").textContent);
  card.querySelector(".term-card__text").innerHTML = meaning.querySelector("dd").innerHTML;
  card.querySelector("a").href = term.href;
  term.after(card);
  openTerm = term;
  card.showPopover();
  term.setAttribute("aria-expanded", "true");
  place(term);
  card.focus({ preventScroll: true });
};

if (card && "popover" in card) {
  for (const term of document.querySelectorAll("[data-term]")) {
    term.setAttribute("role", "button");
    term.setAttribute("aria-expanded", "false");
    term.setAttribute("aria-haspopup", "dialog");
    let wasOpen = false;
    // A press outside the card has closed it before the click arrives.
    term.addEventListener("pointerdown", () => (wasOpen = term === openTerm));
    term.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (!wasOpen) explain(term);
      wasOpen = false;
    });
    term.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      term.click();
    });
  }
  card.querySelector("button").addEventListener("click", () => card.hidePopover());
  card.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "closed" || !openTerm) return;
    const term = openTerm;
    term.setAttribute("aria-expanded", "false");
    // Whoever is inside the card goes back to the word; a press elsewhere goes where it was meant.
    if (card.contains(document.activeElement)) term.focus({ preventScroll: true });
    setTimeout(() => {
      if (openTerm === term) openTerm = undefined;
    });
  });
}
