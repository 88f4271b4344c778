import { type Measured, measured, median } from "./figure.ts";
import { openInstance } from "./instance.ts";
import { insertPublished } from "./letters/published.ts";

const ROUNDS = 7;
const SIGNATORIES = 40;
/** After this, the memory that only a start needs is free again. */
const REST_MS = 2_000;

/** How long a built and migrated server takes to its first answer, and what it holds at rest. */
export async function measureStart(): Promise<Measured[]> {
  const instance = await openInstance();
  try {
    await insertPublished(instance, SIGNATORIES);
    const took: number[] = [];
    const memory: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const server = await instance.startServer("unwatched");
      took.push(server.startMs);
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      memory.push(server.memoryMb().now);
      await server.stop();
    }
    return [
      measured(
        "start",
        { figure: median(took), unit: "ms", limit: 1_000 },
        { of: "ratio", atMost: 1 },
      ),
      measured(
        "start-memory",
        { figure: median(memory), unit: "MB", limit: 150 },
        { of: "ratio", atMost: 1 },
      ),
    ];
  } finally {
    await instance.close();
  }
}
