import type { Db } from "../../../src/db/db.ts";
import { Prisma } from "../../../src/db/generated/sqlite/client.ts";

/** What becomes of one statement. A failure or a death comes before its effect, or after it. */
export type Fate = "passes" | "fails-before" | "fails-after" | "dies-before" | "dies-after";

/** How a process is doing: what awaits each statement, and whether it was killed. */
export type Life = { fate: (isWrite: boolean) => Fate; isDead: () => boolean; die: () => void };

/** What nobody ever hears of, as of what a killed process was waiting for. */
export const never = () => new Promise<never>(() => undefined);

const STATEMENTS = ["$addSignature", "$addSpentChallenge", "$countUp", "$insertSignatures", "$rows"]
  .concat(["$rowsInBackground", "$inOrder", "$queryRaw", "$queryRawUnsafe", "$executeRaw"])
  .map(String);

const WRITES = /^(?:create|update|upsert|delete|\$add|\$insert|\$countUp|\$inOrder|\$executeRaw)/;

/** A database whose statements fail as the driver's do, and which is lost with its process. */
export function faultyDb(db: Db, life: Life): Db {
  const run = async (name: string, statement: () => unknown) => {
    if (life.isDead()) return await never();
    const fate = life.fate(WRITES.test(name));
    if (fate === "fails-before") throw failureOf(name);
    if (fate !== "dies-before") {
      const result = await statement();
      if (fate === "fails-after") throw failureOf(name);
      if (fate === "passes") return life.isDead() ? await never() : result;
    }
    life.die();
    return await never();
  };
  const wrap = (owner: object, name: string | symbol) => {
    const value: unknown = Reflect.get(owner, name);
    if (typeof value !== "function") return value;
    return (...given: unknown[]) => run(String(name), () => Reflect.apply(value, owner, given));
  };
  const models = new Map<string | symbol, object>();
  return new Proxy(db, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (String(name).startsWith("$"))
        return STATEMENTS.includes(String(name)) ? wrap(target, name) : value;
      if (typeof value !== "object" || value === null) return value;
      const model = models.get(name) ?? new Proxy(value, { get: (one, act) => wrap(one, act) });
      models.set(name, model);
      return model;
    },
  });
}

/** The error of a disk that fails, as better-sqlite3 and Prisma tell it. */
function failureOf(name: string): Error {
  const message = "disk I/O error";
  const originalCode = "SQLITE_IOERR_WRITE";
  if (name.startsWith("$")) return Object.assign(new Error(message), { code: originalCode });
  const cause = { originalCode, originalMessage: message, kind: "sqlite", extendedCode: 778 };
  return new Prisma.PrismaClientKnownRequestError(message, {
    code: "P2039",
    clientVersion: "any",
    meta: { driverAdapterError: { name: "DriverAdapterError", cause } },
  });
}
