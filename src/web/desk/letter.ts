import type { Context } from "hono";
import type { DeskProps, LetterRoom } from "../../../views/desk/layout.tsx";
import { mayGoTo, type StaffRoute } from "../../accounts/access.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { frameFor, type StaffEnv } from "../page.ts";

/**
 * The letter named in the address, as the guard found it. Throws on a route whose pattern has none.
 */
export function letterOf(c: Context<StaffEnv>): Letter {
  const letter = c.get("letter");
  if (letter === null) throw new Error("This route is not of a letter.");
  return letter;
}

/** Whether whoever asks may also use another route of the same letter. */
export function mayGo(c: Context<StaffEnv>, route: StaffRoute): boolean {
  return mayGoTo(c.get("account"), route, letterOf(c).id);
}

const ROOMS: Record<LetterRoom, StaffRoute> = {
  overview: "GET /admin/letters/:slug",
  queue: "GET /admin/letters/:slug/queue",
  history: "GET /admin/letters/:slug/history",
  invalidations: "GET /admin/letters/:slug/invalidations",
  exports: "GET /admin/letters/:slug/exports",
  import: "GET /admin/letters/:slug/import",
  edit: "GET /admin/letters/:slug/edit",
  settings: "GET /admin/letters/:slug/settings",
  look: "GET /admin/letters/:slug/look",
  people: "GET /admin/letters/:slug/people",
};

/** What every page of a letter is given: the letter, and the rooms that whoever asks may enter. */
export function deskProps(
  c: Context<StaffEnv>,
  deps: Pick<Deps, "asset">,
  room: LetterRoom | null,
): DeskProps {
  const { slug, language, state, version } = letterOf(c);
  return {
    frame: frameFor(deps),
    accountName: c.get("account").displayName,
    letter: { slug, language, state, title: version.title },
    room,
    isOpenTo: (other) => mayGo(c, ROOMS[other]),
  };
}
