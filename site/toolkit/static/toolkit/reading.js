/** Marks, in the contents, the slide that is being read; folds the contents once one is chosen. */

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
