import { z } from "zod";
import type { MailedAct } from "../../emails/mass-acts.ts";
import { paths } from "../shared/pages/paths.ts";
import { mailedLetters } from "./mailed-letters.ts";
import type { MessageDeps } from "./message-deps.ts";
import type { ClaimedMail } from "./outbox.ts";

export type ActsMessage = {
  kind: "mass-acts";
  to: string;
  language: string;
  acts: readonly MailedAct[];
  /** The number of further ones. */
  otherActs: number;
};

/** Where to look at what was done. */
const PAGES: Record<MailedAct["act"], (slug: string) => string> = {
  takedown: paths.letterHistory,
  erase: paths.letterHistory,
  import: paths.letterHistory,
  "import-undone": paths.letterHistory,
  invalidate: paths.invalidations,
  export: paths.exports,
};
const acts = z.enum(["takedown", "erase", "import", "import-undone", "invalidate", "export"]);

/** The most acts that one mail names; it only counts the others. */
const NAMED_MAX = 50;

/** What others did, as noted for this mail; null if there is nothing, or nobody to tell. */
export async function readActs(
  { db, keys, config }: MessageDeps,
  mail: Pick<ClaimedMail, "id" | "accountId" | "createdAt">,
): Promise<ActsMessage | null> {
  const { accountId, createdAt: toldAt } = mail;
  if (accountId === null || (await isToldBy(db, mail))) return null;
  const account = await db.account.findFirst({
    where: { id: accountId, disabledAt: null },
    select: { email: true, language: true, roles: { select: { letterId: true } } },
  });
  const scopes = account?.roles.map(({ letterId }) => letterId) ?? [];
  const notices = await db.actNotice.findMany({
    where: { accountId, toldAt },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const theirs = notices.filter(
    ({ letterId }) => scopes.includes(null) || scopes.includes(letterId),
  );
  if (account === null || theirs.length === 0) return null;
  const named = theirs.slice(0, NAMED_MAX);
  const letters = await mailedLetters(
    db,
    named.map(({ letterId }) => letterId),
  );
  const [names, exports] = [await namesOf(db, named), await exportsOf(db, named)];
  return {
    kind: "mass-acts",
    to: await keys.decrypt(account.email),
    language: account.language,
    acts: named.flatMap(({ letterId, by, exportId, isWaiting, count, at, ...rest }) => {
      const letter = letters.get(letterId);
      if (letter === undefined) return [];
      const act = acts.parse(rest.act);
      const record = exports.get(exportId ?? "");
      return {
        act,
        isWaiting,
        name: by === null ? null : (names.get(by) ?? ""),
        title: letter.title,
        count: record?.rows ?? count,
        at,
        purpose: record?.purpose ?? null,
        url: config.baseUrl + (isWaiting ? paths.releases : PAGES[act])(letter.slug),
      };
    }),
    otherActs: theirs.length - named.length,
  };
}

/** Two processes that queue mails in the same millisecond write them one after the other. */
const NEAR_IDS = 100;

/** Whether another mail, queued at the same moment, tells the same person the same. */
async function isToldBy(
  { outbox }: MessageDeps["db"],
  { id, accountId, createdAt }: Pick<ClaimedMail, "id" | "accountId" | "createdAt">,
): Promise<boolean> {
  const other = await outbox.findFirst({
    where: { id: { lt: id, gte: id - NEAR_IDS }, kind: "mass-acts", accountId, createdAt },
    select: { id: true },
  });
  return other !== null;
}

async function namesOf(db: MessageDeps["db"], notices: readonly { by: string | null }[]) {
  const ids = notices.flatMap(({ by }) => by ?? []);
  const rows = await db.account.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, displayName: true },
  });
  return new Map(rows.map(({ id, displayName }) => [id, displayName]));
}

async function exportsOf(db: MessageDeps["db"], notices: readonly { exportId: string | null }[]) {
  const ids = notices.flatMap(({ exportId }) => exportId ?? []);
  const rows = await db.exportRecord.findMany({
    where: { id: { in: ids } },
    select: { id: true, rows: true, purpose: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}
