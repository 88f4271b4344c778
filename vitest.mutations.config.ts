import { defineConfig } from "vitest/config";

// What Stryker runs for each fault that it plants: the tests that scripts/mutations.ts
// names for it.
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    globalSetup: ["tests/support/mutations-setup.ts"],
    include: (process.env["MUTATION_TESTS"] ?? "").split(" "),
    provide: { engine: "sqlite" },
    setupFiles: ["tests/support/quiet.ts"],
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
