import { z } from "zod";
import { formatEmailAddress, parseEmailAddress } from "../shared/text/email-address.ts";
import { languageMeant } from "../shared/text/language-meant.ts";
import { slugOf } from "../shared/text/slug.ts";
import { hasControlCharacters, isDamaged, tidyLine } from "../shared/text/text.ts";
import { endOfDay, timeTyped, timeZoneOf, zoneOfCity } from "../shared/time-zone.ts";

import { LETTER_LENGTH_MAX, languageOf, SLUG, TAGS_MAX, tidyClosing } from "./letter-limits.ts";

const NOT_TEXT = "has control characters, or characters that change the direction of the text.";

/** A text in YAML, which reads some of them as something else. */
const text = z.string({
  error: ({ input }) => {
    if (input === undefined) return "is missing.";
    if (input === null) return "is empty.";
    if (typeof input === "object") return "put it in quotes: YAML reads it as a list.";
    return `put it in quotes: YAML reads “${String(input)}” as ${typeof input === "number" ? "a number" : "true or false"}.`;
  },
});

const plain = (lengthMax: number) =>
  text.transform(tidyLine).pipe(
    z
      .string()
      .max(lengthMax, `is longer than ${lengthMax} characters.`)
      .refine((line) => !hasControlCharacters(line) && !isDamaged(line), NOT_TEXT),
  );
const line = (lengthMax: number) => plain(lengthMax).pipe(z.string().min(1, "is empty."));
const optionalLine = (lengthMax: number) =>
  plain(lengthMax)
    .nullable()
    .default(null)
    .transform((given) => given || null);

/** A year such as 0026 is a slip. */
const DAY = /^(?:19|[2-9]\d)\d\d-\d\d-\d\d$/;
const MOMENT =
  /^(?:19|[2-9]\d)\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** What `read` makes of a text, or this sentence if it makes nothing of it. */
const read = (
  read: (written: string) => string | null,
  sentence: string | ((written: string) => string),
) =>
  text.transform((written, context) => {
    const made = read(written.trim());
    if (made !== null) return made;
    context.addIssue(typeof sentence === "string" ? sentence : sentence(written.trim()));
    return z.NEVER;
  });

/** A sentence about what was written, and what it may have meant. */
const unknown =
  (sentence: string, meant: (written: string) => string | null) =>
  (written: string): string => {
    const instead = meant(written);
    return `“${written}” ${sentence}${instead === null ? "" : ` Did you mean ${instead}?`}`;
  };

/** A real day, or a moment of one with its offset, as written. */
const dayOrMoment = z
  .union([z.string(), z.number(), z.boolean()], "is not a date such as 2026-12-31.")
  .transform((value, context) => {
    const written = String(value).trim();
    const isReal = timeTyped(written.slice(0, 10)) !== null;
    if (isReal && (DAY.test(written) || isMoment(written))) return written;
    context.addIssue(`“${written}” is not a date such as 2026-12-31 or 2026-12-31T18:00+01:00.`);
    return z.NEVER;
  });

function isMoment(written: string): boolean {
  return MOMENT.test(written) && !Number.isNaN(new Date(written).getTime());
}

function storedAddress(written: string): string | null {
  const address = parseEmailAddress(written);
  return address === null ? null : formatEmailAddress(address);
}

const tag = line(LETTER_LENGTH_MAX.tag);
const commaList = z.string().transform((list) => list.split(",").filter((item) => item.trim()));

