import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { runJobs } from "../../src/runtime/jobs.ts";
import { DAY_MS, later } from "../../src/shared/clock.ts";
import { newId } from "../../src/shared/ids.ts";
import { signOwnPageToken, signToken } from "../../src/shared/keys/signed-token.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { forgetExpired } from "../../src/signatures/forget.ts";
import { replayErasures } from "../../src/signatures/history/replay-erasures.ts";
import { MOVE_NAMES, MOVES, STATES, type State } from "../../src/signatures/lifecycle.ts";
import type { Kind } from "../../src/signatures/name.ts";
import { SIDE_EFFECTS } from "../../src/signatures/side-effects.ts";
import { everythingIn } from "../support/databases/instance.ts";
import { moveEntry } from "../support/moves.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/**
 * What each column of an entry becomes when the entry ends. By hand, not read from the product: a
 * new column must be entered here or below.
 */
const ERASED_AS = {
  name: "",
  sortName: null,
  sortKey: "",
  title: null,
  affiliation: null,
  website: null,
  country: "ZZ",
  contactName: null,
  contactRole: null,
  updates: false,
  updatesHash: null,
  updatesAt: null,
  laterUntil: null,
  capacity: null,
  email: null,
  addressKey: null,
  addressLimitKey: null,
  domainKey: null,
  clientKey: null,
  networkKey: null,
  mailNetworkKey: null,
  nameKey: "",
  lookalikeKey: "",
  signals: "",
  searchWords: "[]",
  wordBits: 0,
  source: null,
  reasonWords: null,
  takendownFrom: null,
  proposal: null,
  proposedAt: null,
  verifiedHow: null,
  verifiedHowAt: null,
};

/** What is left: ids, times, codes and counts, and hashes that only an import can find again. */
const KEPT = {
  which: [
    "id",
    "letterId",
    "letterVersionId",
    "textNumber",
    "kind",
    "state",
    "language",
    "visibility",
    "listingRule",
    "isTest",
  ],
  // So that what was taken out or changed is not listed anew from an old file.
  hashes: ["entryKey", "importKey", "consentHash", "authorityHash"],
  agreed: ["consentAt"],
  queue: ["standsWith", "standsAt", "heldReason", "reason", "proposalReason", "silent"],
  mail: ["tokenVersion", "edition", "mailAskedAt", "mailsAsked", "remindedAt", "mailDueAt"],
  times: [
    "contactsGoneAt",
    "unpublishedAt",
    "signedAt",
    "expiresAt",
    "verifiedAt",
    "editedAt",
    "hiddenAt",
  ],
  decision: ["decidedAt", "decidedBy", "decidedAs", "invalidationId", "invalidatedFrom"],
  import: ["importId"],
  move: ["move", "movedAt", "movedBy", "moveReason", "moveNo"],
};

const CANARY = {
  name: "Canary Name",
  sortName: "Canary Sort",
  title: "Canary Title",
  affiliation: "Canary Affiliation",
  website: "https://canary.example",
  contactName: "Canary Contact",
  contactRole: "Canary Role",
  country: "GB",
};

const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });

/** An entry of which every column that can be erased says something, with all that hangs on it. */
async function fullEntry(kind: Kind, state: State): Promise<string> {
  const at = world.clock.now();
  const own = { capacity: "own" } as const;
  const given = {
    ...CANARY,
    ...own,
    kind,
    state,
    email: `canary.${newId(world.clock)}@canary.example`,
  };
  const proposal = { name: "Canary Proposal", contactName: "Canary Proposed" };
  const held = state === "takendown" ? ({ takendownFrom: "published" } as const) : {};
  const id = await buildEntry(world.deps, world.letter, { ...given, ...held, proposal });
  if (state === "pending") {
    const laterUntil = later(at, DAY_MS);
    await moveEntry(world.deps, id, "set-aside", { columns: { laterUntil } });
  }
  const key = (what: string) => `canary-${what}-${id}`;
  await world.db.signature.updateMany({
    where: { id },
    data: {
      contactName: CANARY.contactName,
      contactRole: CANARY.contactRole,
      updates: true,
      updatesHash: key("updates"),
      updatesAt: at,
      clientKey: key("client"),
      networkKey: key("network"),
      mailNetworkKey: key("mail-network"),
      domainKey: key("domain"),
      addressLimitKey: key("limit"),
      nameKey: key("name"),
      lookalikeKey: key("lookalike"),
      signals: " same-name canary ",
      source: "canary",
      reasonWords: "Canary words",
      verifiedHow: "canary",
      verifiedHowAt: at,
    },
  });
  const note = { signatureId: id, accountId: "ben", text: "Canary note", createdAt: at };
  await world.db.signatureNote.create({ data: note });
  const wording = {
    name: "Canary Former",
    title: "Canary Former Title",
    affiliation: "Canary Former Affiliation",
    contactRole: "Canary Former Role",
  };
  await world.db.formerWording.create({
    data: { signatureId: id, ...wording, correctedAt: at },
  });
  const question = {
    signatureId: id,
    letterId: world.letter.id,
    about: 1,
    askedBy: "ben",
    askedAt: at,
    expiresAt: later(at, DAY_MS),
  };
  const next = { contactName: "Canary Next", contactRole: "Canary Next Role" };
  const moved = { ...next, email: key("next"), formerEmail: key("former") };
  const said = { text: "Canary question", reply: "Canary reply" };
  await world.db.question.createMany({
    data: [
      { ...question, id: newId(world.clock), kind: "second", ...said, email: key("asked") },
      { ...question, id: newId(world.clock), kind: "address", ...moved },
    ],
  });
  return id;
}

