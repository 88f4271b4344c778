import { z } from "zod";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { isCountry } from "../../shared/text/country.ts";
import { EVIDENCE_CODES } from "../../signatures/evidence/codes.ts";
import { QUEUE_AGES, type QueueFilter } from "../../signatures/queue/filter.ts";
import { QUEUE_STATES } from "../../signatures/queue/order.ts";
import type { QueueQuery } from "../../signatures/queue/read.ts";

/** The longest search, in characters. */
export const SEARCH_LENGTH_MAX = 200;

/** A keyed hash as it is stored: the id of its key or day, then base64url. */
const hashSchema = z
  .string()
  .regex(/^[\w-]{1,20}\.[\w-]{20,60}$/)
  .nullable()
  .catch(null);

/** What an address, or the hidden fields of a form, say of a page of the queue. */
export const queueQuerySchema = z.object({
  state: z.enum(QUEUE_STATES).catch("pending"),
  after: z.uuid().nullable().catch(null),
  q: z.string().max(SEARCH_LENGTH_MAX).catch(""),
  kind: z.enum(["organisation", "individual"]).nullable().catch(null),
  signal: z.enum(EVIDENCE_CODES).nullable().catch(null),
  age: z.enum(QUEUE_AGES).nullable().catch(null),
  country: z.string().refine(isCountry).nullable().catch(null),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)
    .nullable()
    .catch(null),
  address: hashSchema,
  domain: hashSchema,
  network: hashSchema,
  aside: z.literal("on").nullable().catch(null),
});

/** The parts of an address that say what the queue is narrowed to. */
export function filterQuery(filter: QueueFilter): Record<keyof QueueFilter, string | null> {
  const { q, kind, signal, age, country, language, address, domain, network, aside } = filter;
  return { q, kind, signal, age, country, language, address, domain, network, aside };
}

/** The address of the first page of the queue, or of the page after an entry. */
export function queueAddress(
  slug: string,
  { state, after, ...filter }: QueueQuery,
  more: Record<string, string> = {},
): string {
  return withQuery(paths.queue(slug), { state, ...filterQuery(filter), after, ...more });
}
