import type { NewSignature } from "../../src/db/db.ts";
import type { Deps } from "../../src/deps.ts";
import { DAY_MS, later } from "../../src/shared/clock.ts";
import { newId } from "../../src/shared/ids.ts";
import { addressColumns, identityColumns } from "../../src/signatures/entry.ts";
import { firstColumns } from "../../src/signatures/store.ts";
import { type Measured, measured } from "./figure.ts";
import { type Instance, openInstance } from "./instance.ts";

/** How long the mail server takes for a mail, where it matters: as many do. */
export const SLOW_MAIL_MS = 200;

const MAILS = 2_500;
const WARM_UP = 200;
const MEASURED_MS = 10_000;

/** Mails a second that leave through a mail server that takes 200 ms for each. */
export async function measureMail(): Promise<Measured[]> {
  const instance = await openInstance(undefined, SLOW_MAIL_MS);
  try {
    await insertUnconfirmed(instance, MAILS);
    await instance.startServer();
    await instance.mail.untilArrived(WARM_UP);
    const [before, startedAt] = [instance.mail.count(), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, MEASURED_MS));
    const arrived = instance.mail.count() - before;
    const perSecond = arrived / ((performance.now() - startedAt) / 1_000);
    // What the slots could do if nothing but the mail server took time.
    const limit = instance.deps.config.mailSlots / (SLOW_MAIL_MS / 1_000);
    return [
      measured(
        "mail-at-200ms",
        { figure: perSecond, unit: "mails/s", limit },
        { of: "figure", atLeast: 100 },
      ),
    ];
  } finally {
    await instance.close();
  }
}

/** Entries that wait for their first mail, at many domains. */
async function insertUnconfirmed(
  { deps, letter }: Pick<Instance, "deps" | "letter">,
  count: number,
): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => unconfirmed(deps, letter, index));
  await deps.db.$insertSignatures(await Promise.all(rows));
}

async function unconfirmed(
  deps: Pick<Deps, "keys" | "clock">,
  letter: Instance["letter"],
  index: number,
): Promise<NewSignature> {
  const now = deps.clock.now();
  const id = newId(deps.clock);
  const identity = {
    kind: "individual",
    name: `Ada van der River ${index}`,
    sortName: null,
    title: null,
    affiliation: null,
    website: null,
    country: "DE",
  } as const;
  const address = { local: `person.${index}`, domain: `site-${index % 997}.example` };
  return {
    ...(await identityColumns(deps.keys, letter, identity)),
    ...(await addressColumns(deps.keys, address)),
    ...firstColumns("sign", "unverified", { by: "signatory", at: now }),
    id,
    letterId: letter.id,
    visibility: "full",
    language: "en",
    letterVersionId: letter.version.id,
    signals: "",
    standsWith: id,
    standsAt: now,
    signedAt: now,
    expiresAt: later(now, DAY_MS),
  };
}