/** Makes a move as whoever may makes it. */
async function end(move: string, id: string): Promise<void> {
  const { keys } = world.deps;
  switch (move) {
    case "withdraw": {
      const { tokenVersion: version } = await rowOf(id);
      const page = paths.ownPage(await signOwnPageToken(keys, { id, version }));
      await browserIn(world).post(page, { action: "withdraw", confirm: "on" });
      return;
    }
    case "refuse": {
      const expiresAt = later(world.clock.now(), DAY_MS);
      const link = paths.verification(await signToken(keys, "verification", { id, expiresAt }));
      await browserIn(world).post(link, { decision: "refuse" });
      return;
    }
    case "erase": {
      const moderator = await signInAs(world, "moderator");
      const decision = { id, decision: "erase", reason: "own-request", note: "A canary" };
      await moderator.post("/admin/letters/rivers/decisions", decision);
      return;
    }
    case "withdraw-again":
    case "refuse-again": {
      const code = MOVES[move].to;
      await replayErasures(world.db, [{ number: 1, at: world.clock.now(), code, signatureId: id }]);
      return;
    }
    case "complete-takedown":
      world.clock.advance(DAY_MS);
      await forgetExpired(world.deps);
      return;
    case "forget-entry":
      world.clock.advance(100 * DAY_MS);
      await runJobs(world.deps, () => true);
      return;
    default:
      throw new Error(`This test does not know how to ${move}.`);
  }
}

/** Everything that says a canary: tables, and what the public and staff are shown. */
async function whereSaid(id: string, hashes: readonly (string | null)[]): Promise<string[]> {
  const campaigner = await signInAs(world, "campaigner");
  const admin = "/admin/letters/rivers";
  const shown: Record<string, string> = {};
  for (const path of ["/letters/rivers", "/letters/rivers/signatories.json"])
    shown[path] = await (await browserIn(world).get(path)).text();
  for (const path of [`${admin}/entries/${id}`, `${admin}/decisions`, `${admin}/history`])
    shown[path] = await (await campaigner.get(path)).text();
  for (const state of STATES) {
    const path = `${admin}/queue.json?state=${state}`;
    shown[path] = await (await campaigner.get(path)).text();
  }
  for (const format of ["csv", "json"]) {
    const asked = { format, states: STATES.join(), contacts: "on", purpose: "Us", hidden: "on" };
    shown[format] = await (await campaigner.post(`${admin}/exports`, asked)).text();
  }
  const tables = Object.entries(await everythingIn(world.db));
  const said = [
    ...Object.entries(shown),
    ...tables.map(([name, rows]) => [name, JSON.stringify(rows)] as const),
  ];
  const words = ["canary", ...hashes.filter((hash) => hash !== null)];
  return said.flatMap(([where, text]) =>
    words.some((word) => text.toLowerCase().includes(word.toLowerCase())) ? [where] : [],
  );
}

const ENDINGS = MOVE_NAMES.filter((name) => SIDE_EFFECTS[name].erases).flatMap((name) =>
  MOVES[name].from.flatMap((state) =>
    (["individual", "organisation"] as const).map((kind) => [name, state, kind] as const),
  ),
);

describe("an entry that ends", () => {
  it("has no column about which nobody has decided", async () => {
    const id = await fullEntry("organisation", "pending");
    const columns = [...Object.keys(ERASED_AS), ...Object.values(KEPT).flat()];
    expect(Object.keys(await rowOf(id)).sort()).toEqual(columns.sort());
  });

  it("ends by these moves", () => {
    expect(new Set(ENDINGS.map(([name]) => name))).toEqual(
      new Set([
        "refuse",
        "withdraw",
        "complete-takedown",
        "erase",
        "forget-entry",
        "withdraw-again",
        "refuse-again",
      ]),
    );
  });

  it.each(ENDINGS)("by %s from %s leaves nothing of an %s", async (name, state, kind) => {
    const id = await fullEntry(kind, state);
    const before: Record<string, unknown> = await rowOf(id);
    for (const [column, erased] of Object.entries(ERASED_AS)) {
      if (column === "takendownFrom" && state !== "takendown") continue;
      if (column === "laterUntil" && state !== "pending") continue;
      expect(before[column], column).not.toEqual(erased);
    }
    const { addressKey, email, sortKey } = await rowOf(id);
    const hashes = [addressKey, email, sortKey];
    expect(await whereSaid(id, hashes)).toContain("signature_word");
    await end(name, id);
    expect(await rowOf(id)).toMatchObject(ERASED_AS);
    expect(await whereSaid(id, hashes)).toEqual([]);
    const kept = await everythingIn(world.db);
    expect([kept.signature_note, kept.signature_word, kept.former_wording]).toEqual([[], [], []]);
  });

  it.each(["unverified", "held"] as const)("by expiring while %s leaves nothing", async (state) => {
    const id = await fullEntry("organisation", state);
    const { addressKey, email, sortKey, entryKey } = await rowOf(id);
    world.clock.advance(31 * DAY_MS);
    await forgetExpired(world.deps);
    expect(await world.db.signature.count()).toBe(0);
    expect(await whereSaid(id, [addressKey, email, sortKey, entryKey])).toEqual([]);
  });
});
