import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, type Metafile, type Plugin } from "esbuild";
import type { z } from "zod";
import { ASSET_CACHING, type builtSchema, FAVICON_CACHING } from "../src/runtime/built.ts";
import { knownMigrations } from "../src/runtime/migrations/files.ts";
import { makePictures } from "./assets/pictures.ts";
import { makeSans } from "./assets/sans.ts";
import { makeSerif } from "./assets/serif.ts";

const OUT = "dist";

/** What browsers load: the source of each built file, by the name that views know it by. */
const ASSETS = {
  "icon.svg": "views/page/icon.svg",
  "public.css": "views/page/public.css",
  "staff.css": "views/staff/staff.css",
  "sign-form.js": "views/browser/sign-form.ts",
  "share.js": "views/browser/share.ts",
  // Loaded once somebody types a name.
  "listed-under.js": "views/browser/listed-under.ts",
  "altcha.css": "views/signing/altcha.css",
  "altcha.js": "views/browser/altcha.ts",
  "altcha-worker.js": "node_modules/altcha/dist/workers/pbkdf2.js",
  "hcaptcha.js": "views/browser/hcaptcha.ts",
  "passkey.js": "views/browser/passkey.ts",
  "queue.js": "views/browser/queue/start.ts",
  "letter-editor.js": "views/browser/letter-editor.ts",
  "rich-text.js": "views/browser/rich-text/start.ts",
  "invalidation.js": "views/browser/invalidation.ts",
  "session.js": "views/browser/session.ts",
  "serif.woff2": "made:serif.woff2",
  "sans.woff2": "made:sans.woff2",
};

/** What has no file among the sources, by the name that style sheets use for it. */
const MADE: Plugin = {
  name: "made",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:serif|sans)\.woff2$/ }, ({ path }) => ({ path, namespace: "made" }));
    onLoad({ filter: /./, namespace: "made" }, async ({ path }) => {
      const contents = await (path === "sans.woff2" ? makeSans() : makeSerif());
      return { contents, loader: "file" };
    });
  },
};

/** How Cloudflare serves the built files: as the Node server does. */
const CLOUDFLARE_HEADERS = `/assets/*
  Cache-Control: ${ASSET_CACHING}
  Cross-Origin-Resource-Policy: same-origin
  X-Content-Type-Options: nosniff
/favicon.ico
  Cache-Control: ${FAVICON_CACHING}
`;

/**
 * Builds what browsers load, with the hash of its content in each file's name, and notes down for
 * the server what the files are called and which migrations it expects.
 */
export async function buildAssets(): Promise<void> {
  const { metafile } = await build({
    entryPoints: Object.entries(ASSETS)
      .filter(([, source]) => !source.startsWith("made:"))
      .map(([name, source]) => ({ in: source, out: name.replace(/\.\w+$/, "") })),
    outdir: `${OUT}/public/assets`,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022", "safari16"],
    // ALTCHA names its style under "import" alone, which esbuild does not look at for CSS.
    conditions: ["import"],
    loader: { ".svg": "copy" },
    plugins: [MADE],
    metafile: true,
    logLevel: "warning",
  });
  const { favicon, ...pictures } = await makePictures();
  writeFileSync(`${OUT}/public/favicon.ico`, favicon);
  const assets = Object.fromEntries([
    ...Object.entries(ASSETS).map(([name, source]) => [name, outputOf(metafile, source)]),
    ...Object.entries(pictures).map(([name, content]) => [name, writeAsset(name, content)]),
  ]);
  const built: z.infer<typeof builtSchema> = { assets, migrations: knownMigrations() };
  writeFileSync(`${OUT}/built.json`, JSON.stringify(built, null, 2));
  writeFileSync(`${OUT}/public/_headers`, CLOUDFLARE_HEADERS);
  for (const name of readdirSync(`${OUT}/public/assets`)) compressAsset(name);
}

/** Writes what was made here with the hash of its content in its name, which is given back. */
function writeAsset(name: string, content: Uint8Array): string {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const file = name.replace(".", `-${hash}.`);
  writeFileSync(`${OUT}/public/assets/${file}`, content);
  return file;
}

