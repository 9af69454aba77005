// Fits every slide of a page that shows several, such as the editor's preview.

import { fit } from "./fit.js";

document.documentElement.dataset.scripted = "";
const holders = [...document.querySelectorAll("[data-fit]")];
const fitAll = () => holders.forEach(fit);
new ResizeObserver(fitAll).observe(document.body);
document.fonts.ready.then(fitAll);
