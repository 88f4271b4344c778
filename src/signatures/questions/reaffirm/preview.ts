import { z } from "zod";
import { sql } from "../../../db/sql.ts";
import type { Deps } from "../../../deps.ts";
import type { Letter } from "../../../letters/letter.ts";
import { type SignedVersion, signedVersion } from "../../own-page/signed-text.ts";
import { isEarlier } from "./progress.ts";

const idRows = z.array(z.object({ id: z.string() }));

/** The text of one who would be asked, beside the current one; null if there is nobody. */
export async function earlierVersion(
  deps: Pick<Deps, "db" | "clock">,
  letter: Letter,
): Promise<SignedVersion | null> {
  const rows = await deps.db.$rowsInBackground(sql`
    SELECT id FROM signature
    WHERE letter_id = ${letter.id} AND ${isEarlier(letter.version.textNumber)} LIMIT 1`);
  const [one] = idRows.parse(rows);
  return one === undefined ? null : await signedVersion(deps, letter, one.id);
}
