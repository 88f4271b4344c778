import { PUBLIC_FOLDER } from "./assets.ts";

// NOTE: everything else is imported after this check: better-sqlite3 crashes an older Node
// outright, which tells its operator nothing.
const NODE_MAJOR_MIN = 24;

if (Number(process.versions.node.split(".")[0]) < NODE_MAJOR_MIN) {
  process.stderr.write(
    `Undersigned runs on Node ${NODE_MAJOR_MIN} or newer, and this is ${process.versions.node}; \`npm run serve\` uses the one that \`npm ci\` installs.\n`,
  );
  process.exitCode = 1;
} else {
  // Compiles each schema when it is first used. Not on Workers, which compile nothing at run time.
  await import("zod/compile");
  const { serveApp } = await import("./serve.ts");
  await serveApp(PUBLIC_FOLDER);
}
