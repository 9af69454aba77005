// What the stage and the presenter's view share: where the deck stands, kept over a reload and
// told to the other window. A state is {slide, opened, blank, question}: the id of the slide, the
// ids of answers that are open, and whether the wall is blank or shows the question.

const LASTS = 12 * 60 * 60 * 1000;

export function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept && Date.now() - kept.at < LASTS ? kept.value : null;
  } catch {
    return null;
  }
}

export function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), value }));
  } catch {
    // Without storage the deck works; a reload then starts it anew.
  }
}

// A page from a folder may not be allowed to change its address; it then only forgets its place.
export function showAddress(address) {
  try {
    history.replaceState(null, "", address);
  } catch {
    // The other window still knows the place.
  }
}

// How the windows speak. The presenter pack, which has no server, sets another way.
let openChannel = (key) => new BroadcastChannel(key);

export function speakThrough(open) {
  openChannel = open;
}

export class Deck {
  // `show(state)` draws. `heard(type, steps)` is told of every message, and how far it moved.
  // `channel` is anything with `postMessage` and "message" events.
  constructor({ slug, role, slides, start, show, heard = () => {}, channel }) {
    this.key = `present:${slug}`;
    this.role = role;
    this.slides = slides;
    this.show = show;
    const kept = read(this.key) ?? {};
    this.state = {
      slide: this.known(start) ?? this.known(kept.slide) ?? slides[0],
      opened: kept.opened ?? [],
      blank: false,
      question: false,
    };
    this.channel = channel ?? openChannel(this.key);
    this.channel.addEventListener("message", ({ data }) => {
      if (data.role === role) return;
      const before = this.place;
      if (data.type === "hello") this.tell("here");
      else if (data.type === "state" || (data.type === "here" && this.isNew)) this.adopt(data.state);
      heard(data.type, this.place - before);
    });
    // Until it is moved, a new window takes over the place of the one that is there.
    this.isNew = true;
    addEventListener("pagehide", () => this.tell("bye"));
    show(this.state);
    this.tell("hello");
  }

  known(id) {
    return this.slides.includes(id) ? id : undefined;
  }

  get place() {
    return this.slides.indexOf(this.state.slide);
  }

  tell(type) {
    this.channel.postMessage({ type, role: this.role, state: this.state });
  }

  adopt(state) {
    if (!this.known(state.slide)) return;
    this.isNew = false;
    this.state = state;
    this.show(this.state);
  }

  change(part) {
    this.isNew = false;
    this.state = { ...this.state, ...part };
    keep(this.key, this.state);
    this.show(this.state);
    this.tell("state");
  }

  go(place) {
    const within = Math.min(Math.max(place, 0), this.slides.length - 1);
    this.change({ slide: this.slides[within], blank: false, question: false });
  }

  open(slide) {
    this.change({ opened: [...new Set([...this.state.opened, slide])] });
  }

  close() {
    this.change({ opened: [] });
  }
}

// Keys that mean the same in both windows; true where the key was one of them.
export function turnByKey(deck, key, shift) {
  const steps = {
    ArrowRight: 1,
    ArrowDown: 1,
    PageDown: 1,
    " ": shift ? -1 : 1,
    ArrowLeft: -1,
    ArrowUp: -1,
    PageUp: -1,
    Home: -Infinity,
    End: Infinity,
  };
  if (key in steps) deck.go(deck.place + steps[key]);
  else if (key === "b" || key === "B" || key === ".") deck.change({ blank: !deck.state.blank });
  else if (key === "q" || key === "Q") deck.change({ question: !deck.state.question });
  else return false;
  return true;
}

export function isTyping(event) {
  const target = event.target;
  const own = [" ", "Enter"].includes(event.key) ? "a, button, summary" : "";
  const selector = ["input, select, textarea, dialog[open] *", own].filter(Boolean).join(", ");
  return target instanceof Element && target.closest(selector) !== null;
}
