// The buttons of a session: forms that are sent without leaving the page, and what comes back.

import { fieldsOf, untouch } from "./console_fields.js";

// Milliseconds until an answer is given up on. Comparing a long list takes some ten seconds.
const PATIENCE = 40_000;
const TOKEN = /name="csrfmiddlewaretoken" value="([^"]*)"/;

export function csrfToken() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

// What was drawn just now has a token that holds; who has signed in anew needs it in the other forms too.
export function renewTokens(html) {
  const fresh = html.match(TOKEN)?.[1];
  if (!fresh) return;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh;
}

// Sends one command. Gives the answer ({ problem, reason, state, revision }), or null where the network
// or the server is gone: nothing has happened then, as far as one can tell, and the stream says how things
// stand. `isLast`: the page is being left.
export async function send(address, fields, { token = csrfToken(), isLast = false } = {}) {
  const body = new URLSearchParams(fields);
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": token },
      redirect: "manual",
      keepalive: isLast,
      signal: AbortSignal.timeout(PATIENCE),
    });
    // A proxy answers so while the server is started anew.
    if (answer.status >= 500) return null;
    if (answer.type === "opaqueredirect" || !answer.headers.get("content-type")?.includes("json")) {
      return { problem: "", reason: "signed-out", state: null };
    }
    return await answer.json();
  } catch {
    return null;
  }
}

// Takes over every form that says `data-command-form` or `data-act`, now and later. What is pressed goes
// out in its order, one after the other; the same button pressed twice in a row is one press. Only turning the
// slide and its like wait for no activity: comparing a list may take seconds. What got no answer may have
// arrived: pressed again it goes with the token that it had, and counts once.
export function takeOver({ answered }) {
  let commands = Promise.resolve();
  let acts = Promise.resolve();
  const underWay = new Set();
  const unsure = new Map();

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
    const said = saidBy(form, fields);
    if (unsure.has(said)) fields.set("entry_token", unsure.get(said));
    button?.setAttribute("aria-busy", "true");
    const go = async () => {
      const answer = await send(form.action, fields);
      underWay.delete(name);
      button?.removeAttribute("aria-busy");
      if (answer === null && fields.has("entry_token")) unsure.set(said, fields.get("entry_token"));
      else unsure.delete(said);
      if (answer && !answer.problem) untouch(sent);
      answered(answer);
    };
    if (form.matches("[data-act]")) acts = Promise.all([commands, acts]).then(go);
    else commands = commands.then(go);
  });
}

function saidBy(form, fields) {
  const rest = [...fields].filter(([name]) => !["csrfmiddlewaretoken", "entry_token"].includes(name));
  return `${form.action} ${new URLSearchParams(rest)}`;
}
