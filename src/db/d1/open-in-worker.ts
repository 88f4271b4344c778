import type { D1Database } from "@cloudflare/workers-types";
import type { Db } from "../db.ts";
import { PrismaClient } from "../generated/d1/client.ts";
import { quietenAdapter } from "../patches/d1-console.ts";
import { type ClientClass, openD1 } from "./open.ts";

quietenAdapter();

/** Opens a Cloudflare D1 database where its binding comes from: in a Worker. */
export function openD1InWorker(binding: D1Database): Db {
  // Generated from the same model; the two clients differ in how they load their compiler alone.
  return openD1(binding, PrismaClient as unknown as ClientClass);
}
