import { deliverDueMail } from "../../../src/mail/relay.ts";
import { runJobs } from "../../../src/runtime/jobs.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../src/shared/clock.ts";
import {
  signAddressToken,
  signOwnPageToken,
  signToken,
} from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { looseForm, storedEmailAddress } from "../../../src/shared/text/email-address.ts";
import type { State } from "../../../src/signatures/lifecycle.ts";
import { browserIn, type FormFields, solveCaptcha } from "../world.ts";
import type { Chance } from "./chance.ts";
import type { Site } from "./site.ts";

/** An entry, as the file holds it. */
export type Row = Awaited<ReturnType<typeof rowsOf>>[number];

export const rowsOf = (site: Site) => site.truth.signature.findMany({ orderBy: { id: "asc" } });

/** Who acts in a run, and what they have typed so far. */
export type Cast = {
  moderator: string;
  campaigner: string;
  /** Each may sign as a person and for an organisation. */
  addresses: readonly string[];
  /** Marks everything that is typed with a word of its own. */
  mark: () => string;
};

/** What an act must have done if it is acknowledged: an entry is then in this state. */
export type Promised = { id: string; to: State } | { signed: string; email: string; kind: string };

/** Something to do: with which words, and what is promised if the answer is this status. */
export type Act = {
  says: string;
  run: (process: Awaited<ReturnType<Site["running"]>>) => Promise<number | null>;
  promises?: { status: number; what: Promised };
  /** The entry that it lets into the list, or whose change. */
  approves?: string;
};

type Making = (site: Site, cast: Cast, chance: Chance, rows: readonly Row[]) => Promise<Act | null>;

const QUEUE = "/admin/letters/rivers/decisions";
const INVALIDATIONS = "/admin/letters/rivers/invalidations";
const JSON_WANTED = { Accept: "application/json" };

function fieldsOf(kind: string, word: string): FormFields {
  return kind === "organisation"
    ? {
        name: `${word} Society`,
        website: "https://society.example",
        contact_name: `${word} Contact`,
        contact_role: `${word} Chair`,
        country: "GB",
        authority: "on",
      }
    : { name: `${word} Person`, title: `${word} Dr`, affiliation: `${word} School`, country: "DE" };
}

const signs: Making = async (site, cast, chance) => {
  const word = cast.mark();
  const email = chance.oneOf(cast.addresses);
  const kind = chance.is(0.3) ? "organisation" : "individual";
  const visibility = chance.is(0.2) ? "anonymous" : "full";
  const isSolved = chance.is(0.85);
  const fields = { ...fieldsOf(kind, word), kind, email, visibility, consent: "on" };
  const client = `192.0.2.${chance.below(3)}`;
  const altcha = isSolved ? await solveCaptcha(await site.running()) : undefined;
  return {
    says: `${email} signs as ${kind} ${word}${isSolved ? "" : ", without a captcha"}`,
    run: async (process) =>
      (await browserIn(process, client).post(paths.sign("rivers"), { ...fields, altcha })).status,
    promises: { status: 303, what: { signed: word, email, kind } },
  };
};

/** Somebody signs many times with what is one mailbox in the end. */
const floods: Making = async (site, cast, chance) => {
  const from = chance.below(100);
  const app = await site.running();
  const forms = await Promise.all(
    Array.from({ length: 10 }, async (_, number) => ({
      ...fieldsOf("individual", cast.mark()),
      kind: "individual",
      email: `cleo+${from + number}@gmail.com`,
      consent: "on",
      altcha: await solveCaptcha(app),
    })),
  );
  return {
    says: `cleo signs ten times, from ${from} on, and the relay runs`,
    run: async (process) => {
      const browser = browserIn(process, `192.0.2.${10 + chance.below(200)}`);
      for (const form of forms) await browser.post(paths.sign("rivers"), form);
      while ((await deliverDueMail(process.deps, () => true)) > 0);
      return null;
    },
  };
};

/** Something that is done with an entry in one of these states, if there is one. */
const withEntry =
  (
    states: readonly State[],
    make: (site: Site, row: Row, chance: Chance, cast: Cast) => Promise<Act>,
  ): Making =>
  async (site, cast, chance, rows) => {
    const fitting = rows.filter(({ state }) => states.some((one) => one === state));
    return fitting.length === 0 ? null : await make(site, chance.oneOf(fitting), chance, cast);
  };

