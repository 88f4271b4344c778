import { z } from "zod";
import { fromBase64Url, toBase64Url } from "../../shared/keys/base64url.ts";
import type { Kind } from "../name.ts";

/** A place in the list: the last entry of a page, after which the next one begins. */
export type Cursor = { textNumber: number; kind: Kind; sortKey: string; id: string };

/** Comes before every entry of a text and kind. */
export const BEGINNING = { sortKey: "", id: "00000000-0000-0000-0000-000000000000" };

const cursorSchema = z.tuple([
  z.int().nonnegative().max(1_000_000),
  z.enum(["organisation", "individual"]),
  z.string().max(500),
  z.uuid(),
]);

/** A cursor as an address holds it. */
export function formatCursor({ textNumber, kind, sortKey, id }: Cursor): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify([textNumber, kind, sortKey, id])));
}

/** Reads a cursor from an address; null if it is not one. */
export function parseCursor(text: string): Cursor | null {
  if (text.length > 1_000 || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(text)));
    const parsed = cursorSchema.safeParse(json);
    if (!parsed.success) return null;
    const [textNumber, kind, sortKey, id] = parsed.data;
    return { textNumber, kind, sortKey, id };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return null;
    throw error;
  }
}
