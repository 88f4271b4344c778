import { sha256Hex } from "../../src/shared/keys/hash.ts";
import { sentChoicesHash } from "../../src/web/import/choices.ts";
import type { FormFields } from "./world.ts";

/** What the button below the preview of a CSV file sends, if its columns are named as ours are. */
export function confirmedImport(csv: string): FormFields {
  const [headings = ""] = csv.split("\n");
  const columns = Object.fromEntries(
    headings.split(",").map((field, at): [string, string] => [`map-${at}`, field]),
  );
  const confirmed = Buffer.from(csv).toString("base64");
  return { ...columns, confirmed, seen: sentChoicesHash(columns), hash: sha256Hex(confirmed) };
}
