import { createContext } from "hono/jsx";

/** What every page of the staff rooms shows of whoever is signed in, beside their name. */
export type Room = {
  /** Milliseconds from now to the end of the session when nothing is done with it. */
  idleMs: number;
  /** Milliseconds from now to its end whatever is done with it. */
  endsMs: number;
  isAdministrator: boolean;
  /** What is switched off for now, and by whoever: every page says so. */
  switchedOn: readonly ("read-only" | "stop-signing")[];
};

/** Hands it to the page, whichever that is; null before signing in. */
export const RoomContext = createContext<Room | null>(null);
