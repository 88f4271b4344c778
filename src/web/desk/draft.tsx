import type { Hono } from "hono";
import type { Deps } from "../../deps.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { parseSignForm } from "../../signatures/signing/form.ts";
import { signAsTest } from "../../signatures/signing/sign-as-test.ts";
import { readForm } from "../form.ts";
import { letterPage } from "../letter/page.tsx";
import { frameIn, privatePage, type StaffEnv } from "../page.ts";
import { formAgain } from "../signing/form-again.tsx";
import { shownOf, wordingsOf } from "../signing/form-props.ts";
import { fieldSentences } from "../signing/problem-sentences.ts";
import { letterOf } from "./letter.ts";

/** A draft as the public will see it, and signing it as a test. */
export function draftRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/draft", async (c) => {
    const letter = letterOf(c);
    if (letter.state !== "draft") return c.redirect(paths.letter(letter.slug), 303);
    const { words } = await frameIn(deps, letter);
    return await privatePage(c, await letterPage(deps, letter, words("editor.draft-notice")));
  });

  app.post("/admin/letters/:slug/draft", async (c) => {
    const letter = letterOf(c);
    const sent = await readForm(c);
    const { words } = await frameIn(deps, letter);
    const parsed = parseSignForm(sent.fields);
    const refuse = async (errors: Record<string, string>) =>
      await privatePage(c, await formAgain(deps, letter, sent, errors), 422);
    if (!parsed.ok) return await refuse(fieldSentences(words, parsed.errors));
    const wordings = wordingsOf(words, letter);
    const { shown = shownOf(letter, wordings) } = sent.fields;
    if (shown !== shownOf(letter, wordings)) return await refuse({ shown: words("form.changed") });
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
        return await refuse({ email: words(`testing.${outcome}`) });
      default:
        return unreachable(outcome);
    }
  });
}
