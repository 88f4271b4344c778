import { pino } from "pino";
import type { Config } from "../config.ts";
import type { Log } from "../deps.ts";

export function jsonLog(config: Pick<Config, "logLevel">): Log {
  const logger = pino({
    level: config.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  });
  return {
    info: (event, fields) => logger.info(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    error: (event, fields) => logger.error(fields ?? {}, event),
  };
}
