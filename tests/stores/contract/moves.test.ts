import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { isUniqueViolation } from "../../../src/db/db.ts";
import { later } from "../../../src/shared/clock.ts";
import { newId } from "../../../src/shared/ids.ts";
import {
  type FirstMove,
  isState,
  LIVE_STATES,
  MOVE_NAMES,
  MOVES,
  type Move,
  STATES,
  type State,
} from "../../../src/signatures/lifecycle.ts";
import { type MoveRule, missingMoves, moveRules } from "../../../src/signatures/move-rules.ts";
import { ERASED, SIDE_EFFECTS } from "../../../src/signatures/side-effects.ts";
import { firstColumns, move, putBack, restore } from "../../../src/signatures/store.ts";
import { askedAddress, keptWording, LEFT_BY_OLDER_SERVERS } from "../../support/moves.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;

// One for all of them: an entry of its own is what each needs.
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const isFirst = (name: Move): name is FirstMove => MOVES[name].from.length === 0;
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });
const mailsOf = (signatureId: string) =>
  world.db.outbox.findMany({ where: { signatureId }, orderBy: { id: "asc" } });

/** An entry that every side effect of a move has something to do with. */
async function fullEntry(state: State): Promise<string> {
  const name = `River Watch ${newId(world.clock)}`;
  const given = { kind: "organisation", name, sortName: "Watch" } as const;
  const id = await buildEntry(world.deps, world.letter, {
    ...given,
    capacity: "own",
    state,
    // One that is erased moves no more.
    ...(state === "takendown" && { takendownFrom: "published" }),
    email: `${newId(world.clock)}@example.org`,
  });
  const at = world.clock.now();
  await world.db.outbox.deleteMany({ where: { signatureId: id } });
  if (state !== "withdrawn" && state !== "refused") {
    await world.db.signature.updateMany({
      where: { id },
      data: {
        verifiedAt: at,
        silent: false,
        clientKey: "client",
        networkKey: "network",
        signals: " odd-domain ",
        verifiedHow: "second-confirmation",
        verifiedHowAt: at,
        source: "newsletter",
        updates: true,
        updatesHash: "updates",
        updatesAt: at,
        invalidatedFrom: state === "invalidated" ? "pending" : null,
      },
    });
    const mail = { signatureId: id, letterId: world.letter.id, createdAt: at, dueAt: at };
    await world.db.outbox.createMany({
      data: [
        { ...mail, kind: "published" },
        { ...mail, kind: "own-link" },
        { ...mail, kind: "confirm", state: "dropped", droppedBy: "invalidate" },
        { ...mail, kind: "reminder", state: "dropped", lastError: "no-longer-due" },
      ],
    });
  }
  await world.db.signatureNote.create({
    data: { signatureId: id, accountId: "ben", text: "Looks odd", createdAt: at },
  });
  return id;
}

async function askOrganisation(signatureId: string): Promise<void> {
  const askedAt = later(world.clock.now(), -1000);
  await world.db.question.create({
    data: {
      id: newId(world.clock),
      signatureId,
      letterId: world.letter.id,
      kind: "second",
      about: 1,
      email: "sealed",
      askedBy: "ben",
      askedAt,
      expiresAt: later(askedAt, 1_000_000),
    },
  });
  await world.db.outbox.deleteMany({ where: { kind: "question" } });
}

type Way = Pick<MoveRule, "fromState" | "toState"> & { name: Move };

/** Makes a move as the verbs do; the ids of the entries that made it. */
async function make({ name, toState }: Way, id: string, columns: object = {}): Promise<string[]> {
  const mover = { by: "cleo", at: world.clock.now(), reason: "a-code" };
  if (isFirst(name)) throw new Error("A first move makes an entry.");
  if (name === "restore-wording") await keptWording(world, id);
  if (name !== "restore" && name !== "put-back")
    return await move(world.db, { id }, name, mover, columns);
  const to = LIVE_STATES.find((state) => state === toState);
  if (to === undefined) return [];
  if (name === "put-back") {
    await world.db.signature.updateMany({ where: { id }, data: { takendownFrom: to } });
    return await putBack(world.db, { id }, to, mover);
  }
  await world.db.signature.updateMany({ where: { id }, data: { invalidatedFrom: to } });
  return await restore(world.db, { id }, to, mover);
}

