import { type Clock, isWithin, SECOND_MS } from "./clock.ts";

/** How often a process asks what others have changed, while it is itself asked. */
const POLL_MS = SECOND_MS;

/** What was read last, and when; null if it is to be read again. */
export type Known<Value> = { value: Value; at: number | null };

/** A value that any process may change, as this one knows it. */
export type Polled<Value> = Readonly<{
  /** As it was within the last second or, where it could not be read, as it was last known. */
  read: () => Promise<Value>;
  /** As it was when somebody last asked; asks again in the background. For long work. */
  last: () => Value;
  /** Makes the next reader ask again, since this process changed it. */
  doubt: () => void;
}>;

/** Reads a value for all who ask within a second; `failed` hears why it could not be read. */
export function polled<Value>(
  { clock }: { clock: Clock },
  known: Known<Value>,
  ask: () => Promise<Value>,
  failed: (error: unknown) => void,
): Polled<Value> {
  let asking: Promise<Value> | null = null;

  async function answer(): Promise<Value> {
    try {
      return await ask();
    } catch (error) {
      failed(error);
      return known.value;
    }
  }

  async function read(): Promise<Value> {
    const now = clock.now().getTime();
    if (known.at !== null && isWithin(POLL_MS, { since: known.at, now })) return known.value;
    const asked = asking ?? answer();
    asking = asked;
    const value = await asked;
    // Unless it was doubted meanwhile.
    if (asking === asked) {
      known.value = value;
      known.at = now;
      asking = null;
    }
    return value;
  }

  return {
    read,
    last: () => {
      void read();
      return known.value;
    },
    doubt: () => {
      asking = null;
      known.at = null;
    },
  };
}
