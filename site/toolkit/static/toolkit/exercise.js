// Ctrl+Enter (or Cmd+Enter) in a list compares it. Nothing on the page depends on it.

for (const entries of document.querySelectorAll("[data-entries]")) {
  entries.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      const part = entries.closest("section") ?? entries.form;
      entries.form.requestSubmit(part.querySelector('button[name="compare"]'));
    }
  });
}
