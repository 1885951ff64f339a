import { readdirSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "prisma/config";

/** Where the engine's binary could be downloaded, Prisma finds it itself; elsewhere ours runs the same engine as WebAssembly. */
const engines = path.resolve("node_modules/@prisma/engines");
const downloaded = readdirSync(engines).some((name) => name.startsWith("schema-engine-"));
if (!downloaded) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve("scripts/schema-engine.mjs");

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations", seed: "node prisma/seed.ts" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