async function insert(name: FirstMove, state: State): Promise<string> {
  const model = await buildEntry(world.deps, world.letter, { state: "pending" });
  const { id: _, move: __, moveNo: ___, importKey: ____, ...columns } = await rowOf(model);
  const id = newId(world.clock);
  const mover = { by: "cleo", at: world.clock.now(), reason: "a-code" };
  await world.db.signature.create({
    data: { ...columns, addressKey: id, ...firstColumns(name, state, mover), id },
    select: { id: true },
  });
  return id;
}

const RULES = moveRules();
const ways = (isWanted: (name: Move) => boolean): Way[] =>
  RULES.flatMap(({ name, ...way }) => {
    const known = MOVE_NAMES.find((one) => one === name);
    return known !== undefined && isWanted(known) ? [{ ...way, name: known }] : [];
  });
const titled = (way: Way) =>
  [`${way.name}: ${way.fromState || "new"} to ${way.toState}`, way] as const;
const rule = ({ name, fromState, toState }: Way): MoveRule => {
  const found = RULES.find(
    (one) => one.name === name && one.fromState === fromState && one.toState === toState,
  );
  if (found === undefined) throw new Error(`There is no rule for ${name}.`);
  return found;
};

describe("a move", () => {
  it.each(ways((name) => !isFirst(name)).map(titled))(
    "%s: state, history, mail, drops and erasure",
    async (_, way) => {
      const { fromState, toState } = way;
      if (fromState === "") throw new Error("This is no first move.");
      const { event, mail, drops, returns, erases, remembers } = rule(way);
      const id = await fullEntry(fromState);
      await askOrganisation(id);
      const asked = await askedAddress(world, id);
      const before = await rowOf(id);
      const { length: eventsBefore } = await world.db.event.findMany({
        where: { signatureId: id },
      });
      world.clock.advance(60_000);
      const at = world.clock.now();
      const entryKey = `other words ${id}`;
      const moves = way.name === "change-address" ? { email: asked } : {};
      expect(await make(way, id, erases ? {} : { entryKey, ...moves })).toEqual([id]);

      const after = await rowOf(id);
      expect(after).toMatchObject({ state: toState, move: way.name, moveNo: before.moveNo + 1 });
      expect(after).toMatchObject({ movedBy: "cleo", movedAt: at, moveReason: "a-code" });
      const events = await world.db.event.findMany({
        where: { signatureId: id },
        orderBy: { id: "asc" },
      });
      const noted = { move: way.name, code: event, fromState, by: "cleo", reason: "a-code", at };
      expect(events.slice(eventsBefore)).toMatchObject(event === null ? [] : [noted]);

      const [decision, other, dropped, capped, ...fresh] = await mailsOf(id);
      const isDropped = { all: [true, true], decision: [true, false], none: [false, false] };
      const gone = isDropped[drops === "all" || drops === "decision" ? drops : "none"];
      for (const [index, one] of [decision, other].entries()) {
        expect(one).toMatchObject(
          gone[index]
            ? { state: "dropped", droppedBy: way.name }
            : { state: "due", droppedBy: null },
        );
      }
      expect(dropped?.state).toBe(returns === "invalidate" ? "due" : "dropped");
      expect(capped?.state).toBe("dropped");
      const dueAt = later(at, SIDE_EFFECTS[way.name].mailDelayMs ?? 0);
      expect(fresh).toMatchObject(mail === null ? [] : [{ kind: mail, state: "due", dueAt }]);
      const { isCapped = false } = SIDE_EFFECTS[way.name];
      expect(after.mailAskedAt).toEqual(isCapped ? at : before.mailAskedAt);

      const notes = await world.db.signatureNote.count({ where: { signatureId: id } });
      expect(notes).toBe(erases ? 0 : 1);
      const [second, address] = await world.db.question.findMany({
        where: { signatureId: id },
        orderBy: { kind: "desc" },
      });
      expect(second?.email).toBe(erases ? null : "sealed");
      const isMoved = way.name === "change-address";
      expect(address).toMatchObject({
        email: erases || isMoved ? null : asked,
        formerEmail: isMoved ? before.email : null,
        answer: isMoved ? "confirmed" : null,
      });
      if (erases) expect(after).toMatchObject(ERASED);
      else
        expect(after).toMatchObject({ name: before.name, email: isMoved ? asked : before.email });
      const isFormer = { letterId: world.letter.id, entryKey: before.entryKey };
      expect(await world.db.formerEntry.count({ where: isFormer })).toBe(remembers ? 1 : 0);
    },
  );

  it.each(ways(isFirst).map(titled))("%s: history and mail", async (_, { name, toState }) => {
    if (!isFirst(name)) throw new Error("This is a first move.");
    const { event, mail } = rule({ name, fromState: "", toState });
    const id = await insert(name, toState);
    const at = world.clock.now();
    const events = await world.db.event.findMany({ where: { signatureId: id } });
    expect(events).toMatchObject([{ move: name, code: event, fromState: null, by: "cleo", at }]);
    expect(await mailsOf(id)).toMatchObject(mail === null ? [] : [{ kind: mail, dueAt: at }]);
  });

  it("about a decision mails no address that was never proved, and for no silent reason", async () => {
    const decisions = ways((name) => SIDE_EFFECTS[name].isDecision ?? false);
    expect(decisions.map(({ name }) => name)).toEqual(["approve", "reject", "overturn"]);
    for (const way of decisions) {
      if (way.fromState === "") throw new Error("A decision is no first move.");
      for (const columns of [{ verifiedAt: null }, { silent: true }]) {
        const id = await fullEntry(way.fromState);
        await world.db.outbox.deleteMany();
        await make(way, id, columns);
        expect(await mailsOf(id)).toEqual([]);
      }
    }
  });

  it("mails nobody whose address is not known", async () => {
    for (const way of ways((name) => SIDE_EFFECTS[name].mail !== undefined && !isFirst(name))) {
      // To no address at all nobody can move.
      if (way.fromState === "" || way.name === "change-address") continue;
      const id = await fullEntry(way.fromState);
      await world.db.outbox.deleteMany();
      await make(way, id, { email: null });
      expect(await mailsOf(id)).toEqual([]);
    }
  });

  it("to another address is refused if nobody was asked there", async () => {
    const id = await fullEntry("published");
    await askedAddress(world, id);
    const before = await rowOf(id);
    const way = { name: "change-address", fromState: "published", toState: "published" } as const;
    for (const email of ["sealed elsewhere", null]) {
      await expect(make(way, id, { email })).rejects.toThrow();
      expect(await rowOf(id)).toEqual(before);
    }
  });

  it("that erases is refused while anything is left", async () => {
    const way = { name: "withdraw", fromState: "pending", toState: "withdrawn" } as const;
    const id = await fullEntry("pending");
    const before = await world.db.event.count();
    for (const column of Object.keys(ERASED)) {
      if (LEFT_BY_OLDER_SERVERS.includes(column)) continue;
      const left = await leftIn(id, column);
      await expect(make(way, id, left), column).rejects.toThrow();
      expect((await rowOf(id)).state).toBe("pending");
    }
    // What its triggers had written by then is taken back with it.
    expect(await world.db.event.count()).toBe(before);
  });
});

