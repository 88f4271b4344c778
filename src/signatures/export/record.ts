import { noteForOthers, queueNotices } from "../../accounts/mass/notices.ts";
import { staffNames } from "../../accounts/names.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { SECOND_MS } from "../../shared/clock.ts";
import { newId } from "../../shared/ids.ts";
import { logFailure, UnavailableError } from "../../shared/unavailable-error.ts";
import { type ExportRequest, exportSignatories } from "./write.ts";

/** The most exports that are listed; older ones stay in the database. */
const LISTED_MAX = 100;

/** How often it is tried to record an end while the database is away, for about a day. */
const END_PAUSE_MS = SECOND_MS;
const END_TRIES_MAX = 86_400;

/** Who took what out of a letter. */
export type ExportRecord = {
  at: Date;
  /** A display name; null on the command line. */
  by: string | null;
  format: string;
  states: string[];
  withContacts: boolean;
  withHidden: boolean;
  /** What for, in the words of whoever took it. */
  purpose: string | null;
  rows: number;
  /** Null while it runs, or if its process died. */
  outcome: "complete" | "aborted" | null;
};

/** Who takes an export, null being the command line, and what for. */
export type Taker = { accountId: string | null; purpose: string | null };

/**
 * Exports, and records it: before the first byte, and at the end with the number of rows and
 * whether it was broken off. Of one with contacts, the others who look after the letter are told.
 */
export async function* takeExport(
  deps: Pick<Deps, "db" | "keys" | "clock" | "log">,
  letter: Letter,
  { accountId, purpose }: Taker,
  request: ExportRequest,
): AsyncGenerator<string> {
  const id = newId(deps.clock);
  const { format, states, withContacts, withHidden } = request;
  await deps.db.exportRecord.create({
    data: {
      id,
      letterId: letter.id,
      accountId,
      format,
      withContacts,
      withHidden,
      purpose,
      states: states.join(","),
      startedAt: deps.clock.now(),
    },
    select: { id: true },
  });
  if (withContacts) {
    const told = { letterId: letter.id, by: accountId, act: "export", count: 0 } as const;
    await noteForOthers(deps, { ...told, exportId: id });
  }
  deps.log.info("export.started", { export: id, account: accountId ?? "command" });
  let rows = 0;
  let outcome: "complete" | "aborted" = "aborted";
  try {
    for await (const piece of exportSignatories(deps, letter, request)) {
      rows += piece.rows;
      yield piece.text;
    }
    outcome = "complete";
  } finally {
    // This is reached too if the reader has gone away.
    deps.log.info("export.ended", { export: id, rows, outcome });
    await recordEnd(deps, id, { rows, outcome, endedAt: deps.clock.now() });
    // What the mail says of its rows is known now; if this fails, a job does it.
    if (withContacts) await queueNotices(deps).catch(() => undefined);
  }
}

type End = { rows: number; outcome: "complete" | "aborted"; endedAt: Date };

/**
 * Records how an export ended; while the database is away this goes on without the reader, as long
 * as the process lives and has the database open.
 */
async function recordEnd(deps: Pick<Deps, "db" | "log">, id: string, end: End): Promise<void> {
  const isRecorded = async (): Promise<boolean> => {
    try {
      await deps.db.exportRecord.updateMany({ where: { id }, data: end });
      return true;
    } catch (error) {
      if (error instanceof UnavailableError) return false;
      throw error;
    }
  };
  const goOn = async () => {
    for (let tries = 1; tries < END_TRIES_MAX; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, END_PAUSE_MS));
      if (await isRecorded()) return;
    }
  };
  if (await isRecorded()) return;
  goOn().catch((error: unknown) => logFailure(deps.log, "deferred.failed", error, { export: id }));
}

/** The latest exports of a letter, newest first. */
export async function listExports(
  deps: Pick<Deps, "db">,
  letterId: string,
): Promise<ExportRecord[]> {
  const names = await staffNames(deps);
  const rows = await deps.db.exportRecord.findMany({
    where: { letterId },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: LISTED_MAX,
  });
  return rows.map(({ startedAt: at, accountId, states, outcome, ...row }) => ({
    ...row,
    at,
    by: accountId === null ? null : (names.get(accountId) ?? ""),
    states: states.split(","),
    outcome: outcome === "complete" || outcome === "aborted" ? outcome : null,
  }));
}
