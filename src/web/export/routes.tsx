import type { Context, Hono } from "hono";
import { z } from "zod";
import { ExportsPage, type ExportsPageProps } from "../../../views/export/page.tsx";
import { may } from "../../accounts/account.ts";
import { isSteppedUp } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { PURPOSE_LENGTH_MAX } from "../../limits.ts";
import { hasControlCharacters, isDamaged, lengthOf, tidyLine } from "../../shared/text/text.ts";
import { listExports, takeExport } from "../../signatures/export/record.ts";
import { type ExportRequest, exceededByExport } from "../../signatures/export/write.ts";
import { STATES } from "../../signatures/lifecycle.ts";
import { deskProps, letterOf } from "../desk/letter.ts";
import { readForm, type SentForm } from "../form.ts";
import { ForbiddenError } from "../guards/errors.tsx";
import { fileStream, frameFor, privatePage, type StaffEnv, wantsJson } from "../page.ts";
import { askForStepUp } from "../staff/step-up.tsx";
import { layoutOf, typedLayout } from "./layout.ts";

const requestSchema = z.object({
  format: z.enum(["csv", "json"]),
  states: z.array(z.enum(STATES)).min(1),
});

/** Taking the signatories out as a file, and seeing who did. */
export function exportRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/exports", async (c) => {
    const letter = letterOf(c);
    return await privatePage(c, await renderExports(c, deps, letter));
  });

  app.post("/admin/letters/:slug/exports", async (c) => {
    const letter = letterOf(c);
    const account = c.get("account");
    const sent = await readForm(c);
    const read = readRequest(sent);
    const layout = layoutOf(frameFor(deps).words, letter, typedLayout(sent.fields));
    const request = read && { ...read, layout };
    if (request === null) return await refuse(c, deps, letter, problemWith(deps, sent), sent);
    if (request.withContacts && !may(account, "export-contacts", letter.id)) {
      throw new ForbiddenError();
    }
    if (request.withContacts && !isSteppedUp(deps, c.get("signedIn")))
      return await askForStepUp(c, deps);
    const purpose = readPurpose(sent);
    const problem = purposeProblem(deps, request, purpose);
    if (problem !== null) {
      return await refuse(c, deps, letter, { field: "purpose", problem }, sent);
    }
    const max = await exceededByExport(deps, letter, request);
    if (max !== null) {
      const { words } = frameFor(deps);
      const problem = words("exports.problem-too-many", { max });
      return await refuse(c, deps, letter, { field: "states", problem }, sent);
    }
    const day = deps.clock.now().toISOString().slice(0, 10);
    const type = request.format === "csv" ? "text/csv" : "application/json";
    const file = { name: `${letter.slug}-${day}.${request.format}`, type } as const;
    const pieces = takeExport(deps, letter, { accountId: account.id, purpose }, request);
    return await fileStream(c, deps, pieces, file);
  });
}

/**
 * What a form asks for. States are repeated or separated by commas; none means the published ones.
 */
function readRequest(sent: SentForm): ExportRequest | null {
  const named = sent
    .all("states")
    .flatMap((list) => list.split(","))
    .map((state) => state.trim())
    .filter((state) => state !== "");
  const isChosen = sent.fields["choose_states"] === "on";
  const parsed = requestSchema.safeParse({
    format: sent.fields["format"] ?? "csv",
    states: named.length === 0 && !isChosen ? ["published"] : named,
  });
  if (!parsed.success) return null;
  return {
    ...parsed.data,
    withContacts: sent.fields["contacts"] === "on",
    withHidden: sent.fields["hidden"] === "on",
  };
}

/** What an export is for, as a line; null if nothing is said. */
function readPurpose(sent: SentForm): string | null {
  const purpose = tidyLine(sent.fields["purpose"] ?? "");
  return purpose === "" ? null : purpose;
}

/** Why what is said of the purpose is not enough; null if it is. */
function purposeProblem(
  deps: Deps,
  { withContacts }: ExportRequest,
  purpose: string | null,
): string | null {
  const { words } = frameFor(deps);
  if (purpose === null) return withContacts ? words("exports.problem-purpose") : null;
  const isWrong =
    lengthOf(purpose) > PURPOSE_LENGTH_MAX || hasControlCharacters(purpose) || isDamaged(purpose);
  return isWrong ? words("exports.problem-purpose-long", { max: PURPOSE_LENGTH_MAX }) : null;
}

function problemWith(deps: Deps, sent: SentForm): Problem {
  const { words } = frameFor(deps);
  const isFormat = requestSchema.shape.format.safeParse(sent.fields["format"] ?? "csv").success;
  return isFormat
    ? { field: "states", problem: words("exports.problem-states") }
    : { field: "format", problem: words("exports.problem-format") };
}

/** What is wrong with a request for an export, and in which field. */
type Problem = { field: "format" | "states" | "purpose"; problem: string };

async function refuse(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  { field, problem }: Problem,
  sent: SentForm,
): Promise<Response> {
  if (wantsJson(c)) return c.json({ error: problem }, 422);
  const typed = {
    format: sent.fields["format"] ?? "csv",
    states: sent.all("states").flatMap((list) => list.split(",")),
    withHidden: sent.fields["hidden"] === "on",
    withContacts: sent.fields["contacts"] === "on",
    purpose: sent.fields["purpose"] ?? "",
    ...typedLayout(sent.fields),
  };
  const errors = { [field]: problem };
  return await privatePage(c, await renderExports(c, deps, letter, { errors, typed }), 422);
}

const NOTHING_TYPED: ExportsPageProps["typed"] = {
  format: "csv",
  states: ["published"],
  withHidden: false,
  withContacts: false,
  purpose: "",
  ...typedLayout({}),
};

async function renderExports(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  { errors, typed }: Pick<ExportsPageProps, "errors" | "typed"> = {
    errors: {},
    typed: NOTHING_TYPED,
  },
) {
  const account = c.get("account");
  return (
    <ExportsPage
      {...deskProps(c, deps, "exports")}
      states={STATES}
      canTakeContacts={may(account, "export-contacts", letter.id)}
      records={await listExports(deps, letter.id)}
      errors={errors}
      typed={typed}
      timeZone={letter.timeZone}
    />
  );
}
