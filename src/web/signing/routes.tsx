import type { Context, Hono } from "hono";
import { senderOf } from "../../../emails/sender.ts";
import { NoticePage, wayBack } from "../../../views/page/notice.tsx";
import { SignFormPage } from "../../../views/signing/form.tsx";
import { InboxPage } from "../../../views/signing/inbox.tsx";
import type { SwitchName } from "../../accounts/switch-board.ts";
import { pauseOfSigning, RETRY_AFTER_SECONDS } from "../../accounts/switches.ts";
import type { Deps } from "../../deps.ts";
import { isOpen, type Letter } from "../../letters/letter.ts";
import { publicLetter } from "../../letters/read.ts";
import { paths } from "../../shared/pages/paths.ts";
import { shownSender } from "../../shared/text/sender.ts";
import { UnavailableError } from "../../shared/unavailable-error.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { parseSignForm } from "../../signatures/signing/form.ts";
import { type SignOutcome, type Submission, signLetter } from "../../signatures/signing/sign.ts";
import { readForm, type SentForm } from "../form.ts";
import { UNAVAILABLE_SECONDS } from "../guards/errors.tsx";
import { frameIn, privatePage, publicPage, type WebEnv, wantsJson } from "../page.ts";
import { doubtOf, withChosenAddress } from "./address-doubt.ts";
import { formAgain } from "./form-again.tsx";
import { shownOf, signFormProps, wordingsOf } from "./form-props.ts";
import { fieldSentences } from "./problem-sentences.ts";
import { withSource } from "./source.ts";

/** Signing a letter, and the page that says what happens next. */
export function signRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.post("/letters/:slug/signatures", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    if (!isOpen(letter, deps.clock.now())) return await closedPage(c, deps, letter);
    const read = withChosenAddress(await readForm(c), "email");
    const sent = withSource(c, deps.config.baseUrl, letter.slug, read);
    const pause = pauseOfSigning(await deps.switches.read());
    if (pause !== null) return await pausedPage(c, deps, { letter, sent, pause });
    const parsed = parseSignForm(sent.fields);
    const { words } = await frameIn(deps, letter);
    const doubt = await doubtOf(deps, words, sent.fields, "email");
    if (!parsed.ok || doubt !== null) {
      const errors = parsed.ok ? {} : fieldSentences(words, parsed.errors);
      const asked = { ...sent, fields: doubt?.typed ?? sent.fields };
      return await formPage(c, deps, letter, asked, { ...errors, ...doubt?.errors });
    }
    const wordings = wordingsOf(words, letter);
    const { shown = shownOf(letter, wordings) } = sent.fields;
    if (shown !== shownOf(letter, wordings)) {
      return await formPage(c, deps, letter, sent, { shown: words("form.changed") });
    }
    const submission = {
      form: parsed.form,
      captchaAnswer: sent.fields[deps.captcha.field],
      clientAddress: deps.clientAddress(c),
      wordings,
      source: sent.fields["source"] ?? null,
    };
    const result = await deps.equalTime(() => signIfPossible(deps, letter, submission));
    switch (result.outcome) {
      case "accepted":
        deps.metrics?.signatureAccepted();
        return c.redirect(paths.inbox(letter.slug), 303);
      case "closed":
        return await closedPage(c, deps, letter);
      case "unavailable":
        return await pausedPage(c, deps, { letter, sent, pause: "unavailable" });
      case "captcha-refused":
        return await formPage(c, deps, letter, sent, { captcha: words("fieldErrors.captcha") });
      default:
        return unreachable(result);
    }
  });

  app.get("/letters/:slug/check-your-inbox", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    const frame = await frameIn(deps, letter);
    const { name: siteName } = await deps.site.read();
    const { mailFrom } = deps.config;
    return await publicPage(
      c,
      <InboxPage
        frame={frame}
        letter={{ ...letter, title: letter.version.title }}
        sender={shownSender(senderOf(frame.words, letter, { siteName, mailFrom }))}
        devMailPath={deps.mailFolder && paths.devMail}
      />,
    );
  });
}

/** Signs, or tells that the database could not do its work, whose cause is logged. */
async function signIfPossible(
  deps: Deps,
  letter: Letter,
  submission: Submission,
): Promise<SignOutcome | { outcome: "unavailable" }> {
  try {
    return await signLetter(deps, letter, submission);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    deps.log.error("database.unavailable", { cause: error.code, method: "POST" });
    return { outcome: "unavailable" };
  }
}

/** The form again, with what was typed and a sentence for each error. */
async function formPage(
  c: Context<WebEnv>,
  deps: Deps,
  letter: Letter,
  sent: SentForm,
  errors: Record<string, string>,
): Promise<Response> {
  c.set("showsSignForm", true);
  return await privatePage(c, await formAgain(deps, letter, sent, errors), 422);
}

/** The form again, with what was typed, to be sent once forms are taken again. */
async function pausedPage(
  c: Context<WebEnv>,
  deps: Deps,
  { letter, sent, pause }: { letter: Letter; sent: SentForm; pause: SwitchName | "unavailable" },
): Promise<Response> {
  const seconds = pause === "unavailable" ? UNAVAILABLE_SECONDS : RETRY_AFTER_SECONDS[pause];
  c.header("Retry-After", String(seconds));
  c.header("Cache-Control", "no-store");
  if (wantsJson(c)) return c.json({ error: pause }, 503);
  const props = await signFormProps(deps, await frameIn(deps, letter), letter);
  const { words } = props.frame;
  const notice = { title: words("form.paused-title"), text: words(`form.paused-${pause}`) };
  const form = { ...props, typed: sent.fields, letterTitle: letter.version.title };
  c.set("showsSignForm", true);
  return await privatePage(c, <SignFormPage {...form} notice={notice} />, 503);
}

async function closedPage(c: Context<WebEnv>, deps: Deps, letter: Letter): Promise<Response> {
  const frame = await frameIn(deps, letter);
  const { words } = frame;
  const page = (
    <NoticePage
      frame={frame}
      title={words("errors.closed-title")}
      text={words("errors.closed")}
      link={wayBack(words, letter)}
    />
  );
  return await privatePage(c, page, 409);
}
