import type { Context, Hono } from "hono";
import { z } from "zod";
import {
  type ReasonFormProps,
  type ReasonItem,
  ReasonsPage,
} from "../../../views/desk/reasons.tsx";
import { englishWords, type Words, wordsFor } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import {
  editReasons,
  REASON_LABEL_LENGTH_MAX,
  REASON_SENTENCE_LENGTH_MAX,
  REASONS_MAX,
  type ReasonChange,
  type ReasonOutcome,
} from "../../letters/edit-reasons.ts";
import type { EditableReason, Letter } from "../../letters/letter.ts";
import { editableReasons, reasonLanguages, sentencesOf } from "../../letters/reasons.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { isReason, type Sentences } from "../../shared/reasons.ts";
import { readForm, type SentForm } from "../form.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { deskProps, letterOf } from "./letter.ts";
import { parseReasonText, type TypedReason, typedReason } from "./reason-form.ts";

const ACTIONS = ["add", "save", "up", "down", "retire", "restore", "reset"] as const;
const actionSchema = z.enum(ACTIONS).nullable().catch(null);

/** The reasons of a letter: what moderators choose, and what signatories are mailed. */
export function reasonRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/reasons", async (c) => {
    const letter = letterOf(c);
    const news = actionSchema.parse(c.req.query("news") ?? null);
    return await privatePage(c, await reasonsPage(c, deps, letter, { news }));
  });

  app.post("/admin/letters/:slug/reasons", async (c) => {
    const letter = letterOf(c);
    const sent = await readForm(c);
    const { words } = frameFor(deps);
    const typed = typedReason(sent.fields, reasonLanguages(letter));
    const read = await readChange(deps, letter, sent, typed);
    if (typeof read === "string") {
      const problem = problemSentence(words, read);
      const refused = { typed, problem, code: sent.fields["code"] ?? null };
      return await privatePage(c, await reasonsPage(c, deps, letter, { refused }), 422);
    }
    const outcome = await editReasons(deps, c.get("account"), letter.id, read);
    if (outcome !== "done") {
      const refused = { typed: null, problem: problemSentence(words, outcome), code: null };
      return await privatePage(c, await reasonsPage(c, deps, letter, { refused }), 422);
    }
    return c.redirect(withQuery(paths.letterReasons(letter.slug), { news: read.action }), 303);
  });
}

type Problem = Exclude<ReasonOutcome, "done"> | "label" | "sentence";

/** What a form asks for, or what is wrong with it. */
async function readChange(
  deps: Deps,
  letter: Letter,
  sent: SentForm,
  typed: TypedReason,
): Promise<ReasonChange | Problem> {
  const action = actionSchema.parse(sent.fields["action"] ?? null);
  const code = sent.fields["code"] ?? "";
  if (action === null) return "unknown";
  if (action === "reset") return { action };
  if (action !== "add" && action !== "save") return { action, code };
  const reasons = await editableReasons(deps, letter.id);
  const before = action === "add" ? undefined : reasons.find((reason) => reason.code === code);
  if (action === "save" && before === undefined) return "unknown";
  const standard = await standardTexts(code, reasonLanguages(letter));
  const kept = before === undefined ? {} : sentencesOf(before);
  const parsed = parseReasonText(typed, { standard, kept, language: letter.language });
  if (!parsed.ok) return parsed.problem;
  return action === "add" ? { action, text: parsed.text } : { action, code, text: parsed.text };
}

function problemSentence(words: Words, problem: Problem): string {
  switch (problem) {
    case "label":
      return words("reasons.problem-label", { max: REASON_LABEL_LENGTH_MAX });
    case "sentence":
      return words("reasons.problem-sentence", { max: REASON_SENTENCE_LENGTH_MAX });
    case "too-many":
      return words("reasons.problem-too-many", { max: REASONS_MAX });
    default:
      return words(`reasons.problem-${problem}`);
  }
}

/** The product's own words for a reason, in those of these languages that it speaks. */
async function standardTexts(
  code: string,
  languages: readonly string[],
): Promise<{ label: string | null; sentences: Sentences }> {
  if (!isReason(code)) return { label: null, sentences: {} };
  const catalogues = await Promise.all(languages.map(wordsFor));
  const spoken = languages.flatMap((language, at) => {
    const words = catalogues[at];
    const isSpoken = words?.language.split("-")[0] === language.split("-")[0];
    return words && isSpoken ? [[language, words(`mail.reason-${code}`)] as const] : [];
  });
  return { label: englishWords(`queue.reason-${code}`), sentences: Object.fromEntries(spoken) };
}

type RefusedReason = { typed: TypedReason | null; problem: string; code: string | null };

async function reasonsPage(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  view: { news?: (typeof ACTIONS)[number] | null; refused?: RefusedReason },
) {
  const frame = frameFor(deps);
  const languages = reasonLanguages(letter);
  const reasons = await editableReasons(deps, letter.id);
  const { refused = null } = view;
  const formOf = (code: string | null, typed: TypedReason): ReasonFormProps => {
    const isRefused = refused !== null && refused.typed !== null && refused.code === code;
    const shown = isRefused && refused.typed ? refused.typed : typed;
    return {
      ...shown,
      sentences: languages.map((language) => ({
        language,
        languageName: frame.words.languageName(language),
        text: shown.sentences[language] ?? "",
      })),
      problem: isRefused ? refused.problem : null,
    };
  };
  const itemOf = async (reason: EditableReason): Promise<ReasonItem> => {
    const typed = await asTyped(reason, languages);
    return { code: reason.code, ...typed, form: formOf(reason.code, typed) };
  };
  const isInUse = ({ retiredAt }: EditableReason) => retiredAt === null;
  return (
    <ReasonsPage
      {...deskProps(c, deps, "settings")}
      news={view.news ?? null}
      problem={refused?.problem ?? null}
      reasons={await Promise.all(reasons.filter(isInUse).map(itemOf))}
      retired={await Promise.all(reasons.filter((reason) => !isInUse(reason)).map(itemOf))}
      newReason={formOf(null, { label: "", sentences: {}, silent: false })}
      own={reasons.filter((reason) => isInUse(reason) && !isReason(reason.code)).length}
      isStandard={reasons.every((reason) => isInUse(reason) && isUntouched(reason))}
    />
  );
}

function isUntouched({ code, label, sentences, silent }: EditableReason): boolean {
  return isReason(code) && label === null && sentences === null && !silent;
}

/** A reason as its form shows it, with the standard words if it has none of its own. */
async function asTyped(reason: EditableReason, languages: readonly string[]): Promise<TypedReason> {
  const standard = await standardTexts(reason.code, languages);
  return {
    label: reason.label ?? standard.label ?? reason.code,
    sentences: { ...standard.sentences, ...sentencesOf(reason) },
    silent: reason.silent,
  };
}
