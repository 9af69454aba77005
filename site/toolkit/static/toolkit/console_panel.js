// The part of the console that is fetched anew: activity, time, people. It never takes the focus away,
// and waits while somebody types in it.

const PAUSE = 400;

export class Panel {
  constructor(address, place, drawn) {
    this.address = address;
    this.place = place;
    this.drawn = drawn;
    this.html = "";
    this.isAsked = false;
    this.isBusy = false;
    place.addEventListener("focusout", () => this.isLate && setTimeout(() => this.refresh(), 0));
  }

  get isTyped() {
    const focused = document.activeElement;
    return this.place.contains(focused) && focused.matches("input:not([type=hidden]), textarea, select");
  }

  async refresh() {
    this.isAsked = true;
    if (this.isBusy) return;
    this.isBusy = true;
    while (this.isAsked) {
      this.isAsked = false;
      await this.fetch();
      await new Promise((done) => setTimeout(done, PAUSE));
    }
    this.isBusy = false;
  }

  async fetch() {
    try {
      const answer = await fetch(this.address + (this.place.dataset.query ?? ""), { redirect: "manual" });
      if (answer.ok) this.draw(await answer.text());
    } catch {
      // The stream says when there is a connection again.
    }
  }

  draw(html) {
    this.isLate = this.isTyped;
    if (this.isLate || html === this.html) return;
    this.html = html;
    const focused = this.placeOf(document.activeElement);
    const open = [...this.place.querySelectorAll("details[open]")].map((one) => this.nameOf(one));
    this.place.innerHTML = html;
    for (const one of this.place.querySelectorAll("details")) {
      if (open.includes(this.nameOf(one))) one.open = true;
    }
    this.find(focused)?.focus({ preventScroll: true });
    this.drawn();
    document.dispatchEvent(new CustomEvent("toolkit:shown", { detail: this.place }));
  }

  nameOf(details) {
    return details.dataset.keepOpen ?? details.querySelector("summary")?.textContent.trim();
  }

  // A button is known by its id, or by what it sends and from which row.
  placeOf(element) {
    if (!this.place.contains(element)) return null;
    return { id: element.id, name: element.name, value: element.value, row: element.closest("[id]")?.id };
  }

  find(place) {
    if (!place) return null;
    if (place.id) return document.getElementById(place.id);
    const row = (place.row && document.getElementById(place.row)) || this.place;
    const same = [...row.querySelectorAll("button, a, input")].find(
      (one) => one.name === place.name && one.value === place.value,
    );
    return same ?? row.querySelector("button:not(:disabled)");
  }
}
