import fc from "fast-check";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import { openSession } from "../../src/accounts/sessions.ts";
import { MINUTE_MS } from "../../src/shared/clock.ts";
import {
  signAddressToken,
  signOwnPageToken,
  signToken,
} from "../../src/shared/keys/signed-token.ts";
import { STATES } from "../../src/signatures/lifecycle.ts";
import { anyText } from "./any-text.ts";
import { nearly } from "./nearly.ts";
import { type Chance, chanceOf } from "./seeds/chance.ts";
import { signInAs, type World } from "./world.ts";

/** Everything that a request is made of. */
type Pieces = {
  routes: readonly { method: string; path: string }[];
  slugs: readonly string[];
  ids: readonly string[];
  tokens: readonly string[];
  /** The names and values of the forms that the pages have. */
  fields: readonly string[];
  values: readonly string[];
  texts: readonly string[];
  /** The accounts that ask; null is a stranger. */
  accounts: readonly (string | null)[];
};

const METHODS = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];
const HEADERS = ["accept", "accept-language", "if-none-match", "range", "origin", "referer"]
  .concat(["user-agent", "x-forwarded-for", "content-type", "cookie", "sec-fetch-site", "if-range"])
  .concat(["authorization", "accept-encoding", "if-modified-since", "x-requested-with"]);
const TYPES = ["application/x-www-form-urlencoded", "multipart/form-data", "application/json"]
  .concat(["multipart/form-data; boundary=x", "text/plain", "text/csv; charset=utf-16", "x"])
  .concat(["application/x-www-form-urlencoded; charset=iso-8859-1"]);
/** What tells of the inside: a stack, a path, a query, a library's error. */
const INSIDE = new RegExp(
  [
    String.raw`\bat (?:async )?[\w.<>$]+ \(`,
    String.raw`node_modules|node:internal|file:///|\.tsx?:\d+|${process.cwd()}`,
    String.raw`\b(?:SELECT|INSERT|UPDATE|DELETE)\b.{1,200}\b(?:FROM|INTO|SET|WHERE)\b`,
    String.raw`SQLITE_|Prisma|\b(?:Type|Reference|Range|Syntax|Zod|Driver\w+)Error\b|DOMException`,
  ].join("|"),
);
/** So many requests are made in one minute of the site's time, and between two clean-ups. */
const PER_MINUTE = 100;
const PER_ROUND = 200;

/**
 * Sends requests to every route of the app, as each role and as nobody, with whatever may stand in
 * an address, a header and a body. Gives what was wrong with the answers.
 */
export async function sendGenerated(
  world: World,
  { seed, count, after }: { seed: number; count: number; after?: (sent: number) => void },
): Promise<string[]> {
  const chance = chanceOf(seed);
  const pieces = await gatherPieces(world, seed);
  const problems = new Set<string>();
  let sessions = new Map<string, string>();
  for (let sent = 0; sent < count; sent += 1) {
    if (sent % PER_MINUTE === 0) world.clock.advance(MINUTE_MS);
    if (sent % PER_ROUND === 0) sessions = await beginRound(world, pieces);
    const account = chance.oneOf(pieces.accounts);
    const request = requestOf(chance, pieces, account === null ? null : sessions.get(account));
    const problem = await problemWith(world, request);
    if (problem !== null) problems.add(`seed ${seed}, request ${sent}, ${problem}`);
    after?.(sent + 1);
  }
  return [...problems];
}

/** Takes back what requests have done to each other, and signs everybody in. */
async function beginRound(world: World, { accounts }: Pieces): Promise<Map<string, string>> {
  world.log.length = 0;
  world.mailbox.mails.length = 0;
  await world.db.siteSwitch.deleteMany();
  await world.db.account.updateMany({ data: { disabledAt: null } });
  await world.db.letter.updateMany({ where: { slug: "rivers" }, data: { state: "open" } });
  await world.db.passkey.deleteMany();
  const secrets = new Map<string, string>();
  for (const id of accounts)
    if (id !== null) secrets.set(id, await openSession(world.deps, id, "test"));
  return secrets;
}

