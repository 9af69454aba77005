// The buttons of a running session: forms that are sent without leaving the page, and what comes back.

import { fieldsOf, untouch } from "./console_fields.js";

export function csrfToken() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

// Sends one command. Gives the answer ({ problem, reason, state, revision }), or null where the network
// is gone: nothing has happened then, as far as one can tell, and the stream says how things stand.
export async function send(address, fields, token = csrfToken()) {
  const body = new URLSearchParams(fields);
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": token },
      redirect: "manual",
    });
    if (answer.type === "opaqueredirect" || !answer.headers.get("content-type")?.includes("json")) {
      return { problem: "", reason: "signed-out", state: null };
    }
    return await answer.json();
  } catch {
    return null;
  }
}

// Takes over every form that says `data-command-form` or `data-act`, now and later. What is pressed goes
// out in its order, one after the other; the same button pressed twice in a row is one press.
export function takeOver({ answered }) {
  let line = Promise.resolve();
  const underWay = new Set();

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-command-form], [data-act]");
    if (!form) return;
    event.preventDefault();
    const button = event.submitter;
    const question = button?.dataset.ask;
    if (question && !confirm(question)) return;
    const fields = new URLSearchParams(new FormData(form, button));
    const name = `${form.action} ${fields}`;
    if (underWay.has(name)) return;
    underWay.add(name);
    const sent = fieldsOf(form);
    line = line.then(async () => {
      const answer = await send(form.action, fields);
      underWay.delete(name);
      if (answer && !answer.problem) untouch(sent);
      answered(answer);
    });
  });
}
