import { z } from "zod";
import { buildEntry } from "../../prisma/builders.ts";
import type { Letter } from "../../src/letters/letter.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import type { signInAs, World } from "./world.ts";

export type Staff = Awaited<ReturnType<typeof signInAs>>;

/** Adds published entries to a letter, at once, and gives their ids in order. */
export async function addPublished(world: World, letter: Letter, count: number): Promise<string[]> {
  const first = await buildEntry(world.deps, letter, { name: "Mass first", state: "published" });
  const template = await world.db.signature.findUniqueOrThrow({ where: { id: first } });
  const rows = Array.from({ length: count }, (_, index) => ({
    ...template,
    id: crypto.randomUUID(),
    name: `Mass ${String(index).padStart(3, "0")}`,
    addressKey: `${letter.id} ${index}`,
    importKey: null,
    move: "import",
  }));
  await world.db.$insertSignatures(rows);
  return rows.map(({ id }) => id);
}

const answer = z.object({
  decided: z.array(z.string()),
  skipped: z.array(z.object({ id: z.string(), why: z.string() })),
});

/** Decides entries as a program does, and gives what came of it. */
export async function takeDown(
  staff: Staff,
  ids: readonly string[],
  {
    letter = { slug: "rivers" },
    decision = "takedown",
  }: { letter?: Pick<Letter, "slug">; decision?: "takedown" | "erase" | "undo" } = {},
) {
  const fields = { id: ids, decision, state: "published", reason: "own-request" };
  const response = await staff.post(paths.decisions(letter.slug), fields, {
    Accept: "application/json",
  });
  return answer.parse(await response.json());
}
