// What is asked of the server about some rows, and what it answers.

import { idOf, sentence } from "./rows.ts";
import { asksForStepUp, sendOnPage } from "./step-up.ts";

/** What is asked about some rows. */
export type Wish = {
  decision: string;
  reason: string;
  note: string;
  despite?: boolean;
  until?: string;
};

type Skipped = { id: string; why: string; look?: string[] };

/** What the line above the queue says now, by the names that it has in the page. */
type Numbers = Record<string, string | null>;

type Answer =
  | { decided: string[]; skipped: Skipped[]; numbers: Numbers; problem: null }
  | { problem: string; onPage?: () => void };

/** Sends what is asked about some rows. */
export async function send(chosen: readonly HTMLTableRowElement[], wish: Wish): Promise<Answer> {
  const form = document.querySelector<HTMLFormElement>("form#decisions");
  if (!form) return { problem: sentence("failed") };
  const body = new URLSearchParams();
  for (const row of chosen) body.append("id", idOf(row));
  for (const name of ["state", "seen_at"]) {
    body.set(name, form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? "");
  }
  body.set("decision", wish.decision);
  body.set("numbers", "on");
  if (wish.reason !== "") body.set("reason", wish.reason);
  if (wish.note !== "") body.set("note", wish.note);
  if (wish.despite) body.set("despite", "on");
  if (wish.decision === "later") body.set("until", wish.until ?? "");
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
    });
    if (response.ok && !response.redirected) return { ...(await response.json()), problem: null };
    if (await asksForStepUp(response)) {
      return { problem: sentence("step-up"), onPage: () => sendOnPage(form.action, body) };
    }
    return { problem: await problemOf(response) };
  } catch (error) {
    // Fetch throws this if no server answers.
    if (error instanceof TypeError) return { problem: sentence("offline") };
    throw error;
  }
}

async function problemOf(response: Response): Promise<string> {
  if (response.status === 401) return sentence("signed-out");
  if (response.status === 403) return sentence("forbidden");
  if (response.status === 429) return sentence("flood");
  if (response.status !== 422) return sentence("failed");
  const { error } = await response.json();
  return typeof error === "string" ? error : sentence("failed");
}
