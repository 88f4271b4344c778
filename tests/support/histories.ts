import fc from "fast-check";
import { expect } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import { reviseLetter } from "../../src/letters/revise.ts";
import { findLetter } from "../../src/letters/store.ts";
import { storedText } from "../../src/letters/stored-text.ts";
import { approveText, findProposed } from "../../src/letters/versions/proposed.ts";
import { move, putBack } from "../../src/signatures/store.ts";
import { browserIn, type World } from "./world.ts";

const KINDS = ["organisation", "individual"] as const;
const MOVES = [
  ...(["approve", "hide", "show", "withdraw", "go-unnamed", "reaffirm"] as const),
  ...(["unpublish", "republish", "withhold", "put-back", "complete-takedown", "erase"] as const),
];
const TAKING_DOWN = ["withhold", "complete-takedown", "erase"] as const;

const sign = fc.record({
  what: fc.constant("sign" as const),
  kind: fc.constantFrom(...KINDS),
  state: fc.constantFrom("published" as const, "pending" as const),
  isNamed: fc.nat(4).map((chance) => chance > 0),
});
const act = fc.record({
  what: fc.constant("move" as const),
  name: fc.constantFrom(...MOVES),
  which: fc.nat(20),
});
const write = fc.record({
  what: fc.constant("write" as const),
  text: fc.nat(2),
  marks: fc.nat(2),
  isSmall: fc.boolean(),
});

/** What happens to a letter: people sign it, entries move, and its text changes. */
export const history = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: sign },
    { weight: 4, arbitrary: act },
    { weight: 4, arbitrary: write },
  ),
  { minLength: 4, maxLength: 24 },
);

type Step = typeof history extends fc.Arbitrary<(infer One)[]> ? One : never;
type Written = Extract<Step, { what: "write" }>;
type Signed = {
  name: string;
  kind: (typeof KINDS)[number];
  state: string;
  isNamed: boolean;
  isHidden: boolean;
  /** The state that a takedown took it from last. */
  wasIn: "published" | "pending";
  /** What it signed, word for word, and which version that was. */
  body: string;
  version: number;
};

const TEXTS = ["clean rivers and wells", "a bridge over each stream", "boats on each quiet lake"];

/** A text, with marks that change nothing, and perhaps with a letter that may change all. */
function bodyOf({ text, marks, isSmall }: Omit<Written, "what">): string {
  return `We ask ${isSmall ? "fon" : "for"} ${TEXTS[text]}${"!".repeat(marks + 1)}`;
}

/** What is left of a text without what changes nothing. */
const meaningOf = (body: string) => body.replaceAll("!", "");

/**
 * Lets things happen to a letter of its own, and looks before each change of its text, and at the
 * end, at every place where names are public: each must stand with what its signatory signed.
 */
