import { paths } from "../shared/paths.ts";
import { signToken } from "../shared/signed-token.ts";
import { WAITING } from "../shared/waiting.ts";
import type { MessageDeps } from "./message.ts";

type ToStaff = { to: string; language: string };

/** Mail to moderators, campaigners and administrators. */
export type StaffMessage =
  | ({ kind: "sign-in" | "invitation" | "step-up"; url: string; ttlMs: number } & ToStaff)
  | ({ kind: "new-device"; device: string; at: Date; accountUrl: string } & ToStaff)
  | ({
      kind: "entries-waiting";
      title: string;
      count: number;
      oldest: Date;
      queueUrl: string;
    } & ToStaff);

/** A link to sign in by; null where it was used, has expired, or its account was disabled. */
export async function readSignIn(
  deps: MessageDeps,
  kind: "sign-in" | "invitation" | "step-up",
  id: string,
): Promise<StaffMessage | null> {
  const row = await deps.db.signIn.findUnique({ where: { id }, include: { account: true } });
  if (row === null || row.usedAt !== null || row.account.disabledAt !== null) return null;
  if (row.expiresAt <= deps.clock.now()) return null;
  const purpose = kind === "step-up" ? "step-up" : "sign-in";
  const token = await signToken(deps.keys, purpose, { id, expiresAt: row.expiresAt });
  const path = kind === "step-up" ? paths.stepUpLink(token) : paths.signInLink(token);
  return {
    kind,
    to: await deps.keys.decrypt(row.account.email),
    language: row.account.language,
    url: deps.config.baseUrl + path,
    ttlMs: row.expiresAt.getTime() - row.createdAt.getTime(),
  };
}

/** A browser that an account signed in from for the first time; null where nobody is to be told. */
export async function readNewDevice(
  deps: MessageDeps,
  accountId: string,
  at: Date,
): Promise<StaffMessage | null> {
  const device = await deps.db.device.findFirst({
    where: { accountId, createdAt: at, account: { disabledAt: null } },
    select: { label: true, account: { select: { email: true, language: true } } },
  });
  if (device === null) return null;
  return {
    kind: "new-device",
    to: await deps.keys.decrypt(device.account.email),
    language: device.account.language,
    device: device.label,
    at,
    accountUrl: deps.config.baseUrl + paths.account,
  };
}

/** How much waits in the queue of a letter; null where nothing does any more. */
export async function readWaiting(
  deps: MessageDeps,
  accountId: string,
  letterId: string,
): Promise<StaffMessage | null> {
  const account = await deps.db.account.findFirst({ where: { id: accountId, disabledAt: null } });
  const letter = await deps.db.letter.findUnique({ where: { id: letterId } });
  const waiting = { letterId, ...WAITING };
  const count = await deps.db.signature.count({ where: waiting });
  const oldest = await deps.db.signature.findFirst({
    where: waiting,
    orderBy: { movedAt: "asc" },
  });
  if (account === null || letter === null || oldest === null) return null;
  const version = await deps.db.letterVersion.findUnique({
    where: { id: letter.currentVersionId ?? "" },
  });
  return {
    kind: "entries-waiting",
    to: await deps.keys.decrypt(account.email),
    language: account.language,
    title: version?.title ?? letter.slug,
    count,
    oldest: oldest.movedAt,
    queueUrl: deps.config.baseUrl + paths.queue(letter.slug),
  };
}
