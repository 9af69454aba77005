/* Times of day as run-sheets show them. */

export function clock(minute) {
  const ofDay = minute % (24 * 60);
  return `${Math.floor(ofDay / 60)}:${String(ofDay % 60).padStart(2, "0")}`;
}

export function minuteOfDay(text) {
  const found = /^(\d{1,2}):(\d{2})/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}
