import type { Deps } from "../../src/deps.ts";
import type { Letter } from "../../src/letters/letter.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { runInvalidations } from "../../src/signatures/invalidation/run.ts";
import { type Measured, measured, medianMs, timeMs } from "./figure.ts";
import { openVisitor } from "./load/visitor.ts";

/** Nearly a tenth of the made-up entries. */
const CONDITIONS = { name: "Grace *", reason: "automated" };
/** The longest that anybody waits for a page or a preview meanwhile, in ms. */
const LIMIT_MS = 500;
const PREVIEWS = 5;

/**
 * An invalidation of thousands among a hundred thousand entries: how long its preview takes, and
 * the longest that a page takes which somebody asks for while it is carried out.
 */
export async function measureInvalidation(
  deps: Deps,
  letter: Letter,
  origin: string,
): Promise<Measured[]> {
  const campaigner = await openVisitor(deps, origin, letter, "campaigner");
  const administrator = await openVisitor(deps, origin, letter, "administrator");
  const list = paths.invalidations(letter.slug);
  const preview = await medianMs(PREVIEWS, async () => {
    const response = await campaigner.send(list, { ...CONDITIONS, act: "preview" });
    await response.text();
  });
  const proposal = await campaigner.post(list, { ...CONDITIONS, act: "propose" });
  await administrator.post(proposal, { act: "release" });

  const work = { isOver: false };
  const done = runInvalidations(deps, () => true).finally(() => {
    work.isOver = true;
  });
  const pages = [paths.letter(letter.slug), paths.list(letter.slug), paths.queue(letter.slug)];
  const waits: number[] = [];
  while (!work.isOver) {
    for (const page of pages) waits.push(await timeMs(() => campaigner.get(page)));
  }
  await done;
  return [
    figureOf("invalidation-100k-preview", preview),
    figureOf("invalidation-100k-wait", Math.max(...waits)),
  ];
}

function figureOf(name: string, figure: number): Measured {
  return measured(name, { figure, unit: "ms", limit: LIMIT_MS }, { of: "ratio", atMost: 1 });
}