/** The value of a column that ought to be erased, as it was or made up. */
async function leftIn(id: string, column: string): Promise<object> {
  const made: Record<string, unknown> = {
    title: "Dr",
    affiliation: "A",
    proposal: "{}",
    proposedAt: world.clock.now(),
    country: "DE",
  };
  const row: Record<string, unknown> = await rowOf(id);
  return { [column]: made[column] ?? row[column] };
}

type Try = { to: State; name: string | null };

/** What no rule lets an entry of a state do: come to another without a name, or by each name. */
function unknownMoves(from: State): Try[] {
  return STATES.flatMap((to) => {
    const names = MOVE_NAMES.filter(
      (name) =>
        !RULES.some((one) => one.name === name && one.fromState === from && one.toState === to),
    );
    const nameless = to === from ? [] : [null];
    return [...nameless, "nonsense", ...names].map((name) => ({ to, name }));
  });
}

/** Those of the moves that the database lets an entry make. */
async function acceptedOf(id: string, tried: readonly Try[]): Promise<Try[]> {
  if (inject("engine") === "postgres") return await acceptedByPostgres(id, tried);
  const accepted: Try[] = [];
  for (const one of tried) {
    const { to: state, name } = one;
    const data = name === null ? { state } : { state, move: name, moveNo: { increment: 1 } };
    const change = world.db.signature.updateMany({ where: { id }, data });
    await change.then(
      () => accepted.push(one),
      () => undefined,
    );
  }
  return accepted;
}

