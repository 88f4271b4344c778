import type { Context } from "hono";
import { FIELDS_MAX, LETTER_BODY_SIZE_MAX } from "../limits.ts";
import { type Pause, takingTurns } from "../shared/turns.ts";
import { TooLargeError, UnreadableError } from "./guards/body-errors.ts";
import { withoutNul } from "./guards/nul.ts";
import type { WebEnv } from "./page.ts";

/** A form as it was sent: for every name its last value, and all of them if there are several. */
export type SentForm = {
  fields: Readonly<Record<string, string>>;
  all: (name: string) => string[];
  /** The file of this name; null if none was chosen. */
  file: (name: string) => File | null;
};

/**
 * Reads a form of either encoding. Throws {@link UnreadableError} if the body is no form, or if
 * whoever sends it leaves in the middle. Bytes that are not UTF-8 arrive as U+FFFD, which fields
 * for names refuse.
 */
export async function readForm(c: Context): Promise<SentForm> {
  const entries: [string, string][] = [];
  const files = new Map<string, File>();
  const pause = takingTurns();
  for (const [name, value] of await formData(c, pause)) {
    // Megabytes may have been read, and are gone through once more.
    await pause();
    if (typeof value === "string") entries.push([name, withoutNul(value)]);
    // A browser sends an empty file without a name if none was chosen.
    else if (value.name !== "" || value.size > 0) files.set(name, value);
  }
  // A file cannot be given back, and without it the rest says nothing.
  if (files.size === 0) c.set("typed", entries);
  return {
    fields: Object.fromEntries(entries),
    all: (name) => entries.flatMap(([key, value]) => (key === name ? [value] : [])),
    file: (name) => files.get(name) ?? null,
  };
}

/**
 * What the form says that was sent, for the same form again; undefined if there is none, or one
 * that is too long to be read before anybody has asked who sends it.
 */
export async function typedOf(c: Context): Promise<WebEnv["Variables"]["typed"]> {
  const isShort = Number(c.req.header("Content-Length")) <= LETTER_BODY_SIZE_MAX;
  if (c.get("typed") !== undefined || !isShort) return c.get("typed");
  try {
    await readForm(c);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
  }
  return c.get("typed");
}

/** What a form says, in the order in which it was sent. */
async function formData(c: Context, pause: Pause): Promise<Iterable<[string, string | File]>> {
  const type = c.req.header("Content-Type") ?? "";
  const isFields = /^application\/x-www-form-urlencoded\b/i.test(type);
  if (!isFields && !/^multipart\/form-data\b/i.test(type)) throw new UnreadableError();
  try {
    return isFields ? await fieldsIn(c, pause) : await partsIn(c, type, pause);
  } catch (error) {
    if (error instanceof TooLargeError) throw error;
    // Fetch's parser threw it for a broken body, or the connection for one that never came.
    throw new UnreadableError("The body cannot be read.", { cause: error });
  }
}

async function fieldsIn(c: Context, pause: Pause): Promise<URLSearchParams> {
  const text = await c.req.text();
  if (hasMany(text, "&")) throw new TooLargeError();
  await pause();
  return new URLSearchParams(text);
}

/** Fetch's parser takes a third of a second for a hundred thousand parts, so they are counted. */
async function partsIn(c: Context, type: string, pause: Pause): Promise<FormData> {
  const bytes = await c.req.arrayBuffer();
  const [, boundary = ""] = /boundary="?([^";,]+)/i.exec(type) ?? [];
  const text = new TextDecoder("latin1").decode(bytes);
  if (hasMany(text, `--${boundary}`)) throw new TooLargeError();
  await pause();
  return await new Response(bytes, { headers: { "Content-Type": type } }).formData();
}

/** Whether something stands in a text more often than a form has fields. */
function hasMany(text: string, what: string): boolean {
  let count = 0;
  for (let at = text.indexOf(what); at !== -1; at = text.indexOf(what, at + what.length)) {
    count += 1;
    if (count > FIELDS_MAX) return true;
  }
  return false;
}
