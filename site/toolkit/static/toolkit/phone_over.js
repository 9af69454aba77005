// The session is over: what this phone could not send any more is shown to who wrote it.

import { Drafts } from "./phone_forms.js";
import { TooLate } from "./phone_too_late.js";

const box = document.querySelector("[data-too-late]");
const { room } = box.dataset;
const late = new TooLate(room, box);
late.addWaiting(room);
const left = new Drafts(room).takeOthers();
if (left.length) late.add(left);
