import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { SWITCHES } from "../accounts/switch-board.ts";
import type { Deps } from "../deps.ts";
import { type MailBacklog, mailBacklog } from "../mail/backlog.ts";
import { isWithin, SECOND_MS } from "../shared/clock.ts";
import { equalInConstantTime } from "../shared/keys/constant-time.ts";
import type { Metrics } from "../shared/metrics.ts";
import { causeOf } from "../shared/unavailable-error.ts";
import { type QueueBacklog, queueBacklog } from "../signatures/queue/backlog.ts";
import { memoryTally } from "./memory-tally.ts";

/** The database is asked at most this often, however many watch. */
const FIGURES_TTL_MS = 5 * SECOND_MS;
/** How far mail is counted: more is as good as endless to its reader. */
const OUTBOX_COUNT_MAX = 10_000;
/** Methods that are counted apart; Node knows some thirty others. */
const METHODS = new Set(["GET", "HEAD", "POST"]);
/** In seconds. An answer that hides how long it took takes a multiple of 50 ms. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.055, 0.105, 0.25, 0.5, 1, 2.5, 10];

type MetricsDeps = Pick<Deps, "db" | "clock" | "log" | "switches">;

/** What the database knew at the last asking; null while it is away. */
type Figures = { mail: MailBacklog; queue: QueueBacklog } | null;

/**
 * The figures of this process and of what waits in its database, for whoever shows this token.
 *
 * Source: https://prometheus.io/docs/practices/naming/
 */
export function nodeMetrics(deps: MetricsDeps, token: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const memory = memoryTally(registry);
  const requests = new Counter({
    name: "undersigned_http_requests_total",
    help: "Answered requests, those from memory included.",
    labelNames: ["method", "route", "status"],
    registers,
    collect() {
      for (const { labels, count } of memory.take()) this.inc(labels, count);
    },
  });
  const durations = new Histogram({
    name: "undersigned_http_request_duration_seconds",
    help: "Time until an answer began that was not in memory.",
    labelNames: ["route"],
    buckets: BUCKETS,
    registers,
  });
  const accepted = new Counter({
    name: "undersigned_signatures_accepted_total",
    help: "Forms that were accepted, repeats and held ones included.",
    registers,
  });
  registerFigures(deps, registry);
  registerSwitches(deps, registry);
  const wanted = `Bearer ${token}`;
  return {
    mayRead: (authorization) => equalInConstantTime(authorization ?? "", wanted),
    answered: ({ method, route, status, seconds }) => {
      const label = route ?? "other";
      requests.inc({ method: METHODS.has(method) ? method : "other", route: label, status });
      durations.observe({ route: label }, seconds);
    },
    leftMemory: memory.left,
    signatureAccepted: () => accepted.inc(),
    read: async () => ({ text: await registry.metrics(), type: registry.contentType }),
  };
}

/** Figures that the database is asked for when somebody reads them. */
function registerFigures(deps: MetricsDeps, registry: Registry): void {
  const figures = cached(deps, () => readFigures(deps));
  const age = (since: Date | null) =>
    since === null ? 0 : Math.max(0, (deps.clock.now().getTime() - since.getTime()) / SECOND_MS);
  const gauge = (name: string, help: string, of: (known: NonNullable<Figures>) => number) =>
    new Gauge({
      name: `undersigned_${name}`,
      help,
      registers: [registry],
      async collect() {
        const known = await figures();
        this.set(known === null ? Number.NaN : of(known));
      },
    });
  const upTo = `counted up to ${OUTBOX_COUNT_MAX}`;
  gauge("outbox_due", `Mail that is due, ${upTo}.`, ({ mail }) => mail.due);
  gauge("outbox_oldest_due_seconds", "Since when the oldest mail is due.", ({ mail }) =>
    age(mail.oldestDueAt),
  );
  gauge("outbox_parked", `Mail that was given up, ${upTo}.`, ({ mail }) => mail.parked);
  gauge("queue_pending", "Entries and changes that wait.", ({ queue }) => queue.pending);
  gauge("queue_held", "Entries that are held.", ({ queue }) => queue.held);
  gauge("queue_oldest_pending_seconds", "Since when the oldest entry waits.", ({ queue }) =>
    age(queue.oldestPendingAt),
  );
  new Gauge({
    name: "undersigned_database_up",
    help: "Whether the database answered when it was last asked.",
    registers: [registry],
    async collect() {
      this.set((await figures()) === null ? 0 : 1);
    },
  });
}

function registerSwitches({ switches }: MetricsDeps, registry: Registry): void {
  new Gauge({
    name: "undersigned_switch_on",
    help: "Whether somebody switched this on, for all processes.",
    labelNames: ["name"],
    registers: [registry],
    async collect() {
      const states = await switches.read();
      for (const name of SWITCHES) this.set({ name }, states[name].isOn ? 1 : 0);
    },
  });
}

async function readFigures(deps: MetricsDeps): Promise<Figures> {
  try {
    const [mail, queue] = await Promise.all([
      mailBacklog(deps, OUTBOX_COUNT_MAX),
      queueBacklog(deps),
    ]);
    return { mail, queue };
  } catch (error) {
    deps.log.warn("metrics.failed", { error: causeOf(error) });
    return null;
  }
}

/** What was found within the last seconds, else what is found now, once for all who ask. */
function cached<Found>({ clock }: MetricsDeps, find: () => Promise<Found>): () => Promise<Found> {
  let last: { found: Promise<Found>; at: number } | null = null;
  return () => {
    const at = clock.now().getTime();
    const isFresh = last !== null && isWithin(FIGURES_TTL_MS, { since: last.at, now: at });
    if (last === null || !isFresh) last = { found: find(), at };
    return last.found;
  };
}
