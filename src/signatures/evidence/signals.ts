/**
 * What is noticed about entries, in the order that it is shown: each with whether it confirms an
 * entry, is neutral, or asks for a closer look. Never a verdict, and never added up.
 */
export const SIGNALS = {
  /** An organisation's address and website are registered under one domain. */
  "domain-matches": "confirms",
  /** They are registered under two. */
  "domain-differs": "look",
  /** An organisation writes from a provider that gives addresses to anybody. */
  "free-mail": "neutral",
  /** The address is one to be thrown away. */
  disposable: "look",
  /** The domain of the address or the website is none that mail can be expected to reach. */
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
  "no-captcha": "neutral",
  "over-limit": "look",
  /** Confirmed faster than people read. */
  "confirmed-fast": "look",
} as const satisfies Record<string, "confirms" | "neutral" | "look">;

/** The code of something noticed. */
export type Signal = keyof typeof SIGNALS;

/** Entries of one client within an hour, from which it is noticed. */
export const MANY_FROM_CLIENT = 5;
/** Entries of one domain within an hour, from which it is noticed. */
export const MANY_FROM_DOMAIN = 20;

/** What was noticed of an entry, and which other it was taken to resemble. */
export type Noticed = { signals: readonly Signal[]; likeId: string | null };

const LIKE = "like:";

/**
 * What was noticed, as a row keeps it: codes, each between blanks, so that one can be looked for.
 * The id of the entry that this one resembles follows as `like:<id>`: its name may change or be
 * erased, and is read when it is shown. Nothing personal is in it.
 */
export function writeSignals({ signals, likeId }: Noticed): string {
  const codes = SIGNAL_CODES.filter((code) => signals.includes(code));
  const all = likeId === null ? codes : [...codes, `${LIKE}${likeId}`];
  return all.length === 0 ? "" : ` ${all.join(" ")} `;
}

/** What a row keeps, read back. Codes that are not known any more are left out. */
export function readSignals(text: string): Noticed {
  const words = text.split(" ");
  const like = words.find((word) => word.startsWith(LIKE));
  return {
    signals: SIGNAL_CODES.filter((code) => words.includes(code)),
    likeId: like === undefined ? null : like.slice(LIKE.length),
  };
}

/** All codes, in the order that they are shown. */
export const SIGNAL_CODES = Object.keys(SIGNALS).filter(isSignal);

function isSignal(word: string): word is Signal {
  return Object.hasOwn(SIGNALS, word);
}

/** What was noticed of how an entry was sent and confirmed, not of what it says. */
export const OF_SENDING = [
  "many-from-client",
  "many-from-domain",
  "no-captcha",
  "over-limit",
  "confirmed-fast",
] as const satisfies Signal[];

/** What stays true of an entry, as a row keeps it, when its words are changed. */
export function ofSending(text: string): readonly Signal[] {
  const { signals } = readSignals(text);
  return OF_SENDING.filter((code) => signals.includes(code));
}
