// One key decides about the entry that has the focus. Nothing on the page depends on it. Keys count
// only with the focus in an entry, and not while a choice is made, so that none is pressed by chance.

const entries = [...document.querySelectorAll("[data-entry]")];

const focusOn = (entry) => {
  entry?.focus({ preventScroll: true });
  entry?.scrollIntoView({ block: "nearest" });
};

// After a decision the address names the next entry: go on there, whatever the browser does by itself.
focusOn(entries.find((entry) => `#${entry.id}` === window.location.hash));

const press = (entry, key) => entry.querySelector(`button[data-key="${key}"]`)?.click();

const actions = {
  a: (entry) => press(entry, "a"),
  n: (entry) => press(entry, "n"),
  p: (entry) => {
    const box = entry.querySelector("[data-phrasing]");
    if (box) {
      box.checked = true;
      press(entry, "a");
    }
  },
  o: (entry) => entry.querySelector('select[data-key="o"]')?.focus(),
  j: (entry) => focusOn(entries[entries.indexOf(entry) + 1]),
  k: (entry) => focusOn(entries[entries.indexOf(entry) - 1]),
  u: () => document.querySelector("[data-undo]")?.click(),
};

document.addEventListener("keydown", (event) => {
  const entry = event.target.closest("[data-entry]");
  const act = actions[event.key.toLowerCase()];
  if (!entry || !act || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("select, input:not([type='checkbox'])")) return;
  event.preventDefault();
  act(entry);
});
