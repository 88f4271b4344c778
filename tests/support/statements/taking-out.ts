import { buildEntry } from "../../../prisma/builders.ts";
import { wordingHash } from "../../../src/signatures/correction/wording.ts";
import type { Site } from "./site.ts";

/** The most entries that one request of the table decides. */
export const POOL_TAKEN = 4;

async function somePublished({ world, size }: Site): Promise<string[]> {
  const rows = await world.db.signature.findMany({
    where: { letterId: world.letter.id, state: "published", kind: "individual" },
    orderBy: { id: "desc" },
    take: size.each === 1 ? 1 : POOL_TAKEN,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Takes some published entries out, in one of the ways to do so. */
export async function takingOut(site: Site, decision: "unpublish" | "takedown" | "erase") {
  const fields = { id: await somePublished(site), decision, reason: "reason-0" };
  const path = "/admin/letters/rivers/decisions";
  return { path, fields: { ...fields, state: "published" } };
}

/** Sets entries aside. */
export function settingAside(id: string[]) {
  return {
    path: "/admin/letters/rivers/decisions",
    fields: { id, decision: "later", until: "2026-12-24" },
  };
}

/** Corrects the wording of an entry like which there is no other. */
async function correcting({ world }: Site) {
  const wording = { name: "ZORA BROOK", title: null, affiliation: null, contactRole: null };
  const given = { state: "pending", name: wording.name } as const;
  const id = await buildEntry(world.deps, world.letter, given);
  const fields = { name: "Zora Brook", seen: wordingHash(wording) };
  return { path: `/admin/letters/rivers/entries/${id}/correction`, fields };
}

/** Asks an organisation at its own website. */
async function askingOrganisation(site: Site) {
  const id = site.take("pending", "organisation");
  const entry = await site.world.db.signature.findUniqueOrThrow({ where: { id } });
  const address = `board@${new URL(entry.website ?? "").hostname}`;
  return { path: `/admin/letters/rivers/entries/${id}/second-confirmation`, fields: { address } };
}

/** Asks the signatory of an entry that nobody was asked about. */
async function askingSignatory({ world }: Site) {
  const id = await buildEntry(world.deps, world.letter, { state: "pending" });
  await world.db.signature.update({ where: { id }, data: { verifiedAt: world.clock.now() } });
  const fields = { text: "Are you the Ada Weir of the institute?" };
  return { path: `/admin/letters/rivers/entries/${id}/question`, fields };
}

/** What somebody else asked to take down waits; gives its id. */
export async function askedTakedown(site: Site): Promise<string> {
  const { db, clock, letter } = site.world;
  const others = { id: { not: site.accountId } };
  const { id: proposedBy } = await db.account.findFirstOrThrow({ where: others });
  const ids = await somePublished(site);
  const payload = { ids, seenIn: "published", seenAt: null, reason: "reason-0" };
  const [id, proposedAt] = [crypto.randomUUID(), clock.now()];
  const expiresAt = new Date(proposedAt.getTime() + 3_600_000);
  const asked = { letterId: letter.id, act: "takedown", count: ids.length, proposedBy, proposedAt };
  await db.massAct.create({
    data: { id, ...asked, state: "proposed", expiresAt, payload: JSON.stringify(payload) },
  });
  return id;
}

/** What is asked about an entry, and corrected in it. */
export const ASKING = {
  "POST /admin/letters/:slug/entries/:id/second-confirmation": askingOrganisation,
  "POST /admin/letters/:slug/entries/:id/correction": correcting,
  "POST /admin/letters/:slug/entries/:id/question": askingSignatory,
};
