// Notes to slides: kept while one writes, and again until they are kept. Until then the tab holds them too,
// so that they outlast a reload. What somebody else has written at a slide meanwhile stands above one's own.

import { send } from "./session_commands.js";

const REST = 800;
const AGAIN = 3_000;

class Note {
  constructor(form, session) {
    this.form = form;
    this.field = form.elements.text;
    this.name = `note:${session}:${form.elements.slide.value}`;
    this.sending = null;
    // What the server has, as far as is known here.
    this.seen = this.field.defaultValue;
    this.restore();
    form.addEventListener("input", () => this.write());
    form.addEventListener("focusout", () => this.keep());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.keep();
    });
  }

  get isKept() {
    return this.field.value === this.seen;
  }

  say(word) {
    const state = this.form.querySelector("[data-note-state]");
    state.textContent = state.dataset[word] ?? word;
  }

  restore() {
    const held = recall(this.name);
    // The browser's own memory of the field may be older than the note.
    this.field.value = this.seen;
    if (held && !this.seen.includes(held.text)) {
      this.field.value = held.text;
      this.seen = held.seen;
      this.write();
    } else {
      remember(this.name, null);
    }
  }

  write() {
    remember(this.name, this.isKept ? null : { text: this.field.value, seen: this.seen });
    this.say("waiting");
    this.later(REST);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), wait);
  }

  // One sending after the other: an older text that arrives late would replace a newer one.
  keep() {
    clearTimeout(this.timer);
    this.sending ??= this.sendAll().finally(() => (this.sending = null));
    return this.sending;
  }

  async sendAll() {
    while (!this.isKept && (await this.sendOnce()));
  }

  // True where it was answered, and what is not kept by now can be sent.
  async sendOnce() {
    const text = this.field.value;
    const answer = await send(this.form.action, this.fields());
    if (answer?.reason === "note-overtaken") {
      this.join(answer.text);
      return true;
    }
    if (answer === null || answer.reason === "signed-out") {
      this.say(answer ? "signedOut" : "waiting");
      this.later(AGAIN);
      return false;
    }
    if (answer.problem) {
      this.say(answer.problem);
      return false;
    }
    this.seen = text;
    if (this.isKept) this.say("kept");
    remember(this.name, this.isKept ? null : { text: this.field.value, seen: this.seen });
    return true;
  }

  fields() {
    const fields = new FormData(this.form);
    fields.set("seen", this.seen);
    return fields;
  }

  // Both stay: theirs, and below it what was added here.
  join(theirs) {
    const { value, selectionEnd } = this.field;
    const fromEnd = value.length - selectionEnd;
    const own = value.startsWith(this.seen) ? value.slice(this.seen.length).trimStart() : value;
    const isFocused = document.activeElement === this.field;
    this.field.value = [theirs, own].filter(Boolean).join("\n");
    this.seen = theirs;
    remember(this.name, this.isKept ? null : { text: this.field.value, seen: theirs });
    const at = Math.max(this.field.value.length - fromEnd, 0);
    if (isFocused) this.field.setSelectionRange(at, at);
  }

  // The page is being left: no answer can be waited for.
  sendLast() {
    if (!this.isKept) send(this.form.action, this.fields(), { isLast: true });
  }
}

// Gives a function that keeps everything now, and says whether all is kept.
export function keepNotes(session) {
  const notes = [...document.querySelectorAll("form[data-note]")].map((form) => new Note(form, session));
  addEventListener("pagehide", () => notes.forEach((note) => note.sendLast()));
  return async () => {
    await Promise.all(notes.filter((note) => !note.isKept).map((note) => note.keep()));
    return notes.every((note) => note.isKept);
  };
}

function recall(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    if (value) sessionStorage.setItem(name, JSON.stringify(value));
    else sessionStorage.removeItem(name);
  } catch {
    // Without storage a note that is not kept lasts as long as the page does.
  }
}
