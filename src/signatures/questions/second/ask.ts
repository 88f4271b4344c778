import type { Deps } from "../../../deps.ts";
import { MAIL_INTERVAL_MS } from "../../../limits.ts";
import { later } from "../../../shared/clock.ts";
import { openUnder } from "../../../shared/keys/key-change.ts";
import { isShared, registrableDomain, websiteDomain } from "../../../shared/text/domain.ts";
import {
  type EmailAddress,
  looseForm,
  parseEmailAddress,
} from "../../../shared/text/email-address.ts";
import { isOneOf } from "../../lifecycle.ts";
import type { Wording } from "../../signing/wording.ts";
import { toState } from "../../store.ts";
import { askQuestion } from "../ask.ts";
import { QUESTIONS } from "../kinds.ts";

/** The most questions about one entry, over its whole life. */
export const QUESTIONS_MAX = 3;

/** Why an organisation cannot be asked about an entry just now, whatever the address. */
export type AskObstacle =
  /** The entry is not an organisation's, or its state does not allow it. */
  | "not-possible"
  /** Its website has no domain of its own, so no address can be known to be the organisation's. */
  | "no-own-domain"
  | "confirmed-already"
  | "too-many"
  | "too-soon";

/** Why a question is not mailed to an address. */
export type AskRefusal =
  | AskObstacle
  | "address-invalid"
  | "free-mail"
  | "other-domain"
  /** It is the one from which the entry was confirmed. */
  | "same-address";

/** A question as staff see it. */
export type SecondQuestion = {
  /** Null once it has been erased, and if it cannot be opened. */
  address: string | null;
  isUnreadable: boolean;
  askedBy: string;
  askedAt: Date;
  expiresAt: Date;
  answeredAt: Date | null;
  answer: string | null;
};

/** What was asked about an entry, oldest first, and whether it can be asked again. */
export type SecondQuestions = {
  questions: SecondQuestion[];
  obstacle: AskObstacle | null;
  /** The domain that the address must be at. */
  domain: string | null;
};

/** What an organisation was asked about an entry; null if the letter has no such entry. */
export async function secondQuestions(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  letterId: string,
  id: string,
): Promise<SecondQuestions | null> {
  const row = await findRow(deps, letterId, id);
  if (row === null) return null;
  const questions = await Promise.all(
    row.questions.map(async ({ email, about: _, expiresAt, ...question }) => {
      const address = email === null ? null : await openUnder(deps.keys, email);
      const until = expiresAt ?? question.askedAt;
      return {
        ...question,
        expiresAt: until,
        address,
        isUnreadable: email !== null && address === null,
      };
    }),
  );
  return { questions, obstacle: obstacleOf(row, deps.clock.now()), domain: ownDomain(row.website) };
}

/** Asks an organisation, at an address on its website's domain, whether an entry is its own. */
export async function askOrganisation(
  deps: Pick<Deps, "db" | "keys" | "clock" | "log">,
  which: { letterId: string; id: string },
  question: { address: string; wording: Omit<Wording, "hash">; askedBy: string },
): Promise<"asked" | AskRefusal> {
  const row = await findRow(deps, which.letterId, which.id);
  const obstacle = row === null ? "not-possible" : obstacleOf(row, deps.clock.now());
  if (row === null || obstacle !== null) return obstacle ?? "not-possible";
  const to = parseEmailAddress(question.address);
  if (to === null) return "address-invalid";
  const why = await unfitness(deps, row, to);
  if (why !== null) return why;
  const { wording, askedBy } = question;
  const entry = { signatureId: row.id, letterId: which.letterId };
  const about = (row.questions.at(-1)?.about ?? 0) + 1;
  const isAsked = await askQuestion(deps, {
    ...entry,
    kind: "second",
    about,
    to,
    wording,
    askedBy,
  });
  // If not, somebody else asked a moment ago.
  return isAsked ? "asked" : "too-soon";
}

async function findRow(deps: Pick<Deps, "db">, letterId: string, id: string) {
  return await deps.db.signature.findFirst({
    where: { letterId, id },
    select: {
      id: true,
      kind: true,
      state: true,
      isTest: true,
      website: true,
      addressLimitKey: true,
      verifiedHow: true,
      questions: {
        where: { kind: "second" },
        orderBy: { about: "asc" },
        select: {
          about: true,
          email: true,
          askedBy: true,
          askedAt: true,
          expiresAt: true,
          answeredAt: true,
          answer: true,
        },
      },
    },
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

function obstacleOf(row: Row, now: Date): AskObstacle | null {
  if (
    row.isTest ||
    row.kind !== "organisation" ||
    !isOneOf(toState(row.state), QUESTIONS.second.states)
  ) {
    return "not-possible";
  }
  if (ownDomain(row.website) === null) return "no-own-domain";
  if (row.verifiedHow !== null) return "confirmed-already";
  if (row.questions.length >= QUESTIONS_MAX) return "too-many";
  const last = row.questions.at(-1);
  return last !== undefined && last.askedAt > later(now, -MAIL_INTERVAL_MS) ? "too-soon" : null;
}

/** The domain of a website, unless anybody can have an address or a page there. */
function ownDomain(website: string | null): string | null {
  const domain = website === null ? null : websiteDomain(website);
  return domain !== null && isShared(domain) ? null : domain;
}

async function unfitness(
  { keys }: Pick<Deps, "keys">,
  row: Row,
  address: EmailAddress,
): Promise<AskRefusal | null> {
  const domain = registrableDomain(address.domain);
  if (domain !== null && isShared(domain)) return "free-mail";
  if (domain === null || domain !== ownDomain(row.website)) return "other-domain";
  const isSame = row.addressLimitKey === (await keys.hash("address-limit", looseForm(address)));
  return isSame ? "same-address" : null;
}
