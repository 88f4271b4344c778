import { openBareWriter } from "./bare/writer.ts";
import { type Measured, measured, median } from "./figure.ts";
import { openInstance, type Server } from "./instance.ts";
import { type LoadResult, sendLoad } from "./load/load.ts";
import { prepareSubmissions, type Submission } from "./load/signers.ts";

const ROUNDS = 5;
const WARM_UP = 500;
const PER_ROUND = 1_000;
/** As many as there are forms under way at once, so that no sender waits for another. */
const CONNECTIONS = 40;
const ROUND_MAX_MS = 60_000;

/** Signatures a second, over HTTP, by one process on SQLite. */
export async function measureSigning(): Promise<Measured[]> {
  const instance = await openInstance();
  try {
    const server = await instance.startServer();
    const { slug } = instance.letter;
    const submissions = await prepareSubmissions(instance.deps, slug, WARM_UP + ROUNDS * PER_ROUND);
    const writer = await openBareWriter(instance.path);
    await sign([server], submissions.splice(0, WARM_UP));
    await instance.mail.untilArrived(WARM_UP);
    writer.writeNewest(WARM_UP);
    const ours: LoadResult[] = [];
    const stalls: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await server.stallMs();
      ours.push(...(await sign([server], submissions.splice(0, PER_ROUND))));
      stalls.push(await server.stallMs());
      // What one leaves to do is not done while the other is measured.
      await instance.mail.untilArrived(WARM_UP + (round + 1) * PER_ROUND);
      bare.push(writer.writeNewest(PER_ROUND));
    }
    writer.close();
    return [
      measured(
        "signing",
        {
          figure: median(ours.map(({ perSecond }) => perSecond)),
          unit: "signatures/s",
          limit: median(bare),
        },
        { of: "figure", atLeast: 500 },
      ),
      measured(
        "signing-p99",
        { figure: median(ours.map(({ p99Ms }) => p99Ms)), unit: "ms", limit: 150 },
        { of: "ratio", atMost: 1 },
      ),
      measured(
        "signing-stall",
        { figure: Math.max(...stalls), unit: "ms", limit: 50 },
        { of: "ratio", atMost: 1 },
      ),
    ];
  } finally {
    await instance.close();
  }
}

/**
 * Sends submissions to some servers as fast as they are taken: whichever has answered gets the
 * next. Throws if one is not accepted.
 */
export async function sign(
  servers: readonly Server[],
  submissions: Submission[],
): Promise<LoadResult[]> {
  const expected = submissions.length;
  const results = await Promise.all(
    servers.map(({ port }) =>
      sendLoad({
        port,
        connections: CONNECTIONS,
        durationMs: ROUND_MAX_MS,
        next: () => submissions.pop()?.request ?? null,
      }),
    ),
  );
  const taken = results.reduce((sum, { statuses }) => sum + (statuses.get(303) ?? 0), 0);
  if (taken !== expected) throw new Error("A signature was not accepted.");
  return results;
}
