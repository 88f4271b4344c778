// Who else is here: tells the server which entry is looked at, and shows what others look at.

import { currentRow, idOf, rows } from "./rows.ts";

/** How often a page says that somebody is there, in ms. */
const EVERY_MS = 20_000;
/** The shortest time between two reports, when the entry changes, in ms. */
const SOONEST_MS = 5_000;

type Other = { name: string; initials: string; entry: string | null };

/**
 * Reports and asks now, every twenty seconds while the page is visible, and when the entry changes.
 */
export function startPresence(path: string): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = (afterMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void tell(), afterMs);
  };
  const tell = async () => {
    toldAt = performance.now();
    plan(EVERY_MS);
    if (document.visibilityState === "visible") await exchange(path);
  };
  document.addEventListener("queue:current", () => {
    plan(Math.max(0, toldAt + SOONEST_MS - performance.now()));
  });
  document.addEventListener("visibilitychange", () => {
    plan(Math.max(0, toldAt + SOONEST_MS - performance.now()));
  });
  void tell();
}

async function exchange(path: string): Promise<void> {
  const body = new URLSearchParams({ entry: idOfCurrent() });
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
    });
    if (!response.ok || response.redirected) return;
    const { others } = await response.json();
    show(others);
  } catch (error) {
    // Nobody is told of a server that is away for a moment: the next decision will say so.
    if (!(error instanceof TypeError)) throw error;
  }
}

function show(others: readonly Other[]): void {
  const line = document.querySelector<HTMLElement>(".queue-facts .others");
  const names = others.map(({ name }) => name).join(", ");
  if (line) line.textContent = names === "" ? "" : `${line.dataset["label"]} ${names}`;
  for (const row of rows()) {
    const here = others.filter(({ entry }) => entry === idOf(row));
    const marks = here.map(({ name, initials }) => {
      const mark = document.createElement("abbr");
      mark.title = name;
      mark.textContent = initials;
      return mark;
    });
    row.querySelector(".others-on")?.remove();
    if (marks.length === 0) continue;
    const place = document.createElement("span");
    place.className = "others-on";
    place.append(...marks);
    row.querySelector("td.entry")?.prepend(place);
  }
}

function idOfCurrent(): string {
  const row = currentRow();
  return row === null ? "" : idOf(row);
}
