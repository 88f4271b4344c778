import type { Context, Hono } from "hono";
import { z } from "zod";
import type { OtherPerson } from "../../../views/queue/head.tsx";
import { staffNames } from "../../accounts/names.ts";
import type { Deps } from "../../deps.ts";
import { markPresent, othersPresent } from "../../signatures/queue/presence.ts";
import { letterOf } from "../desk/letter.ts";
import { readForm } from "../form.ts";
import { frameFor, type StaffEnv } from "../page.ts";

const entrySchema = z.uuid().nullable().catch(null);

/** Who is at the queue now: a page says which entry its reader is on, and is told of others. */
export function presenceRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.post("/admin/letters/:slug/presence", async (c) => {
    const letter = letterOf(c);
    const { fields } = await readForm(c);
    await markPresent(deps, c.get("account"), letter.id, entrySchema.parse(fields["entry"]));
    return c.json({ others: await othersAt(c, deps, letter.id) });
  });
}

/** Who else is at the queue of a letter, with their names. */
export async function othersAt(
  c: Context<StaffEnv>,
  deps: Deps,
  letterId: string,
  known?: ReadonlyMap<string, string>,
): Promise<OtherPerson[]> {
  const others = await othersPresent(deps, c.get("account"), letterId);
  if (others.length === 0) return [];
  const names = known ?? (await staffNames(deps));
  const { words } = frameFor(deps);
  return others.map(({ accountId, entryId }) => {
    const name = names.get(accountId) ?? words("queue.somebody-gone");
    return { name, initials: initialsOf(name), entry: entryId };
  });
}

/** The first letters of the first and the last word of a name. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => [...(word ?? "")][0] ?? "").join("");
}
