import type { QuestionKind } from "../../shared/question-kinds.ts";

const EVIDENT_KINDS: string[] = ["second", "moderator"] satisfies QuestionKind[];

/** What is evidence of the questions about an entry, of each kind the last one first. */
const QUESTIONS_ASKED = {
  where: { kind: { in: EVIDENT_KINDS } },
  select: {
    kind: true,
    text: true,
    reply: true,
    askedAt: true,
    expiresAt: true,
    answeredAt: true,
    answer: true,
  },
  orderBy: { about: "desc" },
} as const;

/** What its signatory agreed to, by purpose. */
export const AGREED_COLUMNS = {
  consentHash: true,
  consentAt: true,
  updates: true,
  updatesHash: true,
  updatesAt: true,
} as const;

/** What the queue reads of an entry. */
export const QUEUE_COLUMNS = {
  id: true,
  state: true,
  kind: true,
  name: true,
  nameKey: true,
  title: true,
  affiliation: true,
  website: true,
  country: true,
  visibility: true,
  capacity: true,
  contactName: true,
  contactRole: true,
  email: true,
  signedAt: true,
  importKey: true,
  verifiedAt: true,
  decidedAt: true,
  decidedBy: true,
  reason: true,
  reasonWords: true,
  decidedAs: true,
  unpublishedAt: true,
  takendownFrom: true,
  laterUntil: true,
  contactsGoneAt: true,
  movedAt: true,
  heldReason: true,
  lookalikeKey: true,
  signals: true,
  standsWith: true,
  hiddenAt: true,
  sortName: true,
  domainKey: true,
  networkKey: true,
  addressLimitKey: true,
  authorityHash: true,
  proposal: true,
  proposedAt: true,
  verifiedHow: true,
  verifiedHowAt: true,
  questions: QUESTIONS_ASKED,
  notes: { select: { text: true, accountId: true, createdAt: true }, orderBy: { id: "asc" } },
} as const;
