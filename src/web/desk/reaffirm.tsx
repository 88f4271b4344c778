import type { Context, Hono } from "hono";
import { z } from "zod";
import { questionEmail } from "../../../emails/question.ts";
import { type ReaffirmFlash, ReaffirmPage } from "../../../views/desk/reaffirm.tsx";
import type { Words } from "../../../views/page/words.ts";
import { wordsFor } from "../../../views/page/words.ts";
import { contactFor } from "../../config.ts";
import type { Deps } from "../../deps.ts";
import { isOpen, type Letter, totalOf } from "../../letters/letter.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import type { SignedVersion } from "../../signatures/own-page/signed-text.ts";
import { beginAsking } from "../../signatures/questions/reaffirm/begin.ts";
import { earlierVersion } from "../../signatures/questions/reaffirm/preview.ts";
import {
  askingProgress,
  earlierSignatories,
} from "../../signatures/questions/reaffirm/progress.ts";
import { wordingOf } from "../../signatures/signing/wording.ts";
import { readForm } from "../form.ts";
import { privatePage, type StaffEnv } from "../page.ts";
import { requireStepUp } from "../staff/step-up.tsx";
import { deskProps, letterOf } from "./letter.ts";

const FLASHES = ["begun", "other-text", "closed", "nobody"] as const satisfies ReaffirmFlash[];
const flashSchema = z.enum(FLASHES).nullable().catch(null);
const aboutSchema = z.coerce.number().int().min(1).catch(0);

/** Asking those who signed an earlier text whether they sign the current one, too. */
export function reaffirmRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/reaffirm", async (c) => {
    const flash = flashSchema.parse(c.req.query("done") ?? null);
    return await privatePage(c, await reaffirmPage(c, deps, letterOf(c), flash));
  });

  app.post("/admin/letters/:slug/reaffirm", requireStepUp(deps), async (c) => {
    const letter = letterOf(c);
    const about = aboutSchema.parse((await readForm(c)).fields["about"]);
    const words = await wordsFor(letter.language);
    const wording = wordingOf(words("question.reaffirm-question"), words.language);
    const by = c.get("account").id;
    const done = await beginAsking(deps, letter, { about, wording, by });
    return c.redirect(withQuery(paths.reaffirm(letter.slug), { done }), 303);
  });
}

async function reaffirmPage(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  flash: ReaffirmFlash | null,
) {
  const [earlier, progress, version, words] = await Promise.all([
    earlierSignatories(deps, letter),
    askingProgress(deps, letter),
    earlierVersion(deps, letter),
    wordsFor(letter.language),
  ]);
  return (
    <ReaffirmPage
      {...deskProps(c, deps, "edit")}
      about={letter.version.textNumber}
      current={totalOf(letter.counts)}
      earlier={earlier}
      progress={progress}
      isOpen={isOpen(letter, deps.clock.now())}
      preview={version && previewOf(deps, words, letter, version)}
      flash={flash}
    />
  );
}

/** The mail as somebody with a made-up name gets it. */
function previewOf(deps: Deps, words: Words, letter: Letter, version: SignedVersion) {
  const { changed, since: signedOn } = version;
  if (changed === null) return null;
  const { baseUrl } = deps.config;
  const { subject, text } = questionEmail(words, {
    question: "reaffirm",
    letter: {
      title: letter.version.title,
      publisher: letter.publisher,
      contact: contactFor(deps.config, letter),
      hasReplyTo: letter.replyTo !== null,
      url: baseUrl + paths.letter(letter.slug),
      privacyUrl: baseUrl + paths.privacy(letter.slug),
    },
    entry: {
      name: words("reaffirm.preview-name"),
      ...{ title: null, affiliation: null, capacity: null, isNamed: true },
    },
    signedOn,
    changedOn: changed.since,
    difference: changed.difference,
    answerUrl: baseUrl + paths.ownPage("…"),
    suppressionUrl: baseUrl + paths.suppression("…"),
  });
  return { subject, text, signedOn };
}
