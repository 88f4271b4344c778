import type { Frame } from "../../page/frame.ts";
import type { QueueTab } from "../decision.tsx";
import type { QueueRowEntry } from "./beside.tsx";

/** The tabs of entries that are yet to be decided, which group look-alikes. */
const TABS_WITH_GROUPS: readonly QueueTab[] = ["pending", "held"];

/**
 * The entries in order, split into groups of look-alikes: a group of one is an entry by itself. A
 * change of a published entry is always by itself.
 */
export function groupsOf<Entry extends Pick<QueueRowEntry, "standsWith" | "replaces">>(
  tab: QueueTab,
  entries: readonly Entry[],
): Entry[][] {
  const groups: Entry[][] = [];
  for (const entry of entries) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const isTogether =
      TABS_WITH_GROUPS.includes(tab) &&
      before !== undefined &&
      before.replaces === null &&
      entry.replaces === null &&
      before.standsWith === entry.standsWith;
    if (isTogether) group?.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

const COLUMNS = 4;

/**
 * The bar above look-alikes, so that they are decided together. Its button needs the script, which
 * shows it; without scripts the check boxes and the bar below do the same.
 */
export function GroupBar({ frame, count }: { frame: Frame; count: number }) {
  const { words } = frame;
  return (
    <tr class="group-bar">
      <th scope="rowgroup" colspan={COLUMNS}>
        <span>{words("signals.group-title", { count })}</span>{" "}
        <button type="button" class="button quiet" data-select-group hidden>
          {words("signals.group-select", { count })}
        </button>
      </th>
    </tr>
  );
}
