import { globSync, readFileSync } from "node:fs";
import { readModule } from "./layers/modules.ts";
import { layerProblems } from "./layers/problems.ts";

const files = globSync(["*.ts", "{emails,prisma,scripts,src,tests,types,views}/**/*.{ts,tsx}"], {
  exclude: ["src/db/generated/**", "views/generated/**"],
});
const modules = files.map((path) => readModule({ path, text: readFileSync(path, "utf8") }));
const problems = layerProblems(modules);
console.log(
  problems.length === 0
    ? `${modules.length} files keep to their layers.`
    : [...problems, "What may import what is in scripts/layers/rooms.ts."].join("\n"),
);
process.exitCode = problems.length === 0 ? 0 : 1;
