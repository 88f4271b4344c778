// The keys of the queue on the page of one entry: they press what stands there.

import { areOn, isForTyping } from "./keys.ts";

/** Listens for the keys on the page of an entry. */
export function listenOnEntry(form: HTMLFormElement): void {
  document.documentElement.classList.toggle("keyed", areOn());
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !areOn()) return;
    const isTyped = target instanceof Element && isForTyping(target);
    if (isTyped) return;
    const act = actionFor(form, key) ?? (target instanceof HTMLSelectElement ? null : pressOf(key));
    if (act === null) return;
    event.preventDefault();
    act();
  });
}

/** A number chooses a reason that is open, and decides by it. */
function actionFor(form: HTMLFormElement, key: string): (() => void) | null {
  const list = form.querySelector<HTMLSelectElement>("details.reasoned[open] select");
  const option = /^[1-9]$/.test(key) ? list?.options[Number(key) - 1] : undefined;
  if (!list || option === undefined) return null;
  return () => {
    list.value = option.value;
    list.closest("details")?.querySelector<HTMLButtonElement>("button[name=decision]")?.click();
  };
}

/** What takes a date or a reason is only led to; all else that bears the key is pressed. */
function pressOf(key: string): (() => void) | null {
  const wanted = KEYS[key] ?? key;
  const element = document.querySelector<HTMLElement>(`main [data-key="${CSS.escape(wanted)}"]`);
  if (element === null) return null;
  const field = { l: "input[name=until]", p: "select[name=reason]" }[wanted];
  if (field !== undefined) {
    return () => element.closest("form")?.querySelector<HTMLElement>(field)?.focus();
  }
  return () => {
    element.click();
    element.closest("details")?.querySelector<HTMLElement>("select, textarea, input")?.focus();
  };
}

const KEYS: Record<string, string> = { ArrowDown: "j", ArrowUp: "k" };
