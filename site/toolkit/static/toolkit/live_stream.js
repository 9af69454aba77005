// Following a session: the latest state, whatever happens to the network or to the server.
//
// `follow(address, { state, lost, live, ended })` calls `state(message, revision)` with each new state, `lost()`
// when nothing is heard any more, `live()` when it is again. The browser's event source gives up after
// some errors and does not notice a dead network; so a missing beat starts a new one.

const SILENCE = 12_000;
const AGAIN = 1_000;
const MOST_AGAIN = 2_000;

const RELOADS_APART = 60_000;

function mayReload(address) {
  try {
    const name = `reloaded:${address}`;
    if (Date.now() - Number(sessionStorage.getItem(name) ?? 0) < RELOADS_APART) return false;
    sessionStorage.setItem(name, Date.now());
    return true;
  } catch {
    return false;
  }
}

export function follow(address, { state, lost = () => {}, live = () => {}, ended = () => {} }) {
  let source;
  let heardAt = Date.now();
  let waiting = AGAIN;
  let timer;
  let isOver = false;

  function open() {
    clearTimeout(timer);
    source?.close();
    if (isOver) return;
    source = new EventSource(address);
    source.addEventListener("open", heard);
    source.addEventListener("beat", heard);
    source.addEventListener("state", (event) => {
      heard();
      const message = JSON.parse(event.data);
      state(message, Number(event.lastEventId));
      if (message.phase === "ended") finish();
    });
    source.addEventListener("error", () => {
      const gaveUp = source.readyState === EventSource.CLOSED;
      lost();
      if (gaveUp) ask();
      else again();
    });
  }

  // The browser gives up on an answer that is no stream, and does not say which it was.
  async function ask() {
    const asking = new AbortController();
    try {
      const { status } = await fetch(address, { signal: asking.signal });
      asking.abort();
      if (status === 204) return finish();
      // The ticket is too old, or was taken back: the page gives a new one, or says so.
      if (status === 403 && mayReload(address)) return location.reload();
    } catch {
      // No connection: asked again below.
    }
    return again();
  }

  function heard() {
    heardAt = Date.now();
    waiting = AGAIN;
    clearTimeout(timer);
    live();
  }

  // Not all at the same moment: a room full of phones comes back spread over the wait.
  function again() {
    source.close();
    clearTimeout(timer);
    timer = setTimeout(open, waiting * (0.25 + Math.random() / 2));
    waiting = Math.min(waiting * 2, MOST_AGAIN);
  }

  function finish() {
    isOver = true;
    clearTimeout(timer);
    source.close();
    ended();
  }

  setInterval(() => {
    if (isOver || Date.now() - heardAt < SILENCE) return;
    heardAt = Date.now();
    lost();
    open();
  }, 2_000);
  addEventListener("online", open);
  addEventListener("offline", lost);
  addEventListener("pageshow", (event) => {
    if (event.persisted) open();
  });
  addEventListener("pagehide", () => source?.close());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - heardAt > SILENCE / 2) open();
  });
  open();
  return { open };
}
