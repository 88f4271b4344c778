// Two minutes before a session ends a bar says so, and offers to stay if that helps. Without this
// script the session ends just the same, without a warning.

import { showLocalTimes } from "./local-times.ts";

showLocalTimes();

const WARNING_MS = 2 * 60_000;
/** A longer wait is cut into pieces: timers that sleep with the machine wake too late. */
const LOOK_EVERY_MS = 5_000;

const bar = document.querySelector<HTMLFormElement>("form.session-bar");
const text = bar?.querySelector("p");
const button = bar?.querySelector("button");
const { idleMs, endsMs } = document.body.dataset;

if (bar && text && button && idleMs && endsMs) {
  const ends = { idleAt: Date.now() + Number(idleMs), endsAt: Date.now() + Number(endsMs) };

  const look = () => {
    const isEnding = ends.endsAt <= ends.idleAt;
    const isNear = Math.min(ends.idleAt, ends.endsAt) - Date.now() <= WARNING_MS;
    if (isNear && bar.hidden)
      text.textContent = (isEnding ? text.dataset["ends"] : text.dataset["idle"]) ?? "";
    button.hidden = isEnding;
    bar.hidden = !isNear;
  };

  const stay = async () => {
    const headers = { Accept: "application/json" };
    const answer = await fetch(bar.action, { method: "POST", headers });
    if (!answer.ok) throw new Error(`The session answered ${answer.status}.`);
    const left: { idleMs: number; endsMs: number } = await answer.json();
    ends.idleAt = Date.now() + left.idleMs;
    ends.endsAt = Date.now() + left.endsMs;
    look();
  };

  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    stay().catch(() => {
      text.textContent = bar.dataset["failed"] ?? "";
    });
  });
  setInterval(look, LOOK_EVERY_MS);
  look();
}
