// The rows of the queue: which one is current, which are decided, and what is announced.

let current: HTMLTableRowElement | null = null;

/** Makes the rows focusable, one at a time. */
export function startRows(table: HTMLTableElement): void {
  for (const row of rows(table)) row.tabIndex = -1;
  const first = rows(table).find((row) => `#${row.id}` === location.hash) ?? rows(table)[0];
  if (first) markCurrent(first);
  const top = table.getBoundingClientRect().top + window.scrollY;
  table.style.setProperty("--beside-top", `${Math.round(top)}px`);
  table.addEventListener("toggle", ({ target }) => keepInSight(target), { capture: true });
}

/** What is opened in a row lies above it if there is no room below. */
function keepInSight(opened: EventTarget | null): void {
  const panel = opened instanceof HTMLDetailsElement && opened.querySelector(".panel");
  if (!panel) return;
  panel.classList.remove("up");
  const bar = document.querySelector("#bulk")?.getBoundingClientRect().top ?? window.innerHeight;
  const { bottom, height } = panel.getBoundingClientRect();
  const room = rowOf(panel)?.getBoundingClientRect().top ?? 0;
  panel.classList.toggle("up", bottom > Math.min(bar, window.innerHeight) && room > height);
}

/** Every row of the page, in order. */
export function rows(within: ParentNode = document): HTMLTableRowElement[] {
  return [...within.querySelectorAll<HTMLTableRowElement>("table.queue tbody tr[data-id]")];
}

/** The row that the keys are about. */
export function currentRow(): HTMLTableRowElement | null {
  return current;
}

/** The row that contains an element. */
export function rowOf(element: Element): HTMLTableRowElement | null {
  return element.closest<HTMLTableRowElement>("table.queue tbody tr[data-id]");
}

/** Makes a row the one that the keys are about. */
export function markCurrent(row: HTMLTableRowElement): void {
  if (row === current) return;
  current?.classList.remove("current");
  if (current) closePanels(current);
  if (current) current.tabIndex = -1;
  current = row;
  row.classList.add("current");
  row.tabIndex = 0;
  document.dispatchEvent(new CustomEvent("queue:current", { detail: row.dataset["id"] }));
}

/** Closes what was opened in a row; whether anything was. */
export function closePanels(row: HTMLTableRowElement): boolean {
  const open = [...row.querySelectorAll<HTMLDetailsElement>("details[open]")];
  for (const details of open) details.open = false;
  return open.length > 0;
}

/** Makes a row current and puts the focus on it, scrolled into view. */
export function focusAt(row: HTMLTableRowElement | null): void {
  if (row === null) return;
  markCurrent(row);
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/** The row so many places after the current one; null past the ends. */
export function neighbour(step: 1 | -1): HTMLTableRowElement | null {
  const all = rows();
  const index = current === null ? -1 : all.indexOf(current);
  return all[index + step] ?? null;
}

/** Whether a row waits for a decision: none is made, and none is under way. */
export function isUndecided(row: HTMLTableRowElement): boolean {
  return row.dataset["state"] === undefined;
}

/** Moves on to the next row that waits, or past the last one to the next page. */
export function focusNextUndecided(): void {
  const all = rows();
  const from = current === null ? 0 : all.indexOf(current);
  const ordered = [...all.slice(from), ...all.slice(0, from)];
  const next = ordered.find(isUndecided);
  if (next) {
    focusAt(next);
    return;
  }
  const onward = document.querySelector<HTMLAnchorElement>(".pager [rel=next], .pager .again");
  onward?.focus();
  say(sentence("done"));
}

/** A sentence of the page, by its name. */
export function sentence(name: string): string {
  return saidElement()?.getAttribute(`data-${name}`) ?? "";
}

/** Says something to those who use a screen reader. */
export function say(text: string): void {
  const line = document.createElement("span");
  line.textContent = `${text} `;
  const said = saidElement();
  said?.append(line);
  while (said && said.childElementCount > 3) said.firstElementChild?.remove();
}

function saidElement(): HTMLElement | null {
  return document.getElementById("said");
}
