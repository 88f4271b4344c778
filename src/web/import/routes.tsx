import type { Context, Hono } from "hono";
import { z } from "zod";
import { ImportPage, type ImportPageProps } from "../../../views/import/page.tsx";
import { ImportPreviewPage } from "../../../views/import/preview.tsx";
import { recordStaffEvent } from "../../accounts/staff-events.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import {
  IMPORT_ROWS_PER_FORM_MAX,
  IMPORT_SIZE_MAX,
  IMPORT_UNPACKED_PER_FORM_MAX,
  MASS_ACTS,
} from "../../limits.ts";
import { sha256Hex } from "../../shared/keys/hash.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { toCsv } from "../../shared/text/csv.ts";
import { takingTurns } from "../../shared/turns.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { PREVIEW_MAX, previewImport } from "../../signatures/import/preview.ts";
import { withPlainLineEnds } from "../../signatures/import/reading/encoding.ts";
import { importWithinLimit } from "../../signatures/mass/import.ts";
import { deskProps, letterOf } from "../desk/letter.ts";
import { readForm, type SentForm } from "../form.ts";
import { limitBodyTo } from "../guards/body-limit.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { requireStepUp } from "../staff/step-up.tsx";
import { problemSentence } from "./sentences.ts";
import { escapedInTurns, readImportSource } from "./source.ts";

const BYTES_PER_MB = 1024 * 1024;
const LIMITS = { size: IMPORT_SIZE_MAX / BYTES_PER_MB, rows: IMPORT_ROWS_PER_FORM_MAX };
const FORM_LIMITS = {
  rowsMax: IMPORT_ROWS_PER_FORM_MAX,
  unpackedMax: IMPORT_UNPACKED_PER_FORM_MAX,
};
/**
 * A file at its limit, the bytes that its line ends gain on the way back, and the rest of the form.
 */
const FORM_SIZE_MAX = IMPORT_SIZE_MAX + BYTES_PER_MB / 2;

/** An example file, with a cell for every column. */
const EXAMPLE = toCsv([
  ["kind", "name", "title", "affiliation", "sort_name", "country", "website", "email", "state"],
  ["organisation", "Friends of the Weir", "", "", "", "GB", "https://weir.example", "", ""],
  ["individual", "Ada Example", "Professor", "University of Example", "", "", "", "", ""],
  ["individual", "Ben Sample", "", "", "Sample", "IE", "", "ben@example.org", "pending"],
]);

const countSchema = z.coerce.number().int().min(0).max(1_000_000);
const doneSchema = z.object({ added: countSchema, there: countSchema });

/** Adding signatories from a file: what each line becomes is shown before anything is stored. */
export function importRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  const stepUp = requireStepUp(deps);

  app.get("/admin/letters/:slug/import", stepUp, async (c) => {
    const done = doneSchema.safeParse(c.req.query());
    return await importPage(c, deps, { done: done.success ? done.data : null });
  });

  const limitFile = limitBodyTo(FORM_SIZE_MAX, async (c) => await tooLarge(c, deps));
  app.post("/admin/letters/:slug/import", limitFile, stepUp, async (c) => {
    const letter = letterOf(c);
    const sent = await readForm(c);
    const { confirmed, hash = "" } = sent.fields;
    if (confirmed === undefined) return await showPreview(c, deps, letter, sent);
    return await commit(c, deps, letter, { confirmed, hash });
  });

  app.get("/admin/letters/:slug/import/example.csv", async (c) => {
    c.header("Content-Type", "text/csv; charset=utf-8");
    c.header("Content-Disposition", 'attachment; filename="signatories-example.csv"');
    return c.body(EXAMPLE);
  });
}

async function showPreview(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  sent: SentForm,
): Promise<Response> {
  const { words } = frameFor(deps);
  const typed = sent.fields["text"] ?? "";
  const pause = takingTurns();
  const read = await readImportSource(sent);
  if (!read.ok) {
    if (read.problem === "large") return await tooLarge(c, deps);
    const problem = words(`importing.problem-${read.problem}`);
    return await importPage(c, deps, { typed, problem, status: 422 });
  }
  const { source } = read;
  await pause();
  return await previewPage(c, deps, letter, { source, typed });
}