async function gatherPieces(world: World, seed: number): Promise<Pieces> {
  const administrator = await signInAs(world, "administrator", null);
  const campaigner = await signInAs(world, "campaigner");
  const moderator = await signInAs(world, "moderator");
  await buildLetter(world.deps, { slug: "second", state: "closed" });
  const entries: string[] = [];
  for (const state of STATES)
    for (const kind of ["individual", "organisation"] as const)
      entries.push(await buildEntry(world.deps, world.letter, { state, kind }));
  const routes = world.app.routes.filter(({ method }) => method !== "ALL");
  const known = { slugs: ["rivers", "rivers", "rivers", "second"], entries };
  const { keys } = world.deps;
  const expiresAt = new Date(world.clock.now().getTime() + 1e9);
  const tokens: string[] = [await signAddressToken(keys, await keys.hashes("address-limit", "a"))];
  for (const id of entries.slice(0, 6)) {
    tokens.push(await signOwnPageToken(keys, { id, version: 1 }));
    tokens.push(await signToken(keys, "verification", { id, expiresAt }));
    tokens.push(await signToken(keys, "sign-in", { id, expiresAt }));
  }
  const sample = <Value>(of: fc.Arbitrary<Value>, numRuns: number) =>
    fc.sample(of, { seed, numRuns });
  const accounts = [administrator, campaigner, moderator].map(({ accountId }) => accountId);
  const html = await pagesOf(administrator, routes, known);
  const inForms = (pattern: RegExp) => [
    ...new Set([...html.matchAll(pattern)].map(([, one]) => one ?? "")),
  ];
  return {
    routes,
    slugs: [...known.slugs, ...sample(anyText, 5)],
    ids: [...entries, ...accounts, ...sample(nearly(entries), 40)],
    tokens: [...tokens, ...sample(nearly(tokens), 60)],
    fields: inForms(/ name="([^"]+)"/g),
    values: [...inForms(/ value="([^"]{1,60})"/g), "on", "on", ...entries],
    texts: [...sample(anyText, 300), ...LONG, "", "0", "-1", "9".repeat(40), "2026-02-30"],
    accounts: [null, ...accounts],
  };
}

/** Texts that are long in one way or another. */
const LONG = [
  "a",
  "é",
  "\u202e",
  "👨‍👩‍👧",
  "\u0301",
  "](",
  "*_",
  "\n",
  "<",
  "&amp;",
  "%00",
  "a.",
  "1,",
].map((text) => text.repeat(3_000));

async function pagesOf(
  staff: { get: (path: string) => Promise<Response> },
  routes: Pieces["routes"],
  { slugs, entries }: { slugs: readonly string[]; entries: readonly string[] },
): Promise<string> {
  const pages: string[] = [];
  for (const { method, path } of routes) {
    if (method !== "GET") continue;
    const known = path.replace(":slug", slugs[0] ?? "").replace(":id", entries[2] ?? "");
    pages.push(await (await staff.get(known)).text());
  }
  return pages.join("\n");
}

type Generated = { path: string; init: RequestInit };

function requestOf(chance: Chance, pieces: Pieces, session: string | null | undefined): Generated {
  const route = chance.oneOf(pieces.routes);
  const method = chance.is(0.9) ? route.method : chance.oneOf(METHODS);
  const path = pathOf(chance, pieces, route.path) + queryOf(chance, pieces);
  const headers = new Headers({ "x-test-client": `198.51.100.${chance.below(250)}` });
  if (chance.is(0.95)) headers.set("sec-fetch-site", "same-origin");
  if (chance.is(0.3)) headers.set("accept", "application/json");
  if (session) headers.set("cookie", `session=${session}`);
  const hasBody = method !== "GET" && method !== "HEAD" && chance.is(0.95);
  const body = hasBody ? bodyOf(chance, pieces) : null;
  for (let more = 0; chance.is(0.3) && more < 4; more += 1) {
    const name = chance.oneOf(HEADERS);
    const value = chance.is(0.5) ? chance.oneOf(TYPES) : latin(chance.oneOf(pieces.texts));
    headers.set(name, value);
  }
  return { path, init: { method, headers, body } };
}

