// How the windows of the presenter pack speak. Pages opened from a folder share neither storage nor
// a broadcast channel in every browser; but a window that was opened knows its opener. It knocks
// there again and again, so that an opener that was reloaded finds it.

import { speakThrough } from "./deck.js";

const KNOCKS = 500;

export class WindowChannel extends EventTarget {
  constructor(key) {
    super();
    this.key = key;
    this.others = new Set();
    // What was last said while nobody was there to hear it.
    this.unheard = null;
    addEventListener("message", ({ data, source }) => {
      if (data?.channel === key && source) this.hear(source, data);
    });
    if (window.opener) setInterval(() => this.send(window.opener, { isKnock: true }), KNOCKS);
  }

  hear(source, { isKnock, said }) {
    if (!this.others.has(source)) this.meet(source);
    if (!isKnock) this.dispatchEvent(new MessageEvent("message", { data: said }));
  }

  meet(other) {
    this.others.add(other);
    if (this.unheard) this.send(other, { said: this.unheard });
    this.unheard = null;
  }

  postMessage(said) {
    for (const other of this.others) if (other.closed) this.others.delete(other);
    const hearers = new Set(this.others);
    if (window.opener) hearers.add(window.opener);
    else if (!hearers.size) this.unheard = said;
    for (const other of hearers) this.send(other, { said });
  }

  // Pages from a folder have no origin that could be named. What is said is no secret: a slide's id.
  send(other, message) {
    other.postMessage({ channel: this.key, ...message }, "*");
  }
}

speakThrough((key) => new WindowChannel(key));
