// The time that a presentation has taken, by lesson, kept over a reload. Spans in milliseconds.

import { keep, read } from "./deck.js";

const MINUTE = 60_000;

export class Stopwatch {
  constructor(key) {
    this.key = key;
    this.kept = read(key) ?? { spent: {}, since: null, lesson: null };
  }

  get isRunning() {
    return this.kept.since !== null;
  }

  // Never started since it was made or reset.
  get isFresh() {
    return !this.isRunning && this.total() === 0;
  }

  spent(lesson) {
    const running = this.isRunning && lesson === this.kept.lesson;
    return (this.kept.spent[lesson] ?? 0) + (running ? Date.now() - this.kept.since : 0);
  }

  total() {
    const lessons = new Set([...Object.keys(this.kept.spent), this.kept.lesson ?? ""]);
    return [...lessons].reduce((sum, lesson) => sum + this.spent(lesson), 0);
  }

  // Where the deck stands when the page comes up: nothing is booked.
  stand(lesson) {
    if (this.isRunning) this.turn(lesson);
    else this.kept.lesson = lesson;
  }

  turn(lesson) {
    this.book();
    this.kept.lesson = lesson;
    this.keep();
  }

  book() {
    if (!this.isRunning) return;
    this.kept.spent[this.kept.lesson] = this.spent(this.kept.lesson);
    this.kept.since = Date.now();
  }

  start() {
    this.kept.since = Date.now();
    this.keep();
  }

  pause() {
    this.book();
    this.kept.since = null;
    this.keep();
  }

  reset() {
    this.kept = { spent: {}, since: null, lesson: this.kept.lesson };
    this.keep();
  }

  keep() {
    keep(this.key, this.kept);
  }
}

export function span(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

export function clockTime(now) {
  return now.toLocaleTimeString(document.documentElement.lang, {
    hour: "numeric",
    minute: "2-digit",
  });
}

// Ahead or behind the plan: `before` are the planned minutes of the slides before this one, and
// `here` those of this slide, which may be used up before anybody is behind.
export function pace(elapsed, before, here) {
  const early = Math.floor((before * MINUTE - elapsed) / MINUTE);
  const late = Math.floor((elapsed - (before + here) * MINUTE) / MINUTE);
  if (early > 0) return { mood: "ahead", minutes: early };
  if (late > 0) return { mood: "behind", minutes: late };
  return { mood: "even", minutes: 0 };
}
