import { defineConfig } from "prisma/config";

// `prisma generate` looks for an engine binary that it never runs. Naming one keeps it from
// downloading it, so that an install needs nothing but the npm registry.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma" });
