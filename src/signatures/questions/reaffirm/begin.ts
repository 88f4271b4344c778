import { recordStaffEvent } from "../../../accounts/staff-events.ts";
import { isUniqueViolation } from "../../../db/db.ts";
import type { Deps } from "../../../deps.ts";
import { isOpen, type Letter } from "../../../letters/letter.ts";
import { rememberWording, type Wording } from "../../signing/wording.ts";
import { earlierSignatories } from "./progress.ts";

export type BeginOutcome =
  | "begun"
  /** The letter has another text by now than the one that was seen. */
  | "other-text"
  /** Nobody signs a closed letter, so nobody is asked. */
  | "closed"
  /** All who can be asked have been. */
  | "nobody";

/**
 * Has all who signed an earlier text, and have not been asked about the current one, asked whether
 * they sign that, too. A job does it.
 */
export async function beginAsking(
  deps: Pick<Deps, "db" | "clock" | "log">,
  letter: Letter,
  /** The number of the text that was seen, what is asked, and the account that asks. */
  { about, wording, by }: { about: number; wording: Wording; by: string },
): Promise<BeginOutcome> {
  const now = deps.clock.now();
  if (about !== letter.version.textNumber) return "other-text";
  if (!isOpen(letter, now)) return "closed";
  const { toAsk } = await earlierSignatories(deps, letter);
  if (toAsk === 0) return "nobody";
  const asked = { wording: await rememberWording(deps, wording), askedBy: by, askedAt: now };
  if (!(await begin(deps.db, { letterId: letter.id, about, ...asked }))) return "begun";
  const what = "letter-reaffirm-asked";
  await recordStaffEvent(deps, { letterId: letter.id, what, by, detail: { about, toAsk } });
  deps.log.info("reaffirm.begun", { letter: letter.id, about, toAsk });
  return "begun";
}

type NewAsking = {
  letterId: string;
  about: number;
  wording: string;
  askedBy: string;
  askedAt: Date;
};

/** False if it is under way already. */
async function begin({ asking }: Deps["db"], row: NewAsking): Promise<boolean> {
  const { letterId, about, ...columns } = row;
  const again = await asking.updateMany({
    where: { letterId, about, endedAt: { not: null } },
    data: { ...columns, askedUpTo: "", endedAt: null },
  });
  if (again.count > 0) return true;
  try {
    await asking.create({ data: row, select: { letterId: true } });
    return true;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return false;
  }
}
