import pg from "pg";
import { startPostgres } from "../postgres/start.ts";
import { type Measured, measured, median } from "./figure.ts";
import { openInstance, type Server } from "./instance.ts";
import { prepareSubmissions, type Submission } from "./load/signers.ts";
import { sign } from "./signing.ts";

const ROUNDS = 3;
const WARM_UP = 500;
const PER_ROUND = 1_000;

/** The servers that are measured together, and how many signatures a second they accepted. */
type Side = Readonly<{ servers: readonly Server[]; found: number[] }>;

/** Signatures a second by two processes on PostgreSQL, compared with those by one of them. */
export async function measureTwoProcesses(): Promise<Measured[]> {
  const postgres = await startPostgres("kept");
  try {
    await createDatabase(postgres.url("postgres"));
    const instance = await openInstance(postgres.url("bench"));
    try {
      const servers = [await instance.startServer(), await instance.startServer()];
      const count = 2 * WARM_UP + 2 * ROUNDS * PER_ROUND;
      const submissions = await prepareSubmissions(instance.deps, instance.letter.slug, count);
      const take = async (some: readonly Server[], howMany: number) => {
        const figure = await perSecond(some, submissions.splice(0, howMany));
        // What one side leaves to do is not done while the other is measured.
        await instance.mail.untilArrived(count - submissions.length);
        return figure;
      };
      for (const server of servers) await take([server], WARM_UP);
      const alone: Side = { servers: servers.slice(0, 1), found: [] };
      const together: Side = { servers, found: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        // By turns the other first: a signature costs a little more than the one before it.
        const order = round % 2 === 0 ? [alone, together] : [together, alone];
        for (const { servers: some, found } of order) found.push(await take(some, PER_ROUND));
      }
      return [
        measured(
          "signing-two-processes",
          { figure: median(together.found), unit: "signatures/s", limit: median(alone.found) },
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

async function perSecond(servers: readonly Server[], submissions: Submission[]): Promise<number> {
  const count = submissions.length;
  const startedAt = performance.now();
  await sign(servers, submissions);
  return count / ((performance.now() - startedAt) / 1_000);
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("CREATE DATABASE bench");
  await client.end();
}
