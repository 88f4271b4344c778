/**
 * What can be noticed about an entry, in the order in which it is shown. Each code says whether it
 * confirms an entry, is neutral, or asks for a closer look: never a verdict, and never added up.
 */
export const EVIDENCE_MARKS = {
  /** An organisation's address and website are registered under one domain. */
  "domain-matches": "confirms",
  /** A person writes from a domain with the name of their affiliation. */
  "affiliation-matches": "confirms",
  /** They are registered under two. */
  "domain-differs": "look",
  /** An organisation that signed says that it has no website. */
  "no-website": "neutral",
  /** An organisation writes from a provider that gives addresses to anybody. */
  "free-mail": "neutral",
  /** The address is a throwaway one. */
  disposable: "look",
  /** Mail can hardly be expected to reach the domain of the address or the website. */
  "odd-domain": "look",
  /** Another entry has the same name. */
  "same-name": "look",
  /** Another entry's name can be taken for this one. */
  "look-alike": "look",
  /** A word of the name mixes alphabets that resemble each other. */
  "mixed-scripts": "look",
  /** Its client sent {@link MANY_FROM_CLIENT} entries or more in an hour. */
  "many-from-client": "look",
  /** {@link MANY_FROM_DOMAIN} entries or more came from its domain in an hour. */
  "many-from-domain": "neutral",
  /** Other entries came from other spellings of what may be one mailbox. */
  "one-mailbox": "look",
  "no-captcha": "neutral",
  "over-limit": "look",
  /** It was held since its words read as a message. */
  message: "look",
  /** Confirmed faster than people read. */
  "confirmed-fast": "look",
  /** Staff signed a draft with it, to try it. */
  test: "neutral",
} as const satisfies Record<string, "confirms" | "neutral" | "look">;

export type EvidenceCode = keyof typeof EVIDENCE_MARKS;

/**
 * Evidence that whoever approves the entry must look at: it takes a second press. Any other is
 * shown without one, since people who are asked too often learn to press twice.
 */
const LOOK_CLOSER_CODES: readonly EvidenceCode[] = [
  "disposable",
  "odd-domain",
  "same-name",
  "look-alike",
  "mixed-scripts",
  "one-mailbox",
  "over-limit",
];

/** Whether an approval takes a second press because of this. */
export function isLookCloser(code: EvidenceCode): boolean {
  return LOOK_CLOSER_CODES.includes(code);
}

/** So many entries of one client within an hour are evidence. */
export const MANY_FROM_CLIENT = 5;
/** So many entries of one domain within an hour are evidence. */
export const MANY_FROM_DOMAIN = 20;

/** The evidence about an entry that its row keeps, with the entry that it was found to resemble. */
export type StoredEvidence = { codes: readonly EvidenceCode[]; likeId: string | null };

const LIKE = "like:";

/**
 * Evidence as the column `signals` keeps it: codes between blanks, so that one can be searched for.
 * The id of the entry that this one resembles follows as `like:<id>`; the other's name may change
 * or be erased, and is read when it is shown. Nothing personal is kept.
 */
export function writeEvidence({ codes, likeId }: StoredEvidence): string {
  const known = EVIDENCE_CODES.filter((code) => codes.includes(code));
  const all = likeId === null ? known : [...known, `${LIKE}${likeId}`];
  return all.length === 0 ? "" : ` ${all.join(" ")} `;
}

/** Reads the column `signals`. Codes of another version are left out. */
export function readEvidence(text: string): StoredEvidence {
  const words = text.split(" ");
  const like = words.find((word) => word.startsWith(LIKE));
  return {
    codes: EVIDENCE_CODES.filter((code) => words.includes(code)),
    likeId: like === undefined ? null : like.slice(LIKE.length),
  };
}

/** All codes, in the order in which they are shown. */
export const EVIDENCE_CODES = Object.keys(EVIDENCE_MARKS).filter(isEvidenceCode);

function isEvidenceCode(word: string): word is EvidenceCode {
  return Object.hasOwn(EVIDENCE_MARKS, word);
}

/** Evidence about how an entry was sent and confirmed, not about what it says. */
export const SENDING_CODES = [
  "many-from-client",
  "many-from-domain",
  "no-captcha",
  "over-limit",
  "message",
  "confirmed-fast",
  "test",
] as const satisfies EvidenceCode[];

/** Evidence about the address of an entry, which changes with it. */
export const ADDRESS_CODES: readonly EvidenceCode[] = [
  "domain-matches",
  "affiliation-matches",
  "domain-differs",
  "no-website",
  "free-mail",
  "disposable",
  "odd-domain",
  "one-mailbox",
];

/** The evidence that still holds when an entry's words are changed, from the column `signals`. */
export function sendingCodes(text: string): readonly EvidenceCode[] {
  const { codes } = readEvidence(text);
  return ["one-mailbox" as const, ...SENDING_CODES].filter((code) => codes.includes(code));
}

/** Adds a code to the column `signals`. */
export function withEvidence(text: string, code: EvidenceCode): string {
  const { codes, likeId } = readEvidence(text);
  return writeEvidence({ codes: [...codes, code], likeId });
}
