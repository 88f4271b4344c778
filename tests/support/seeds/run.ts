import type { RoleName } from "../../../src/accounts/account.ts";
import { invite } from "../../../src/accounts/invite.ts";
import { deliverDueMail } from "../../../src/mail/relay.ts";
import { HOUR_MS } from "../../../src/shared/clock.ts";
import { parseEmailAddress, strictForm } from "../../../src/shared/text/email-address.ts";
import { ACTS, type Act, type Cast, limitKeysOf, type Promised, type Row, rowsOf } from "./acts.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { problemsOf, publicProblems, type Seen } from "./invariants.ts";
import { openSite, type SentMail, type Site, type Trouble } from "./site.ts";

const STEPS = 28;
const ADDRESSES = ["ada@example.org", "ben@example.org", "cleo@gmail.com", "c.leo+x@gmail.com"];

/** A run of the product that broke a promise: its seed and its steps repeat it. */
class BrokenPromiseError extends Error {
  override name = "BrokenPromiseError";
}

/** Lives through what a seed makes of a letter. Throws {@link BrokenPromiseError}. */
export async function runSeed(seed: number): Promise<{ deaths: number; signed: number }> {
  const chance = chanceOf(seed);
  const site = await openSite(chance);
  const seen: Seen = { approved: new Set(), steps: [] };
  const check = (problems: readonly string[]) => {
    if (problems.length === 0) return;
    const steps = seen.steps.map((step, index) => `${index}. ${step}`).join("\n");
    throw new BrokenPromiseError(`seed ${seed}: ${problems.join("; ")}\n${steps}`);
  };
  try {
    const cast = await castOf(site);
    for (let step = 0; step < STEPS; step += 1) {
      check(await takeStep(site, cast, chance, seen));
    }
    // In the end nothing is in trouble any more, and everything that is due leaves.
    for (let round = 0; round < 30; round += 1) {
      site.turnClock(7 * HOUR_MS);
      const { deps } = await site.running();
      while ((await deliverDueMail(deps, () => true)) > 0);
    }
    check([...(await problemsOf(site)), ...(await publicProblems(site, seen))]);
    const signed = await site.truth.event.count({ where: { fromState: null } });
    return { deaths: site.deaths(), signed };
  } finally {
    await site.close();
  }
}

async function castOf(site: Site): Promise<Cast> {
  const { deps } = await site.running();
  const hire = async (role: RoleName) => {
    const address = parseEmailAddress(`${role}@staff.example`);
    if (address === null) throw new Error("A test address is wrong.");
    const person = { address, displayName: role, role, letterId: site.letter.id, byMail: false };
    return (await invite(deps, person)).accountId;
  };
  let words = 0;
  return {
    moderator: await hire("moderator"),
    campaigner: await hire("campaigner"),
    addresses: ADDRESSES,
    mark: () => {
      words += 1;
      return `Zqvw${words}xk`;
    },
  };
}

async function takeStep(site: Site, cast: Cast, chance: Chance, seen: Seen): Promise<string[]> {
  const before = await rowsOf(site);
  const act = await chance.oneOf(ACTS)(site, cast, chance, before);
  if (act === null) return [];
  const trouble = chance.is(0.35) ? someTrouble(chance) : ({ kind: "none" } as const);
  noteApproved(seen, before, act);
  const [suppressed, { length: sentBefore }] = [await suppressedNow(site), site.sent];
  const attempt = await site.attempt(trouble, act.run);
  const status = attempt !== null && "result" in attempt ? attempt.result : null;
  const said = attempt === null ? "died" : "error" in attempt ? "failed" : (status ?? "done");
  const when = site.clock.now().toISOString();
  seen.steps.push(`${when} ${act.says} [${JSON.stringify(trouble)}]: ${said}`);
  if (trouble.kind === "none" && typeof said === "number" && said >= 500) return ["a crash"];
  const after = await rowsOf(site);
  const stays = await suppressedNow(site);
  const unwanted = await unwantedMail(
    site,
    site.sent.slice(sentBefore),
    suppressed.filter((key) => stays.includes(key)),
  );
  const problems = chance.is(0.2) ? await publicProblems(site, seen) : [];
  return [
    ...problems,
    ...unwanted,
    ...brokenPromises(act, status, before, after),
    ...(await keyed(site, act, status, after)),
  ];
}

