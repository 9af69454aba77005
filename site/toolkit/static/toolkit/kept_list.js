// A button that prints the page. Without it, people print with their browser.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const words of document.querySelectorAll("[data-without-script]")) {
  words.hidden = true;
}
