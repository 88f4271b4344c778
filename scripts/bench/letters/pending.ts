import { letterFile } from "../../../prisma/builders.ts";
import type { NewSignature } from "../../../src/db/db.ts";
import type { Deps } from "../../../src/deps.ts";
import type { Letter } from "../../../src/letters/letter.ts";
import { DAY_MS, HOUR_MS, later, MINUTE_MS, SECOND_MS } from "../../../src/shared/clock.ts";
import { newId } from "../../../src/shared/ids.ts";
import { addressColumns, identityColumns } from "../../../src/signatures/entry.ts";
import { firstColumns } from "../../../src/signatures/store.ts";

/** Entries that are written at a time. */
const BATCH = 2_000;
/** Entries spread over this time before now, the most of them lately. */
const SPREAD_MS = 14 * DAY_MS;

/** The letter that made-up entries stand in. */
export const SEEDED_LETTER = letterFile({
  slug: "a-full-queue",
  title: "A letter with a full queue",
  body: "We ask for queues that stay quick.\n\n1. Measure them.\n2. Mend them.",
  published: null,
  publishedBy: "The measuring office",
  noindex: true,
});

const GIVEN = ["Ada", "Žofie", "Grace", "Amal", "Ines", "Jürgen", "王", "محمد", "Олена", "Nikos"];
const FAMILY = ["Lovelace", "Novák", "Hopper", "Haddad", "O’Weir", "Groß", "小明", "علي", "Коваль"];
const BODIES = ["Trust", "Alliance", "Institute", "Union", "Watch", "Society", "Network"];
const COUNTRIES = ["DE", "GB", "US", "FR", "IN", "BR", "KE", "PL", "JP", "ZZ", "XK"];
const LANGUAGES = ["en", "en", "en", "de", "fr", "es"];
const DOMAINS = ["gmail.com", "gmx.net", "outlook.com", "yahoo.com", "proton.me"];
const SIGNALS = ["free-mail", "same-name", "look-alike", "confirmed-fast", "many-from-domain"];

/**
 * Writes made-up pending entries, alike on every run: nine in ten are individuals, a third come
 * from five big providers, one in fifty resembles the entry before it, and some hundred came from
 * one network.
 */
export async function insertPending(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  letter: Letter,
  count: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  const now = deps.clock.now();
  for (let done = 0; done < count; ) {
    const size = Math.min(BATCH, count - done);
    const places = Array.from({ length: size }, (_, offset) => {
      return { index: done + offset, count, now, id: newId(deps.clock) };
    });
    const rows = places.map((place, offset) =>
      makeUp(deps, letter, { ...place, resembled: resembledBy(place, places[offset - 1]) }),
    );
    await deps.db.$insertSignatures(await Promise.all(rows));
    done += size;
    onProgress(done);
  }
}

type Place = { index: number; count: number; now: Date; id: string };

/** The entry before, if this one is to resemble it. */
function resembledBy({ index }: Place, before: Place | undefined): Place | null {
  return index % 50 === 1 && before !== undefined ? before : null;
}

/** When an entry was signed: the square makes the last days the busiest. */
function signedAtOf({ index, count, now }: Place): Date {
  return later(now, -(((count - index) / count) ** 2) * SPREAD_MS - HOUR_MS);
}

async function makeUp(
  deps: Pick<Deps, "keys" | "clock">,
  letter: Letter,
  place: Place & { resembled: Place | null },
): Promise<NewSignature> {
  const { index, id, resembled } = place;
  const isOrganisation = index % 10 === 0;
  const domain = index % 3 === 0 ? pick(DOMAINS, index) : `site-${index % 5_000}.example`;
  const identity = {
    kind: isOrganisation ? ("organisation" as const) : ("individual" as const),
    name: nameOf(resembled ?? place),
    sortName: null,
    title: isOrganisation || index % 4 !== 0 ? null : "Professor of Hydrology",
    affiliation: isOrganisation || index % 5 !== 0 ? null : `${pick(BODIES, index)} ${index % 900}`,
    website: isOrganisation ? `https://${domain}` : null,
    country: pick(COUNTRIES, index * 7),
  };
  const signedAt = signedAtOf(place);
  const day = signedAt.toISOString().slice(0, 10);
  const verifiedAt = later(signedAt, 20 * SECOND_MS + (index % 90) * MINUTE_MS);
  return {
    ...(await identityColumns(deps.keys, letter, identity)),
    ...(await addressColumns(deps.keys, { local: `person.${index}`, domain })),
    ...firstColumns("import", "pending", { by: "signatory", at: verifiedAt }),
    id,
    letterId: letter.id,
    visibility: "full",
    contactName: isOrganisation ? `${pick(GIVEN, index)} ${pick(FAMILY, index)}` : null,
    contactRole: isOrganisation ? "Director" : null,
    language: pick(LANGUAGES, index),
    letterVersionId: letter.version.id,
    clientKey: `${day}.made-up-client-${index % 40_000}`,
    networkKey: `${day}.${String(index % 700).padStart(6, "0")}-made-up-network`,
    signals: signalsOf(index, resembled !== null),
    standsWith: resembled?.id ?? id,
    standsAt: resembled === null ? signedAt : signedAtOf(resembled),
    signedAt,
    verifiedAt,
  };
}

function nameOf({ index }: Place): string {
  if (index % 10 === 0) return `${pick(BODIES, index / 10)} of River ${index}`;
  const family = `${pick(FAMILY, index)}-${(index * 37) % 9_973}`;
  return `${pick(GIVEN, index * 3)} ${family}`;
}

function signalsOf(index: number, isAlike: boolean): string {
  const codes = SIGNALS.filter((_, place) => index % (place * 17 + 4) === 0);
  const all = isAlike && !codes.includes("look-alike") ? [...codes, "look-alike"] : codes;
  return all.length === 0 ? "" : ` ${all.join(" ")} `;
}

function pick(list: readonly string[], index: number): string {
  return list[Math.floor(index) % list.length] ?? "";
}
