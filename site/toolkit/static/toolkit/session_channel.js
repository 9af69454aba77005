// How the stage of a running session hears: not from another window, but from the session.

import { speakThrough } from "./deck.js";
import { fitWall } from "./fit_wall.js";
import { follow } from "./live_stream.js";
import { send } from "./session_commands.js";

const find = (selector) => document.querySelector(selector);
const here = find("[data-session-stage]");
const wall = find("[data-wall]");
const frame = find("[data-wall-frame]");
const joining = find("[data-join]");
const connection = find("[data-connection]");

class SessionChannel extends EventTarget {
  constructor() {
    super();
    this.state = null;
    // The deck listens once it is made, right after this.
    queueMicrotask(() => {
      this.hear(JSON.parse(find("#session-state").textContent));
      follow(here.dataset.live, {
        state: (message) => this.hear(message),
        live: () => (connection.hidden = true),
        lost: () => {
          connection.textContent = connection.dataset.wordsLost;
          connection.hidden = false;
        },
        ended: over,
      });
    });
  }

  hear(message) {
    this.state = message;
    if (message.phase === "live") this.tellDeck();
    showJoin(message);
    showActivity(message.activity);
  }

  tellDeck() {
    const { slide, opened, blank, question } = this.state;
    const data = { type: "state", role: "console", state: { slide, opened, blank, question } };
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  // What the deck tells others was pressed here.
  async postMessage({ type, state }) {
    if (type !== "state" || !this.state || this.state.phase !== "live") return;
    const fields = this.commandFor(state);
    if (!fields) return;
    const answer = await send(here.dataset.command, fields, { token: here.dataset.token });
    // Somebody who does not drive turned it, or who is not signed in here: back to where the session is.
    if (!answer?.state || answer.problem) this.tellDeck();
  }

  commandFor(wanted) {
    const is = this.state;
    if (wanted.slide !== is.slide) {
      const places = [...document.querySelectorAll("[data-stage-slide]")].map((one) => one.dataset.stageSlide);
      const step = places.indexOf(wanted.slide) - places.indexOf(is.slide);
      if (Math.abs(step) === 1) return { do: step > 0 ? "next" : "previous", seen: is.slide };
      return { do: "turn", slide: wanted.slide, seen: is.slide };
    }
    if (wanted.blank !== is.blank) return { do: "blank", on: wanted.blank ? "1" : "0" };
    if (wanted.question !== is.question) return { do: "question", on: wanted.question ? "1" : "0" };
    const opened = wanted.opened.find((one) => !is.opened.includes(one));
    return opened ? { do: "open-answer", slide: opened } : null;
  }
}

function showJoin({ phase, code, joined }) {
  joining.hidden = !(code || phase === "planned");
  find("[data-joined]").textContent = joined;
  find("[data-joined-line]").hidden = !joined;
}

function showActivity(activity) {
  wall.hidden = !activity;
  if (!activity) {
    frame.replaceChildren();
    delete frame.dataset.html;
    return;
  }
  if (frame.dataset.html === activity.html) return;
  frame.dataset.html = activity.html;
  frame.innerHTML = activity.html;
  fitWall(frame);
  document.dispatchEvent(new CustomEvent("toolkit:shown", { detail: frame }));
}

function over() {
  showActivity(null);
  joining.hidden = true;
  const words = document.createElement("p");
  words.className = "wall-over";
  words.textContent = here.dataset.over;
  wall.hidden = false;
  frame.replaceChildren(words);
}

new ResizeObserver(() => fitWall(frame)).observe(wall);
speakThrough(() => new SessionChannel());