const answers = (decision: "confirm" | "refuse", to: State) =>
  withEntry(["unverified"], async (site, row) => {
    const expiresAt = row.expiresAt ?? site.clock.now();
    const token = await signToken(site.keys, "verification", { id: row.id, expiresAt });
    const isGood = expiresAt > site.clock.now();
    return {
      says: `${row.name} is asked: ${decision}`,
      run: async (process) =>
        (await browserIn(process).post(paths.verification(token), { decision })).status,
      ...(isGood && { promises: { status: 200, what: { id: row.id, to } } }),
    };
  });

const decides = (
  decision: string,
  states: readonly State[],
  { to, by = "moderator" }: { to?: State; by?: "moderator" | "campaigner" } = {},
) =>
  withEntry(states, async (site, row, chance, cast) => {
    const staff = await site.staff(cast[by]);
    const note = chance.is(0.3) ? { note: `${cast.mark()} note` } : {};
    const own = chance.is(0.3) ? `${cast.mark()} reason` : "other";
    const asSeen = { state: row.state, despite: "on" };
    const fields = { id: row.id, decision, ...asSeen, reason: own, ...note };
    return {
      says: `${by}: ${decision} ${row.name} (${row.state})`,
      run: async ({ app }) => {
        const answer = await browserAt(app, staff).post(QUEUE, fields, JSON_WANTED);
        if (answer.status !== 200) return answer.status;
        const { decided }: { decided: string[] } = await answer.json();
        return decided.includes(row.id) ? 200 : null;
      },
      ...(to && { promises: { status: 200, what: { id: row.id, to } } }),
      ...(decision === "approve" && { approves: row.id }),
    };
  });

/** The browser of somebody whose process may have been started anew since. */
function browserAt(
  app: Parameters<typeof browserIn>[0]["app"],
  staff: ReturnType<typeof browserIn>,
) {
  const browser = browserIn({ app });
  for (const [name, value] of staff.cookies) browser.cookies.set(name, value);
  return browser;
}

const onOwnPage = (
  states: readonly State[],
  says: string,
  fieldsFor: (row: Row, chance: Chance, cast: Cast) => FormFields,
  to?: State,
) =>
  withEntry(states, async (site, row, chance, cast) => {
    const claim = { id: row.id, version: row.tokenVersion };
    const page = paths.ownPage(await signOwnPageToken(site.keys, claim));
    const fields = fieldsFor(row, chance, cast);
    return {
      says: `${row.name} (${row.state}): ${says} ${String(fields["name"] ?? "")}`,
      run: async (process) => (await browserIn(process).post(page, fields)).status,
      ...(to && { promises: { status: 303, what: { id: row.id, to } } }),
    };
  });

const works = (says: string, run: Act["run"]): Making => {
  return async () => ({ says, run });
};

const turns: Making = async (site, _, chance) => {
  const hours = chance.oneOf([1, 3, 12, 26, 48, -1, -48, 24 * 8]);
  const ms = chance.is(0.5) ? chance.below(20) * MINUTE_MS : hours * HOUR_MS;
  return {
    says: `the clock goes by ${ms / MINUTE_MS} minutes`,
    run: async () => {
      site.turnClock(ms);
      return null;
    },
  };
};

const invalidates: Making = async (site, cast, chance) => {
  const staff = await site.staff(cast.campaigner);
  const open = await site.truth.invalidation.findMany({ select: { id: true } });
  if (open.length > 0 && chance.is(0.6)) {
    const { id } = chance.oneOf(open);
    const act = chance.oneOf(["release", "release", "undo", "undo", "resume"]);
    return {
      says: `campaigner: ${act} invalidation`,
      run: async ({ app }) =>
        (await browserAt(app, staff).post(`${INVALIDATIONS}/${id}`, { act })).status,
    };
  }
  const domain = chance.oneOf(["example.org", "gmail.com"]);
  const fields = { act: "propose", reason: "automated", domain };
  return {
    says: `campaigner: propose to take out those at ${domain}`,
    run: async ({ app }) => (await browserAt(app, staff).post(INVALIDATIONS, fields)).status,
  };
};

const asksOrganisation = withEntry(["pending", "published"], async (site, row, _, cast) => {
  const staff = await site.staff(cast.moderator);
  const path = `/admin/letters/rivers/entries/${row.id}/second-confirmation`;
  const address = `${cast.mark()}@society.example`;
  return {
    says: `moderator: ask ${address} about ${row.name}`,
    run: async ({ app }) => (await browserAt(app, staff).post(path, { address })).status,
  };
});

