import type { Polled } from "../shared/polled.ts";

/**
 * What can be switched for all processes at once, without a restart: "read-only" lets nothing be
 * written, "stop-signing" closes the form of every letter for now.
 */
export const SWITCHES = ["read-only", "stop-signing"] as const;

export type SwitchName = (typeof SWITCHES)[number];

/** Who turned a switch on the command line. */
export const BY_COMMAND = "command";

export type SwitchState = {
  isOn: boolean;
  /** Since when; null if it was never turned. */
  at: Date | null;
  /** The id of the account that turned it, or {@link BY_COMMAND}; null if nobody ever did. */
  by: string | null;
};

export type SwitchStates = Readonly<Record<SwitchName, SwitchState>>;

/** What a process knows about the switches. */
export type SwitchBoard = Polled<SwitchStates>;
