import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../config.ts";
import { PRIVATE_FILE_MODE, putFirst, putInPlace } from "../backup/durable-file.ts";
import { VAR_FOLDER } from "../environment.ts";

/** Where the key lives outside production, unless SECRET_KEY is set. */
export const SECRET_KEY_FILE = join(VAR_FOLDER, "secret-key");
/** Where the next one waits while it takes the place of the first. */
const NEXT_FILE = `${SECRET_KEY_FILE}.next`;

/** SECRET_KEY; outside production one is made at first use and kept. */
export function secretKeyOf(config: Config): string {
  const known = knownSecretKey(config);
  if (known !== null) return known;
  mkdirSync(VAR_FOLDER, { recursive: true });
  const draft = `${SECRET_KEY_FILE}.${process.pid}.partial`;
  writeFileSync(draft, makeSecretKey(), { mode: PRIVATE_FILE_MODE });
  putFirst(draft, SECRET_KEY_FILE);
  return readFileSync(SECRET_KEY_FILE, "utf8").trim();
}

/** SECRET_KEY, if it is set or was made before. */
export function knownSecretKey({ secretKey }: Config): string | null {
  return secretKey ?? readKey(SECRET_KEY_FILE);
}

/** The key that is to replace SECRET_KEY. */
export type NextSecretKey = {
  secretKey: string;
  /** Whether it was made just now: nobody else has it yet. */
  isMade: boolean;
};

/** NEW_SECRET_KEY, or the one that an interrupted replacement began with, or one made now. */
export function nextSecretKey(config: Config): NextSecretKey {
  const begun = config.secretKey === null ? readKey(NEXT_FILE) : null;
  const known = config.newSecretKey ?? begun;
  return { secretKey: known ?? makeSecretKey(), isMade: known === null };
}

/** Keeps the next key next to the present one, before anything is written under it. */
export function keepNextSecretKey(secretKey: string): void {
  const draft = `${NEXT_FILE}.partial`;
  writeFileSync(draft, secretKey, { mode: PRIVATE_FILE_MODE });
  putInPlace(draft, NEXT_FILE);
}

/** Puts the next key in the place of the present one. */
export function adoptNextSecretKey(): void {
  putInPlace(NEXT_FILE, SECRET_KEY_FILE);
}

function makeSecretKey(): string {
  return randomBytes(32).toString("base64");
}

function readKey(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8").trim() : null;
}
