// The try-out box beside an exercise list in the content editor: what is typed there is scored
// with the list as it stands in the form. The server answers with a piece of the page.

const PAUSE = 500;
const SENT = /^(?:items|private)(?:-|$)|^private_set$/;

function start(box) {
  const form = document.querySelector("#w-editor-form");
  const entries = box.querySelector("[data-try-entries]");
  const results = box.querySelector("[data-try-results]");
  const status = box.querySelector("[data-try-status]");
  let timer = 0;
  let running = null;

  function body() {
    const sent = new FormData();
    for (const [name, value] of new FormData(form)) {
      if (SENT.test(name)) sent.append(name, value);
    }
    sent.append("entries", entries.value);
    return sent;
  }

  async function score() {
    clearTimeout(timer);
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    try {
      const answer = await fetch(box.dataset.tryUrl, {
        method: "POST",
        body: body(),
        headers: {
          "X-CSRFToken": box.querySelector("[name=csrfmiddlewaretoken]").value,
          "X-Requested-With": "XMLHttpRequest",
        },
        signal,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") say(box.dataset.tryFailed);
    }
  }

  function show(text) {
    const open = new Set(
      [...results.querySelectorAll("details[open] > summary")].map((one) => one.textContent),
    );
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const one of page.querySelectorAll("details > summary")) {
      if (open.has(one.textContent)) one.parentElement.open = true;
    }
    results.replaceChildren(...page.body.childNodes);
    say(results.querySelector("[data-try-sum]")?.textContent ?? "");
  }

  // Read aloud only when there is something else to say than last time.
  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  function later() {
    clearTimeout(timer);
    // A closed box asks for nothing.
    if (box.offsetParent !== null) timer = setTimeout(score, PAUSE);
  }

  entries.addEventListener("input", later);
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    score();
  });
  new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting) && !results.hasChildNodes()) score();
  }).observe(box);
}

for (const box of document.querySelectorAll("[data-try-url]")) start(box);
