// The session is over: what this phone could not send any more is shown to who wrote it.

import { TooLate } from "./phone_too_late.js";

const box = document.querySelector("[data-too-late]");
new TooLate(box.dataset.room, box).addWaiting(box.dataset.room);
