import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { createApp } from "../../src/app.ts";
import { ANSWER_TIME } from "../../src/limits.ts";
import { equalTime } from "../../src/shared/equal-time.ts";
import { signOwnPageToken } from "../../src/shared/keys/signed-token.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { looseForm, parseEmailAddress } from "../../src/shared/text/email-address.ts";
import { STATES, type State } from "../../src/signatures/lifecycle.ts";
import { PERSON } from "../support/forms.ts";
import { browserIn, openWorld, solveCaptcha, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** What is known of an address before its form arrives. */
type Known = State | "new" | "suppressed";

const KNOWN: readonly Known[] = ["new", "suppressed", ...STATES];

async function know(known: Known, email: string): Promise<void> {
  if (known === "new") return;
  if (known !== "suppressed") {
    await buildEntry(world.deps, world.letter, { state: known, email });
    return;
  }
  const address = parseEmailAddress(email);
  if (address === null) throw new Error("A test address is wrong.");
  const addressLimitKey = await world.deps.keys.hash("address-limit", looseForm(address));
  const createdAt = new Date();
  await world.db.suppression.create({ data: { addressLimitKey, createdAt } });
}

let clients = 0;

/** Sends the form from a client of its own; gives the whole answer, and the ms that it took. */
async function answerFor(
  email: string,
  path: string,
  app = world.app,
): Promise<{ answer: string; ms: number }> {
  clients += 1;
  const altcha = await solveCaptcha(world);
  const browser = browserIn({ ...world, app }, `203.0.${clients >> 8}.${clients & 255}`);
  const start = performance.now();
  const response = await browser.post(path, { ...PERSON, email, altcha });
  const body = await response.text();
  const ms = performance.now() - start;
  const headers = [...response.headers].map((pair) => pair.join(": ")).sort();
  return { answer: [response.status, ...headers, "", body].join("\n"), ms };
}

const FORMS = [
  ["a signature", paths.sign("rivers")],
  ["a lost link", paths.lostLink("rivers")],
  ["lost links to all letters", paths.lostLinks],
] as const;

describe.each(FORMS)("the answer to %s", (_, path) => {
  it("is the same to the byte, whatever is known of the address", async () => {
    const answers = new Map<Known, string>();
    for (const known of KNOWN) {
      const email = `${known}@example.org`;
      await know(known, email);
      answers.set(known, (await answerFor(email, path)).answer);
      // Twice: what the first one changed must not show in the second.
      expect((await answerFor(email, path)).answer, known).toBe(answers.get(known));
    }
    for (const [known, answer] of answers) expect(answer, known).toBe(answers.get("new"));
    expect(answers.size).toBe(KNOWN.length);
  });
});

describe("the answer to a change of address", () => {
  it("is the same to the byte, and so is the own page, after equal time", async () => {
    let timed = 0;
    const app = createApp({
      ...world.deps,
      equalTime: async (work) => {
        timed += 1;
        return await work();
      },
    });
    const browser = browserIn({ ...world, app });
    const id = await buildEntry(world.deps, world.letter, { email: "x.own@example.org" });
    const page = paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 }));
    const answers = new Map<string, string>();
    const own = await browser.get(page);
    const before = await own.text();
    for (const known of [...KNOWN, "own"] as const) {
      const email = `x.${known}@example.org`;
      if (known !== "own") await know(known, email);
      const said = [];
      for (let times = 0; times < 2; times += 1) {
        const change = { action: "change-address", new_email: email };
        const response = await browser.post(page, change);
        const headers = [...response.headers].map((pair) => pair.join(": ")).sort();
        const body = [await response.text(), await (await browser.get(page)).text()];
        said.push([response.status, ...headers, ...body].join("\n"));
      }
      expect(said[1], known).toBe(said[0]);
      expect(said[0]).toContain("x•••@example.org");
      answers.set(known, said[0] ?? "");
      await world.db.rateCount.deleteMany();
    }
    expect(new Set(answers.values()).size).toBe(1);
    expect(before).not.toContain("x•••@example.org");
    expect(timed).toBe(answers.size * 2);
  });
});

/** Rounds that are timed, in alternating order, so that what slows the machine slows all. */
const ROUNDS = 200;
const KINDS = ["new", "published", "suppressed"] as const;

/**
 * How far the ranks of two samples are from a random mix, as a z value (Mann-Whitney U, normal
 * approximation). Within ±4 nobody can tell them apart; chance alone exceeds it once in 15,000
 * runs.
 */
function rankDistance(left: readonly number[], right: readonly number[]): number {
  const all = [
    ...left.map((ms) => ({ ms, isLeft: true })),
    ...right.map((ms) => ({ ms, isLeft: false })),
  ];
  all.sort((one, other) => one.ms - other.ms);
  const rankSum = all.reduce((sum, { isLeft }, index) => sum + (isLeft ? index + 1 : 0), 0);
  const [n, m] = [left.length, right.length];
  const u = rankSum - (n * (n + 1)) / 2;
  return (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}

describe("the time of the answer", () => {
  // A busy machine may slow one side by chance; a real difference shows every time.
  const timing = { retry: 2, timeout: 120_000 };
  it(
    "tells nothing between a new address and a known one, over two hundred rounds",
    timing,
    async () => {
      const app = createApp({ ...world.deps, equalTime: equalTime(ANSWER_TIME) });
      const times: Record<(typeof KINDS)[number], number[]> = {
        new: [],
        published: [],
        suppressed: [],
      };
      const path = paths.sign("rivers");
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const kind of KINDS) await know(kind, `${kind}${round}@example.org`);
        const turned = [...KINDS.slice(round % 3), ...KINDS.slice(0, round % 3)];
        for (const kind of round % 2 === 0 ? turned : turned.toReversed()) {
          const { ms } = await answerFor(`${kind}${round}@example.org`, path, app);
          times[kind].push(ms);
        }
      }
      for (const known of ["published", "suppressed"] as const)
        expect(Math.abs(rankDistance(times.new, times[known])), known).toBeLessThan(4);
    },
  );

  it("would tell a difference of less than a millisecond", () => {
    const base = Array.from({ length: ROUNDS }, (_, index) => 5 + (index % 37) / 37);
    expect(Math.abs(rankDistance(base, base))).toBeLessThan(1);
    expect(
      Math.abs(
        rankDistance(
          base,
          base.map((ms) => ms + 0.4),
        ),
      ),
    ).toBeGreaterThan(4);
  });
});