/** The same in the database: its driver makes a new connection after every refusal. */
async function acceptedByPostgres(id: string, tried: readonly Try[]): Promise<Try[]> {
  await world.db.$executeRaw`
    CREATE OR REPLACE FUNCTION accepted_of(entry text, tried json) RETURNS json
    LANGUAGE plpgsql AS $$
    DECLARE
      one json;
      accepted json[] := '{}';
    BEGIN
      FOR one IN SELECT json_array_elements(tried) LOOP
        BEGIN
          IF one->>'name' IS NULL THEN
            UPDATE signature SET state = one->>'to' WHERE id = entry;
          ELSE
            UPDATE signature SET state = one->>'to', move = one->>'name', move_no = move_no + 1
            WHERE id = entry;
          END IF;
          accepted := accepted || one;
        EXCEPTION WHEN raise_exception THEN
          NULL;
        END;
      END LOOP;
      RETURN to_json(accepted);
    END $$`;
  const [row] = await world.db.$queryRaw<{ accepted: Try[] }[]>`
    SELECT accepted_of(${id}, ${JSON.stringify(tried)}::json) AS accepted`;
  if (row === undefined) throw new Error("PostgreSQL gave no answer.");
  return row.accepted;
}

describe("without a named move", () => {
  it("no entry comes to another state, by any move from anywhere that the table does not know", async () => {
    for (const from of STATES) {
      const id = await fullEntry(from);
      const tried = unknownMoves(from);
      expect(tried.length).toBeGreaterThan(20 * STATES.length);
      expect(await acceptedOf(id, tried), from).toEqual([]);
      expect((await rowOf(id)).state).toBe(from);
    }
  });

  it("nothing changes that the public or a moderator sees", async () => {
    const changes = {
      hiddenAt: new Date(),
      proposedAt: new Date(),
      visibility: "anonymous",
      name: "Another",
      sortKey: "another",
      title: "Dr",
      affiliation: "Another",
      website: "https://another.example",
      country: "FR",
    };
    const id = await fullEntry("published");
    for (const [column, value] of Object.entries(changes)) {
      const change = world.db.signature.updateMany({ where: { id }, data: { [column]: value } });
      await expect(change, column).rejects.toThrow();
    }
    // A move that was named once does not name a later change.
    const twice = { name: "Another", moveNo: (await rowOf(id)).moveNo };
    await expect(world.db.signature.updateMany({ where: { id }, data: twice })).rejects.toThrow();
  });

  it("nothing is counted as a move but the next one", async () => {
    const id = await fullEntry("published");
    const { moveNo } = await rowOf(id);
    for (const number of [moveNo, moveNo - 1, moveNo + 2]) {
      const named = { move: "repeat", mailDueAt: world.clock.now(), moveNo: number };
      const change = world.db.signature.updateMany({ where: { id }, data: named });
      await expect(change, `${number} after ${moveNo}`).rejects.toThrow();
    }
  });

  it("no entry begins", async () => {
    const { id: _, importKey: __, ...columns } = await rowOf(await fullEntry("pending"));
    const begin = async (name: string, state: string) => {
      const id = newId(world.clock);
      await world.db.signature.create({
        data: { ...columns, addressKey: id, id, move: name, state },
        select: { id: true },
      });
    };
    for (const state of STATES) {
      for (const name of ["nonsense", "approve", "sign", "hold", "import"]) {
        const isKnown = RULES.some(
          (one) => one.name === name && one.fromState === "" && one.toState === state,
        );
        if (isKnown) continue;
        const refusal = await begin(name, state).catch((error: unknown) => error);
        expect(refusal, `${name} ${state}`).toBeInstanceOf(Error);
        expect(isUniqueViolation(refusal)).toBe(false);
      }
    }
  });
});

describe("the rules of a database", () => {
  it("are those of this version, and no others", async () => {
    expect(await missingMoves(world)).toEqual([]);
    expect(await world.db.moveRule.count()).toBe(RULES.length);
  });

  it("are missed if one is not there, or says something else", async () => {
    await world.db.moveRule.deleteMany({ where: { name: "hide" } });
    await world.db.moveRule.updateMany({ where: { name: "withdraw" }, data: { erases: false } });
    expect(await missingMoves(world)).toEqual(["hide", "withdraw"]);
  });

  it("let version 0.1, on the same database, erase at once by its move `takedown`", async () => {
    const id = await fullEntry("published");
    const { takendownFrom: _, ...known } = ERASED;
    const named = { state: "takendown", move: "takedown", moveNo: { increment: 1 } };
    const take = (data: object) => world.db.signature.updateMany({ where: { id }, data });
    await expect(take(named)).rejects.toThrow();
    await take({ ...known, ...named });
    expect(await rowOf(id)).toMatchObject({ ...ERASED, state: "takendown" });
    expect(await world.db.signatureNote.count({ where: { signatureId: id } })).toBe(0);
  });

  it("name states that there are", () => {
    for (const { fromState, toState } of RULES) {
      expect(isState(toState)).toBe(true);
      expect(fromState === "" || isState(fromState)).toBe(true);
    }
  });
});
