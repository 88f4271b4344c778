import { defineConfig } from "vitest/config";

// What is too long for the suite: `npm run deep`, or `npm run deep -- pictures` for one part.
export default defineConfig({
  test: {
    globalSetup: ["tests/support/global-setup.ts"],
    include: ["tests/deep/*.deep.ts"],
    provide: { engine: "sqlite" },
    fileParallelism: false,
    testTimeout: 90 * 60_000,
    hookTimeout: 60_000,
  },
});
