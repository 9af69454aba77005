// The part of the console that is fetched anew: activity, time, people. It never takes the focus away,
// and waits while somebody types in it, or is about to press something: a press ends where it began.

import { isInUse, touchAgain, touchedIn } from "./console_fields.js";
import { renewTokens } from "./session_commands.js";

const PAUSE = 400;
const LONGEST_PRESS = 2_000;
// On a touch screen the click comes some time after the finger has left.
const CLICK_FOLLOWS = 100;
const TOKENS = /(name="csrfmiddlewaretoken" value=)"[^"]*"/g;

export class Panel {
  constructor(address, place, drawn) {
    this.address = address;
    this.place = place;
    this.drawn = drawn;
    this.told = "";
    this.isAsked = false;
    this.isBusy = false;
    this.pressedAt = 0;
    place.addEventListener("focusout", () => this.isLate && setTimeout(() => this.refresh(), 0));
    place.addEventListener("pointerdown", ({ button }) => button === 0 && this.press());
    place.addEventListener("keydown", ({ key }) => key === " " && this.press());
    for (const end of ["pointerup", "pointercancel", "keyup"]) addEventListener(end, () => this.release());
  }

  press() {
    this.pressedAt = Date.now();
  }

  release() {
    const at = this.pressedAt;
    if (!at) return;
    setTimeout(() => {
      if (this.pressedAt !== at) return;
      this.pressedAt = 0;
      if (this.isLate) this.refresh();
    }, CLICK_FOLLOWS);
  }

  get isPressed() {
    return Date.now() - this.pressedAt < LONGEST_PRESS;
  }

  get isTyped() {
    const focused = document.activeElement;
    return this.place.contains(focused) && isInUse(focused);
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
    renewTokens(html);
    // Every answer has tokens of its own.
    const told = html.replaceAll(TOKENS, "$1");
    this.isLate = told !== this.told && (this.isTyped || this.isPressed);
    if (this.isLate || told === this.told) return;
    this.told = told;
    const focused = this.placeOf(document.activeElement);
    const open = [...this.place.querySelectorAll("details[open]")].map((one) => this.nameOf(one));
    const touched = touchedIn(this.place);
    this.place.innerHTML = html;
    for (const one of this.place.querySelectorAll("details")) {
      if (open.includes(this.nameOf(one))) one.open = true;
    }
    touchAgain(touched);
    this.find(focused)?.focus({ preventScroll: true });
    this.drawn();
    document.dispatchEvent(new CustomEvent("toolkit:shown", { detail: this.place }));
  }

  nameOf(details) {
    return details.dataset.keepOpen ?? details.querySelector("summary")?.textContent.trim();
  }

  // A control is known by its id, or by what it sends and from which row; a row that has gone leaves
  // the place to the one after it.
  placeOf(element) {
    if (!this.place.contains(element)) return null;
    const row = element.closest(`[id]:not(${CONTROLS})`);
    const rows = [row, ...siblings(row, "nextElementSibling"), ...siblings(row, "previousElementSibling")];
    return {
      id: element.id,
      name: element.name,
      value: element.value,
      at: row ? controlsOf(row).indexOf(element) : -1,
      rows: rows.map((one) => one?.id).filter(Boolean),
      section: element.closest("section[id]")?.id,
    };
  }

  find(place) {
    if (!place) return null;
    const itself = place.id && document.getElementById(place.id);
    if (itself) return itself;
    const row = place.rows.map((id) => document.getElementById(id)).find(Boolean);
    const controls = row ? controlsOf(row) : [];
    const same = place.name && controls.find((one) => one.name === place.name && one.value === place.value);
    const found = same || (row && !row.matches("section") && controls[place.at]);
    if (found && !found.disabled) return found;
    // Nothing of it is left: the section, and no other button, which the next press would set off.
    const section = document.getElementById(place.section);
    if (section) section.tabIndex = -1;
    return section;
  }
}

const CONTROLS = "button, a, input, select, textarea, summary";

function controlsOf(row) {
  return [...row.querySelectorAll(CONTROLS)].filter((one) => one.type !== "hidden");
}

function siblings(row, next) {
  const found = [];
  for (let one = row?.[next]; one; one = one[next]) found.push(one);
  return found;
}