const schema = z.object({
  title: line(LETTER_LENGTH_MAX.title),
  slug: text
    .max(LETTER_LENGTH_MAX.slug, `is longer than ${LETTER_LENGTH_MAX.slug} characters.`)
    .superRefine((slug, context) => {
      if (SLUG.test(slug)) return;
      const such = slugOf(slug) || "our-rivers";
      context.addIssue(
        `must be lower-case letters and digits with hyphens between them, such as ${such}`,
      );
    }),
  language: read(
    languageOf,
    unknown("is not a language code we know, such as en, de or ug.", languageMeant),
  ).default("en"),
  published: dayOrMoment.nullable().default(null),
  published_by: line(LETTER_LENGTH_MAX.publisher),
  author: optionalLine(LETTER_LENGTH_MAX.publisher),
  summary: optionalLine(LETTER_LENGTH_MAX.summary),
  tags: z
    .union([commaList, z.array(z.unknown())], "must be a list such as [rivers, water].")
    .nullable()
    .default([])
    .transform((tags) => tags ?? [])
    .pipe(z.array(tag).max(TAGS_MAX, `has more than ${TAGS_MAX} tags.`))
    .transform((tags) => [...new Set(tags)]),
  closing: text
    .nullable()
    .default("")
    .transform((closing) => tidyClosing(closing ?? ""))
    .pipe(
      z
        .string()
        .max(LETTER_LENGTH_MAX.closing, `is longer than ${LETTER_LENGTH_MAX.closing} characters.`)
        .refine((closing) => !closing.split("\n").some(hasControlCharacters), NOT_TEXT),
    ),
  /** What a changed text is beside the one before; and why, for everybody to read. */
  change: z
    .enum(["typographical", "substantial"], "must be typographical or substantial.")
    .default("substantial"),
  change_reason: optionalLine(LETTER_LENGTH_MAX.reason),
  /** If it is not given, a new letter is open, and an existing one stays as it is. */
  state: z
    .enum(["draft", "open", "closed"], "must be draft, open or closed.")
    .nullable()
    .default(null),
  closes: dayOrMoment.nullable().default(null),
  time_zone: read(
    timeZoneOf,
    unknown("is not a time zone such as Europe/Berlin or America/New_York.", zoneOfCity),
  ).default("UTC"),
  controller: optionalLine(LETTER_LENGTH_MAX.controller),
  contact: optionalLine(LETTER_LENGTH_MAX.contact),
  reply_to: read(storedAddress, "is not an email address.").nullable().default(null),
  noindex: z.boolean("must be true or false.").default(false),
});

const KEYS = Object.keys(schema.shape);

/** What the front matter of a letter says. */
export type FrontMatter = ReturnType<typeof toFrontMatter>;

/** Reads front matter, or gives a sentence for each thing that is wrong. Notices: the rest. */
export function parseFrontMatter(
  value: unknown,
): { ok: true; front: FrontMatter; notices: string[] } | { ok: false; problems: string[] } {
  const parsed = schema.safeParse(value, {
    error: () => "The front matter must be lines such as “title: A letter about rivers”.",
  });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${String(path[0])}: ${message}`,
    );
    return { ok: false, problems: [...new Set([...problems, ...noticesOf(value)])] };
  }
  return { ok: true, front: toFrontMatter(parsed.data), notices: noticesOf(value) };
}

/** What other programs, and people, call these keys. */
const MEANT: Readonly<Record<string, string>> = {
  publisher: "published_by",
  organisation: "published_by",
  organization: "published_by",
  date: "published",
  authors: "author",
  lang: "language",
  locale: "language",
  deadline: "closes",
  closed: "closes",
  closes_at: "closes",
  timezone: "time_zone",
  address: "slug",
  permalink: "slug",
  description: "summary",
  excerpt: "summary",
  keywords: "tags",
  categories: "tags",
  status: "state",
  email: "reply_to",
};

/** A sentence for each key that is not known, and the list of those that are. */
function noticesOf(value: unknown): string[] {
  const record = z.record(z.string(), z.unknown()).safeParse(value);
  const unknown = Object.keys(record.data ?? {}).filter((key) => !KEYS.includes(key));
  if (unknown.length === 0) return [];
  const notices = unknown.map((key) => {
    const written = key.trim().toLowerCase().replace(/[- ]/g, "_");
    const meant = MEANT[written] ?? written;
    const mend = KEYS.includes(meant) ? ` Write it as ${meant}.` : "";
    return `“${key}” is not a known key, so it was ignored.${mend}`;
  });
  return [...notices, `The known keys are ${KEYS.join(", ")}.`];
}

function toFrontMatter(data: z.infer<typeof schema>) {
  const { published_by, reply_to, change_reason, time_zone, published, closes, ...rest } = data;
  return {
    ...rest,
    publishedBy: published_by,
    replyTo: reply_to,
    changeReason: change_reason,
    timeZone: time_zone,
    /** Its day, as written, as midnight UTC. */
    published: published === null ? null : new Date(`${published.slice(0, 10)}T00:00:00Z`),
    /** A day alone is the end of it in the letter's time zone. */
    closes: closes === null ? null : closingMoment(closes, time_zone),
  };
}

function closingMoment(written: string, timeZone: string): Date {
  return DAY.test(written)
    ? endOfDay(timeZone, new Date(`${written}T00:00:00Z`))
    : new Date(written);
}
