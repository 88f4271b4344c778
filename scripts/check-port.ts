import { portProblem } from "../src/runtime/port.ts";
import { refuse, runWithConfig } from "./command.ts";

// Stops `npm start` before it touches what another instance is served from.
await runWithConfig(async (config) => {
  const problem = await portProblem(config);
  if (problem !== null) refuse(problem);
});
