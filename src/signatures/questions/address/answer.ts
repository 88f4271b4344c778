import { isUniqueViolation } from "../../../db/db.ts";
import type { Deps } from "../../../deps.ts";
import { storedEmailAddress } from "../../../shared/text/email-address.ts";
import { addressColumns } from "../../entry.ts";
import { evidenceOfAddress } from "../../evidence/collect.ts";
import { tellMailbox } from "../../evidence/mailbox.ts";
import { readProposal, writeProposal } from "../../own-page/proposal.ts";
import { BY_SIGNATORY, dropExpired, type MoveColumns, move, toKind } from "../../store.ts";
import type { AnswerToQuestion } from "../answer-type.ts";

/** What is left of a change of address that nobody will confirm. */
export const NO_NEW_ADDRESS = { email: null, contactName: null, contactRole: null } as const;

/** How often an entry may change between being read and moved before somebody presses again. */
const TRIES_MAX = 3;

/**
 * Whoever has the mail to a new address says whether a signature is to move there. It moves by one
 * conditional statement, in which the database also closes the question and notes the address that
 * the entry had; a trigger then tells that one. Older links to the own page end.
 */
export const answerAddress: AnswerToQuestion = async (deps, given) => {
  const { questionId: id, signatureId, answer } = given;
  const answeredAt = deps.clock.now();
  const isOpen = { id, answer: null, expiresAt: { gt: answeredAt } };
  if (answer === "refused") {
    const data = { answer, answeredAt, ...NO_NEW_ADDRESS };
    await deps.db.question.updateMany({ where: isOpen, data });
    return;
  }
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const question = await findOpen(deps, isOpen);
    if (question === null) return;
    const { as, columns, mailbox } = await planFor(deps, question);
    const which = { id: signatureId, ...as, questions: { some: isOpen } };
    const mover = { by: BY_SIGNATORY, at: answeredAt };
    try {
      const moved = await move(deps.db, which, "change-address", mover, columns);
      if (moved.length === 0) continue;
    } catch (error) {
      // The address has signed this letter itself: the page says so.
      if (isUniqueViolation(error)) return;
      throw error;
    }
    return await tellMailbox(deps.db, mailbox);
  }
};

async function findOpen({ db }: Pick<Deps, "db">, which: { id: string }) {
  const row = await db.question.findFirst({
    where: { ...which, email: { not: null } },
    select: {
      email: true,
      contactName: true,
      contactRole: true,
      signature: {
        select: {
          id: true,
          letterId: true,
          kind: true,
          name: true,
          website: true,
          affiliation: true,
          email: true,
          signals: true,
          proposal: true,
          proposedAt: true,
          verifiedAt: true,
        },
      },
    },
  });
  return row?.email ? { ...row, email: row.email } : null;
}

type OpenQuestion = NonNullable<Awaited<ReturnType<typeof findOpen>>>;

/** What the move sets, and as what it must find the entry: nothing done meanwhile is lost. */
async function planFor(deps: Pick<Deps, "db" | "keys" | "clock">, question: OpenQuestion) {
  const { contactName, contactRole, signature } = question;
  const { letterId, email, signals, proposedAt } = signature;
  const address = storedEmailAddress(await deps.keys.decrypt(question.email));
  const keys = await addressColumns(deps.keys, address);
  const entry = { ...signature, kind: toKind(signature.kind) };
  const owner = { letterId, kind: entry.kind, addressKey: keys.addressKey };
  await dropExpired(deps.db, owner, deps.clock.now());
  const mailbox = { letterId, addressKey: keys.addressKey, addressLimitKey: keys.addressLimitKey };
  const columns: MoveColumns = {
    ...keys,
    // The very ciphertext at which the question was asked: the database goes by it.
    email: question.email,
    // Past the link that may just be in a mail to the address of before.
    tokenVersion: { increment: 2 },
    signals: await evidenceOfAddress(deps, entry, { ...mailbox, domain: address.domain }),
    ...(signature.verifiedAt === null && { verifiedAt: deps.clock.now() }),
    ...(contactName !== null && newContact(signature.proposal, { contactName, contactRole })),
  };
  return { as: { email, signals, proposedAt }, columns, mailbox };
}

/** A change that waits for a moderator was made with the contact of before. */
function newContact(
  proposal: string | null,
  contact: { contactName: string; contactRole: string | null },
) {
  const waiting = readProposal(proposal);
  return waiting === null
    ? contact
    : { ...contact, proposal: writeProposal({ ...waiting, ...contact }) };
}
