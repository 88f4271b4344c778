import { z } from "zod";
import { date, flag } from "../db/columns.ts";
import { isUniqueViolation } from "../db/db.ts";
import { sql } from "../db/sql.ts";
import type { Deps } from "../deps.ts";
import type { Clock } from "../shared/clock.ts";
import { polled } from "../shared/polled.ts";
import { causeOf } from "../shared/unavailable-error.ts";
import { recordStaffEvent } from "./staff-events.ts";
import {
  SWITCHES,
  type SwitchBoard,
  type SwitchName,
  type SwitchState,
  type SwitchStates,
} from "./switch-board.ts";

/** When to try again, in seconds: while nothing is written, and while forms are closed. */
export const RETRY_AFTER_SECONDS: Readonly<Record<SwitchName, number>> = {
  "read-only": 60,
  "stop-signing": 300,
};

const NEVER_TURNED: SwitchState = { isOn: false, at: null, by: null };
const ALL_OFF: SwitchStates = { "read-only": NEVER_TURNED, "stop-signing": NEVER_TURNED };

/** The switches as this process knows them: not at all yet. */
export function switchBoard(deps: Pick<Deps, "db" | "log"> & { clock: Clock }): SwitchBoard {
  return polled(
    deps,
    { value: ALL_OFF, at: null },
    () => readStates(deps),
    (error) => deps.log.warn("switches.unknown", { error: causeOf(error) }),
  );
}

const switchRows = z.array(z.object({ name: z.string(), isOn: flag, at: date, by: z.string() }));

async function readStates({ db }: Pick<Deps, "db">): Promise<SwitchStates> {
  const found = await db.$rows(sql`
    SELECT name, is_on AS "isOn", turned_at AS "at", turned_by AS "by" FROM site_switch`);
  const rows = switchRows.parse(found);
  const stateOf = (name: SwitchName): SwitchState => {
    const row = rows.find((one) => one.name === name);
    return row === undefined ? NEVER_TURNED : { isOn: row.isOn, at: row.at, by: row.by };
  };
  return { "read-only": stateOf("read-only"), "stop-signing": stateOf("stop-signing") };
}

/**
 * Turns a switch for all processes, and records who did. False if it was turned so already: of two
 * people at once, one turns it. This is the one thing that is written while nothing else may be.
 */
export async function turnSwitch(
  deps: Pick<Deps, "db" | "clock" | "switches" | "log">,
  turn: { name: SwitchName; isOn: boolean; by: string },
): Promise<boolean> {
  const hasTurned = await setSwitch(deps, turn);
  deps.switches.doubt();
  if (!hasTurned) return false;
  const { name, isOn, by } = turn;
  const turnedTo = isOn ? "on" : "off";
  await recordStaffEvent(deps, { what: "switch-turned", by, detail: { name, turnedTo } });
  deps.log.warn("switch.turned", { name, turnedTo, by });
  return true;
}

async function setSwitch(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { name, isOn, by }: { name: SwitchName; isOn: boolean; by: string },
): Promise<boolean> {
  const columns = { isOn, turnedAt: clock.now(), turnedBy: by };
  const turned = await db.siteSwitch.updateManyAndReturn({
    where: { name, isOn: !isOn },
    data: columns,
    select: { name: true },
  });
  if (turned.length > 0 || !isOn) return turned.length > 0;
  if ((await db.siteSwitch.findUnique({ where: { name } })) !== null) return false;
  try {
    await db.siteSwitch.create({ data: { name, ...columns }, select: { name: true } });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** The state of a switch, for whoever may turn it. */
export type SwitchView = SwitchState & {
  name: SwitchName;
  /** A display name; null for the command line, and if nobody turned it. */
  byName: string | null;
};

/** The present states of all switches, and who turned them. */
export async function viewSwitches(
  deps: Pick<Deps, "db" | "switches">,
): Promise<readonly SwitchView[]> {
  deps.switches.doubt();
  const states = await deps.switches.read();
  const ids = SWITCHES.flatMap((name) => states[name].by ?? []);
  const accounts = await deps.db.account.findMany({
    where: { id: { in: ids } },
    select: { id: true, displayName: true },
  });
  return SWITCHES.map((name) => {
    const byName = accounts.find(({ id }) => id === states[name].by)?.displayName ?? null;
    return { name, ...states[name], byName };
  });
}

export function switchedOn(states: SwitchStates): SwitchName[] {
  return SWITCHES.filter((name) => states[name].isOn);
}

/** Why no form of any letter is accepted just now; null if forms are accepted. */
export function pauseOfSigning(states: SwitchStates): SwitchName | null {
  return switchedOn(states)[0] ?? null;
}
