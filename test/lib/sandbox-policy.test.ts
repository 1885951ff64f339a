import { expect, test } from "vitest";
import { parseEnv } from "../../lib/env.ts";
import { sandboxPolicy, warning } from "../../lib/grading/sandbox-policy.ts";

const database = { DATABASE_URL: "postgresql://x@127.0.0.1/x" };

test.each([
  ["production refuses C and D", {}, false, false],
  ["production accepts C when told to", { SANDBOX_LEVEL: "C" }, true, false],
  ["production never runs at D", { SANDBOX_LEVEL: "C", SANDBOX_UNSAFE: "trusted-code-only" }, true, false],
  ["a demonstration runs at C", { NABLA_DEMO: "1" }, true, false],
  ["a demonstration runs trusted code at D", { NABLA_DEMO: "1", SANDBOX_UNSAFE: "trusted-code-only" }, true, true],
])("%s", (_name, given, allowLevelC, unsafeTrustedCodeOnly) => {
  expect(sandboxPolicy(parseEnv({ ...database, ...given }))).toEqual({ allowLevelC, unsafeTrustedCodeOnly });
});

test.each([
  [{ SANDBOX_LEVEL: "D" }, "SANDBOX_LEVEL"],
  [{ SANDBOX_UNSAFE: "1" }, "SANDBOX_UNSAFE"],
])("a wall cannot be taken down by a slip: %j", (given, name) => {
  expect(() => parseEnv({ ...database, ...given })).toThrow(name);
});

test("only the levels below the full wall are warned of", () => {
  expect([warning("A"), warning("B")]).toEqual([null, null]);
  expect(warning("C")).toContain("level C");
  expect(warning("D")).toContain("level D");
});
