/* Times of day as the server writes them in the reader's language: "9 a.m." or "9:00". */

const DAY = 24 * 60;

export function clock(minute, hasHalves) {
  const ofDay = minute % DAY;
  const hour = Math.floor(ofDay / 60);
  const past = String(ofDay % 60).padStart(2, "0");
  if (!hasHalves) return `${String(hour).padStart(2, "0")}:${past}`;
  if (ofDay === 0) return "midnight";
  if (ofDay === DAY / 2) return "noon";
  const shown = hour % 12 || 12;
  return `${past === "00" ? shown : `${shown}:${past}`} ${hour < 12 ? "a.m." : "p.m."}`;
}

export function minuteOfDay(text) {
  const found = /^(\d{1,2}):(\d{2})/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}
