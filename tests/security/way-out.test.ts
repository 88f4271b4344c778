import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import {
  MAIL_INTERVAL_MS,
  MAILS_PER_ADDRESS,
  SIGNING_MAILS_PER_NETWORK,
} from "../../src/limits.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/shared/clock.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { PERSON } from "../support/forms.ts";
import { type ArrivedMail, linkIn } from "../support/mail/mailbox.ts";
import { browserIn, openWorld, solveCaptcha, type World } from "../support/world.ts";

const VICTIM = "ada@example.org";
const OWNER = "10.20.30.40";
/** Four client networks, each with as many addresses as anybody likes. */
const NETWORKS = ["198.51.100", "203.0.113", "100.64.7", "100.64.8"];

/** A mail that came, when, and as what it counts. */
type Came = { mail: ArrivedMail; at: number; as: "signing" | "own-link" };

let world: World;
let came: Came[];
let slugs: string[];

beforeEach(async () => {
  world = await openWorld();
  came = [];
  slugs = ["rivers"];
  await buildEntry(world.deps, world.letter, { email: VICTIM });
});
afterEach(() => world.close());

async function addLetters(count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const slug = `letter-${number}`;
    await buildLetter(world.deps, { slug });
    slugs.push(slug);
  }
}

/** Signs a letter in the victim's name, which says from which network. */
async function signAs(slug: string, network: number, client = 1): Promise<void> {
  const altcha = await solveCaptcha(world, slug);
  const fields = { ...PERSON, name: `Network ${network}`, email: VICTIM, altcha };
  const browser = browserIn(world, `${NETWORKS[network]}.${client}`);
  expect((await browser.post(paths.sign(slug), fields)).status).toBe(303);
}

async function askForLink(client: string, slug = "rivers"): Promise<string> {
  const answer = await browserIn(world, client).post(paths.lostLink(slug), { email: VICTIM });
  expect(answer.status).toBe(200);
  await world.settle();
  return await answer.text();
}

/** Lets everything leave that may, and notes when it came. */
async function deliver(): Promise<void> {
  while ((await world.deliver()) > 0);
  const at = world.clock.now().getTime();
  for (const mail of world.mailbox.mails.slice(came.length))
    came.push({ mail, at, as: mail.subject.startsWith("Your link") ? "own-link" : "signing" });
}

async function lastLinkWorks(): Promise<boolean> {
  const last = came.findLast(({ as }) => as === "own-link");
  if (last === undefined) return false;
  return (await browserIn(world, OWNER).get(linkIn(last.mail, "signature"))).status === 200;
}

/** How many came in any span of this length at most. */
function mostWithin(mails: readonly Came[], ms: number): number {
  const counts = mails.map(({ at: end }) => mails.filter(({ at }) => at <= end && at > end - ms));
  return Math.max(0, ...counts.map(({ length }) => length));
}

function expectCaps(): void {
  const slack = MINUTE_MS;
  for (const kind of ["signing", "own-link"] as const) {
    const { max, windowMs } = MAILS_PER_ADDRESS[kind];
    const counted = came.filter(({ as }) => as === kind);
    expect(mostWithin(counted, windowMs - slack), kind).toBeLessThanOrEqual(max);
  }
  for (const network of NETWORKS.keys()) {
    const { max, windowMs } = SIGNING_MAILS_PER_NETWORK;
    const counted = came.filter(({ mail }) => mail.text.includes(`Network ${network}`));
    expect(mostWithin(counted, windowMs / 2), `${network}`).toBeLessThanOrEqual(max);
  }
}

describe("the way out of a signatory", () => {
  it("is not taken by four posts for a link and six letters signed in their name", async () => {
    await addLetters(6);
    for (let post = 0; post < 4; post += 1) {
      await askForLink(`${NETWORKS[0]}.1`);
      await deliver();
      world.clock.advance(MAIL_INTERVAL_MS);
    }
    for (const slug of slugs.slice(1)) await signAs(slug, 1);
    await deliver();
    const before = came.length;
    await askForLink(OWNER);
    await deliver();
    world.clock.advance(DAY_MS);
    await deliver();
    expect(came.slice(before).some(({ as }) => as === "own-link")).toBe(true);
    expect(await lastLinkWorks()).toBe(true);
    expectCaps();
  });

  it("stays open for three days to an attacker with four networks, within the caps", async () => {
    await addLetters(8);
    const askedAt: number[] = [];
    for (let hour = 0; hour < 3 * 24; hour += 1) {
      const network = hour % NETWORKS.length;
      await askForLink(`${NETWORKS[network]}.${hour}`);
      await signAs("rivers", network, hour);
      await signAs(slugs[1 + (hour % 8)] ?? "", network, hour);
      await deliver();
      if (hour % 19 === 9) {
        await askForLink(OWNER);
        askedAt.push(world.clock.now().getTime());
      }
      const hasLink = came.some(({ as }) => as === "own-link");
      if (hasLink) expect(await lastLinkWorks(), `hour ${hour}`).toBe(true);
      world.clock.advance(HOUR_MS);
    }
    await deliver();
    expectCaps();
    const links = came.filter(({ as }) => as === "own-link");
    for (const at of askedAt.filter((one) => one <= world.clock.now().getTime() - DAY_MS)) {
      const isInTime = (one: Came) => one.at > at && one.at <= at + DAY_MS;
      expect(links.some(isInTime), new Date(at).toISOString()).toBe(true);
    }
  });
});
