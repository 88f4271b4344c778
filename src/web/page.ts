import type { Context, MiddlewareHandler } from "hono";
import { type Child, jsx } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Frame } from "../../views/page/frame.ts";
import type { SentFieldsList } from "../../views/page/sent-fields.tsx";
import { type ShownSite, SiteContext } from "../../views/page/site-context.ts";
import { englishWords, wordsFor } from "../../views/page/words.ts";
import { type Room, RoomContext } from "../../views/staff/room.ts";
import type { Account } from "../accounts/account.ts";
import type { SignedIn } from "../accounts/sessions.ts";
import type { Deps } from "../deps.ts";
import type { Letter } from "../letters/letter.ts";
import { isKnown, weakTag } from "../shared/pages/kept-page.ts";
import { takingTurns } from "../shared/turns.ts";
import { causeOf } from "../shared/unavailable-error.ts";

/** What middleware hands to routes, and routes to middleware. */
export type WebEnv = {
  Variables: {
    room?: Room;
    /** Whose site it is, for the pages that say so. */
    readSite?: () => Promise<ShownSite>;
    /** The fields of the form that was sent, in order, once it is read. */
    typed?: SentFieldsList;
    showsSignForm?: true;
    /** Other sites may show or read the answer: it is the picture of a letter, or its numbers. */
    mayBeEmbedded?: true;
    /** The answer is a remembered page, and is counted already. */
    isFromMemory?: true;
    /**
     * The answer will be remembered for others, so it must be whole, even if the reader has it
     * already.
     */
    isToBeKept?: true;
  };
};

/** The same behind the guard of staff routes, which alone makes an app of this type. */
export type StaffEnv = {
  Variables: WebEnv["Variables"] & {
    account: Account;
    /** The account with its session. */
    signedIn: SignedIn;
    /** The letter named in the address; null if it names none. */
    letter: Letter | null;
  };
};

/** Lets every page say whose site it is. It is read only for an answer that is a page. */
export function tellSite({
  site,
  config,
}: Pick<Deps, "site" | "config">): MiddlewareHandler<WebEnv> {
  const { host } = new URL(config.baseUrl);
  return async function knowSite(c, next) {
    c.set("readSite", async () => ({ ...(await site.read()), host }));
    await next();
  };
}

/** What every page of staff is given: its words and the built files. */
export function frameFor({ asset }: Pick<Deps, "asset">): Frame {
  return { words: englishWords, asset, colour: null };
}

/**
 * What every page of a letter is given: words in its language, or in English if there are none, and
 * the colour of its publisher. Without a letter, words in English and the site's colour.
 */
export async function frameIn(
  { asset }: Pick<Deps, "asset">,
  letter: Pick<Letter, "language" | "colour"> | null | undefined,
): Promise<Frame> {
  const words = await wordsFor(letter?.language ?? "en");
  return { words, asset, colour: letter?.colour ?? null };
}

/** Whether a request asks for JSON rather than for a page, by its header or its address. */
export function wantsJson(c: Context): boolean {
  return c.req.header("Accept")?.includes("application/json") || c.req.path.endsWith(".json");
}

/**
 * What the functions that answer need of a request, whether a stranger's or a member of staff's.
 */
type Answering = Pick<Context, "header" | "html"> & { var: Readonly<WebEnv["Variables"]> };

/** Answers with a page that depends on who asks, or on what just happened: never stored. */
export async function privatePage(
  c: Answering,
  page: Child,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  c.header("Cache-Control", "no-store");
  const value = c.var.room ?? null;
  return await respond(c, jsx(RoomContext.Provider, { value }, page), status);
}

/**
 * How long a public page may be kept elsewhere: short enough that what is taken out is soon gone
 * everywhere, long enough that a CDN asks once for thousands of readers (RFC 5861).
 */
const PUBLIC_CACHING = "public, max-age=5, stale-while-revalidate=10, stale-if-error=60";

/** For what never changes under its address. */
export const IMMUTABLE = "public, max-age=31536000, immutable";

/** Answers with a page that is the same for everybody; 304 if the reader has it already. */
export async function publicPage(c: Context<WebEnv>, page: Child): Promise<Response> {
  const html = await htmlOf(c, page);
  return await unlessKnown(c, html, () => c.html(html));
}

/** Answers with JSON that is the same for everybody; 304 if the reader has it already. */
export async function publicJson(c: Context<WebEnv>, value: unknown): Promise<Response> {
  const json = JSON.stringify(value);
  const headers = { "Content-Type": "application/json" };
  return await unlessKnown(c, json, () => c.body(json, 200, headers));
}

/**
 * Answers with what is the same for everybody, or with 304 if the reader has it already. Its ETag
 * is made from its text, or from whatever else tells it from others.
 *
 * Hono's middleware hashes a copy of the response instead, which stays in memory until all of it is
 * read.
 */
export async function unlessKnown(
  c: Context<WebEnv>,
  text: string,
  send: () => Response | Promise<Response>,
): Promise<Response> {
  const etag = weakTag(text);
  c.header("Cache-Control", PUBLIC_CACHING);
  c.header("ETag", etag);
  const has = !c.get("isToBeKept") && isKnown(c.req.header("If-None-Match"), etag);
  return has ? c.body(null, 304) : await send();
}

/**
 * Answers with a file that is made while it is read. The next piece is made only once the reader
 * has taken the last, and none once the reader has gone. The first piece is made before the answer
 * begins, so that what fails until then still becomes an error page; after that the file is cut,
 * and the reader learns no more than that.
 */
export async function fileStream(
  c: Context,
  { log }: Pick<Deps, "log">,
  pieces: AsyncGenerator<string>,
  file: { name: string; type: "text/csv" | "application/json" },
): Promise<Response> {
  const encoder = new TextEncoder();
  const pause = takingTurns();
  let hasLeft = false;
  let first: IteratorResult<string> | null = await pieces.next();
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          // Where a piece comes from memory at once, nobody else would have a turn before the end.
          await pause();
          if (hasLeft) return;
          const next = first ?? (await pieces.next());
          first = null;
          if (hasLeft) return;
          if (next.done) controller.close();
          else controller.enqueue(encoder.encode(next.value));
        } catch (error) {
          log.error("web.cut", { error: causeOf(error) });
          controller.error(new Error("The rest of the file could not be made."));
        }
      },
      cancel: async () => {
        hasLeft = true;
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  c.header("Content-Type", `${file.type}; charset=utf-8`);
  c.header("Content-Disposition", `attachment; filename="${file.name}"`);
  return c.body(body);
}

async function respond(c: Answering, page: Child, status: ContentfulStatusCode): Promise<Response> {
  return c.html(await htmlOf(c, page), status);
}

async function htmlOf(c: Pick<Answering, "var">, page: Child): Promise<string> {
  const value = await c.var.readSite?.();
  const whole = value === undefined ? page : jsx(SiteContext.Provider, { value }, page);
  return `<!doctype html>${await String(whole)}`;
}
