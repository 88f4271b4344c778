import type { Context, Hono } from "hono";
import { z } from "zod";
import { recordStaffEvent } from "../../accounts/staff-events.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { IMPORT_SIZE_MAX, MASS_ACTS } from "../../limits.ts";
import { sha256Hex } from "../../shared/keys/hash.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { toCsv } from "../../shared/text/csv.ts";
import { unreachable } from "../../shared/unreachable.ts";
import type { ImportOptions } from "../../signatures/import/options.ts";
import type { ImportSource } from "../../signatures/import/reading/source.ts";
import { importWithinLimit, type LimitedImport } from "../../signatures/mass/import.ts";
import { letterOf } from "../desk/letter.ts";
import { readForm, type SentForm } from "../form.ts";
import { limitBodyTo } from "../guards/body-limit.ts";
import { frameFor, type StaffEnv } from "../page.ts";
import { requireStepUp } from "../staff/step-up.tsx";
import { readChoices, sentChoicesHash } from "./choices.ts";
import { FORM_LIMITS, importPage, previewPage, tooLarge } from "./pages.tsx";
import { problemsCsv } from "./problems.ts";
import { runningPage, watchImport } from "./running.tsx";
import { carriedSource, readImportSource } from "./source.ts";

/** A file at its limit in base64, and the rest of the form. */
const FORM_SIZE_MAX = Math.ceil(IMPORT_SIZE_MAX / 3) * 4 + 512 * 1024;

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
    const { confirmed, show } = sent.fields;
    if (confirmed === undefined || show !== undefined) {
      return await showPreview(c, deps, letter, sent);
    }
    return await commit(c, deps, letter, { confirmed, fields: sent.fields });
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
  const read = await readImportSource(sent);
  if (!read.ok) {
    if (read.problem === "large") return await tooLarge(c, deps);
    const problem = words(`importing.problem-${read.problem}`);
    return await importPage(c, deps, { typed, problem, status: 422 });
  }
  return await previewPage(c, deps, letter, { ...read, typed, fields: sent.fields });
}

/**
 * Imports what was previewed. The file has travelled back and forth, so it is checked for damage.
 */
async function commit(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  { confirmed, fields }: { confirmed: string; fields: SentForm["fields"] },
): Promise<Response> {
  const { words } = frameFor(deps);
  const read = carriedSource({ name: fields["file_name"] ?? "", base64: confirmed });
  if (!read.ok || sha256Hex(confirmed) !== fields["hash"]) {
    const problem = words("importing.problem-changed");
    return await importPage(c, deps, { problem, status: 422 });
  }
  const again = { ...read, typed: "", fields };
  if (sentChoicesHash(fields) !== fields["seen"]) {
    // What was chosen since has not been seen yet.
    return await previewPage(c, deps, letter, again);
  }
  const { source } = read;
  const choices = { ...FORM_LIMITS, ...readChoices(fields) };
  if (fields["download"] !== undefined) {
    c.header("Content-Type", "text/csv; charset=utf-8");
    c.header("Content-Disposition", 'attachment; filename="problems.csv"');
    return c.body(await problemsCsv(deps, letter, source, { choices, words }));
  }
  const watched = watchImport();
  const importing = importAndRecord(c, deps, letter, source, {
    ...choices,
    isRemembered: true,
    listener: watched.listener,
    signal: watched.signal,
    // The others are downloaded.
    ...(fields["skip"] !== undefined && { skip: async () => undefined }),
  });
  const first = await Promise.race([
    importing.then((result) => ({ result })),
    watched.begun.then((begun) => ({ begun })),
  ]);
  if ("begun" in first) {
    return await runningPage(c, deps, letter, { ...watched, ...first, result: importing });
  }
  const { result } = first;
  switch (result.outcome) {
    // Nobody tries it here.
    case "tried":
    case "stopped":
    case "imported": {
      const { added, alreadyThere: there } = result;
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
      return await previewPage(c, deps, letter, again);
    default:
      return unreachable(result);
  }
}

/** Imports, and tells the history of the letter how many it added. */
async function importAndRecord(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  source: ImportSource,
  options: ImportOptions,
): Promise<LimitedImport> {
  const account = c.get("account");
  const result = await importWithinLimit(deps, account, letter, source, options);
  if (result.outcome === "imported" || result.outcome === "stopped") {
    const detail = { added: result.added, there: result.alreadyThere };
    await recordStaffEvent(deps, { letterId: letter.id, what: "import", by: account.id, detail });
  }
  return result;
}
