import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { z } from "zod";

// Plants faults in what decides, with Stryker, and says how many of them the tests notice. Each
// part has the tests that are meant for it: all of them for each fault would take a day.

/** The share of faults that the tests must notice, in per cent. */
const SCORE_MIN = 85;

/** At most 1,500 lines in all. */
const PARTS: Readonly<Record<string, { files: readonly string[]; tests: readonly string[] }>> = {
  tokens: {
    files: ["keys", "sealed-text", "signed-token", "constant-time"].map(
      (name) => `src/shared/keys/${name}.ts`,
    ),
    tests: ["tests/shared/keys/*.test.ts"],
  },
  addresses: {
    files: ["src/shared/text/email-address.ts"],
    tests: ["tests/shared/text/email-address.test.ts"],
  },
  outbox: {
    files: ["src/mail/outbox.ts"],
    tests: ["tests/mail/outbox.test.ts", "tests/stores/contract/jobs.test.ts"],
  },
  permissions: {
    files: ["access", "account", "second-step"].map((name) => `src/accounts/${name}.ts`),
    tests: [
      "tests/security/{roles,ends}.test.ts",
      "tests/accounts/{people,second-step}.test.ts",
      "tests/accounts/passkey/*.test.ts",
    ],
  },
  limits: {
    files: ["src/limits.ts", "src/rate-limit.ts"],
    tests: [
      "tests/security/{mail-bombing,retention}.test.ts",
      "tests/accounts/*.test.ts",
      "tests/web/{guards,import}/*.test.ts",
      "tests/signatures/signing/*.test.ts",
    ],
  },
  moves: {
    files: ["lifecycle", "move-rules", "side-effects", "store", "forget"].map(
      (name) => `src/signatures/${name}.ts`,
    ),
    tests: [
      "tests/stores/contract/{moves,moderating,signing}.test.ts",
      "tests/signatures/lifecycle.test.ts",
      "tests/security/{erasing,retention,mail-bombing}.test.ts",
      "tests/life-of-a-signature.test.ts",
      "tests/signatures/{own-page,invalidation,signing,queue}/*.test.ts",
      "tests/signatures/questions/**/*.test.ts",
      "tests/web/queue/*.test.ts",
    ],
  },
};

const report = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(
        z.object({
          status: z.string(),
          mutatorName: z.string(),
          replacement: z.string().optional(),
          location: z.object({ start: z.object({ line: z.number() }) }),
        }),
      ),
    }),
  ),
});

const NOTICED = ["Killed", "Timeout"];
const COUNTED = [...NOTICED, "Survived", "NoCoverage"];

function runPart(name: string): { noticed: number; planted: number } {
  const { files, tests } = PARTS[name] ?? { files: [], tests: [] };
  const incremental = `var/mutations/${name}.json`;
  const words = ["run", "--mutate", files.join(), "--incrementalFile", incremental];
  const { status } = spawnSync("node_modules/.bin/stryker", words, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, MUTATION_TESTS: tests.join(" ") },
  });
  if (status !== 0) throw new Error(`Stryker ended with ${status} at ${name}.`);
  const total = { noticed: 0, planted: 0 };
  const { files: found } = report.parse(JSON.parse(readFileSync(incremental, "utf8")));
  for (const [file, { source, mutants }] of Object.entries(found)) {
    const lines = source.split("\n");
    const counted = mutants.filter(({ status: is }) => COUNTED.includes(is));
    const left = counted.filter(({ status: is }) => !NOTICED.includes(is));
    total.planted += counted.length;
    total.noticed += counted.length - left.length;
    console.log(`${file}: ${counted.length - left.length} of ${counted.length} noticed`);
    for (const { location, mutatorName, replacement = "" } of left) {
      const { line } = location.start;
      const [was, is] = [lines[line - 1] ?? "", replacement].map((text) => text.trim());
      console.log(`  ${line} ${mutatorName}: ${was} -> ${is?.slice(0, 80)}`);
    }
  }
  return total;
}

mkdirSync("var/mutations", { recursive: true });
const wanted = process.argv.slice(2);
const parts = wanted.length > 0 ? wanted : Object.keys(PARTS);
const results = parts.map(runPart);
const sum = (of: "noticed" | "planted") => results.reduce((total, one) => total + one[of], 0);
const score = (100 * sum("noticed")) / sum("planted");
console.log(`${sum("noticed")} of ${sum("planted")} faults noticed: ${score.toFixed(1)} per cent`);
process.exitCode = score < SCORE_MIN ? 1 : 0;
