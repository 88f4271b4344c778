import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { SchemaEngine as Engine } from "@prisma/schema-engine-wasm";
import { wrapConnection } from "../../db/wrap-connection.ts";

type EngineModule = typeof import("@prisma/schema-engine-wasm") & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

/**
 * Runs some work with Prisma's schema engine in its WebAssembly build, which needs no download.
 *
 * The package's own entry imports its `.wasm` as an ES module, which Node does only behind a
 * flag; so the two halves are joined here by hand.
 */
export async function withSchemaEngine<Result>(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  work: (engine: Engine) => Promise<Result>,
  datamodels?: [string, string][],
): Promise<Result> {
  const { recording, connections } = recordConnections(adapter);
  engineModule ??= loadEngine();
  const { SchemaEngine } = await engineModule;
  const engine = await SchemaEngine.new(
    { datamodels: datamodels ?? undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(recording),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    // The engine leaves its connections open, and SQLite's stays locked with them.
    for (const connection of connections) await connection.dispose();
  }
}

// The module keeps its WebAssembly instance to itself: a second one would pull the first away.
let engineModule: Promise<EngineModule> | null = null;

async function loadEngine(): Promise<EngineModule> {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const engine: EngineModule = await import(
    pathToFileURL(join(folder, "schema_engine_bg.js")).href
  );
  const module = new WebAssembly.Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const imports: Record<string, WebAssembly.ModuleImports> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= { ...engine };
    if (name.startsWith("__wbg_setTimeout_")) imports[from][name] = setIdleTimeout;
  }
  const instance = new WebAssembly.Instance(module, imports);
  engine.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
  return engine;
}

/**
 * The engine limits its wait for PostgreSQL's lock by a timer that it never clears: that must not
 * keep the process from ending, ten seconds after everything is done.
 */
function setIdleTimeout(work: () => void, ms: number): NodeJS.Timeout {
  return setTimeout(work, ms).unref();
}

function recordConnections(adapter: SqlMigrationAwareDriverAdapterFactory): {
  recording: SqlMigrationAwareDriverAdapterFactory;
  connections: SqlDriverAdapter[];
} {
  const connections: SqlDriverAdapter[] = [];
  const record = async (opening: Promise<SqlDriverAdapter>) => {
    const connection = quoteTexts(await opening);
    connections.push(connection);
    return connection;
  };
  const recording: SqlMigrationAwareDriverAdapterFactory = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: () => record(adapter.connect()),
    connectToShadowDb: async () => acceptScripts(await record(adapter.connectToShadowDb())),
  };
  return { recording, connections };
}

/** What the engine asks SQLite about a partial index, whose name it quotes as a column's. */
const INDEX_BY_NAME = /^(SELECT sql FROM sqlite_master WHERE type = 'index' AND name = )"(\w+)"/;

/** SQLite takes a text between double quotes only if it was built to; ours was not. */
function quoteTexts(connection: SqlDriverAdapter): SqlDriverAdapter {
  return wrapConnection(connection, {
    queryRaw: (query) =>
      connection.queryRaw({ ...query, sql: query.sql.replace(INDEX_BY_NAME, "$1'$2'") }),
  });
}

/** The engine sends a shadow database whole migrations as one statement; this takes a script. */
function acceptScripts(connection: SqlDriverAdapter): SqlDriverAdapter {
  return wrapConnection(connection, {
    executeRaw: async (query) => {
      if (query.args.length > 0) return await connection.executeRaw(query);
      await connection.executeScript(query.sql);
      return 0;
    },
  });
}
