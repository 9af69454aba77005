// Says how much room a field has left: a [data-count] with a maxlength, and a [data-count-left] that
// its description holds. Works for fields that come later.

function count(field) {
  const described = document.getElementById(field.getAttribute("aria-describedby"));
  const left = described?.querySelector("[data-count-left]");
  if (!left || field.maxLength < 0) return;
  left.textContent = left.dataset.words.replace("{left}", field.maxLength - field.value.length);
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-count]")) count(event.target);
});
document.addEventListener("toolkit:shown", () => {
  for (const field of document.querySelectorAll("[data-count]")) if (field.value) count(field);
});