function someTrouble(chance: Chance): Trouble {
  const number = chance.below(7);
  const fates = ["fails-before", "fails-after", "dies-before", "dies-after"] as const;
  return chance.oneOf<() => Trouble>([
    () => ({ kind: "statement", number, fate: chance.oneOf(fates) }),
    () => ({ kind: "write", number: chance.below(3), fate: chance.oneOf(fates) }),
    () => ({ kind: "write", number: chance.below(3), fate: chance.oneOf(fates) }),
    () => ({ kind: "outage", number }),
    () => ({ kind: "mail", number: chance.below(2), hasLeft: chance.is(0.5) }),
    () => ({ kind: "full" }),
    () => ({ kind: "lock", ms: 10 + chance.below(30) }),
  ])();
}

/** What a moderator is about to let into the list: the entry, and what it wants to say. */
function noteApproved(seen: Seen, rows: readonly Row[], { approves }: Act): void {
  const row = rows.find(({ id }) => id === approves);
  if (row === undefined) return;
  seen.approved.add(`${row.id} ${row.name}`);
  const proposal: { name: string } | null = JSON.parse(row.proposal ?? "null");
  if (proposal !== null) seen.approved.add(`${row.id} ${proposal.name}`);
}

/** An acknowledged act has been done; another one may have been, and nothing else has. */
function brokenPromises(
  { promises }: Act,
  status: number | null,
  before: readonly Row[],
  after: readonly Row[],
): string[] {
  const what = promises?.what;
  if (what === undefined || !("id" in what)) return [];
  const was = before.find(({ id }) => id === what.id)?.state;
  const is = after.find(({ id }) => id === what.id)?.state;
  const isAcknowledged = status === promises?.status;
  const broken: string[] = [];
  if (isAcknowledged && is !== what.to) broken.push(`acknowledged as ${what.to}, and is ${is}`);
  if (!isAcknowledged && is !== what.to && is !== was) broken.push(`came from ${was} to ${is}`);
  for (const { id, state } of after) {
    const other = before.find((one) => one.id === id);
    if (id !== what.id && other?.state !== state) broken.push(`${id} moved too, to ${state}`);
  }
  return broken;
}

/** Whoever was told that their signature is stored has an entry, with what they typed last. */
async function keyed(
  site: Site,
  { promises }: Act,
  status: number | null,
  after: readonly Row[],
): Promise<string[]> {
  const what: Promised | undefined = promises?.what;
  if (what === undefined || !("signed" in what) || status !== promises?.status) return [];
  const address = parseEmailAddress(what.email);
  if (address === null) return ["a test address is wrong"];
  const addressKey = await site.keys.hash("address", strictForm(address));
  const row = after.find((one) => one.addressKey === addressKey && one.kind === what.kind);
  if (row === undefined) return [`${what.signed} was acknowledged and is not stored`];
  const isTypedAnew = row.state === "unverified" || row.state === "held";
  return isTypedAnew && !row.name.startsWith(`${what.signed} `)
    ? [`${what.signed} was acknowledged, and ${row.name} is stored`]
    : [];
}

async function suppressedNow(site: Site): Promise<string[]> {
  const rows = await site.truth.suppression.findMany();
  return rows.map(({ addressLimitKey }) => addressLimitKey);
}

/** Mail to an address that asked for no more, before the relay began and until it ended. */
async function unwantedMail(
  site: Site,
  sent: readonly SentMail[],
  suppressed: readonly string[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const { mail } of sent) {
    const keys = await limitKeysOf(site, mail.to);
    const isUnwanted = mail.unsubscribeUrl !== null && suppressed.some((key) => keys.includes(key));
    if (isUnwanted) problems.push(`${mail.to} asked for no more mail`);
  }
  return problems;
}