/** What a header can hold. */
const latin = (text: string) => text.replace(/[^\x20-\x7e]/g, "~").slice(0, 4_000);

function pathOf(chance: Chance, pieces: Pieces, pattern: string): string {
  const path = pattern.replace(/:(\w+)(?:\{[^}]*\})?/g, (_, name: string) => {
    if (chance.is(0.05)) return encodeURIComponent(wellFormed(chance.oneOf(pieces.texts)));
    if (name === "slug") return encodeURIComponent(wellFormed(chance.oneOf(pieces.slugs)));
    const known = name === "token" ? pieces.tokens : pieces.ids;
    return encodeURIComponent(wellFormed(chance.oneOf(known)));
  });
  if (chance.is(0.97)) return path;
  const odd = [`${path}/`, `/${path}`, `${path}.json`, path.toUpperCase(), `${path}/%2e%2e/`];
  return chance.oneOf([...odd, `${path}%00`, `${path}%ff`, `${path};x=1`, `${path}%`]);
}

/** Half of a pair of surrogates cannot be sent in an address. */
const wellFormed = (text: string) => text.slice(0, 2_000).toWellFormed();

const QUERY_NAMES = ["q", "kind", "country", "after", "group", "state", "letter", "page", "news"]
  .concat(["then", "sent", "from", "to", "undo", "id", "fbclid", "source", "order"])
  .concat(["day", "by", "code"]);

function queryOf(chance: Chance, pieces: Pieces): string {
  if (chance.is(0.6)) return "";
  const query = new URLSearchParams();
  for (let count = 1 + chance.below(4); count > 0; count -= 1) {
    const name = chance.is(0.8) ? chance.oneOf(QUERY_NAMES) : chance.oneOf(pieces.fields);
    query.append(name, oneValue(chance, pieces).slice(0, 3_000));
  }
  return chance.is(0.9) ? `?${query}` : `?${latin(chance.oneOf(pieces.texts)).replace(/#/g, "")}`;
}

function oneValue(chance: Chance, { values, texts, ids }: Pieces): string {
  return chance.oneOf(chance.is(0.5) ? values : chance.is(0.3) ? ids : texts);
}

function bodyOf(chance: Chance, pieces: Pieces): BodyInit {
  const pairs = Array.from({ length: chance.below(25) }, (): [string, string] => [
    chance.is(0.97) ? chance.oneOf(pieces.fields) : chance.oneOf(pieces.texts),
    oneValue(chance, pieces),
  ]);
  const form = () => {
    const data = new FormData();
    for (const [name, value] of pairs) {
      if (chance.is(0.9)) data.append(name, value);
      else data.append(name, new File([value], chance.oneOf(pieces.texts).slice(0, 200)));
    }
    return data;
  };
  return chance.oneOf<() => BodyInit>([
    ...Array.from({ length: 6 }, () => () => new URLSearchParams(pairs)),
    form,
    () => JSON.stringify(Object.fromEntries(pairs)),
    () => chance.oneOf(pieces.texts),
    () => new Uint8Array(Array.from({ length: chance.below(300) }, () => chance.below(256))),
  ])();
}

async function problemWith(world: World, { path, init }: Generated): Promise<string | null> {
  const shown = `${init.method} ${path.slice(0, 200)}`;
  const answer = await world.app.request(`http://localhost:3000${path}`, init);
  const text = await answer.text();
  const headers = JSON.stringify([...answer.headers]);
  if (answer.status >= 500 && !(await isSwitchedOff(world, answer)))
    return `${shown}: ${answer.status} ${JSON.stringify(world.log.at(-1))}`;
  const found = INSIDE.exec(text) ?? INSIDE.exec(headers);
  return found === null ? null : `${shown}: says ${found[0]}`;
}

/** Whether an operator's switch, which these requests may have turned, explains a 503. */
async function isSwitchedOff(world: World, answer: Response): Promise<boolean> {
  if (answer.status !== 503 || answer.headers.get("retry-after") === null) return false;
  return (await world.db.siteSwitch.count({ where: { isOn: true } })) > 0;
}
