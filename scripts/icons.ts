import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

/** The icons that pages use, by their names in Lucide. */
const NAMES = [
  "arrow-right",
  "chart-column",
  "check",
  "chevron-down",
  "circle-alert",
  "circle-check",
  "clock",
  "download",
  "ellipsis",
  "external-link",
  "file-text",
  "inbox",
  "info",
  "key-round",
  "list-filter",
  "log-out",
  "mail",
  "menu",
  "pencil",
  "plus",
  "search",
  "settings",
  "triangle-alert",
  "undo-2",
  "upload",
  "user-round",
  "users",
  "x",
] as const;

const OUT = "views/components/icon-shapes.ts";

const nodes = z.record(
  z.string(),
  z.array(z.tuple([z.string(), z.record(z.string(), z.string())])),
);

/** Writes the shapes of the icons as one module, from an unpacked `lucide-static`. */
function writeShapes(folder: string): void {
  const all = nodes.parse(JSON.parse(readFileSync(`${folder}/icon-nodes.json`, "utf8")));
  const entries = NAMES.map((name) => {
    const shapes = all[name];
    if (shapes === undefined) throw new Error(`Lucide has no icon “${name}”.`);
    const html = shapes.map(([tag, attributes]) => {
      const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
      return `<${tag}${said.join("")}/>`;
    });
    return `  "${name}":\n    '${html.join("")}',`;
  });
  writeFileSync(OUT, [...HEADER, ...entries, "} as const;", ""].join("\n"));
}

const HEADER = [
  "// Made by scripts/icons.ts from lucide-static 1.62.0 (https://lucide.dev), © Lucide Icons and",
  "// Contributors, under the ISC licence; some are from Feather, © Cole Bemis, under the MIT licence.",
  "// Both are in views/fonts/ICONS.txt.",
  "",
  "/** What is in the SVG of each icon, 24 by 24. */",
  "export const ICON_SHAPES = {",
];

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write("Usage: tsx scripts/icons.ts FOLDER (an unpacked lucide-static)\n");
  process.exitCode = 1;
} else {
  writeShapes(folder);
}
