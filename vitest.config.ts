import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import type { Engine } from "./src/db/engine.ts";

/** What every engine must do alike. The other suites run on SQLite, the default, alone. */
const ON_EVERY_ENGINE = [
  "tests/life-of-a-signature.test.ts",
  "tests/stores/contract/*.test.ts",
  "tests/stores/migrations.test.ts",
  "tests/stores/triggers.test.ts",
];

function project(engine: Engine, include: string[]) {
  return {
    oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } as const },
    test: {
      name: engine,
      include,
      provide: { engine },
      setupFiles: ["tests/support/quiet.ts"],
      // No module holds what is a test's own, and loading them all takes a second for each file.
      isolate: false,
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  };
}

/** Starts the files with the longest tests first, so that none is left over at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      Number(/\/tests\/(journeys|runtime|scripts)\//.test(moduleId));
    return (await super.sort(files)).toSorted((one, other) => isLong(other) - isLong(one));
  }
}

export default defineConfig({
  test: {
    globalSetup: ["tests/support/global-setup.ts"],
    // Two cores, and every file starts servers of its own.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      project("sqlite", ["tests/**/*.test.ts"]),
      project("postgres", ON_EVERY_ENGINE),
      project("d1", ON_EVERY_ENGINE),
    ],
  },
});
