import type { Context, Hono } from "hono";
import { z } from "zod";
import { NoticePage, wayBack } from "../../../views/page/notice.tsx";
import type { Words } from "../../../views/page/words.ts";
import { AnsweredPage, VerificationPage } from "../../../views/signing/verification.tsx";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { DAY_MS, later } from "../../shared/clock.ts";
import { paths } from "../../shared/pages/paths.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { type State, VERIFY_TTL_DAYS } from "../../signatures/lifecycle.ts";
import { signedVersion } from "../../signatures/own-page/signed-text.ts";
import { PURPOSES } from "../../signatures/signing/purposes.ts";
import {
  answerVerification,
  type VerificationView,
  viewVerification,
} from "../../signatures/signing/verify.ts";
import { readForm } from "../form.ts";
import { frameIn, privatePage, type WebEnv } from "../page.ts";

/** An edition that no entry has, in place of one that cannot be read: the entry is shown again. */
const NO_EDITION = 0;
const EDITION_MAX = 1_000_000;
const editionSchema = z.coerce.number().int().min(1).max(EDITION_MAX).catch(NO_EDITION).optional();

/** The link of the first mail: a page to look at, with two buttons. Only these change anything. */
export function verificationRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/verification/:token", async (c) => {
    const token = c.req.param("token");
    return await show(c, deps, token, await viewVerification(deps, token));
  });

  app.post("/verification/:token", async (c) => {
    const token = c.req.param("token");
    const { decision, edition } = (await readForm(c)).fields;
    if (decision !== "confirm" && decision !== "refuse") {
      return await show(c, deps, token, await viewVerification(deps, token));
    }
    return await show(
      c,
      deps,
      token,
      await answerVerification(deps, token, decision, editionSchema.parse(edition) ?? null),
    );
  });
}

async function show(
  c: Context<WebEnv>,
  deps: Deps,
  token: string,
  view: VerificationView,
): Promise<Response> {
  switch (view.outcome) {
    case "found": {
      const { state, takendownFrom } = view.entry;
      if (takendownFrom !== null)
        return await privatePage(c, await answeredPage(deps, "withheld", view));
      return state === "unverified"
        ? await privatePage(c, await questionPage(deps, token, view))
        : await privatePage(c, await answeredPage(deps, SAYING[state], view));
    }
    case "closed":
      return await privatePage(c, await notice(deps, "closed", view.letter), 410);
    case "expired":
      return await privatePage(c, await notice(deps, "expired"), 410);
    case "unknown":
      return await privatePage(c, await notice(deps, "unknown"), 404);
    default:
      return unreachable(view);
  }
}

type FoundEntry = Extract<VerificationView, { outcome: "found" }>;

async function questionPage(deps: Deps, token: string, { letter, entry }: FoundEntry) {
  const frame = await frameIn(deps, letter);
  const signed = await signedVersion(deps, letter, entry.id);
  const { slug, version } = letter;
  const changed = signed.changed && { ...signed.changed, reaffirm: null };
  return (
    <VerificationPage
      frame={frame}
      token={token}
      letter={{ ...letter, title: letter.version.title }}
      entry={entry}
      edition={entry.edition}
      isTest={entry.isTest}
      agreed={entry.agreements.flatMap(({ purpose, holds, text }) =>
        holds && text !== null && PURPOSES[purpose].choice !== null ? [text] : [],
      )}
      signed={{ slug, language: version.language, ...signed, changed }}
      until={entry.expiresAt ?? later(deps.clock.now(), VERIFY_TTL_DAYS * DAY_MS)}
    />
  );
}

type Saying =
  | "confirmed"
  | "published"
  | "rejected"
  | "refused"
  | "ended"
  | "withheld"
  | "held"
  | "expired"
  | "unknown"
  | "closed";

/** What the same link says once it has been used. */
const SAYING: Record<Exclude<State, "unverified">, Saying> = {
  held: "held",
  pending: "confirmed",
  published: "published",
  rejected: "rejected",
  withdrawn: "ended",
  refused: "refused",
  invalidated: "rejected",
  takendown: "ended",
};

/** What became of the entry, with the ways on: to its own page, to the letter, to others. */
async function answeredPage(deps: Deps, saying: Saying, { letter, ownPageToken }: FoundEntry) {
  const frame = await frameIn(deps, letter);
  const { words } = frame;
  const isLive = saying === "confirmed" || saying === "published";
  const shared = {
    letter: { ...letter, title: letter.version.title },
    url: deps.config.baseUrl + paths.letter(letter.slug),
  };
  return (
    <AnsweredPage
      frame={frame}
      title={words(`verification.${saying}-title`)}
      text={nextOf(words, saying)}
      letterPath={paths.letter(letter.slug)}
      ownPagePath={
        ownPageToken && (isLive || saying === "rejected") ? paths.ownPage(ownPageToken) : null
      }
      share={isLive ? shared : null}
    />
  );
}

async function notice(deps: Deps, saying: Saying, letter: Letter | null = null) {
  const frame = await frameIn(deps, letter);
  const { words } = frame;
  const link = wayBack(words, letter);
  const title = words(`verification.${saying}-title`);
  return <NoticePage frame={frame} title={title} text={nextOf(words, saying)} link={link} />;
}

function nextOf(words: Words, saying: Saying): string {
  return saying === "expired"
    ? words("verification.expired-next", { days: VERIFY_TTL_DAYS })
    : words(`verification.${saying}-next`);
}
