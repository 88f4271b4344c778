// What the rows leave out stands beside the table, if the window is wide enough for it. It is
// loaded for the current row and those after it.

import { currentRow, idOf, rows } from "./rows.ts";

/** From here on there is room beside the table; `views/queue/rows/row.css` has the same width. */
const WIDE = matchMedia("(min-width: 75rem)");
/** Rows that are loaded at once; the server gives no more. */
const AT_ONCE = 10;
/** Once so few of the rows to come are loaded, the next ones are. */
const AHEAD = 4;

const loaded = new Map<string, Element>();
const asked = new Set<string>();

/** Shows what there is about the current row, now and whenever another one becomes current. */
export function startBeside(form: HTMLFormElement): void {
  const aside = document.querySelector<HTMLElement>("aside.beside");
  if (aside === null) return;
  const show = () => {
    if (WIDE.matches) void showCurrent(aside, form);
  };
  document.addEventListener("queue:current", show);
  WIDE.addEventListener("change", show);
  show();
}

/** Loads anew what changed, the next time that it is shown. */
export function forgetBeside(id: string): void {
  loaded.delete(id);
  asked.delete(id);
  if (currentRow()?.id === `entry-${id}`)
    document.dispatchEvent(new CustomEvent("queue:current", { detail: id }));
}

async function showCurrent(aside: HTMLElement, form: HTMLFormElement): Promise<void> {
  const row = currentRow();
  if (row === null) return;
  put(aside, row);
  const onward = rows().slice(rows().indexOf(row));
  const isNear = onward.slice(0, AHEAD).every((one) => asked.has(idOf(one)));
  if (isNear) return;
  const ids = onward.map(idOf).filter((id) => !asked.has(id));
  const isThere = await load(form, ids.slice(0, AT_ONCE));
  const now = currentRow();
  if (now === null) return;
  put(aside, now);
  if (!isThere && !loaded.has(idOf(now))) aside.textContent = aside.dataset["failed"] ?? "";
}

/** Nothing at all rather than what is known of somebody else. */
function put(aside: HTMLElement, row: HTMLTableRowElement): void {
  const entry = loaded.get(idOf(row));
  if (entry === undefined) aside.replaceChildren();
  else if (!aside.contains(entry)) aside.replaceChildren(entry);
  aside.ariaBusy = String(entry === undefined);
}

/** Whether the server answered; if it did not, it is asked again at the next row. */
async function load(form: HTMLFormElement, ids: readonly string[]): Promise<boolean> {
  const state = form.querySelector<HTMLInputElement>("[name=state]")?.value ?? "";
  const query = new URLSearchParams([["state", state], ...ids.map((id) => ["id", id])]);
  for (const id of ids) asked.add(id);
  try {
    const response = await fetch(`${form.dataset["beside"]}?${query}`);
    if (response.ok && !response.redirected) {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      for (const entry of page.querySelectorAll<HTMLElement>("[data-of]"))
        loaded.set(entry.dataset["of"] ?? "", entry);
      return true;
    }
  } catch (error) {
    // Fetch throws this if no server answers.
    if (!(error instanceof TypeError)) throw error;
  }
  for (const id of ids) asked.delete(id);
  return false;
}
