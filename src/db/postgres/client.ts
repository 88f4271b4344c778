import pg from "pg";
import { NotConnectedError } from "../faults.ts";

/** As the driver declares what it calls when it is connected, or cannot be. */
type Done = ((error: Error) => void) | ((error: null, client: pg.Client) => void);

/** A connection that tells whether it failed before anything was sent through it. */
export class TellingClient extends pg.Client {
  /** One that is cut between two statements is heard of from the second; unheard, Node ends. */
  constructor(settings?: pg.ClientConfig) {
    super(settings);
    this.on("error", () => undefined);
  }

  override connect(): Promise<pg.Client>;
  override connect(done: Done): void;
  override connect(done?: unknown): unknown {
    const connected = super.connect().catch((cause: Error) => {
      throw new NotConnectedError(cause.message, { cause });
    });
    if (typeof done !== "function") return connected;
    connected.then(
      (client) => done(null, client),
      (error) => done(error),
    );
    return undefined;
  }
}
