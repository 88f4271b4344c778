/** What can be switched for all processes at once, without a restart. */
export const SWITCHES = ["read-only", "stop-signing"] as const;

/**
 * What can be switched: "read-only" lets nothing be written, "stop-signing" closes the form of
 * every letter for now.
 */
export type SwitchName = (typeof SWITCHES)[number];

/** Who turned a switch on the command line. */
export const BY_COMMAND = "command";

/** How a switch stands. */
export type SwitchState = {
  isOn: boolean;
  /** Since when; null where it was never turned. */
  at: Date | null;
  /** The id of the account that turned it, or {@link BY_COMMAND}; null where nobody ever did. */
  by: string | null;
};

/** How all switches stand. */
export type SwitchStates = Readonly<Record<SwitchName, SwitchState>>;

/** What a process knows of the switches. */
export type SwitchBoard = Readonly<{
  /** As they stood within the last second; while the database is away, as they stood last. */
  read: () => Promise<SwitchStates>;
  /** As they stood when somebody last asked; asks anew in the background. For long work. */
  last: () => SwitchStates;
  /** Makes the next reader ask anew: somebody here turned one. */
  doubt: () => void;
}>;
