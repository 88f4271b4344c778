import { sendDigests } from "../accounts/digest.ts";
import { queueNotices } from "../accounts/mass/notices.ts";
import { deleteEndedSessions } from "../accounts/sessions.ts";
import type { Deps, Log } from "../deps.ts";
import { deliverDueMail } from "../mail/relay.ts";
import { HOUR_MS, later, MINUTE_MS, SECOND_MS } from "../shared/clock.ts";
import { logFailure } from "../shared/unavailable-error.ts";
import { forgetExpired } from "../signatures/forget.ts";
import { runInvalidations } from "../signatures/invalidation/run.ts";
import { runMassActs } from "../signatures/mass/act.ts";
import { runAskings } from "../signatures/questions/reaffirm/run.ts";
import { renewListings } from "../signatures/relist.ts";
import { retain } from "../signatures/retention/retain.ts";
import { remindUnconfirmed } from "../signatures/signing/remind.ts";
import { LEASE_MS, type Lease, leaseFor } from "./lease.ts";

/** Work in the background; `stop` lets what is under way finish. */
export type Jobs = { stop: () => Promise<void> };

/** Some work, and how long after its start it is repeated, by whichever process is first. */
type Job = {
  name: string;
  everyMs: number;
  /** Whether even the first time comes so long after the start: it would start a thread for it. */
  isFirstLater?: true;
  /** Long work asks between two pieces whether it may go on. */
  work: (deps: Deps, mayGoOn: () => boolean) => Promise<void>;
};

const JOBS: readonly Job[] = [
  {
    name: "mail",
    everyMs: SECOND_MS / 2,
    work: async (deps, mayGoOn) => {
      await deliverDueMail(deps, mayGoOn);
    },
  },
  {
    name: "digest",
    everyMs: 5 * MINUTE_MS,
    work: async (deps) => {
      await sendDigests(deps);
    },
  },
  {
    name: "remind",
    everyMs: 10 * MINUTE_MS,
    work: async (deps) => {
      await remindUnconfirmed(deps);
    },
  },
  {
    name: "forget",
    everyMs: 10 * MINUTE_MS,
    work: async (deps) => {
      await forgetExpired(deps);
      await deleteEndedSessions(deps);
    },
  },
  {
    name: "retain",
    everyMs: HOUR_MS,
    work: async (deps, mayGoOn) => {
      await retain(deps, mayGoOn);
    },
  },
  {
    name: "optimize",
    everyMs: 10 * MINUTE_MS,
    isFirstLater: true,
    work: async ({ db }) => {
      await db.$optimize();
    },
  },
  {
    name: "sanitize",
    everyMs: 20 * SECOND_MS,
    isFirstLater: true,
    work: async ({ db, log }) => {
      await db.$keepErasures();
      const outcome = await db.$sanitize();
      if (outcome === "no-room") log.warn("erased.not-rewritten", { reason: outcome });
    },
  },
  { name: "invalidate", everyMs: SECOND_MS, work: runInvalidations },
  {
    name: "mass-acts",
    everyMs: 5 * SECOND_MS,
    work: async (deps) => {
      await runMassActs(deps);
      await queueNotices(deps);
    },
  },
  { name: "ask", everyMs: SECOND_MS, work: runAskings },
  {
    name: "relist",
    everyMs: MINUTE_MS,
    work: async (deps, mayGoOn) => {
      await renewListings(deps, mayGoOn);
    },
  },
];

/** Starts all jobs: the mail relay, the digests, the reminders, the forgetting and the rest. */
export function startJobs(place: Deps): Jobs {
  const deps = { ...place, log: sayingOnce(place.log) };
  const holder = crypto.randomUUID();
  const loops = JOBS.map((job) => repeat(deps, job, leaseFor(deps, job.name, holder)));
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

/** How often the same failure of a job is logged: a full disk is not filled with it. */
const SAID_AGAIN_MS = MINUTE_MS;

function sayingOnce(log: Log): Log {
  const said = new Map<string, number>();
  const isNew = (what: string): boolean => {
    const nowMs = performance.now();
    if (nowMs - (said.get(what) ?? Number.NEGATIVE_INFINITY) < SAID_AGAIN_MS) return false;
    said.set(what, nowMs);
    return true;
  };
  return {
    ...log,
    error: (event, fields = {}) => {
      const what = JSON.stringify([event, fields["job"], fields["error"]]);
      if (event !== "job.failed" || isNew(what)) log.error(event, fields);
    },
    // Every job hears of it, each in its own way.
    warn: (event, fields) => {
      if (event !== "database.away" || isNew(event)) log.warn(event, fields);
    },
  };
}

/** Runs once every job that is due and not under way: for places where a timer calls. */
export async function runJobs(deps: Deps, mayGoOn: () => boolean): Promise<void> {
  const holder = crypto.randomUUID();
  for (const job of JOBS) {
    const lease = leaseFor(deps, job.name, holder);
    await runOnce(deps, job, lease, mayGoOn);
    await letGo(deps, job, lease);
  }
}

/** Tries to run a job, waits, and tries again; one failed round does not end it. */
function repeat(deps: Deps, job: Job, lease: Lease): Jobs {
  let isStopping = false;
  let wake = () => {};
  // Nobody waits long for a job whose holder was stopped.
  const pauseMs = Math.min(job.everyMs, LEASE_MS);
  const pause = async (ms: number) => {
    if (isStopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };
  const loop = (async () => {
    if (job.isFirstLater) await pause(job.everyMs);
    while (!isStopping) {
      await runOnce(deps, job, lease, () => !isStopping);
      await pause(pauseMs);
    }
    await letGo(deps, job, lease);
  })();
  return {
    stop: async () => {
      isStopping = true;
      wake();
      await loop;
    },
  };
}

async function runOnce(deps: Deps, job: Job, lease: Lease, mayGoOn: () => boolean): Promise<void> {
  const startedAt = deps.clock.now();
  try {
    if ((await deps.switches.read())["read-only"].isOn) return;
    if (!(await lease.take())) return;
    await whileKept(
      deps,
      lease,
      job.work(deps, () => mayGoOn() && mayWrite(deps)),
    );
    if (!mayWrite(deps)) return;
    if (!isFrequent(job)) await lease.giveBack(later(startedAt, job.everyMs));
  } catch (error) {
    // A database that is busy or away for a moment; the next round tries again.
    logFailed(deps, job.name, error);
  }
}

/** Jobs pause while the site is read-only: neither their work is written nor their leases. */
function mayWrite(deps: Deps): boolean {
  return !deps.switches.last()["read-only"].isOn;
}

/** A frequent job stays with the process that does it: its lease then costs hardly a write. */
function isFrequent(job: Job): boolean {
  return job.everyMs < LEASE_MS;
}

async function letGo(deps: Deps, job: Job, lease: Lease): Promise<void> {
  try {
    if (isFrequent(job) && mayWrite(deps)) await lease.giveBack(deps.clock.now());
  } catch (error) {
    // Without it the lease ends by itself.
    logFailed(deps, job.name, error);
  }
}

/** Keeps a lease for as long as some work takes. */
async function whileKept(deps: Deps, lease: Lease, work: Promise<void>): Promise<void> {
  const timer = setInterval(() => {
    if (mayWrite(deps)) lease.take().catch((error: unknown) => logFailed(deps, "lease", error));
  }, LEASE_MS / 3);
  try {
    await work;
  } finally {
    clearInterval(timer);
  }
}

function logFailed({ log }: Deps, job: string, error: unknown): void {
  logFailure(log, "job.failed", error, { job });
}
