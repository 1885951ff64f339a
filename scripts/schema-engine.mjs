#!/usr/bin/env node
/**
 * Stands in for Prisma's schema engine where its binary cannot be downloaded: speaks the same JSON-RPC over stdio, and
 * runs Prisma's own engine, built for WebAssembly, over node-postgres. `prisma` starts it when PRISMA_SCHEMA_ENGINE_BINARY
 * names this file. It speaks an internal protocol: raise `prisma` and `@prisma/schema-engine-wasm` together.
 */
import { randomUUID } from "node:crypto";
import { readFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const require = createRequire(import.meta.url);
const args = process.argv.slice(2);
const valuesOf = (name) => args.flatMap((word, i) => (word === name ? [args[i + 1]] : []));

if (args.includes("--version")) {
  console.log(`schema-engine-wasm ${require("@prisma/schema-engine-wasm/package.json").version}`);
  process.exit(0);
}

const url = new URL(JSON.parse(valuesOf("--datasource")[0] ?? "{}").url ?? process.env.DATABASE_URL ?? "");
const mainDatabase = decodeURIComponent(url.pathname.slice(1));

function urlOf(database) {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(database)}`;
  return other.href;
}

async function query(database, sql) {
  const client = new pg.Client({ connectionString: urlOf(database) });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

const createDatabase = (name) => query("postgres", `CREATE DATABASE ${pg.escapeIdentifier(name)}`);

/** `schema-engine cli can-connect-to-database | create-database`: answers by exit code and one JSON line on stderr. */
async function answerCli() {
  try {
    if (args.includes("create-database")) await createDatabase(mainDatabase);
    else await query(mainDatabase, "SELECT 1");
    return 0;
  } catch (error) {
    const missing = error.code === "3D000"; // invalid_catalog_name
    const fields = { message: error.message || String(error.code), error_code: missing ? "P1003" : "P1001" };
    writeSync(2, `{}\n${JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields })}\n`);
    return 1;
  }
}

/**
 * The adapter has no type for the catalogue's "char" (oid 18) and would fail on Prisma's own introspection queries:
 * such columns are read as text (oid 25) and announced to the engine as Character.
 */
const CHAR_OID = 18;
const TEXT_OID = 25;
let charColumns = [];
const Result = require("pg/lib/result.js");
const addFields = Result.prototype.addFields;
Result.prototype.addFields = function addFieldsWithChar(fields) {
  charColumns = [];
  fields.forEach((field, column) => {
    if (field.dataTypeID !== CHAR_OID) return;
    field.dataTypeID = TEXT_OID;
    charColumns.push(column);
  });
  return addFields.call(this, fields);
};

async function connectTo(database) {
  const adapter = await new PrismaPg({ connectionString: urlOf(database) }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (statement) => {
    charColumns = [];
    const result = await queryRaw(statement);
    for (const column of charColumns) result.columnTypes[column] = ColumnTypeEnum.Character;
    return result;
  };
  // the adapter would cut a script at every semicolon, those inside functions too; the server takes it whole
  adapter.executeScript = async (script) => {
    try {
      await adapter.client.query(script);
    } catch (error) {
      adapter.onError(error); // throws it in the form that the engine understands
    }
  };
  return adapter;
}

/** A scratch database on which `migrate dev` and `migrate diff` replay the migrations; dropped with its adapter. */
async function connectToShadowDb() {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  await createDatabase(name);
  const adapter = await connectTo(name);
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await query("postgres", `DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  };
  return adapter;
}

const factory = bindMigrationAwareSqlAdapterFactory({
  provider: "postgres",
  adapterName: "@prisma/adapter-pg",
  connect: () => connectTo(mainDatabase),
  connectToShadowDb,
});

let panic = null;
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(message) {
    panic = message;
  },
};

async function loadEngine() {
  const folder = path.dirname(require.resolve("@prisma/schema-engine-wasm"));
  const glue = await import(pathToFileURL(path.join(folder, "schema_engine_bg.js")).href);
  const bytes = readFileSync(path.join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  const datamodels = valuesOf("--datamodels").map((file) => [file, readFileSync(file, "utf8")]);
  return glue.SchemaEngine.new({ datamodels: datamodels.length ? datamodels : undefined }, () => {}, factory);
}

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

async function answer(engine, method, params) {
  switch (method) {
    case "getDatabaseVersion":
      return engine.version(params);
    case "createDatabase":
      await createDatabase(mainDatabase);
      return { databaseName: mainDatabase };
    case "diff": {
      // the binary prints the difference itself, through a request to its client
      const result = await engine.diff(params);
      if (result.stdout == null) return result;
      send({ id: 1_000_000, method: "print", params: { content: result.stdout } });
      return { exitCode: result.exitCode, stdout: null };
    }
    default:
      return engine[method](params);
  }
}

function serve() {
  let engine;
  const pending = new Set();
  const handle = async ({ id, method, params }) => {
    try {
      engine ??= loadEngine();
      send({ id, result: (await answer(await engine, method, params)) ?? {} });
    } catch (error) {
      const message = panic ?? error.message;
      const data = { is_panic: panic !== null, message, meta: null, error_code: error.code ?? null };
      send({ id, error: { code: 4466, message, data } });
    }
  };
  const lines = readline.createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    const request = JSON.parse(line || "{}");
    if (!request.method) return; // the client's answer to `print`
    const work = handle(request).finally(() => pending.delete(work));
    pending.add(work);
  });
  lines.on("close", () => Promise.allSettled([...pending]).then(() => process.exit(0)));
}

if (args.includes("cli")) process.exit(await answerCli());
serve();
