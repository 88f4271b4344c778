import { tidyLine } from "../text/text.ts";

/** A piece of a line: what somebody typed, what the list says itself, or what stands between. */
type LinePiece = { text: string; is: "typed" | "said" | "between" };

/**
 * The line below a name in the list: title and affiliation, and whether somebody signs in their own
 * capacity. Pages and the preview in the form show the same pieces; no pieces, no line.
 */
export function lineBelow(
  entry: { title: string | null; affiliation: string | null; capacity?: string | null },
  ownCapacity: string,
): LinePiece[] {
  const typed = [entry.title, entry.affiliation].filter((text) => text !== null && text !== "");
  const pieces = typed.flatMap((text, at): LinePiece[] => [
    ...(at > 0 ? [{ text: ", ", is: "between" } as const] : []),
    { text: text ?? "", is: "typed" },
  ]);
  if (entry.capacity !== "own") return pieces;
  return [
    ...pieces,
    ...(typed.length > 0 ? [{ text: " · ", is: "between" } as const] : []),
    { text: ownCapacity, is: "said" },
  ];
}

/** An entry while it is typed, as the list will show it: tidied as the server tidies it. */
export function typedEntry(
  typed: { name: string; title: string; affiliation: string; capacity: string },
  ownCapacity: string,
): { name: string; below: LinePiece[] } {
  const [title, affiliation] = [tidyLine(typed.title), tidyLine(typed.affiliation)];
  return {
    name: tidyLine(typed.name),
    below: lineBelow({ title, affiliation, capacity: typed.capacity }, ownCapacity),
  };
}
