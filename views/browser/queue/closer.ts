// What asks for a closer look: the first press says why, the second one approves.

import { currentRow, focusAt, nameOf, say, sentence } from "./rows.ts";

/** Splits rows into those that an approval decides, and those about which it says first why not. */
export function splitCloser(
  chosen: readonly HTMLTableRowElement[],
  isDespite: boolean,
): { ready: HTMLTableRowElement[]; closer: HTMLTableRowElement[] } {
  const isReady = (row: HTMLTableRowElement) =>
    reasonsOf(row) === "" || (isDespite && row.dataset["asked"] !== undefined);
  return {
    ready: chosen.filter(isReady),
    closer: chosen.filter((row) => !isReady(row)),
  };
}

/** Says in a row why it wants a closer look, beside the button that approves it all the same. */
export function showCloser(row: HTMLTableRowElement, why: string): void {
  row.dataset["asked"] = why;
  const line = document.createElement("p");
  line.className = "result skipped";
  line.textContent = `${sentence("closer")} ${why} `;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  button.dataset["approveDespite"] = "";
  button.setAttribute("aria-keyshortcuts", "Shift+A");
  button.setAttribute("aria-label", `${sentence("despite")}: ${nameOf(row)}`);
  button.textContent = sentence("despite");
  line.append(button);
  const cell = row.querySelector("td.decision");
  cell?.querySelector(".result")?.remove();
  cell?.prepend(line);
}

/** The same for rows that were left out before anything was sent. */
export function askCloser(left: readonly HTMLTableRowElement[], areAll: boolean): void {
  for (const row of left) {
    const why = reasonsOf(row);
    showCloser(row, why);
    say(`${nameOf(row)}: ${sentence("closer")} ${why}`);
  }
  const current = currentRow();
  if (areAll && current !== null && !left.includes(current)) focusAt(left[0] ?? null);
}

/** Why a row wants a closer look, as the page or a later answer says; nothing if it does not. */
function reasonsOf(row: HTMLTableRowElement): string {
  return row.dataset["asked"] ?? row.dataset["closer"] ?? "";
}
