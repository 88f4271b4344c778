import type { Deps } from "../deps.ts";

/** What reading a message takes. */
export type MessageDeps = Pick<Deps, "db" | "keys" | "config" | "clock">;
