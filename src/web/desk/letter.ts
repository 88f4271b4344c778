import type { Context } from "hono";
import type { LetterNavProps, LetterRoom } from "../../../views/desk/nav.tsx";
import { may, type Permission } from "../../accounts/account.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { letterOfStaff } from "../../letters/read.ts";
import { ForbiddenError } from "../guards/errors.tsx";
import type { WebEnv } from "../page.ts";

/**
 * The letter of the address, if this member of staff may do this with it. Throws ForbiddenError
 * for every other one, there or not: a stranger learns nothing about letters that are not theirs.
 */
export async function letterFor(
  c: Context<WebEnv>,
  deps: Deps,
  permission: Permission,
): Promise<Letter> {
  const account = c.get("account");
  const known = c.get("letter");
  const letter = known ?? (await letterOfStaff(deps, account, c.req.param("slug") ?? ""));
  if (letter === null || !may(account, permission, letter.id)) throw new ForbiddenError();
  return letter;
}

/** What each room of a letter asks for. */
const ROOMS: Record<LetterRoom, Permission> = {
  overview: "moderate",
  queue: "moderate",
  history: "moderate",
  invalidations: "invalidate",
  exports: "export",
  import: "import",
  edit: "edit",
  settings: "edit",
  people: "appoint",
};

/** The rooms of a letter that this member of staff may enter, for the bar above each of them. */
export function letterNav(
  c: Context<WebEnv>,
  letter: Letter,
  current: LetterRoom | null,
): Omit<LetterNavProps, "frame"> {
  const account = c.get("account");
  const isOpenTo = (room: LetterRoom) => may(account, ROOMS[room], letter.id);
  return {
    letter: { ...letter, title: letter.version.title },
    current,
    isOpenTo,
  };
}
