import { contactFor } from "../config.ts";
import type { Hashes } from "../shared/keys/keys.ts";
import { signAddressToken, signToken } from "../shared/keys/signed-token.ts";
import { paths } from "../shared/pages/paths.ts";
import { toQuestionKind } from "../shared/question-kinds.ts";
import { looseForm, storedEmailAddress } from "../shared/text/email-address.ts";
import type { MessageDeps } from "./message-deps.ts";
import type { MailedLetter } from "./message-to-signatory.ts";

/** A question about an entry, with the link to the page on which it is answered. */
export type QuestionMessage = {
  kind: "question";
  question: "second";
  to: string;
  language: string;
  /** The hashes of the address, which is never mailed if one of them is suppressed. */
  addressLimitKeys: Hashes;
  isCapped: true;
  letter: MailedLetter;
  entry: { name: string; website: string };
  /** Who signed in the organisation's name. */
  contact: { name: string; role: string };
  answerUrl: string;
  until: Date;
  suppressionUrl: string;
};

/**
 * Fills in a question; null if it was answered or replaced, if it has expired, or if the entry is
 * no longer one to ask about.
 */
export async function readQuestion(deps: MessageDeps, id: string): Promise<QuestionMessage | null> {
  const row = await findRow(deps, id);
  if (!row || row.email === null || row.answer !== null) return null;
  const question = toQuestionKind(row.kind);
  if (question === null) throw new UnknownQuestionError();
  const { signature, expiresAt } = row;
  if (expiresAt === null || expiresAt <= deps.clock.now()) return null;
  const isAsked = signature.state === "pending" || signature.state === "published";
  if (!isAsked || (await hasNewer(deps, row))) return null;
  const { baseUrl } = deps.config;
  const to = await deps.keys.decrypt(row.email);
  const address = looseForm(storedEmailAddress(to));
  const addressLimitKeys = await deps.keys.hashes("address-limit", address);
  const token = await signToken(deps.keys, "question", { id, expiresAt });
  return {
    kind: "question",
    question,
    to,
    language: signature.language,
    addressLimitKeys,
    isCapped: true,
    letter: await letterOf(deps, signature.letter),
    entry: { name: signature.name, website: signature.website ?? "" },
    contact: { name: signature.contactName ?? "", role: signature.contactRole ?? "" },
    answerUrl: baseUrl + paths.question(token),
    until: expiresAt,
    suppressionUrl:
      baseUrl + paths.suppression(await signAddressToken(deps.keys, addressLimitKeys)),
  };
}

/** Only a later version can put it into words: it is tried again, by whichever that is. */
class UnknownQuestionError extends Error {
  override name = "UnknownQuestionError";
}

async function findRow({ db }: MessageDeps, id: string) {
  return await db.question.findUnique({
    where: { id },
    include: { signature: { include: { letter: true } } },
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

async function letterOf(
  deps: MessageDeps,
  letter: Row["signature"]["letter"],
): Promise<MailedLetter> {
  const { baseUrl } = deps.config;
  const version = await deps.db.letterVersion.findUnique({
    where: { id: letter.currentVersionId ?? "" },
    select: { title: true },
  });
  return {
    title: version?.title ?? letter.slug,
    publisher: letter.publisher,
    contact: contactFor(deps.config, letter),
    replyTo: letter.replyTo,
    url: baseUrl + paths.letter(letter.slug),
    privacyUrl: baseUrl + paths.privacy(letter.slug),
  };
}

async function hasNewer({ db }: MessageDeps, { signatureId, kind, about }: Row): Promise<boolean> {
  const where = { signatureId, kind, about: { gt: about } };
  return (await db.question.findFirst({ where, select: { id: true } })) !== null;
}
