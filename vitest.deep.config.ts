import { defineConfig } from "vitest/config";
import { project, SQL_ALONE } from "./vitest.config.ts";

// What is too long for the suite: `npm run deep`, or `npm run deep -- pictures` for one part.
export default defineConfig({
  test: {
    globalSetup: ["tests/support/global-setup.ts"],
    fileParallelism: false,
    projects: [
      {
        test: {
          name: "deep",
          include: ["tests/deep/*.deep.ts"],
          provide: { engine: "sqlite" },
          testTimeout: 90 * 60_000,
          hookTimeout: 60_000,
        },
      },
      project("d1", SQL_ALONE),
    ],
  },
});
