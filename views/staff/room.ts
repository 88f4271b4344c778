import { createContext } from "hono/jsx";

/** What every staff page needs to know of whoever is signed in, besides their name. */
export type Room = {
  /** Milliseconds from now to the end of the session if nothing is done with it. */
  idleMs: number;
  /** Milliseconds from now to its end, whatever is done with it. */
  endsMs: number;
  isAdministrator: boolean;
  /** What is switched off for now; every page says so. */
  switchedOn: readonly ("read-only" | "stop-signing")[];
};

/** Hands it to every page; null before signing in. */
export const RoomContext = createContext<Room | null>(null);
