import type { VersionText } from "./add.ts";

export type TextChange = "none" | "typographical" | "small" | "substantial";

export function changeBetween(before: VersionText, after: VersionText): TextChange {
  return before.title + before.body === after.title + after.body ? "none" : "substantial";
}

/** Whether who signed a text stands under what it was changed to. */
export function saysTheSame(change: TextChange): change is "none" | "typographical" {
  return change === "none" || change === "typographical";
}
