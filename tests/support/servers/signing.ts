import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLetter } from "../../../prisma/builders.ts";
import type { Db } from "../../../src/db/db.ts";
import { openSqlite } from "../../../src/db/sqlite/open.ts";
import { applyMigrations } from "../../../src/runtime/migrations/apply.ts";
import { systemClock } from "../../../src/shared/clock.ts";
import { deriveKeys } from "../../../src/shared/keys/keys.ts";
import { PERSON } from "../forms.ts";
import { SECRET_KEY } from "../world.ts";

/** A database with one open letter, and how a server is told of it. */
export async function openSigning() {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-signing-"));
  const path = join(folder, "undersigned.db");
  const DATABASE_URL = `file:${path}`;
  await applyMigrations(DATABASE_URL);
  const withDatabase = async <Result>(work: (db: Db) => Promise<Result>): Promise<Result> => {
    const db = await openSqlite(DATABASE_URL);
    try {
      return await work(db);
    } finally {
      await db.$disconnect();
    }
  };
  const keys = await deriveKeys(SECRET_KEY);
  await withDatabase((db) => buildLetter({ db, keys, clock: systemClock }, { slug: "rivers" }));
  return {
    path,
    settings: {
      DATABASE_URL,
      SECRET_KEY,
      TRUSTED_PROXIES: "127.0.0.1",
      DEMO: "off",
      LOG_LEVEL: "error",
    },
    withDatabase,
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Sends a form as a client of its own. The status of the answer; null if there was none. */
export async function sendSignature(
  url: string,
  { name, site, captcha = {} }: { name: string; site: number; captcha?: Record<string, string> },
): Promise<number | null> {
  const email = `${name.replaceAll(" ", ".").toLowerCase()}@site-${site}.example`;
  try {
    const response = await fetch(`${url}/letters/rivers/signatures`, {
      method: "POST",
      body: new URLSearchParams({ ...PERSON, name, email, ...captcha }),
      headers: {
        "Sec-Fetch-Site": "same-origin",
        "X-Forwarded-For": `198.51.${Math.floor(site / 250) % 250}.${site % 250}`,
      },
      redirect: "manual",
    });
    return response.status;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