export async function checkHistory(world: World, slug: string, steps: Step[]): Promise<void> {
  const entries = new Map<string, Signed>();
  /** Texts that a second person let pass as saying the same, in both directions. */
  const same = new Set<string>();
  let current = { body: bodyOf({ text: 0, marks: 0, isSmall: false }), version: 1 };
  await buildLetter(world.deps, { slug, body: current.body });
  const letterNow = async () => {
    const letter = await findLetter(world.db, slug);
    if (letter === null) throw new Error("The letter is gone.");
    return letter;
  };
  const saysTheSame = (one: string, other: string) =>
    meaningOf(one) === meaningOf(other) || same.has([one, other].map(meaningOf).sort().join());

  const signOne = async ({ kind, state, isNamed }: Extract<Step, { what: "sign" }>) => {
    const name = `Name${entries.size}X`;
    const visibility = isNamed || kind === "organisation" ? "full" : "anonymous";
    const id = await buildEntry(world.deps, await letterNow(), { kind, state, visibility, name });
    const isShown = { isNamed: visibility === "full", isHidden: false };
    entries.set(id, { name, kind, state, wasIn: state, ...isShown, ...current });
  };

  const columnsOf = async (name: (typeof MOVES)[number], state: string) => {
    switch (name) {
      case "hide":
        return { hiddenAt: world.clock.now() };
      case "show":
        return { hiddenAt: null };
      case "go-unnamed":
        return { visibility: "anonymous" };
      case "reaffirm":
        return { letterVersionId: (await letterNow()).version.id };
      case "withhold":
        return { takendownFrom: state };
      default:
        return {};
    }
  };

  const moveOne = async ({ name, which }: Extract<Step, { what: "move" }>) => {
    const [id, entry] = [...entries][which] ?? [];
    if (id === undefined || entry === undefined) return;
    if (name === "go-unnamed" && entry.kind === "organisation") return;
    const mover = { by: "signatory", at: world.clock.now() };
    const { wasIn } = entry;
    const moved =
      name === "put-back"
        ? await putBack(world.db, { id }, wasIn, mover)
        : await move(world.db, { id }, name, mover, await columnsOf(name, entry.state));
    if (moved.length === 0) return;
    if (name === "approve" || name === "republish") entry.state = "published";
    if (name === "unpublish") entry.state = "pending";
    if (name === "withdraw") entry.state = "withdrawn";
    if (name === "put-back") entry.state = wasIn;
    if (name === "withhold") entry.wasIn = entry.state === "pending" ? "pending" : "published";
    if (TAKING_DOWN.some((one) => one === name)) entry.state = "takendown";
    if (name === "go-unnamed") entry.isNamed = false;
    if (name === "hide" || name === "show") entry.isHidden = name === "hide";
    if (name === "reaffirm") Object.assign(entry, current);
  };

  const writeOne = async (written: Written) => {
    await look();
    const body = bodyOf(written);
    if (body === current.body) return;
    const { id, ...letter } = await letterNow();
    const { seen, ...form } = await storedText(world.deps, id);
    const said = { reason: "A reason", asks: true };
    const saved = { seen, by: "ada", said };
    const result = await reviseLetter(world.deps, id, { ...form, body }, saved);
    if (result.outcome === "proposed") {
      const proposed = await findProposed(world.deps, id);
      const asSeen = { seen: proposed?.proposedAt ?? new Date(0), by: "ben" };
      expect((await approveText(world.deps, id, asSeen)).outcome).toBe("new-version");
      same.add([body, current.body].map(meaningOf).sort().join());
    }
    current = { body, version: letter.version.number + 1 };
  };

  const look = async () => {
    const shown = [...entries.values()].filter(
      ({ state, isHidden }) => state === "published" && !isHidden,
    );
    const named = shown.filter(({ isNamed }) => isNamed);
    const browser = browserIn(world);
    const read = async (path: string) =>
      await (await browser.get(`/letters/${slug}${path}`)).text();
    const namesIn = (html: string) => html.match(/Name\d+X/g) ?? [];
    const entryOf = (name: string) => {
      const entry = named.find((one) => one.name === name);
      expect(entry, `${name} is public`).toBeDefined();
      return entry ?? { body: "", version: 0 };
    };
    for (const name of namesIn(await read("")))
      expect(saysTheSame(entryOf(name).body, current.body), `${name} under the letter`).toBe(true);
    const [underCurrent = ""] = (await read("/signatories")).split("Signed the text of");
    for (const name of namesIn(underCurrent))
      expect(saysTheSame(entryOf(name).body, current.body), `${name} in the list`).toBe(true);
    const listed: { name: string; version: number }[] = [];
    let after: string | null = "";
    while (after !== null) {
      const page = JSON.parse(await read(`/signatories.json?after=${after}`));
      listed.push(...page.signatories);
      after = page.next;
    }
    expect(listed.map(({ name }) => name).sort()).toEqual(named.map(({ name }) => name).sort());
    for (const { name, version } of listed) expect(version, name).toBe(entryOf(name).version);
    for (const row of (await read("/signatories.csv")).trim().split("\r\n").slice(1)) {
      const columns = row.split(",");
      expect(Number(columns[6]), row).toBe(entryOf(columns[1] ?? "").version);
    }
    const numbers = JSON.parse(await read(".json"));
    const ofText = shown.filter(({ body }) => saysTheSame(body, current.body));
    const versions = await world.db.letterVersion.findMany({ where: { letter: { slug } } });
    expect(numbers.version).toBe(current.version);
    expect(numbers.counts.total).toBeLessThanOrEqual(ofText.length);
    const totals: { version: number; total: number }[] = numbers.byVersion;
    for (const { number } of versions) {
      const total = totals.find(({ version }) => version === number)?.total ?? 0;
      expect(total, `version ${number}`).toBe(shown.filter((one) => one.version === number).length);
    }
    const textOf = new Map(versions.map(({ number, textNumber }) => [number, textNumber]));
    const isCurrent = ({ version }: { version: number }) =>
      textOf.get(version) === textOf.get(current.version);
    expect(numbers.counts.total).toBe(shown.filter(isCurrent).length);
  };

  for (const step of steps) {
    if (step.what === "sign") await signOne(step);
    else if (step.what === "move") await moveOne(step);
    else await writeOne(step);
  }
  await look();
}
