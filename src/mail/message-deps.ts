import type { Deps } from "../deps.ts";

/** What is needed to read a message. */
export type MessageDeps = Pick<Deps, "db" | "keys" | "config" | "clock">;
