// What this product uses of better-sqlite3, which ships no types of its own.
declare module "better-sqlite3" {
  export type Bound = string | number | null;

  export type Options = {
    readonly?: boolean;
    fileMustExist?: boolean;
    timeout?: number;
    verbose?: (sql: unknown) => void;
  };

  export type Statement = {
    /** Whether it gives rows. */
    readonly reader: boolean;
    run(...values: readonly Bound[]): { changes: number };
    get(...values: readonly Bound[]): unknown;
    all(...values: readonly Bound[]): unknown[];
    /** Gives rows as lists of values from now on. */
    raw(): {
      all(...values: readonly Bound[]): unknown[][];
      iterate(...values: readonly Bound[]): Iterable<unknown[]>;
    };
  };

  // biome-ignore lint/style/noDefaultExport: this is what the package exports
  export default class Database {
    constructor(path: string, options?: Options);
    readonly inTransaction: boolean;
    pragma(statement: string): unknown;
    prepare(sql: string): Statement;
    exec(sql: string): void;
    transaction<Result>(work: () => Result): { immediate(): Result };
    close(): void;
  }
}
