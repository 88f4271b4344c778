import { BY_COMMAND, SWITCHES, type SwitchName } from "../src/accounts/switch-board.ts";
import { turnSwitch, viewSwitches } from "../src/accounts/switches.ts";
import { refuse, runCommand } from "./command.ts";

const USAGE = `Usage: npm run switch
       npm run switch -- read-only on|off
       npm run switch -- signing off|on`;

/** What an operator may ask for, and which switch that turns which way. */
const WISHES: Readonly<Record<string, { name: SwitchName; isOn: boolean }>> = {
  "read-only on": { name: "read-only", isOn: true },
  "read-only off": { name: "read-only", isOn: false },
  "signing off": { name: "stop-signing", isOn: true },
  "signing on": { name: "stop-signing", isOn: false },
};

const SENTENCES: Readonly<Record<SwitchName, Readonly<{ on: string; off: string }>>> = {
  "read-only": { on: "The site is read-only", off: "The site is not read-only" },
  "stop-signing": { on: "Signing is off on every letter", off: "Signing is on" },
};

// Turns what holds for all processes without a restart, and says how it stands.
await runCommand(
  async (deps) => {
    const args = process.argv.slice(2);
    const wish = WISHES[args.join(" ")];
    if (args.length > 0 && wish === undefined) refuse(USAGE);
    if (wish !== undefined) await turnSwitch(deps, { ...wish, by: BY_COMMAND });
    const views = await viewSwitches(deps);
    for (const name of SWITCHES) {
      const view = views.find((one) => one.name === name);
      const sentence = SENTENCES[name][view?.isOn ? "on" : "off"];
      const by = view?.byName ?? "the command line";
      console.log(
        view?.at ? `${sentence}, since ${view.at.toISOString()}, by ${by}.` : `${sentence}.`,
      );
    }
    if (wish !== undefined) console.log("It takes effect within five seconds.");
  },
  { mayWriteAlways: true },
);
