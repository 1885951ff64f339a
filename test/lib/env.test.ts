import { expect, test } from "vitest";
import { parseEnv } from "../../lib/env.ts";

const good = { DATABASE_URL: "postgresql://nabla:x@127.0.0.1:5432/nabla" };

test("defaults are filled in", () => {
  expect(parseEnv(good)).toMatchObject({ LOG_LEVEL: "info", WORKER_CONCURRENCY: 1, NABLA_DEMO: "0" });
});

test("empty counts as missing", () => {
  expect(parseEnv({ ...good, LOG_LEVEL: "" }).LOG_LEVEL).toBe("info");
});

test("every problem is named at once", () => {
  const wrong = {
    DATABASE_URL: "mysql://x",
    LOG_LEVEL: "loud",
    REFERENCE_BACKEND: "cuda",
    WORKER_CONCURRENCY: "0",
    NEXTAUTH_SECRET: "short",
  };
  for (const name of Object.keys(wrong)) expect(() => parseEnv(wrong)).toThrow(name);
});
