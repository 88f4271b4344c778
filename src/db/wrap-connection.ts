import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";

/**
 * A connection of one of Prisma's driver adapters with some methods of our own in front of it. It
 * implements the interface that Prisma publishes for drivers, and knows nothing of what is behind.
 */
export function wrapConnection(
  connection: SqlDriverAdapter,
  own: Partial<SqlDriverAdapter>,
): SqlDriverAdapter {
  const info = connection.getConnectionInfo?.();
  return {
    provider: connection.provider,
    adapterName: connection.adapterName,
    queryRaw: (query) => connection.queryRaw(query),
    executeRaw: (query) => connection.executeRaw(query),
    executeScript: (script) => connection.executeScript(script),
    startTransaction: (isolationLevel) => connection.startTransaction(isolationLevel),
    ...(info && { getConnectionInfo: () => info }),
    dispose: () => connection.dispose(),
    ...own,
  };
}
