import { parse as parseYaml, YAMLParseError } from "yaml";
import { z } from "zod";
import { LETTER_NESTING_MAX } from "../limits.ts";
import { readMarkdown } from "../shared/markdown/dialect.ts";
import { type Dropped, findDropped } from "../shared/markdown/dropped.ts";
import { parseEmailAddress } from "../shared/text/email-address.ts";
import { tidyLine } from "../shared/text/text.ts";
import { findIntricacy, type Intricacy } from "./intricacy.ts";

/** The longest texts of a letter, in characters; a body has some forty pages. */
export const LETTER_LENGTH_MAX = {
  title: 300,
  slug: 80,
  publisher: 200,
  body: 100_000,
  closing: 1_000,
  tag: 80,
  controller: 300,
  contact: 300,
  reason: 500,
} as const;
export const TAGS_MAX = 20;
/** The name of a letter in its address. */
export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** A language as a tag of BCP 47. */
export const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

const line = (lengthMax: number) =>
  z.string().transform(tidyLine).pipe(z.string().min(1).max(lengthMax));
const email = z
  .string()
  .refine((text) => parseEmailAddress(text) !== null, "is not an email address");
const day = z.union([z.string(), z.date()]).transform((value, context) => {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) {
    context.addIssue("is not a date such as 2026-05-01");
    return z.NEVER;
  }
  return date;
});

/** The last day of signing: the letter is open until that day is over (UTC). */
const lastDay = z
  .union([z.string(), z.date()])
  .transform((value) => (typeof value === "string" ? value.trim() : value.toISOString()))
  .transform((text) => text.replace(/T00:00:00(\.000)?Z$/, ""))
  .transform((text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T23:59:59.999Z` : text))
  .transform((text) => new Date(text))
  .refine((date) => !Number.isNaN(date.getTime()), "is not a date such as 2026-05-01");

const frontMatter = z.strictObject({
  title: line(LETTER_LENGTH_MAX.title),
  slug: z
    .string()
    .max(LETTER_LENGTH_MAX.slug)
    .regex(SLUG, "is lower-case letters and digits, with hyphens between"),
  language: z.string().regex(LANGUAGE, "is a language such as en").default("en"),
  published: day.nullable().default(null),
  published_by: line(LETTER_LENGTH_MAX.publisher),
  tags: z.array(z.string().max(LETTER_LENGTH_MAX.tag)).max(TAGS_MAX).default([]),
  closing: z.string().transform(tidyLine).default(""),
  /** What a changed text is beside the one before; and why, for everybody to read. */
  change: z.enum(["typographical", "substantial"]).default("substantial"),
  change_reason: z
    .string()
    .transform(tidyLine)
    .pipe(z.string().max(LETTER_LENGTH_MAX.reason))
    .nullable()
    .default(null)
    .transform((reason) => reason || null),
  /** If it is not given, a new letter is open, and an existing one stays as it is. */
  state: z.enum(["draft", "open", "closed"]).nullable().default(null),
  closes: lastDay.nullable().default(null),
  controller: line(LETTER_LENGTH_MAX.controller).nullable().default(null),
  contact: line(LETTER_LENGTH_MAX.contact).nullable().default(null),
  reply_to: email.nullable().default(null),
  noindex: z.boolean().default(false),
});

/** A letter in a Markdown file with YAML front matter. */
export type LetterFile = Omit<
  z.infer<typeof frontMatter>,
  "published_by" | "reply_to" | "change_reason"
> & {
  publishedBy: string;
  replyTo: string | null;
  changeReason: string | null;
  body: string;
};

/** Reads a letter file, or gives a sentence for each thing that is wrong with it. */
export function parseLetterFile(
  source: string,
): { ok: true; file: LetterFile; notices: string[] } | { ok: false; problems: string[] } {
  const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n([\s\S]*))?$/.exec(source);
  if (match === null) {
    return {
      ok: false,
      problems: ["The file does not begin with front matter between two lines of ---."],
    };
  }
  const yaml = readYaml(match[1] ?? "");
  if (!yaml.ok) return { ok: false, problems: [`The front matter is not YAML: ${yaml.problem}`] };
  const body = tidyBody(match[2] ?? "");
  const problems: string[] = [];
  if (source.includes("\u0000")) problems.push("The file is not text: it holds U+0000.");
  if (body === "") problems.push("The letter has no text.");
  if (body.length > LETTER_LENGTH_MAX.body)
    problems.push(`The letter is longer than ${LETTER_LENGTH_MAX.body} characters.`);
  else problems.push(...intricacies(match[2] ?? "", source));
  const parsed = frontMatter.safeParse(yaml.value);
  if (!parsed.success) {
    problems.push(
      ...parsed.error.issues.map(
        (issue) => `${issue.path.join(".") || "front matter"}: ${issue.message}`,
      ),
    );
    return { ok: false, problems };
  }
  if (problems.length > 0) return { ok: false, problems };
  const { published_by: publishedBy, reply_to: replyTo, change_reason, ...rest } = parsed.data;
  const file = { ...rest, publishedBy, replyTo, changeReason: change_reason, body };
  return { ok: true, file, notices: notShown(match[2] ?? "", source) };
}

/** The text of a letter as it is kept: in NFC, each line ended by a line feed only. */
export function tidyBody(text: string): string {
  return lineFeeds(text.normalize("NFC")).trim();
}

/** The same text with each line ended by a line feed only. */
export function lineFeeds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** A sentence for each thing that the text holds and the page does not show. */
function notShown(text: string, source: string): string[] {
  const before = linesBefore(text, source);
  return findDropped(readMarkdown(lineFeeds(text))).map(({ what, name, line }) => {
    return `Line ${before + line}: ${NOT_SHOWN[what](name)} is not shown.`;
  });
}

const NOT_SHOWN: Readonly<Record<Dropped["what"], (name: string) => string>> = {
  html: (tag) => `the HTML tag ${tag}`,
  comment: () => "a comment in HTML",
  image: (description) => `the image “${description}”`,
  link: (address) => `the address ${address} of a link`,
};

function linesBefore(text: string, source: string): number {
  return lineFeeds(source).split("\n").length - lineFeeds(text).split("\n").length;
}

/** A sentence that names the line of the file, if its text is more intricate than any letter. */
function intricacies(text: string, source: string): string[] {
  const intricacy = findIntricacy(lineFeeds(text));
  if (intricacy === null) return [];
  return [`Line ${linesBefore(text, source) + intricacy.line}: ${INTRICATE[intricacy.problem]}`];
}

const INTRICATE: Readonly<Record<Intricacy["problem"], string>> = {
  nested: `more than ${LETTER_NESTING_MAX} quotes and lists lie in each other here.`,
  "marked-up":
    "the text has too many characters of markup up to here. Use fewer, or more blank lines.",
};

function readYaml(text: string): { ok: true; value: unknown } | { ok: false; problem: string } {
  try {
    return { ok: true, value: parseYaml(text) };
  } catch (error) {
    if (error instanceof YAMLParseError) return { ok: false, problem: error.message };
    throw error;
  }
}
