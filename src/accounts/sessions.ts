import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from "lucia";
import type { Db } from "../db/db.ts";
import type { Deps } from "../deps.ts";
import { HOUR_MS, later, MINUTE_MS } from "../shared/clock.ts";
import { sha256Hex } from "../shared/keys/hash.ts";
import { newSecret } from "../shared/keys/secret.ts";
import { UnavailableError } from "../shared/unavailable-error.ts";
import { findSignedIn, type SignedIn } from "./store.ts";

export type { SignedIn } from "./store.ts";

const IDLE_MINUTES = 30;
const ABSOLUTE_MS = 12 * HOUR_MS;
/** A session's end is put off at most this often, so that reading a page rarely writes. */
const TOUCH_INTERVAL_MS = MINUTE_MS;
/** The most sessions that a page lists: nobody has more browsers open within twelve hours. */
const SESSIONS_SHOWN_MAX = 50;

type SessionDeps = Pick<Deps, "db" | "clock">;
type ReadDeps = Pick<Deps, "db" | "clock" | "switches">;

// Only this file knows Lucia, which its author no longer develops.

/**
 * Opens a session and gives the secret for its cookie; the database keeps only a hash. `label` is
 * what tells its owner which browser it is.
 */
export async function openSession(
  deps: SessionDeps,
  accountId: string,
  label: string,
): Promise<string> {
  const secret = newSecret();
  await lucia(deps).createSession(accountId, { label }, { sessionId: secret });
  return secret;
}

/**
 * Who a session belongs to; null if it has ended or was closed, or if its account was disabled.
 * Using it puts off its idle end, never its absolute one. While the site is read-only nothing is
 * put off: a session that had not ended by then lives until its absolute end.
 */
export async function readSession(deps: ReadDeps, secret: string): Promise<SignedIn | null> {
  const { "read-only": readOnly } = await deps.switches.read();
  const frozenAt = readOnly.isOn ? readOnly.at : null;
  const { session } = await lucia(deps, frozenAt).validateSession(secret);
  return session && (await findSignedIn(deps.db, sha256Hex(secret)));
}

export async function closeSession(deps: SessionDeps, secret: string): Promise<void> {
  await lucia(deps).invalidateSession(secret);
}

/** Deletes the sessions that have ended, and the challenges that nobody answered in time. */
export async function deleteEndedSessions(deps: SessionDeps): Promise<void> {
  await lucia(deps).deleteExpiredSessions();
  await deps.db.passkeyChallenge.deleteMany({ where: { expiresAt: { lte: deps.clock.now() } } });
}

export type ListedSession = {
  id: string;
  label: string;
  createdAt: Date;
  seenAt: Date;
};

/** The sessions of an account that have not ended, newest first. */
export async function listSessions(
  { db, clock }: SessionDeps,
  accountId: string,
): Promise<ListedSession[]> {
  const now = clock.now();
  const rows = await db.session.findMany({
    where: { accountId, expiresAt: { gt: now }, endsAt: { gt: now } },
    orderBy: { createdAt: "desc" },
    take: SESSIONS_SHOWN_MAX,
    select: { id: true, label: true, createdAt: true, seenAt: true },
  });
  return rows.map((row) => ({ ...row, seenAt: row.seenAt ?? row.createdAt }));
}

/** Ends one of an account's sessions, by the id that its list shows. */
export async function revokeSession(
  { db }: SessionDeps,
  { session, accountId }: { session: string; accountId: string },
): Promise<void> {
  await db.session.deleteMany({ where: { id: session, accountId } });
}

/** Ends all of an account's sessions except the given one. */
export async function revokeOtherSessions(
  { db }: SessionDeps,
  { session, account }: Pick<SignedIn, "session" | "account">,
): Promise<void> {
  const where = { accountId: account.id, NOT: { id: session.id } };
  await db.session.deleteMany({ where });
}

function lucia(deps: SessionDeps, frozenAt: Date | null = null): Lucia {
  return new Lucia(sessionAdapter(deps, frozenAt), {
    sessionExpiresIn: new TimeSpan(IDLE_MINUTES, "m"),
  });
}

/**
 * Lucia's store. It stores a hash of the id, gives the presented id back, and adds what Lucia
 * lacks: an absolute end.
 *
 * Source: OWASP Session Management Cheat Sheet (idle and absolute timeout).
 */
function sessionAdapter({ db, clock }: SessionDeps, frozenAt: Date | null): Adapter {
  return {
    getSessionAndUser: async (secret) => {
      const id = sha256Hex(secret);
      const row = await db.session.findUnique({ where: { id } });
      const now = clock.now();
      const isOver = row === null || row.endsAt <= now || row.expiresAt <= (frozenAt ?? now);
      if (isOver) return [null, null];
      if (frozenAt === null) await touchIfPossible(db, row, now);
      const session = toLucia({ ...row, id: secret });
      return [session, { id: row.accountId, attributes: {} }];
    },
    getUserSessions: async (accountId) =>
      (await db.session.findMany({ where: { accountId } })).map(toLucia),
    setSession: async (session) => {
      const createdAt = clock.now();
      const data = {
        id: sha256Hex(session.id),
        accountId: session.userId,
        label: session.attributes.label,
        createdAt,
        seenAt: createdAt,
        expiresAt: later(createdAt, IDLE_MINUTES * MINUTE_MS),
        endsAt: later(createdAt, ABSOLUTE_MS),
      };
      await db.session.create({ data, select: { id: true } });
    },
    // Lucia puts off the end only in the second half of a session's life, by its own clock; `touch`
    // does so by ours.
    updateSessionExpiration: async () => undefined,
    deleteSession: async (secret) => {
      await db.session.deleteMany({ where: { id: sha256Hex(secret) } });
    },
    deleteUserSessions: async (accountId) => {
      await db.session.deleteMany({ where: { accountId } });
    },
    deleteExpiredSessions: async () => {
      const now = clock.now();
      await db.session.deleteMany({
        where: { OR: [{ expiresAt: { lte: now } }, { endsAt: { lte: now } }] },
      });
    },
  };
}

declare module "lucia" {
  interface Register {
    DatabaseSessionAttributes: { label: string };
  }
}

type SessionRow = { id: string; accountId: string; expiresAt: Date; label: string };

/** While nothing can be written, people still read: the session ends when it would have. */
async function touchIfPossible(db: Db, row: SessionRow, now: Date): Promise<void> {
  try {
    await touch(db, row, now);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
  }
}

async function touch(db: Db, row: SessionRow, now: Date): Promise<void> {
  const expiresAt = later(now, IDLE_MINUTES * MINUTE_MS);
  if (expiresAt.getTime() - row.expiresAt.getTime() < TOUCH_INTERVAL_MS) return;
  await db.session.updateMany({ where: { id: row.id }, data: { expiresAt, seenAt: now } });
}

/** Lucia compares with the wall clock. The adapter has used ours, so that any later end will do. */
function toLucia(row: SessionRow): DatabaseSession {
  return {
    id: row.id,
    userId: row.accountId,
    expiresAt: later(new Date(), IDLE_MINUTES * MINUTE_MS),
    attributes: { label: row.label },
  };
}
