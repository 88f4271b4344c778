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
  const { user } = await lucia(deps, frozenAt).validateSession(secret);
  return user?.signedIn ?? null;
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

function lucia(deps: SessionDeps, frozenAt: Date | null = null) {
  return new Lucia(sessionAdapter(deps, frozenAt), {
    sessionExpiresIn: new TimeSpan(IDLE_MINUTES, "m"),
    getUserAttributes: ({ signedIn }) => ({ signedIn }),
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
      const signedIn = await findSignedIn(db, id);
      const now = clock.now();
      if (signedIn === null || hasEnded(signedIn, now, frozenAt ?? now)) return [null, null];
      const { account, session } = signedIn;
      const expiresAt =
        frozenAt === null ? await touchIfPossible(db, session, now) : session.expiresAt;
      const attributes = { signedIn: { ...signedIn, session: { ...session, expiresAt } } };
      const row = { id: secret, accountId: account.id, label: "" };
      return [toLucia(row), { id: account.id, attributes }];
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
    DatabaseUserAttributes: { signedIn: SignedIn };
    Lucia: Lucia<Record<never, never>, { signedIn: SignedIn }>;
  }
}

type SessionRow = { id: string; accountId: string; label: string };

function hasEnded({ session }: SignedIn, now: Date, idleSince: Date): boolean {
  return session.endsAt <= now || session.expiresAt <= idleSince;
}

/** While nothing can be written, people still read: the session ends when it would have. */
async function touchIfPossible(db: Db, session: SignedIn["session"], now: Date): Promise<Date> {
  try {
    return await touch(db, session, now);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    return session.expiresAt;
  }
}

/** Puts off the idle end of a session that is used, and gives that end. */
async function touch(db: Db, session: SignedIn["session"], now: Date): Promise<Date> {
  const expiresAt = later(now, IDLE_MINUTES * MINUTE_MS);
  if (expiresAt.getTime() - session.expiresAt.getTime() < TOUCH_INTERVAL_MS)
    return session.expiresAt;
  await db.session.updateMany({ where: { id: session.id }, data: { expiresAt, seenAt: now } });
  return expiresAt;
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
