import { paths } from "../../src/shared/pages/paths.ts";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";
import { StaffPage } from "./layout.tsx";

/** A switch as its page shows it. */
export type ListedSwitch = {
  name: "read-only" | "stop-signing";
  isOn: boolean;
  /** Since when; null if it was never turned. */
  at: Date | null;
  /** Who turned it; null on the command line. */
  byName: string | null;
};

/** What can be switched off for everybody: its state, since when, by whom, and its button. */
export function SwitchesPage(props: {
  frame: Frame;
  accountName: string;
  switches: readonly ListedSwitch[];
  hasTurned: boolean;
}) {
  const { words } = props.frame;
  return (
    <StaffPage frame={props.frame} title={words("switches.title")} accountName={props.accountName}>
      <PageHead title={words("switches.title")} lead={words("switches.lead")} />
      {props.hasTurned && (
        <Notice kind="success" role="status">
          {words("switches.turned")}
        </Notice>
      )}
      <div class="switches">
        {props.switches.map((one) => (
          <Switch words={words} one={one} />
        ))}
      </div>
    </StaffPage>
  );
}

function Switch({ words, one }: { words: Words; one: ListedSwitch }) {
  const { name, isOn, at } = one;
  const by = one.byName ?? words("switches.by-command");
  return (
    <form class="card" method="post" action={paths.switches}>
      <h2>
        {words(`switches.name-${name}`)}{" "}
        <span class={isOn ? "badge look" : "badge"}>
          {words(isOn ? "switches.on" : "switches.off")}
        </span>
      </h2>
      {at && (
        <p class="hint">{words("switches.since-by", { moment: words.moment(at), name: by })}</p>
      )}
      <p>{words(`switches.explained-${name}`)}</p>
      <input type="hidden" name="switch" value={name} />
      <input type="hidden" name="turn" value={isOn ? "off" : "on"} />
      <button type="submit" class={isOn ? "button" : "button quiet"}>
        {words(isOn ? `switches.turn-off-${name}` : `switches.turn-on-${name}`)}
      </button>
    </form>
  );
}
