import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { altchaCaptcha, challengeSchema } from "../../../src/captcha/altcha.ts";
import type { Deps } from "../../../src/deps.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import type { Instance } from "../instance.ts";
import { type LoadResult, sendLoad } from "./load.ts";

/** As little work as a challenge can be: what checking it costs does not depend on it. */
const EFFORT = { rounds: 1, triesMin: 1, triesMax: 2 };

/** Submissions that are prepared side by side. */
const BATCH = 100;

/** A submission as it goes over the wire, and the address that signs. */
export type Submission = { address: string; request: Buffer };

/**
 * So many people who sign: each with a name, an address and a client of their own and a captcha
 * solved beforehand, as their own device does it. One in ten signs for an organisation.
 */
export async function prepareSubmissions(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  slug: string,
  count: number,
  from = 0,
): Promise<Submission[]> {
  const captcha = await altchaCaptcha(deps, EFFORT);
  const prepare = async (index: number): Promise<Submission> => {
    const challenge = challengeSchema.parse(await captcha.challenge?.(slug));
    const solution = await solveChallenge({ challenge, deriveKey });
    const altcha = btoa(JSON.stringify({ challenge, solution }));
    const address = `person.${index}@site-${index % 997}.example`;
    const fields = { ...fieldsOf(index), email: address, altcha };
    return { address, request: postRequest(paths.sign(slug), fields, clientOf(index)) };
  };
  const submissions: Submission[] = [];
  for (let done = 0; done < count; done += BATCH) {
    const indexes = Array.from(
      { length: Math.min(BATCH, count - done) },
      (_, at) => from + done + at,
    );
    submissions.push(...(await Promise.all(indexes.map(prepare))));
  }
  return submissions;
}

/** A form as bytes, from one of many clients behind a proxy. */
function postRequest(path: string, fields: Record<string, string>, client: string): Buffer {
  const body = new URLSearchParams(fields).toString();
  return Buffer.from(
    [
      `POST ${path} HTTP/1.1`,
      "Host: 127.0.0.1",
      "Sec-Fetch-Site: same-origin",
      `X-Forwarded-For: ${client}`,
      "Content-Type: application/x-www-form-urlencoded",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n"),
  );
}

/** A page as a browser asks for it. */
export function getRequest(path: string): Buffer {
  return Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n`,
  );
}

function clientOf(index: number): string {
  return `10.${(index >> 16) % 256}.${(index >> 8) % 256}.${index % 256}`;
}

const GIVEN = ["Ada", "Žofie", "Grace", "Amal", "Ines", "Jürgen", "Nikos", "Olena", "Wen", "Yusuf"];
const FAMILY = ["Lovelace", "Novák", "Hopper", "Haddad", "O’Weir", "Groß", "Koval", "Okafor"];

function fieldsOf(index: number): Record<string, string> {
  const family = `${FAMILY[index % FAMILY.length]}-${(index * 37) % 99_991}`;
  const person = `${GIVEN[index % GIVEN.length]} ${family}`;
  const shared = { country: "DE", consent: "on" };
  if (index % 10 === 0) {
    return {
      ...shared,
      kind: "organisation",
      name: `Society of River ${index}`,
      authority: "on",
      website: `https://site-${index % 997}.example`,
      contact_name: person,
      contact_role: "Director",
    };
  }
  return {
    ...shared,
    kind: "individual",
    name: person,
    visibility: "full",
    title: index % 4 === 0 ? "Hydrologist" : "",
    affiliation: "",
  };
}

/** People who sign at a steady pace and confirm by the link in their mail. */
export type Signing = {
  /** Waits until everybody has signed and confirmed. */
  finish: () => Promise<{ signed: LoadResult; confirmed: LoadResult }>;
  /** The same, but those who have not begun to sign stay away. */
  stop: Signing["finish"];
};

/** How long confirmations are waited for after the last signature, in ms. */
const LAST_MAIL_MS = 120_000;

/** Makes prepared people sign, so many a second, and confirm once their mail arrives. */
export function keepSigning(
  { mail }: Pick<Instance, "mail">,
  port: number,
  submissions: Submission[],
  perSecond: number,
): Signing {
  let isOver = false;
  const expected = new Set<string>();
  const signed = sendLoad({
    port,
    connections: connectionsFor(perSecond),
    perSecond,
    durationMs: Number.POSITIVE_INFINITY,
    next: () => {
      const submission = isOver ? undefined : submissions.pop();
      if (submission !== undefined) expected.add(submission.address);
      return submission?.request ?? null;
    },
  });
  const confirmed = confirmAll({ mail, port, perSecond }, signed, () => expected.size);
  const finish = async () => ({ signed: await signed, confirmed: await confirmed });
  return {
    finish,
    stop: async () => {
      isOver = true;
      return await finish();
    },
  };
}

async function confirmAll(
  { mail, port, perSecond }: Pick<Instance, "mail"> & { port: number; perSecond: number },
  signed: Promise<unknown>,
  expected: () => number,
): Promise<LoadResult> {
  let hasSigned = false;
  let endAt = Number.POSITIVE_INFINITY;
  let confirmed = 0;
  void signed.then(() => {
    hasSigned = true;
    endAt = performance.now() + LAST_MAIL_MS;
  });
  return await sendLoad({
    port,
    connections: connectionsFor(perSecond),
    perSecond: 2 * perSecond,
    durationMs: Number.POSITIVE_INFINITY,
    next: () => {
      if (hasSigned && (confirmed === expected() || performance.now() > endAt)) return null;
      const token = mail.nextToken();
      if (token === null) return "wait";
      confirmed += 1;
      return postRequest(paths.verification(token), { decision: "confirm" }, clientOf(confirmed));
    },
  });
}

/** Enough for the pace, and few enough that none is idle for so long that it is closed. */
function connectionsFor(perSecond: number): number {
  return Math.max(4, Math.ceil(perSecond / 4));
}
