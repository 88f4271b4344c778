import pg from "pg";
import { startPostgres } from "../local-postgres.ts";
import { type Measured, measured, median } from "./figure.ts";
import { openInstance, type Server } from "./instance.ts";
import type { LoadResult } from "./load.ts";
import { prepareSubmissions, type Submission } from "./signers.ts";
import { sign } from "./signing.ts";

const ROUNDS = 3;
const WARM_UP = 500;
const PER_ROUND = 1_200;

/** Signatures a second by two processes on PostgreSQL, beside those by one of them. */
export async function measureTwoProcesses(): Promise<Measured[]> {
  const postgres = await startPostgres("kept");
  try {
    await createDatabase(postgres.url("postgres"));
    const instance = await openInstance(postgres.url("bench"));
    try {
      const servers = [await instance.startServer(), await instance.startServer()];
      const count = 2 * WARM_UP + 2 * ROUNDS * PER_ROUND;
      const submissions = await prepareSubmissions(instance.deps, instance.letter.slug, count);
      for (const server of servers) await sign(server, submissions.splice(0, WARM_UP));
      const [one, two]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round += 1) {
        one.push(await perSecond(servers.slice(0, 1), submissions.splice(0, PER_ROUND)));
        two.push(await perSecond(servers, submissions.splice(0, PER_ROUND)));
      }
      return [
        measured(
          "signing-two-processes",
          { figure: median(two), unit: "signatures/s", limit: median(one) },
          { of: "ratio", atLeast: 1.3 },
        ),
      ];
    } finally {
      await instance.close();
    }
  } finally {
    await postgres.stop();
  }
}

/** The work is shared: whoever is done first takes the next, until there is none. */
async function perSecond(servers: readonly Server[], submissions: Submission[]): Promise<number> {
  const count = submissions.length;
  const startedAt = performance.now();
  const shares = servers.map((_, index) =>
    submissions.filter((__, at) => at % servers.length === index),
  );
  const results: Promise<LoadResult>[] = servers.map((server, index) =>
    sign(server, shares[index] ?? []),
  );
  await Promise.all(results);
  return count / ((performance.now() - startedAt) / 1_000);
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("CREATE DATABASE bench");
  await client.end();
}
