import { openSqlite } from "../../../src/db/sqlite/open.ts";
import { DAY_MS, HOUR_MS } from "../../../src/shared/clock.ts";
import type { RunningServer } from "../servers/server.ts";

/**
 * Puts one request of every state above the limit of a day into the demo letter: by somebody else,
 * and one by the administrator, who is the first account.
 */
export async function addMassActs({ folder }: RunningServer): Promise<void> {
  const db = await openSqlite(`file:${folder}/var/undersigned.db`);
  try {
    const letter = await db.letter.findUniqueOrThrow({ where: { slug: "open-rivers" } });
    const account = await db.account.findFirstOrThrow({
      where: { displayName: "First administrator" },
    });
    const entries = await db.signature.findMany({
      where: { letterId: letter.id, state: "published" },
      orderBy: { id: "asc" },
      take: 7,
    });
    const now = Date.now();
    // On the day of its opening nothing is counted.
    const publicSince = new Date(now - 2 * DAY_MS);
    await db.letterVersion.updateMany({ where: { letterId: letter.id }, data: { publicSince } });
    const decision = JSON.stringify({
      ids: entries.map(({ id }) => id),
      seenIn: "published",
      seenAt: null,
      reason: "own-request",
    });
    const ben = crypto.randomUUID();
    await db.account.create({
      data: {
        id: ben,
        displayName: "Ben Colleague",
        email: "-",
        addressKey: "-",
        createdAt: new Date(now),
      },
    });
    await db.role.create({
      data: {
        id: crypto.randomUUID(),
        accountId: ben,
        role: "administrator",
        createdAt: new Date(now),
      },
    });
    const row = (data: {
      act: string;
      state: string;
      proposedBy: string;
      payload: string | null;
    }) => ({
      id: crypto.randomUUID(),
      letterId: letter.id,
      count: entries.length,
      proposedAt: new Date(now - HOUR_MS),
      expiresAt: new Date(now + 6 * DAY_MS),
      ...data,
    });
    const own = account.id;
    await db.massAct.createMany({
      data: [
        row({ act: "takedown", state: "proposed", proposedBy: ben, payload: decision }),
        row({ act: "erase", state: "proposed", proposedBy: own, payload: decision }),
        row({ act: "import", state: "running", proposedBy: own, payload: null }),
        {
          ...row({ act: "takedown", state: "done", proposedBy: ben, payload: null }),
          releasedBy: own,
        },
        {
          ...row({ act: "erase", state: "cancelled", proposedBy: ben, payload: null }),
          endedBy: own,
        },
      ],
    });
  } finally {
    await db.$disconnect();
  }
}