const answersForOrganisation: Making = async (site, _, chance) => {
  const asked = await site.truth.question.findMany({ where: { kind: "second" } });
  if (asked.length === 0) return null;
  const { id, askedAt, expiresAt } = chance.oneOf(asked);
  const token = await signToken(site.keys, "question", { id, expiresAt: expiresAt ?? askedAt });
  const decision = chance.oneOf(["confirm", "refuse"]);
  return {
    says: `organisation: ${decision}`,
    run: async (process) =>
      (await browserIn(process).post(paths.question(token), { decision })).status,
  };
};

/** The hashes of an address of the cast, in its loose form. */
export const limitKeysOf = (site: Site, email: string) =>
  site.keys.hashes("address-limit", looseForm(storedEmailAddress(email)));

const suppresses: Making = async (site, cast, chance) => {
  const email = chance.oneOf(cast.addresses);
  const token = await signAddressToken(site.keys, await limitKeysOf(site, email));
  const answer = chance.oneOf(["suppress", "allow", "allow"]);
  return {
    says: `${email}: ${answer}`,
    run: async (process) =>
      (await browserIn(process).post(paths.suppression(token), { answer })).status,
  };
};

const losesLink: Making = async (_, cast, chance) => {
  const email = chance.oneOf(cast.addresses);
  const path = chance.is(0.5) ? paths.lostLinks : paths.lostLink("rivers");
  return {
    says: `${email} lost the link`,
    run: async (process) => (await browserIn(process).post(path, { email })).status,
  };
};

const CHANGEABLE: readonly State[] = ["pending", "published"];
const CONFIRMED: readonly State[] = ["pending", "published", "rejected"];
const change = (row: Row, chance: Chance, cast: Cast): FormFields => ({
  ...fieldsOf(row.kind, cast.mark()),
  action: "edit",
  visibility: chance.is(0.3) ? "anonymous" : "full",
});

/** Everything that can be done, the likelier the more often it stands here. */
export const ACTS: readonly Making[] = [
  ...Array.from({ length: 8 }, () => signs),
  ...Array.from({ length: 6 }, () => answers("confirm", "pending")),
  answers("refuse", "refused"),
  ...Array.from({ length: 5 }, () => decides("approve", ["pending"], { to: "published" })),
  ...Array.from({ length: 3 }, () => decides("approve", ["published"])),
  decides("reject", ["published"]),
  decides("reject", ["pending"], { to: "rejected" }),
  decides("approve", ["rejected"], { to: "published", by: "campaigner" }),
  decides("undo", ["published", "rejected"], { to: "pending" }),
  decides("undo", ["published", "rejected"], { to: "pending" }),
  decides("release", ["held"], { to: "unverified" }),
  decides("unpublish", ["published"], { to: "pending" }),
  decides("takedown", [...CONFIRMED, "held", "unverified"], { to: "takendown" }),
  decides("undo", ["takendown", "pending"]),
  decides("erase", [...CONFIRMED, "held", "unverified", "takendown"], { to: "takendown" }),
  ...Array.from({ length: 3 }, () =>
    onOwnPage(CONFIRMED, "withdraw", () => ({ action: "withdraw", confirm: "on" }), "withdrawn"),
  ),
  ...Array.from({ length: 4 }, () => onOwnPage(CHANGEABLE, "change to", change)),
  onOwnPage(["published"], "hide", () => ({ action: "hide" })),
  onOwnPage(["published"], "show", () => ({ action: "show" })),
  ...[asksOrganisation, answersForOrganisation, suppresses, losesLink, losesLink],
  ...[floods, invalidates, invalidates, turns, turns, turns],
  works("the jobs run", async ({ deps }) => {
    await runJobs(deps, () => true);
    return null;
  }),
  ...Array.from({ length: 4 }, () =>
    works("the relay runs", async ({ deps }) => {
      while ((await deliverDueMail(deps, () => true)) > 0);
      return null;
    }),
  ),
  async (site) => ({
    says: "a while passes, and the relay runs",
    run: async ({ deps }) => {
      site.turnClock(13 * SECOND_MS);
      await deliverDueMail(deps, () => true);
      return null;
    },
  }),
  async (site) => ({
    says: "a week passes, and the jobs run",
    run: async ({ deps }) => {
      site.turnClock(7 * DAY_MS);
      await runJobs(deps, () => true);
      return null;
    },
  }),
];
