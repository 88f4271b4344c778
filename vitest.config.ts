import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/global-setup.ts"],
    setupFiles: ["tests/support/quiet.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores, and every file starts servers of its own.
    maxWorkers: 2,
  },
});
