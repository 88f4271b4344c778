import { expect, it } from "vitest";
import { buildLetter } from "../../prisma/builders.ts";
import type { NewSignature } from "../../src/db/db.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { newId } from "../../src/shared/ids.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { parseEmailAddress } from "../../src/shared/text/email-address.ts";
import { addressColumns, identityColumns } from "../../src/signatures/entry.ts";
import { beginAsking } from "../../src/signatures/questions/reaffirm/begin.ts";
import { wordingOf } from "../../src/signatures/signing/wording.ts";
import { firstColumns } from "../../src/signatures/store.ts";
import { openMailbox } from "../support/mail/mailbox.ts";
import { startServer } from "../support/servers/server.ts";
import { openSigning } from "../support/servers/signing.ts";
import { SECRET_KEY } from "../support/world.ts";

const SIGNATORIES = 10_000;
/** How long the sink takes for a mail, and how long a server lives before it is killed, in ms. */
const MAIL_MS = 20;
const [ROUND_MS_MIN, ROUND_MS_MAX] = [4_000, 12_000];
const ROUNDS_MAX = 400;

it("asks ten thousand once each through a slow sink, however often the server is killed", async () => {
  const place = await openSigning();
  const mailbox = await openMailbox();
  mailbox.answerAfter(() => MAIL_MS);
  const keys = await deriveKeys(SECRET_KEY);
  await place.withDatabase(async (db) => {
    const deps = { db, keys, clock: systemClock, log: QUIET };
    const letter = await buildLetter(deps, { slug: "rivers" });
    const mover = { by: "import", at: systemClock.now() };
    const rows: NewSignature[] = [];
    for (let index = 0; index < SIGNATORIES; index += 1) {
      const id = newId(systemClock);
      // Of many domains: a server sends no more than some at once to one.
      const address = parseEmailAddress(`signer-${index}@site-${index % 500}.example`);
      if (address === null) throw new Error("A test address is wrong.");
      const identity = { kind: "individual", name: `Signer ${index}`, ...NOTHING } as const;
      rows.push({
        ...(await identityColumns(keys, letter, identity)),
        ...(await addressColumns(keys, address)),
        ...firstColumns("import", "published", mover),
        ...{ id, letterId: letter.id, visibility: "full", language: "en" },
        ...{ letterVersionId: letter.version.id, textNumber: 1, standsWith: id },
        ...{ standsAt: mover.at, signedAt: mover.at, verifiedAt: mover.at },
      });
    }
    await db.$insertSignatures(rows);
    const changed = await buildLetter(deps, { slug: "rivers", body: "The second text." });
    const wording = wordingOf("Do you sign the new text too?", "en");
    const { textNumber: about } = changed.version;
    expect(await beginAsking(deps, changed, { about, wording, by: "cleo" })).toBe("begun");
  });

  const settings = { ...place.settings, SMTP_URL: mailbox.url };
  const left = () =>
    place.withDatabase(async (db) => {
      const asking = await db.asking.count({ where: { endedAt: null } });
      return asking + (await db.outbox.count({ where: { state: "due", kind: "question" } }));
    });
  let rounds = 0;
  for (; rounds < ROUNDS_MAX && (await left()) > 0; rounds += 1) {
    const server = await startServer(settings);
    const lasts = ROUND_MS_MIN + Math.random() * (ROUND_MS_MAX - ROUND_MS_MIN);
    await new Promise((done) => setTimeout(done, lasts));
    await server.kill();
  }

  const { questions, mails } = await place.withDatabase(async (db) => ({
    questions: await db.question.findMany({ select: { signatureId: true, mailedAt: true } }),
    mails: await db.outbox.groupBy({ by: ["state"], where: { kind: "question" }, _count: true }),
  }));
  place.remove();
  await mailbox.close();
  expect(rounds).toBeGreaterThan(5);
  expect(new Set(questions.map(({ signatureId }) => signatureId)).size).toBe(SIGNATORIES);
  expect(questions.length).toBe(SIGNATORIES);
  expect(questions.filter(({ mailedAt }) => mailedAt === null)).toEqual([]);
  expect(mails).toEqual([{ state: "sent", _count: SIGNATORIES }]);
  // One that the sink took while its sender was killed comes again under the same id.
  const ids = new Set(mailbox.mails.map(({ messageId }) => messageId));
  expect(ids.size).toBe(SIGNATORIES);
  expect(new Set(mailbox.mails.flatMap(({ to }) => to)).size).toBe(SIGNATORIES);
  expect(mailbox.mails.length - SIGNATORIES).toBeLessThan(rounds * 100);
});

const NOTHING = { sortName: null, title: null, affiliation: null, website: null, country: "ZZ" };
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
