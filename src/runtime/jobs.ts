import { deleteEndedSessions } from "../accounts/sessions.ts";
import type { Deps } from "../deps.ts";
import { notifyOfWaiting } from "../letters/waiting-notice.ts";
import { deliverDueMail } from "../mail/deliver.ts";
import { CLAIM_MAX } from "../mail/outbox.ts";
import { MINUTE_MS, SECOND_MS } from "../shared/clock.ts";
import { forgetExpired } from "../signatures/forget.ts";
import { remindUnconfirmed } from "../signatures/remind.ts";

/** Work that goes on beside the requests; `stop` lets what is under way finish. */
export type Jobs = { stop: () => Promise<void> };

/** Starts the mail relay, the notices to moderators, the reminders and the forgetting. */
export function startJobs(deps: Deps): Jobs {
  const jobs = [
    repeat(deps, "mail", SECOND_MS / 2, async () => {
      while ((await deliverDueMail(deps)) === CLAIM_MAX);
    }),
    repeat(deps, "waiting-notice", MINUTE_MS, async () => {
      await notifyOfWaiting(deps);
    }),
    repeat(deps, "remind", 10 * MINUTE_MS, async () => {
      await remindUnconfirmed(deps);
    }),
    repeat(deps, "forget", 10 * MINUTE_MS, async () => {
      await forgetExpired(deps);
      await deleteEndedSessions(deps);
    }),
  ];
  return {
    stop: async () => {
      await Promise.all(jobs.map((job) => job.stop()));
    },
  };
}

/** Runs some work, waits, and runs it again; one failed round does not end it. */
function repeat(deps: Deps, name: string, pauseMs: number, work: () => Promise<void>): Jobs {
  let isStopping = false;
  let wake = () => {};
  const loop = (async () => {
    while (!isStopping) {
      try {
        await work();
      } catch (error) {
        // A database that is busy or away for a moment; the next round tries again.
        deps.log.error("job.failed", {
          job: name,
          error: error instanceof Error ? error.name : "unknown",
        });
      }
      if (isStopping) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    stop: async () => {
      isStopping = true;
      wake();
      await loop;
    },
  };
}
