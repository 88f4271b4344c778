import { z } from "zod";
import type { Words } from "../../../views/page/words.ts";
import { later, MINUTE_MS } from "../../shared/clock.ts";
import { isCountry } from "../../shared/text/country.ts";
import { asciiDomain } from "../../shared/text/email-address.ts";
import { hasControlCharacters, isDamaged, lengthOf } from "../../shared/text/text.ts";
import {
  INVALIDATION_NOTE_LENGTH_MAX,
  INVALIDATION_REASONS,
  type InvalidationReason,
} from "../../signatures/invalidation/act.ts";
import {
  type Conditions,
  INVALIDATED_STATES,
  NETWORK_KEY,
  saysEnough,
  WINDOW_HOURS_MAX,
} from "../../signatures/invalidation/conditions.ts";
import { namePattern } from "../../signatures/invalidation/name-pattern.ts";
import type { SentForm } from "../form.ts";

export type TypedConditions = Record<
  "name" | "domain" | "network" | "country" | "from" | "to" | "reason" | "note",
  string
> & { states: readonly string[] };

/** An empty form, with the states that are chosen at first. */
export const NOTHING_TYPED: TypedConditions = {
  name: "",
  domain: "",
  network: "",
  country: "",
  from: "",
  to: "",
  reason: "",
  note: "",
  states: ["held", "unverified", "pending", "published"],
};

/** Sentences that say how to mend a field, by its name; "conditions" is for all of them. */
export type ConditionErrors = Partial<Record<keyof TypedConditions | "conditions", string>>;

/** What a form asks for, or what is wrong with it. */
export type ParsedConditions =
  | { ok: true; typed: TypedConditions; conditions: Conditions }
  | { ok: false; typed: TypedConditions; errors: ConditionErrors };

/** Reads the conditions of a form. No state named means all that can be taken out. */
export function parseConditions(words: Words, sent: SentForm): ParsedConditions {
  const typed = typedIn(sent);
  const errors: ConditionErrors = {};
  const conditions: Conditions = {
    name: typed.name === "" ? null : nameOf(words, typed.name, errors),
    domain: typed.domain === "" ? null : domainOf(words, typed.domain, errors),
    networkKey: typed.network === "" ? null : networkOf(words, typed.network, errors),
    country: typed.country === "" ? null : countryOf(words, typed.country, errors),
    from: typed.from === "" ? null : momentOf(words, typed.from, "from", errors),
    to: typed.to === "" ? null : lastMomentOf(words, typed.to, errors),
    states: INVALIDATED_STATES.filter((state) => typed.states.includes(state)),
  };
  if (conditions.states.length === 0) errors.states = words("invalidation.problem-states");
  if (conditions.from && conditions.to && conditions.from > conditions.to)
    errors.to = words("invalidation.problem-order");
  if (Object.keys(errors).length === 0 && !saysEnough(conditions))
    errors.conditions = words("invalidation.problem-conditions", { hours: WINDOW_HOURS_MAX });
  return Object.keys(errors).length === 0
    ? { ok: true, typed, conditions }
    : { ok: false, typed, errors };
}

/** Reads why entries are to be taken out, or says what is missing. */
export function parseReason(
  words: Words,
  typed: TypedConditions,
): { reason: InvalidationReason; note: string | null } | { errors: ConditionErrors } {
  const reason = z.enum(INVALIDATION_REASONS).safeParse(typed.reason);
  const { note } = typed;
  const max = INVALIDATION_NOTE_LENGTH_MAX;
  if (!reason.success) return { errors: { reason: words("invalidation.problem-reason") } };
  if (lengthOf(note) > max || isDamaged(note))
    return { errors: { note: words("invalidation.problem-note", { max }) } };
  return { reason: reason.data, note: note === "" ? null : note };
}

function typedIn(sent: SentForm): TypedConditions {
  const line = (name: string) => sent.fields[name]?.trim() ?? "";
  const states = sent.all("states").flatMap((list) => list.split(","));
  const isChosen = sent.fields["choose_states"] === "on";
  return {
    name: line("name"),
    domain: line("domain"),
    network: line("network"),
    country: line("country"),
    from: line("from"),
    to: line("to"),
    reason: line("reason"),
    note: line("note"),
    states: states.length === 0 && !isChosen ? INVALIDATED_STATES : states,
  };
}

function nameOf(words: Words, typed: string, errors: ConditionErrors): string | null {
  const { outcome } = namePattern(typed);
  if (outcome === "empty" || hasControlCharacters(typed) || isDamaged(typed))
    errors.name = words("invalidation.problem-name");
  if (outcome === "too-long") errors.name = words("invalidation.problem-name-long");
  return typed;
}

function domainOf(words: Words, typed: string, errors: ConditionErrors): string | null {
  const domain = asciiDomain(typed.replace(/^@/, ""));
  if (domain === null) errors.domain = words("invalidation.problem-domain");
  return domain;
}

function networkOf(words: Words, typed: string, errors: ConditionErrors): string | null {
  if (!NETWORK_KEY.test(typed)) errors.network = words("invalidation.problem-network");
  return typed;
}

function countryOf(words: Words, typed: string, errors: ConditionErrors): string | null {
  if (!isCountry(typed)) errors.country = words("invalidation.problem-country");
  return typed;
}

/** A moment as browsers send it, read as UTC. */
function momentOf(
  words: Words,
  typed: string,
  field: "from" | "to",
  errors: ConditionErrors,
): Date | null {
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?$/.test(typed);
  const moment = new Date(isMoment ? `${typed}Z` : Number.NaN);
  if (!Number.isNaN(moment.getTime())) return moment;
  errors[field] = words("invalidation.problem-time");
  return null;
}

/** The end of the minute that was typed: the whole minute is part of the window. */
function lastMomentOf(words: Words, typed: string, errors: ConditionErrors): Date | null {
  const moment = momentOf(words, typed, "to", errors);
  return moment === null || typed.length > "2026-01-01T00:00".length
    ? moment
    : later(moment, MINUTE_MS - 1);
}
