import { readFileSync, writeFileSync } from "node:fs";

const SOURCE = "prisma/schema.prisma";
const TARGET = "prisma/postgres.prisma";

const HEAD = `// Derived from prisma/schema.prisma by \`npm run schema:postgres\`. Do not edit: a test compares.

generator postgres {
  provider               = "prisma-client"
  output                 = "../src/db/generated/postgres"
  runtime                = "nodejs"
  compilerBuild          = "small"
  moduleFormat           = "esm"
  generatedFileExtension = "ts"
  importFileExtension    = "ts"
  previewFeatures        = ["partialIndexes"]
}

datasource db {
  provider = "postgresql"
}
`;

/** The model for PostgreSQL: the same models under another generator and data source. */
export function postgresSchema(source: string): string {
  const models = source.indexOf("/// An open letter");
  return `${HEAD}\n${source.slice(models)}`;
}

if (process.argv[1]?.endsWith("schema/postgres.ts")) {
  writeFileSync(TARGET, postgresSchema(readFileSync(SOURCE, "utf8")));
}
