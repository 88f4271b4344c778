import { paths } from "../../src/shared/pages/paths.ts";
import { type Measured, measured } from "./figure.ts";
import { type Instance, openInstance } from "./instance.ts";
import { insertPublished } from "./letters/published.ts";
import { type LoadResult, sendLoad } from "./load/load.ts";
import { getRequest, keepSigning, prepareSubmissions } from "./load/signers.ts";
import { SLOW_MAIL_MS } from "./mail.ts";

const SIGNATORIES = 40;
const READERS = 32;

/** What each part of the spike is: signatures a second, and for how long. */
const PARTS = [
  { name: "spike", perSecond: 33, seconds: 60 },
  { name: "spike-tenfold", perSecond: 330, seconds: 20 },
] as const;

/** Pages a second of WordPress behind a cache of nginx that compresses, on this kind of machine. */
const CACHED_BY_NGINX = 1_159;

/**
 * The spike of March 2019: readers at full speed, while signatures arrive at 33 a second and are
 * confirmed, then at ten times that. The mail server takes its time. Nobody meets an error, and
 * every mail arrives once.
 *
 * Source: the UK Parliament's petitions site; docs/performance.md.
 */
export async function measureSpike(): Promise<Measured[]> {
  const instance = await openInstance(undefined, SLOW_MAIL_MS);
  try {
    await insertPublished(instance, SIGNATORIES);
    const { port } = await instance.startServer();
    const figures: Measured[] = [];
    let from = 0;
    for (const part of PARTS) {
      const count = part.perSecond * part.seconds;
      figures.push(...(await play(instance, port, part, from)));
      from += count;
    }
    return figures;
  } finally {
    await instance.close();
  }
}

async function play(
  instance: Instance,
  port: number,
  { name, perSecond, seconds }: (typeof PARTS)[number],
  from: number,
): Promise<Measured[]> {
  const { deps, letter, mail } = instance;
  const count = perSecond * seconds;
  console.log(`  Preparing ${count} signatures…`);
  const submissions = await prepareSubmissions(deps, letter.slug, count, from);
  const addresses = submissions.map(({ address }) => address);
  const request = getRequest(paths.letter(letter.slug));
  const signing = keepSigning(instance, port, submissions, perSecond);
  const read = await sendLoad({
    port,
    connections: READERS,
    durationMs: seconds * 1_000,
    next: () => request,
  });
  const { signed, confirmed } = await signing.finish();
  const lost = addresses.filter((address) => !mail.arrived.has(address)).length;
  const doubled = addresses.filter((address) => (mail.arrived.get(address) ?? 0) > 1).length;
  const refused = others(read, 200) + others(signed, 303) + others(confirmed, 200);
  const none = { of: "figure", atMost: 0 } as const;
  return [
    measured(
      `${name}-p99`,
      { figure: read.p99Ms, unit: "ms", limit: 100 },
      perSecond === 33 ? { of: "ratio", atMost: 1 } : { of: "ratio", atMost: 10 },
    ),
    measured(
      `${name}-pages`,
      { figure: read.perSecond, unit: "pages/s", limit: CACHED_BY_NGINX },
      { of: "ratio", atLeast: 1 },
    ),
    measured(
      `${name}-signed`,
      { figure: signed.answers, unit: "signatures", limit: count },
      { of: "ratio", atLeast: 1 },
    ),
    measured(`${name}-errors`, { figure: refused, unit: "answers", limit: 0 }, none),
    measured(`${name}-lost-mail`, { figure: lost, unit: "mails", limit: 0 }, none),
    measured(`${name}-doubled-mail`, { figure: doubled, unit: "mails", limit: 0 }, none),
  ];
}

function others({ answers, statuses }: LoadResult, wanted: number): number {
  return answers - (statuses.get(wanted) ?? 0);
}
