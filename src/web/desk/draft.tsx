import type { Context, Hono } from "hono";
import { SignFormPage } from "../../../views/signing/form.tsx";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { parseSignForm } from "../../signatures/signing/form.ts";
import { signAsTest } from "../../signatures/signing/sign-as-test.ts";
import { readForm, type SentForm } from "../form.ts";
import { letterPage } from "../letter/page.tsx";
import { frameIn, privatePage, type StaffEnv } from "../page.ts";
import { shownOf, signFormProps, wordingsOf } from "../signing/form-props.ts";
import { fieldSentences } from "../signing/problem-sentences.ts";
import { letterOf } from "./letter.ts";

/** A draft as the public will see it, and signing it as a test. */
export function draftRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/draft", async (c) => {
    const letter = letterOf(c);
    if (letter.state !== "draft") return c.redirect(paths.letter(letter.slug), 303);
    const { words } = await frameIn(deps, letter.language);
    return await privatePage(c, await letterPage(deps, letter, words("editor.draft-notice")));
  });

  app.post("/admin/letters/:slug/draft", async (c) => {
    const letter = letterOf(c);
    const sent = await readForm(c);
    const { words } = await frameIn(deps, letter.language);
    const parsed = parseSignForm(sent.fields);
    if (!parsed.ok)
      return await formPage(c, deps, letter, sent, fieldSentences(words, parsed.errors));
    const wordings = wordingsOf(words, letter);
    const { shown = shownOf(letter, wordings) } = sent.fields;
    if (shown !== shownOf(letter, wordings))
      return await formPage(c, deps, letter, sent, { shown: words("form.changed") });
    const submission = {
      form: parsed.form,
      captchaAnswer: undefined,
      clientAddress: deps.clientAddress(c),
      wordings,
      source: null,
    };
    const outcome = await signAsTest(deps, letter, submission, c.get("account").id);
    switch (outcome) {
      case "signed":
      case "no-draft": {
        const done = outcome === "signed" ? "tested" : "moved";
        return c.redirect(withQuery(paths.letterOverview(letter.slug), { done }), 303);
      }
      case "not-own-address":
      case "taken":
        return await formPage(c, deps, letter, sent, { email: words(`testing.${outcome}`) });
      default:
        return unreachable(outcome);
    }
  });
}

async function formPage(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  sent: SentForm,
  errors: Record<string, string>,
): Promise<Response> {
  const props = await signFormProps(deps, await frameIn(deps, letter.language), letter);
  const form = { ...props, typed: sent.fields, errors, letterTitle: letter.version.title };
  return await privatePage(c, <SignFormPage {...form} notice={null} />, 422);
}
