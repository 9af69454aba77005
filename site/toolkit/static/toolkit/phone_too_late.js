// What was sent and nobody could take any more, say because the list had been closed or the session had
// ended while there was no network. It is shown to who wrote it, on this phone only, until it is put away.

import { outboxName, read, write } from "./phone_forms.js";

export class TooLate {
  constructor(key, box) {
    this.name = `too-late:${key}`;
    this.box = box;
    this.box.querySelector("[data-too-late-away]").addEventListener("click", () => {
      write(this.name, null);
      this.show();
    });
    this.show();
  }

  // `texts` are names and texts of fields; without any an answer had been chosen. Null where there was
  // nothing to lose.
  add(texts) {
    if (!texts) return;
    const words = texts.length ? texts.map(([, text]) => text) : [""];
    write(this.name, [...(read(this.name) ?? []), ...words].slice(-50));
    this.show();
  }

  // The session is over: what still waits to be sent will never be.
  addWaiting(key) {
    for (const { texts = [] } of read(outboxName(key)) ?? []) this.add(texts);
    write(outboxName(key), null);
  }

  show() {
    const words = read(this.name) ?? [];
    const list = this.box.querySelector("[data-too-late-list]");
    list.replaceChildren(
      ...words.map((text) => {
        const item = document.createElement("li");
        item.textContent = text || list.dataset.wordsChoice;
        return item;
      }),
    );
    this.box.hidden = !words.length;
  }
}