/** Compresses as well as possible: everybody asks for each built file, and none ever changes. */
function compressAsset(name: string): void {
  if (!/\.(?:css|js|svg)$/.test(name)) return;
  const path = `${OUT}/public/assets/${name}`;
  const content = readFileSync(path);
  const size = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: size }));
  writeFileSync(`${path}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
}

/** What stays in `node_modules`: it has native code, or looks for files next to itself. */
export const OUTSIDE = [
  "@takumi-rs/core",
  "better-sqlite3",
  "esbuild",
  "hcaptcha",
  "lucia",
  "nodemailer",
  "pg",
  "pino",
  "sharp",
  "wrangler",
  "@prisma/adapter-pg",
  "@prisma/client/*",
  "@prisma/client-runtime-utils",
];

/**
 * Prisma's query compiler is a text of base64 in a module, and both stay in memory beside what they
 * become: 4.5 MB. Here it is a file next to the build, read whenever Prisma takes its bytes, by
 * `Buffer.from(wasm, "base64")`, which asks an object for its value.
 */
const COMPILER: Plugin = {
  name: "compiler",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@prisma\/client\/runtime\/.*\.wasm-base64\.mjs$/ }, ({ path }) => {
      return { path: `node_modules/${path}`, namespace: "compiler" };
    });
    onLoad({ filter: /./, namespace: "compiler" }, ({ path }) => {
      const [, wasm] = /const wasm = "([^"]+)"/.exec(readFileSync(path, "utf8")) ?? [];
      if (wasm === undefined) throw new Error(`There is no text of base64 in ${path}.`);
      const file = basename(path).replace("-base64.mjs", "");
      mkdirSync(OUT, { recursive: true });
      writeFileSync(`${OUT}/${file}`, Buffer.from(wasm, "base64"));
      const contents = `import { readFileSync } from "node:fs";
        const file = new URL("./${file}", import.meta.url);
        export const wasm = { valueOf: () => readFileSync(file) };`;
      return { contents };
    });
  },
};

/**
 * Builds the server with most of what it imports from npm: a start from thousands of small files
 * takes twice as long, and 40 MB more.
 */
export async function buildServer(): Promise<void> {
  // The compilers of Prisma are written while it builds, and a clone has no such folder yet.
  mkdirSync(OUT, { recursive: true });
  const { metafile } = await build({
    entryPoints: {
      server: "src/runtime/server.ts",
      "sqlite-worker": "src/db/sqlite/worker.ts",
      "letter-worker": "src/runtime/letter-texts/worker.ts",
    },
    outdir: OUT,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    external: OUTSIDE,
    plugins: [COMPILER],
    metafile: true,
    sourcemap: true,
    // V8 keeps the text of what it runs: without comments and blanks it is half.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "external",
    logLevel: "warning",
    banner: { js: REQUIRE },
  });
  for (const path of Object.keys(metafile.outputs)) if (path.endsWith(".js")) refuseWide(path);
}

/** One character that is not ASCII, as in a regular expression, makes V8 keep two bytes a piece. */
function refuseWide(path: string): void {
  const wide = /.{0,40}[^\0-\x7F].{0,40}/u.exec(readFileSync(path, "utf8"));
  if (wide === null) return;
  throw new Error(`${path} must be ASCII: write it as \\u in\n${wide[0]}`);
}

/** Some of the packages are CommonJS and ask for what Node has. */
export const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

function outputOf(metafile: Metafile, source: string): string {
  // esbuild names files by their real place, even if `node_modules` is a link.
  const path = existsSync(source) ? relative(".", realpathSync(source)) : source;
  const output = Object.entries(metafile.outputs).find(
    ([, { entryPoint, inputs }]) => (entryPoint ?? Object.keys(inputs)[0]) === path,
  );
  if (output === undefined) throw new Error(`The build made nothing of ${source}.`);
  return basename(output[0]);
}

if (process.argv[1]?.endsWith("build.ts")) {
  rmSync(OUT, { recursive: true, force: true });
  await buildAssets();
  await buildServer();
}
