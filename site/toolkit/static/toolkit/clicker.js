// Two large buttons that turn the slide, and say which one is on the wall.

import { follow } from "./live_stream.js";
import { takeOver } from "./session_commands.js";

const find = (selector) => document.querySelector(selector);
const root = find("[data-clicker]");
const titles = JSON.parse(find("#titles").textContent);
const problem = find("[data-problem]");
const connection = find("[data-connection]");
const notDriving = problem.textContent;

function show(state) {
  if (state.phase === "ended") return leave();
  find("[data-title]").textContent = titles[state.slide] ?? "";
  find("[data-seen]").value = state.slide;
}

function leave() {
  location.href = root.dataset.over;
}

takeOver({
  answered: (answer) => {
    if (answer?.reason === "signed-out") return location.reload();
    problem.textContent = answer === null ? connection.dataset.wordsLost : answer.problem;
    problem.hidden = !problem.textContent;
    if (answer?.state) show(answer.state);
    navigator.vibrate?.(20);
  },
});
follow(root.dataset.live, {
  state: (state) => {
    show(state);
    const isDriver = state.driver === Number(root.dataset.user);
    if (isDriver && problem.textContent === notDriving) problem.hidden = true;
  },
  live: () => (connection.textContent = connection.dataset.wordsLive),
  lost: () => (connection.textContent = connection.dataset.wordsLost),
  ended: leave,
});
