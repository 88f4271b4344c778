import type { Config } from "../../config.ts";
import type { Log } from "../../deps.ts";

/** The numbers that Node's log gives its levels, so that both are read alike. */
const LEVELS = { debug: 20, info: 30, warn: 40, error: 50, silent: 60 };

/** Events as lines of JSON by the console, for a place without standard output. */
export function consoleLog({ logLevel }: Pick<Config, "logLevel">): Log {
  const writer = (level: "info" | "warn" | "error"): Log["info"] => {
    if (LEVELS[level] < LEVELS[logLevel]) return () => undefined;
    return (event, fields) => {
      const line = { level: LEVELS[level], time: new Date().toISOString(), ...fields, msg: event };
      // biome-ignore lint/suspicious/noConsole: a Worker has no other way to say something.
      console[level](JSON.stringify(line));
    };
  };
  return { info: writer("info"), warn: writer("warn"), error: writer("error") };
}
