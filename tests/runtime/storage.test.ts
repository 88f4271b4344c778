import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { healthOf, openDatabase } from "../../src/runtime/database.ts";
import { openTestDatabase } from "../support/databases/database.ts";
import { PERSON } from "../support/forms.ts";
import { type RunningServer, startServerForTest } from "../support/servers/server.ts";

const LETTER = "/letters/open-rivers";

/** No file of a process may grow past this, as on a disk that is full; null: as far as it likes. */
function limitFiles({ pid }: RunningServer, bytes: number | null): void {
  const limit = `--fsize=${bytes ?? "unlimited"}:unlimited`;
  execFileSync("prlimit", ["--pid", String(pid), limit]);
}

async function signAt({ url }: RunningServer, number: number): Promise<Response> {
  const body = new URLSearchParams({ ...PERSON, email: `ada.${number}@example.org` });
  return await fetch(`${url}${LETTER}/signatures`, { method: "POST", redirect: "manual", body });
}

const healthAt = async ({ url }: RunningServer) => {
  const response = await fetch(`${url}/readyz`);
  return { status: response.status, ...(await response.json()) };
};

it("serves readers while the disk takes nothing, says so, and recovers by itself", async () => {
  const server = await startServerForTest();
  expect(await healthAt(server)).toEqual({ status: 200, reads: true, writes: true });
  const log = join(server.folder, "var/undersigned.db-wal");
  limitFiles(server, statSync(log).size + 100_000);
  const statuses: number[] = [];
  let last = await signAt(server, 0);
  for (let number = 1; last.status === 303 && number < 60; number += 1) {
    statuses.push(last.status);
    last = await signAt(server, number);
  }
  expect(last.status).toBe(503);
  expect(last.headers.get("retry-after")).toBe("10");
  expect(await last.text()).toContain(`value="ada.${statuses.length}@example.org"`);
  expect(await healthAt(server)).toEqual({ status: 503, reads: true, writes: false });
  expect((await fetch(server.url + LETTER)).status).toBe(200);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(server.output()).toContain("SQLITE_IOERR_WRITE");
  expect(server.output()).not.toContain("web.crash");

  limitFiles(server, null);
  // Nobody sends it a form: a proxy may route none to it by now.
  await expect.poll(() => healthAt(server)).toMatchObject({ writes: true });
  expect((await signAt(server, 99)).status).toBe(303);
});

it("is ready again by room alone where a lack of room was the reason", async () => {
  const { url, close } = await openTestDatabase("sqlite");
  const database = await openDatabase(url);
  const say = () => undefined;
  const log = { info: say, warn: say, error: say };
  let failure: string | null = null;
  let freeBytes = 1e9;
  const db = new Proxy(database.db, {
    get: (target, name) => (name === "$writeFailure" ? () => failure : Reflect.get(target, name)),
  });
  const place = { ...database, db, freeBytes: async () => freeBytes };
  const writes = async () => (await healthOf(place, log)).writes;
  expect(await writes()).toBe(true);
  freeBytes = 1_000;
  expect(await writes()).toBe(false);
  failure = "SQLITE_FULL";
  expect(await writes()).toBe(false);
  freeBytes = 1e9;
  expect(await writes()).toBe(true);
  failure = "SQLITE_READONLY";
  expect(await writes()).toBe(false);
  expect(await database.freeBytes()).toBeGreaterThan(0);
  await database.close();
  await close();
});
