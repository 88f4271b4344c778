import type { Properties } from "hast";

/** What the attribute says: the styles themselves are refused by the policy of the page. */
export function stylesOf({ style }: Properties): Map<string, string> {
  const lines = String(style ?? "")
    .toLowerCase()
    .split(";")
    .map((line) => line.split(":").map((part) => part.trim()));
  return new Map(lines.map(([name = "", value = ""]) => [name, value]));
}

export function classesOf({ className }: Properties): readonly string[] {
  return Array.isArray(className) ? className.map(String) : String(className ?? "").split(" ");
}
