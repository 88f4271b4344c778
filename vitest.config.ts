import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import type { Engine } from "./src/db/engine.ts";

// Vite takes these for parts of an address, and then finds no file.
if (/[#%]/.test(import.meta.dirname)) {
  process.stderr.write("The tests do not run in a folder that has # or % in its path: move it.\n");
  process.exit(1);
}

/** What every engine must do alike. The other suites run on SQLite, the default, alone. */
const ON_EVERY_ENGINE = [
  "tests/life-of-a-signature.test.ts",
  "tests/stores/contract/*.test.ts",
  "tests/stores/migrations.test.ts",
  "tests/stores/migrating.test.ts",
  "tests/stores/triggers.test.ts",
];

/** Of these, where D1 is given SQLite's SQL and nothing else: `npm run deep` looks there on D1. */
export const SQL_ALONE = [
  "tests/stores/contract/moves.test.ts",
  "tests/stores/contract/plans.test.ts",
  "tests/stores/contract/searching.test.ts",
  "tests/stores/triggers.test.ts",
];

export function project(engine: Engine, include: string[], exclude: string[] = []) {
  return {
    oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } as const },
    test: {
      name: engine,
      include,
      exclude,
      provide: { engine },
      setupFiles: ["tests/support/quiet.ts"],
      // No module holds what is a test's own, and loading them all takes a second for each file.
      isolate: false,
      // A machine that does much else is slow, and no test is about time: these end what hangs.
      testTimeout: 120_000,
      hookTimeout: 120_000,
      expect: { poll: { timeout: 15_000 } },
    },
  };
}

/** What takes longest, in the order it is started: first what mostly waits, and so has company. */
const LONGEST = [
  /\/runtime\/worker\.test/,
  /\/security\/equal-answers\.test/,
  /\/runtime\/processes\.test/,
  /\/journeys\/accessibility\.test/,
  /\/(journeys|runtime|scripts)\//,
  /\/invalidation-large\.test/,
];

/**
 * Starts the longest files first, so that none is left over at the end, and then engine by engine,
 * so that a worker goes on with the next file.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = LONGEST.findIndex((pattern) => pattern.test(moduleId));
      return rank === -1 ? LONGEST.length : rank;
    };
    return (await super.sort(files)).toSorted(
      (one, other) =>
        rankOf(one) - rankOf(other) || one.project.name.localeCompare(other.project.name),
    );
  }
}

export default defineConfig({
  test: {
    globalSetup: ["tests/support/global-setup.ts"],
    // One more than the cores of a small machine: tests wait for servers as often as they work.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      project("sqlite", ["tests/**/*.test.ts"]),
      project("postgres", ON_EVERY_ENGINE),
      project("d1", ON_EVERY_ENGINE, SQL_ALONE),
    ],
  },
});
