import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's command fetches an engine before whatever it does, and runs it for `db` and `migrate`
// alone. For all else it is told that it has one, so that an install needs the npm registry only.
const runsEngine = process.argv.some((word) => word === "db" || word === "migrate");
if (!runsEngine) process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;

if (existsSync(".env")) process.loadEnvFile(".env");
const databaseUrl = process.env["DATABASE_URL"] || "file:./var/undersigned.db";

export default defineConfig({
  schema: "prisma/schema.prisma",
  // Where `prisma studio` and `prisma db pull` look. Studio wants the whole path of a file.
  datasource: { url: databaseUrl.replace(/^file:(.*)$/, (_, path) => `file://${resolve(path)}`) },
});
