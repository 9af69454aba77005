/** Shows only the terms whose names, or else whose explanation, have the letters typed. */

const box = document.querySelector("[data-filter]");
const field = box.querySelector("input");
const count = box.querySelector("[role=status]");
const plain = (words) => words.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "");
const entries = [...document.querySelectorAll("[data-filter-words]")].map((element) => ({
  element,
  names: plain(element.dataset.filterWords),
  text: plain(element.textContent),
}));
const groups = [...document.querySelectorAll("[data-filter-group]")];

const filter = () => {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  const has = (text) => words.every((word) => text.includes(word));
  const isNamed = entries.some(({ names }) => has(names));
  let shown = 0;
  for (const { element, names, text } of entries) {
    element.hidden = !has(isNamed ? names : text);
    shown += element.hidden ? 0 : 1;
  }
  for (const group of groups) group.hidden = !group.querySelector("[data-filter-words]:not([hidden])");
  const { filterOne, filterSome, filterNone } = count.dataset;
  const said = shown === 1 ? filterOne : filterSome.replace("%s", shown);
  count.textContent = words.length === 0 ? "" : shown === 0 ? filterNone : said;
};

box.hidden = false;
field.addEventListener("input", filter);

// Whoever follows a link to a term that the filter hides wants to see it.
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.closest("[hidden]")) return;
  field.value = "";
  filter();
  target.scrollIntoView();
};
addEventListener("hashchange", reveal);
for (const link of document.querySelectorAll('a[href^="#"]')) {
  link.addEventListener("click", () => setTimeout(reveal));
}