/**
 * Imports what was previewed. The file has travelled back and forth, so it is checked for damage.
 */
async function commit(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  { confirmed, hash }: { confirmed: string; hash: string },
): Promise<Response> {
  const { words } = frameFor(deps);
  const source = withPlainLineEnds(confirmed);
  if (sha256Hex(source) !== hash) {
    const problem = words("importing.problem-changed");
    return await importPage(c, deps, { problem, status: 422 });
  }
  const result = await importWithinLimit(deps, c.get("account"), letter, source, FORM_LIMITS);
  switch (result.outcome) {
    // Nobody stops it or tries it here.
    case "stopped":
    case "tried":
    case "imported": {
      const { added, alreadyThere: there } = result;
      const by = c.get("account").id;
      const detail = { added, there };
      await recordStaffEvent(deps, { letterId: letter.id, what: "import", by, detail });
      const counts = { added: String(added), there: String(there) };
      return c.redirect(withQuery(paths.letterImport(letter.slug), counts), 303);
    }
    case "above-limit": {
      const counts = { count: result.count, max: MASS_ACTS.max };
      const problem = words(`importing.above-${result.kept}`, counts);
      return await importPage(c, deps, { problem, isWaiting: true, status: 409 });
    }
    // What a preview lets through has neither, unless somebody changed both the file and its hash.
    case "refused":
    case "too-many":
      return await previewPage(c, deps, letter, { source, typed: "" });
    default:
      return unreachable(result);
  }
}

async function previewPage(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  { source, typed }: { source: string; typed: string },
): Promise<Response> {
  const frame = frameFor(deps);
  const { words } = frame;
  const preview = await previewImport(deps, letter, source, FORM_LIMITS);
  const { checked } = preview;
  const problems = checked.ok ? checked.file.problems : checked.problems;
  if (!checked.ok || problems.length > 0) {
    const lineProblems = problems
      .slice(0, PREVIEW_MAX)
      .map((problem) => problemSentence(words, problem));
    const count = checked.ok ? checked.file.problemCount : problems.length;
    const problem = words("importing.problem-lines", { count });
    const shown = { typed, problem, lineProblems, problemCount: count, status: 422 as const };
    return await importPage(c, deps, shown);
  }
  if (preview.newMax !== null) {
    const problem = words("importing.problem-many", { max: preview.newMax });
    return await importPage(c, deps, { typed, problem, status: 422 });
  }
  const file = { source: await escapedInTurns(source), hash: sha256Hex(source) };
  const { rowCount } = checked.file;
  const shown = { ...preview, ...file, rowCount };
  const page = <ImportPreviewPage {...deskProps(c, deps, "import")} {...shown} />;
  return await privatePage(c, page);
}

async function tooLarge(c: Context<StaffEnv>, deps: Deps): Promise<Response> {
  const problem = frameFor(deps).words("importing.problem-large", LIMITS);
  return await importPage(c, deps, { problem, status: 413 });
}

async function importPage(
  c: Context<StaffEnv>,
  deps: Deps,
  shown: Partial<
    Pick<
      ImportPageProps,
      "typed" | "problem" | "lineProblems" | "problemCount" | "done" | "isWaiting"
    >
  > & { status?: 200 | 409 | 413 | 422 },
): Promise<Response> {
  const { typed = "", problem = null, lineProblems = [], done = null, status = 200 } = shown;
  const page = (
    <ImportPage
      {...deskProps(c, deps, "import")}
      typed={typed}
      problem={problem}
      lineProblems={lineProblems}
      done={done}
      isWaiting={shown.isWaiting ?? false}
      problemCount={shown.problemCount ?? 0}
      limits={LIMITS}
    />
  );
  return await privatePage(c, page, status);
}
