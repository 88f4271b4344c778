import type { InvalidationLine, Standing } from "../../../views/invalidation/list.tsx";
import type { SampleEntry } from "../../../views/invalidation/preview.tsx";
import type { Words } from "../../../views/page/words.ts";
import type { Fact } from "../../../views/staff/facts.tsx";
import { unreachable } from "../../shared/unreachable.ts";
import type { Conditions } from "../../signatures/invalidation/conditions.ts";
import type { Preview } from "../../signatures/invalidation/preview.ts";
import type { Invalidation, Progress } from "../../signatures/invalidation/read.ts";

/**
 * The state of an invalidation as a page says it: one that is released may still wait for its
 * start.
 */
export function standingOf({ state, startsAt }: Progress, now: Date): Standing {
  return state === "running" && startsAt !== null && startsAt > now ? "waiting" : state;
}

/** The state of an invalidation as a sentence. */
export function sentenceOf(words: Words, progress: Progress, now: Date): string {
  const { expected, out, taken, startsAt, releasedAt } = progress;
  const standing = standingOf(progress, now);
  switch (standing) {
    case "proposed":
      return words("invalidation.sentence-proposed", { expected });
    case "waiting":
      return words("invalidation.sentence-waiting", { moment: words.moment(startsAt ?? now) });
    case "running":
      return words("invalidation.sentence-running", { out, expected });
    case "cancelled":
      return releasedAt === null
        ? words("invalidation.sentence-withdrawn")
        : words("invalidation.sentence-cancelled", { out, expected });
    case "done":
      return words("invalidation.sentence-done", { out });
    case "undoing":
      return words("invalidation.sentence-undoing", { left: out, taken });
    case "undone":
      return words("invalidation.sentence-undone", { taken });
    default:
      return unreachable(standing);
  }
}

/** How much is done of how much; null while nothing is under way. */
export function progressOf(progress: Progress, now: Date): { done: number; max: number } | null {
  const { expected, out, taken } = progress;
  const standing = standingOf(progress, now);
  if (standing === "running") return { done: out, max: Math.max(expected, out) };
  return standing === "undoing" ? { done: taken - out, max: taken } : null;
}

export function lineOf(words: Words, one: Invalidation, now: Date): InvalidationLine {
  const { id, out, expected } = one;
  return {
    id,
    standing: standingOf(one, now),
    what: conditionFacts(words, one.conditions)
      .filter(({ isState }) => !isState)
      .map(({ label, value }) => `${label}: ${value}`)
      .join(" · "),
    by: nameOf(words, one, one.proposedBy),
    at: one.proposedAt,
    count: words("invalidation.count-out", { out, expected }),
  };
}

/** Conditions in words, a line for each. */
export function conditionFacts(
  words: Words,
  conditions: Conditions | null,
): (Fact & { isState: boolean })[] {
  const isState = false;
  if (conditions === null) {
    const label = words("invalidation.conditions-title");
    return [{ label, value: words("invalidation.conditions-unreadable"), isState }];
  }
  const { name, domain, networkKey, country, from, to, states } = conditions;
  const fact = (label: string, value: string | null) =>
    value === null ? [] : [{ label, value, isState }];
  return [
    ...fact(words("invalidation.name"), name),
    ...fact(words("invalidation.domain"), domain),
    ...fact(words("invalidation.network"), networkKey && shortNetwork(networkKey)),
    ...fact(words("invalidation.country"), country && words.country(country)),
    ...fact(words("invalidation.from"), from && words.moment(from)),
    ...fact(words("invalidation.to"), to && words.moment(to)),
    {
      label: words("invalidation.states"),
      value: states.map((state) => words(`queue.state-${state}`)).join(", "),
      isState: true,
    },
  ];
}

/** The day of a network's code and its beginning: enough to tell it from others. */
function shortNetwork(networkKey: string): string {
  return `${networkKey.slice(0, "2026-01-01.12345678".length)}…`;
}

/** Who did what with an invalidation and when, in order. */
export function actFacts(words: Words, one: Invalidation): Fact[] {
  const fact = (label: string, by: string | null, at: Date | null): Fact[] =>
    at === null
      ? []
      : [
          {
            label,
            value:
              by === null
                ? words("invalidation.at-alone", { moment: words.moment(at) })
                : words("invalidation.by-at", {
                    name: nameOf(words, one, by),
                    moment: words.moment(at),
                  }),
          },
        ];
  return [
    { label: words("invalidation.reason"), value: words(`invalidation.reason-${one.reason}`) },
    ...(one.note === null ? [] : [{ label: words("invalidation.note"), value: one.note }]),
    ...fact(words("invalidation.fact-proposed"), one.proposedBy, one.proposedAt),
    ...fact(words("invalidation.fact-released"), one.releasedBy, one.releasedAt),
    ...fact(endLabel(words, one), one.endedBy, one.endedAt),
  ];
}

function endLabel(words: Words, { state }: Invalidation): string {
  if (state === "cancelled") return words("invalidation.fact-stopped");
  return words(state === "undone" ? "invalidation.fact-undone" : "invalidation.fact-finished");
}

function nameOf(words: Words, { names }: Invalidation, accountId: string): string {
  return names.get(accountId) ?? words("invalidation.somebody");
}

export function sampleOf(words: Words, sample: Preview["sample"]): SampleEntry[] {
  return sample.map((entry) => ({ ...entry, state: words(`queue.state-${entry.state}`) }));
}
