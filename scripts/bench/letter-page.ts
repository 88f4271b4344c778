import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { paths } from "../../src/shared/pages/paths.ts";
import { type Measured, measured, median } from "./figure.ts";
import { type Instance, openInstance } from "./instance.ts";
import { insertPublished } from "./letters/published.ts";
import { type LoadResult, sendLoad } from "./load/load.ts";
import { getRequest, keepSigning, prepareSubmissions } from "./load/signers.ts";

const SIGNATORIES = 40;
const ROUNDS = 5;
const ROUND_MS = 3_000;
const CONNECTIONS = 64;
/** Signatures a second meanwhile: the most that a petition site has on record. */
const SIGNING_PER_SECOND = 33;
/** The share of their mails that arrive while it is measured; some are under way at its end. */
const KEPT_PACE = 0.9;

/** The page of a letter, to as many readers as it can serve: alone, and while people sign. */
export async function measureLetterPage(): Promise<Measured[]> {
  const instance = await openInstance();
  try {
    await insertPublished(instance, SIGNATORIES);
    const server = await instance.startServer();
    const path = paths.letter(instance.letter.slug);
    const bare = await startBareServer(await readPage(server.port, path));
    try {
      const request = getRequest(path);
      const load = (port: number) => ({ port, connections: CONNECTIONS, durationMs: ROUND_MS });
      const read = (port: number) => sendLoad({ ...load(port), next: () => request });
      await Promise.all([read(server.port), read(bare.port)]);
      const anyQuery = await compare(
        () => read(bare.port),
        () => sendLoad({ ...load(server.port), next: sharedLinks(path) }),
      );
      const alone = await compare(
        () => read(bare.port),
        () => read(server.port),
      );
      const signing = await whileSigning(instance, server.port, () =>
        compare(
          () => read(bare.port),
          () => read(server.port),
        ),
      );
      return [
        ...figuresOf("letter-page", alone, 0.8),
        ...figuresOf("letter-page-any-query", anyQuery, 0.8).slice(0, 1),
        ...figuresOf("letter-page-while-signing", signing, 0.6).slice(0, 1),
      ];
    } finally {
      await bare.stop();
    }
  } finally {
    await instance.close();
  }
}

/** Requests for a page by links as networks and newsletters make them: no two are the same. */
function sharedLinks(path: string): () => Buffer {
  let count = 0;
  return () => {
    count += 1;
    return getRequest(`${path}?fbclid=${count}`);
  };
}

type Rounds = { bare: LoadResult[]; ours: LoadResult[] };

/** Measures both in turn, so that a noisy moment affects both. */
async function compare(
  bare: () => Promise<LoadResult>,
  ours: () => Promise<LoadResult>,
): Promise<Rounds> {
  const rounds: Rounds = { bare: [], ours: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.bare.push(await bare());
    rounds.ours.push(await ours());
  }
  for (const { statuses } of [...rounds.bare, ...rounds.ours]) {
    if (statuses.size !== 1 || !statuses.has(200)) throw new Error("A reader got no page.");
  }
  return rounds;
}

function figuresOf(name: string, { bare, ours }: Rounds, atLeast: number): Measured[] {
  const middle = (results: LoadResult[], of: "perSecond" | "p99Ms") =>
    median(results.map((result) => result[of]));
  return [
    measured(
      name,
      {
        figure: middle(ours, "perSecond"),
        unit: "pages/s",
        limit: middle(bare, "perSecond"),
      },
      { of: "ratio", atLeast },
    ),
    measured(
      `${name}-p99`,
      { figure: middle(ours, "p99Ms"), unit: "ms", limit: middle(bare, "p99Ms") },
      { of: "ratio", atMost: 1.5 },
    ),
  ];
}

/** Lets people sign and confirm for as long as something is measured. */
async function whileSigning<Result>(
  instance: Instance,
  port: number,
  measure: () => Promise<Result>,
): Promise<Result> {
  const seconds = (2 * ROUNDS * ROUND_MS) / 1_000 + 10;
  const submissions = await prepareSubmissions(
    instance.deps,
    instance.letter.slug,
    SIGNING_PER_SECOND * seconds,
  );
  const signing = keepSigning(instance, port, submissions, SIGNING_PER_SECOND);
  const startedAt = performance.now();
  const mailsBefore = instance.mail.count();
  const result = await measure();
  const due = SIGNING_PER_SECOND * ((performance.now() - startedAt) / 1_000);
  const mails = instance.mail.count() - mailsBefore;
  const { signed, confirmed } = await signing.stop();
  if (mails < due * KEPT_PACE || signed.answers !== confirmed.answers)
    throw new Error("Signing fell behind while the page was read.");
  return result;
}

type Page = { headers: Record<string, string>; body: string };

/** Headers that a server makes for each answer by itself. */
const OF_THE_CONNECTION = ["date", "connection", "keep-alive", "content-length"];

/** The page as it is sent to a browser, still compressed. */
async function readPage(port: number, path: string): Promise<Page> {
  const { get } = await import("node:http");
  const options = { port, path, headers: { "Accept-Encoding": "gzip, deflate, br, zstd" } };
  return await new Promise((resolve, reject) => {
    get(options, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("end", () => {
        const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
          OF_THE_CONNECTION.includes(name) ? [] : [[name, String(value)] as const],
        );
        const body = Buffer.concat(pieces).toString("base64");
        resolve({ headers: Object.fromEntries(headers), body });
      });
    }).on("error", reject);
  });
}

const listening = z.object({ port: z.number() });

async function startBareServer(page: Page) {
  const child = fork(new URL("./bare/server.ts", import.meta.url), { execArgv: [] });
  child.send(page);
  const [message]: unknown[] = await once(child, "message");
  return {
    port: listening.parse(message).port,
    stop: async () => {
      child.kill();
      await once(child, "exit");
    },
  };
}
