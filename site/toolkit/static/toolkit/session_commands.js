// The buttons of a running session: forms that are sent without leaving the page, and what comes back.

export function csrfToken() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

// Sends one command. Gives the answer ({ problem, reason, state, revision }), or null where the network
// is gone: nothing has happened then, as far as one can tell, and the stream says how things stand.
export async function send(address, fields, token = csrfToken()) {
  const body = fields instanceof FormData ? new URLSearchParams(fields) : new URLSearchParams(fields);
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

// Takes over every form that says `data-command-form` or `data-act`, now and later.
export function takeOver({ answered }) {
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-command-form], [data-act]");
    if (!form) return;
    event.preventDefault();
    const button = event.submitter;
    const question = button?.dataset.ask;
    if (question && !confirm(question)) return;
    if (form.dataset.isSending) return;
    form.dataset.isSending = "1";
    const fields = new FormData(form, button);
    const answer = await send(form.action, fields);
    delete form.dataset.isSending;
    answered(answer, form);
  });
}
