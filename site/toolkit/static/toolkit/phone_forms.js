// What people type in the room: kept in the browser until it has been taken, and sent until it is.

const LASTS = 16 * 60 * 60 * 1000;
// Milliseconds until a sending that got no answer is tried anew; what arrived twice counts once.
const PATIENCE = 15_000;

export function read(name) {
  try {
    const kept = JSON.parse(localStorage.getItem(name));
    return kept && Date.now() - kept.at < LASTS ? kept.value : null;
  } catch {
    return null;
  }
}

export function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ at: Date.now(), value }));
  } catch {
    // Without storage a draft lasts as long as the page does.
  }
}

export function outboxName(key) {
  return `outbox:${key}`;
}

export function textFields(part) {
  return [...part.querySelectorAll("textarea[name], input[type='text'][name]")];
}

// What was typed into a form: names and texts, without what is as the server sent it.
export function typed(form) {
  return textFields(form)
    .filter((field) => field.value.trim() && field.value !== field.defaultValue)
    .map((field) => [field.name, field.value]);
}

function isTicked(field) {
  return ["radio", "checkbox"].includes(field.type);
}

function namesFrom(beginning) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(beginning));
  } catch {
    return [];
  }
}

function fields(activity) {
  return [...activity.querySelectorAll("[data-activity-form] [name]")].filter(
    (one) => !["hidden", "submit", "button"].includes(one.type) && one.name,
  );
}

// Drafts of the activity at hand, by the names of its fields.
export class Drafts {
  constructor(key) {
    this.key = key;
  }

  name(activity) {
    return `draft:${this.key}:${activity.dataset.form}`;
  }

  // Of each field its name and value; of what is chosen instead of written something more.
  keep(activity) {
    const values = fields(activity).map((one) => {
      if (isTicked(one)) return [one.name, one.value, one.checked];
      return one.options ? [one.name, one.value, true] : [one.name, one.value];
    });
    write(this.name(activity), values);
  }

  // Takes out what was being written in forms that are there no more; `form` is the one that is.
  takeOthers(form = "") {
    const texts = [];
    for (const name of namesFrom(`draft:${this.key}:`)) {
      if (form && name === `draft:${this.key}:${form}`) continue;
      texts.push(...(read(name) ?? []).filter((row) => row.length === 2 && row[1].trim()));
      write(name, null);
    }
    return texts;
  }

  drop(activity) {
    write(this.name(activity), null);
  }

  restore(activity) {
    const kept = read(this.name(activity));
    if (!kept) return;
    for (const field of fields(activity)) {
      const isChoice = isTicked(field);
      const row = kept.find(([name, value]) => name === field.name && (!isChoice || value === field.value));
      if (!row) continue;
      if (isChoice) field.checked = row[2];
      else field.value = row[1];
    }
  }
}

// A token for one entry. Random enough to tell entries of one phone apart; it is no secret.
export function newToken() {
  return crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
}

// Sends forms in their order; what cannot be sent waits, over a reload too. Each has an entry token, so
// that what arrived twice counts once. `answered` shows the server's answer and gives those of the
// refused texts that found no place in it; `tooLate` gets what nobody can take any more.
export class Outbox {
  constructor({ key, token, roomUrl, drafts, answered, unsent, tooLate }) {
    this.name = outboxName(key);
    this.sentName = `sent:${key}`;
    this.token = token;
    this.roomUrl = roomUrl;
    this.drafts = drafts;
    this.answered = answered;
    this.unsent = unsent;
    this.tooLate = tooLate;
    this.waiting = read(this.name) ?? [];
    this.sending = null;
    this.unsent(this.waiting.length > 0);
  }

  hasSent(form) {
    return (read(this.sentName) ?? []).includes(form);
  }

  send(form, submitter, formKey) {
    const data = new FormData(form, submitter);
    data.set("form_token", this.token);
    data.set("part", "1");
    const action = new URL(form.action).pathname;
    // Who takes something back has written nothing that could be lost.
    const texts = submitter?.name === "remove" ? null : typed(form);
    this.waiting.push({ action, formKey, texts, body: new URLSearchParams(data).toString() });
    write(this.name, this.waiting);
    // The next entry is another one, even while this one is on its way.
    form.elements.entry_token.value = newToken();
    for (const field of textFields(form)) field.value = "";
    this.flush();
  }

  // Send what waits; done when all is sent, or something could not be.
  flush() {
    this.sending ??= this.sendAll().finally(() => (this.sending = null));
    return this.sending;
  }

  async sendAll() {
    while (this.waiting.length) {
      if (!(await this.deliver(this.waiting[0]))) break;
      this.waiting.shift();
      write(this.name, this.waiting.length ? this.waiting : null);
    }
    this.unsent(this.waiting.length > 0);
    clearTimeout(this.timer);
    if (this.waiting.length) this.timer = setTimeout(() => this.flush(), 2_000);
  }

  // True when the server has answered, be it that it did not take it: then a person must look.
  async deliver({ action, formKey, texts = [], body }) {
    const headers = { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" };
    const id = Number(action.match(/(\d+)\/$/)?.[1]);
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(action, { method: "POST", body, headers, signal });
      // It had arrived before the session ended.
      if (answer.status === 204) return true;
      if (answer.status >= 500 || answer.status === 429) return false;
      const sent = read(this.sentName) ?? [];
      if (answer.ok && !sent.includes(formKey)) write(this.sentName, [...sent, formKey].slice(-50));
      if (answer.ok) this.answered(id, await answer.text());
      else if (answer.status !== 422) this.tooLate(texts);
      else {
        const left = this.answered(id, await answer.text(), texts);
        if (left) this.tooLate(left);
      }
      return true;
    } catch {
      return false;
    }
  }

  // What this phone has sent to an activity, fetched anew.
  async look(id) {
    try {
      const answer = await fetch(`${this.roomUrl}activities/${id}/?part=1`);
      if (answer.ok) this.answered(id, await answer.text());
    } catch {
      // The stream brings the state again when there is a connection.
    }
  }
}
