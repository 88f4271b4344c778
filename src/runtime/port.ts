import { once } from "node:events";
import { createServer } from "node:net";
import type { Config } from "../config.ts";

type Place = Pick<Config, "host" | "port">;

/** Why no server can listen at this place, as a sentence; null if one can. */
export async function portProblem(place: Place): Promise<string | null> {
  const probe = createServer().listen(place.port, place.host);
  try {
    await once(probe, "listening");
  } catch (error) {
    return explainListening(error, place);
  }
  probe.close();
  await once(probe, "close");
  return null;
}

/** What to do about an error of listening, as a sentence. Rethrows any other error. */
export function explainListening(error: unknown, { host, port }: Place): string {
  switch (error instanceof Error && "code" in error ? error.code : null) {
    case "EADDRINUSE":
      return `Port ${port} is already in use: stop the program that uses it, or set PORT to another.`;
    case "EACCES":
      return `Port ${port} cannot be used by this user: set PORT to a number above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${host} is not an address of this machine: set HOST to one that is, such as 127.0.0.1.`;
    default:
      throw error;
  }
}
