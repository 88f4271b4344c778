import { monitorEventLoopDelay } from "node:perf_hooks";

// Goes into a server under measurement (`node --import`) and tells its parent, when asked, how long
// its event loop stood still at most since it was asked last, in ms.
const RESOLUTION_MS = 5;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

process.on("message", () => {
  process.send?.({ stallMs: Math.max(0, delay.max / 1e6 - RESOLUTION_MS) });
  delay.reset();
});
// The channel alone keeps no server running.
process.channel?.unref();
