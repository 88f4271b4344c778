import { createHmac } from "node:crypto";
import { paths } from "../../src/shared/pages/paths.ts";
import type { browserIn, World } from "./world.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MS = 30_000;

/**
 * The code that an authenticator app shows at a moment, made here a second time and straight from
 * the text of the standards: no line of it is the product's.
 *
 * Source: RFC 4648 (base32), RFC 4226 (HOTP, 5.3), RFC 6238 (TOTP, 4.2).
 */
export function appCode(secret: string, at: Date, digits = 6): string {
  const bits = [...secret]
    .map((one) => ALPHABET.indexOf(one).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / STEP_MS)));
  const hash = createHmac("sha1", key).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 0xf;
  const number = hash.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** Adds an app as a person does, from the secret on the page; gives the secret. */
export async function addApp(
  world: Pick<World, "clock">,
  browser: Pick<ReturnType<typeof browserIn>, "get" | "post">,
) {
  const page = await (await browser.get(paths.authenticator)).text();
  const secret = /name="secret" value="([A-Z2-7]{32})"/.exec(page)?.[1] ?? "";
  const fields = { secret, totp: appCode(secret, world.clock.now()) };
  const added = await browser.post(paths.authenticator, fields);
  return { secret, added };
}
