import { isOwnAddress } from "../../accounts/own-address.ts";
import { isUniqueViolation } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { findLetterById } from "../../letters/read.ts";
import { newId } from "../../shared/ids.ts";
import { writeEvidence } from "../evidence/codes.ts";
import { BY_SIGNATORY, firstColumns } from "../store.ts";
import { clientKeys } from "./client.ts";
import { columnsOf, type Submission, unverifiedColumns } from "./sign.ts";
import { rememberWordings } from "./wording.ts";

export type TestOutcome =
  /** The mail is due. An earlier test of the same person and kind is gone. */
  | "signed"
  /** Tests are mailed to nobody but whoever makes them. */
  | "not-own-address"
  /** An entry that is no test has the address, such as an imported one. */
  | "taken"
  /** The letter was opened, or deleted, meanwhile. */
  | "no-draft";

/**
 * Signs a draft as a visitor would sign the letter, to see what they will see. The entry is a test:
 * the database takes none on another letter, counts none in public, and deletes all of them in the
 * statement that opens the letter. There is no captcha, and no evidence but that it is a test.
 */
export async function signAsTest(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  letter: Letter,
  submission: Submission,
  by: string,
): Promise<TestOutcome> {
  const { form } = submission;
  if (letter.state !== "draft") return "no-draft";
  if (!(await isOwnAddress(deps, by, form.email))) return "not-own-address";
  await rememberWordings(deps, Object.values(submission.wordings));
  const client = await clientKeys(deps, submission.clientAddress);
  const columns = await columnsOf(deps, letter, submission, client);
  const owner = { letterId: letter.id, kind: form.kind, addressKey: columns.addressKey };
  await deps.db.signature.deleteMany({ where: { ...owner, isTest: true } });
  const now = deps.clock.now();
  const id = newId(deps.clock);
  const data = {
    ...columns,
    ...firstColumns("sign", "unverified", { by: BY_SIGNATORY, at: now, reason: null }),
    ...unverifiedColumns(now),
    mailNetworkKey: client.networkKey,
    id,
    letterId: letter.id,
    signals: writeEvidence({ codes: ["test"], likeId: null }),
    standsWith: id,
    standsAt: now,
    signedAt: now,
    isTest: true,
  };
  try {
    await deps.db.signature.create({ data, select: { id: true } });
  } catch (error) {
    if (isUniqueViolation(error)) return "taken";
    // The database refuses a test of a letter that is no draft any more.
    if ((await findLetterById(deps.db, letter.id))?.state === "draft") throw error;
    return "no-draft";
  }
  return "signed";
}
