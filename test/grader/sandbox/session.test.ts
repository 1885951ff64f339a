import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandbox } from "../../../grader/sandbox/host.ts";
import {
  type Argument,
  type Call,
  type Limits,
  type Program,
  type Sandbox,
  SandboxFault,
  type Session,
} from "../../../grader/sandbox/types.ts";

const limits: Limits = { cpuMs: 2_000, wallMs: 8_000, memoryMiB: 256, outputBytes: 10_000 };
const program = (code: string): Program => ({ code, sourceMap: '{"version":3,"sources":[],"names":[],"mappings":""}' });
const value = (...values: (number | readonly number[])[]): Argument[] => values.map((v) => ({ value: v }));

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ allowLevelC: true, spares: 2 });
});
afterAll(() => sandbox?.close());

async function within<T>(code: string, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await sandbox.open(program(code), limits);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

const once = (code: string, call: Partial<Call>) =>
  within(code, (session) => session.call({ export: "f", args: [], shape: "number", ...call }));

describe("results", () => {
  const cases: [what: string, returned: string, shape: Call["shape"], numbers: number[]][] = [
    ["a number", "0.1 + 0.2", "number", [0.1 + 0.2]],
    ["a vector", "[1, 2, 3]", { vector: 3 }, [1, 2, 3]],
    ["an empty vector", "[]", { vector: 0 }, []],
    ["a typed array", "Int8Array.of(-1, 1)", { vector: 2 }, [-1, 1]],
    ["a matrix, rows first", "[[1, 2, 3], [4, 5, 6]]", { matrix: [2, 3] }, [1, 2, 3, 4, 5, 6]],
    ["a matrix of typed rows", "[Float64Array.of(1), [2]]", { matrix: [2, 1] }, [1, 2]],
    [
      "a gradient",
      "[{ W: [[1, 2]], b: [3] }, { W: [[4]], b: [5] }]",
      {
        list: [
          { record: { W: { matrix: [1, 2] }, b: { vector: 1 } } },
          { record: { W: { matrix: [1, 1] }, b: { vector: 1 } } },
        ],
      },
      [1, 2, 3, 4, 5],
    ],
    ["the extreme doubles", "[5e-324, 1.7976931348623157e308, -0]", { vector: 3 }, [5e-324, Number.MAX_VALUE, -0]],
  ];
  test.each(cases)("%s", async (_, returned, shape, numbers) => {
    const outcome = await once(`export const f = () => (${returned});`, { shape });
    expect(outcome).toEqual({ status: "returned", values: Float64Array.from(numbers) });
  });

  test("a large matrix arrives whole", async () => {
    const code =
      "export const f = () => Array.from({ length: 600 }, (_, i) => Array.from({ length: 600 }, (_, j) => i + j / 1000));";
    const outcome = await once(code, { shape: { matrix: [600, 600] } });
    expect(outcome.status === "returned" && outcome.values[599 * 600 + 599]).toBe(599.599);
  });

  test("doubles go in and come out bit for bit", async () => {
    const numbers = [0.1, 1 / 3, 2 ** -1074, 2 ** 1023, -1e-300, 123456789.12345679];
    const outcome = await once("export const f = (x) => x;", { args: value(numbers), shape: { vector: 6 } });
    expect(outcome).toEqual({ status: "returned", values: Float64Array.from(numbers) });
  });
});

describe("a result of the wrong kind names its place", () => {
  const gradient: Call["shape"] = {
    list: [{ record: { W: { matrix: [3, 1] }, b: { vector: 3 } } }],
  };
  const cases: [returned: string, shape: Call["shape"], en: string][] = [
    ["undefined", "number", "f() is missing; expected a number."],
    ["'7'", "number", "f() is a string, expected a number."],
    ["[1]", "number", "f() is an array of length 1, expected a number."],
    ["[1, 2]", { vector: 3 }, "f() has length 2, expected 3."],
    ["[1, '2', 3]", { vector: 3 }, "f()[1] is a string, expected a number."],
    ["[1, , 3]", { vector: 3 }, "f()[1] is undefined: the entry was never filled in."],
    ["[{ W: [[1], [2]], b: [1, 2, 3] }]", gradient, "f()[0].W has 2 rows, expected 3."],
    ["[{ W: [[1], [2], [3, 4]], b: [1, 2, 3] }]", gradient, "f()[0].W[2] has 2 columns, expected 1."],
    ["[{ W: [[1], [2], [3]] }]", gradient, "f()[0].b is missing; expected a vector of 3 numbers."],
    [
      "Promise.resolve(1)",
      "number",
      "f() is a promise; expected a number. The functions of a submission are not async.",
    ],
    [
      "(function* () {})()",
      { vector: 1 },
      "f() is a generator; expected a vector of 1 numbers. Collect its values first, as in [...values].",
    ],
    ["BigInt64Array.of(1n)", { vector: 1 }, "f() is a BigInt64Array of length 1, expected a vector of 1 numbers."],
    ["new Map()", gradient, "f() is an object, expected an array of 1 entries."],
  ];
  test.each(cases)("%s", async (returned, shape, en) => {
    const outcome = await once(`export const f = () => { return ${returned}; };`, { shape });
    expect(outcome).toMatchObject({ status: "bad_return", explanation: { en } });
  });
});

describe("arguments", () => {
  test("are frozen all the way down, and fresh for every call", async () => {
    const code = "export const f = (net) => { try { net[0].W[0][0]++; } catch { return net[0].W[0][0]; } return -1; };";
    await within(code, async (session) => {
      for (const start of [1, 2]) {
        const outcome = await session.call({ export: "f", args: [{ value: [{ W: [[start]] }] }], shape: "number" });
        expect(outcome).toEqual({ status: "returned", values: Float64Array.of(start) });
      }
    });
  });

  test.each([
    "x[0] = 1",
    "x.push(1)",
    "x.pop()",
    "x.sort()",
    "x.reverse()",
    "x.length = 0",
    "x.fill(0)",
    "x.splice(0, 1)",
    "delete x[0]",
  ])("%s on an argument is recognised as a write to it", async (statement) => {
    const outcome = await once(`export const f = (x) => { ${statement}; return 0; };`, { args: value([3, 1, 2]) });
    expect(outcome).toMatchObject({ status: "threw", frozenWrite: true, error: { name: "TypeError" } });
  });

  test.each([
    "const own = Object.freeze([1]); export const f = (x) => { own[0] = x[0]; return 0; };",
    "const own = Object.freeze({ a: 1 }); export const f = (x) => { delete own.a; return x[0]; };",
    "export const f = (x) => { const y = x.map(Object.freeze); const z = Object.freeze([...y]); z.push(1); return 0; };",
  ])("a write to frozen data of one's own is not taken for one: %s", async (code) => {
    const outcome = await once(code, { args: value([3, 1, 2]) });
    expect(outcome).toMatchObject({ status: "threw", error: { name: "TypeError" } });
    expect(outcome).not.toHaveProperty("frozenWrite");
  });

  test("state is the very value that the call before returned, may be changed in place, and begins afresh", async () => {
    const code = `const seen = new WeakSet();
      export const f = (w, state) => {
        const before = state === undefined ? 0 : seen.has(state) ? state.count : -1;
        const next = state ?? { count: 0 };
        next.count++;
        seen.add(next);
        return { w: [before], state: next };
      };`;
    await within(code, async (session) => {
      const seen: number[] = [];
      for (const state of ["fresh", true, true, "fresh", true] as const) {
        const outcome = await session.call({
          export: "f",
          args: [{ value: [0] }, { state }],
          shape: { record: { w: { vector: 1 } } },
          keep: "state",
        });
        if (outcome.status === "returned") seen.push(outcome.values[0]!);
      }
      expect(seen).toEqual([0, 1, 2, 0, 1]);
    });
  });

  test("random hands out the draws in order; one too many is told", async () => {
    const args: Argument[] = [{ value: { starts: 1 }, random: [0.5, -1.5] }];
    const two = await once("export const f = (o) => [o.random(), o.random()];", { args, shape: { vector: 2 } });
    expect(two).toEqual({ status: "returned", values: Float64Array.of(0.5, -1.5) });
    const three = await once("export const f = (o) => [o.random(), o.random(), o.random()];", {
      args,
      shape: { vector: 3 },
    });
    expect(three).toMatchObject({ status: "threw", error: { name: "TooManyDraws" } });
  });

  test("a number that is not finite cannot be sent by mistake", async () => {
    await expect(once("export const f = (x) => x;", { args: value(Number.NaN) })).rejects.toThrow(SandboxFault);
  });
});

describe("objective", () => {
  const args: Argument[] = [{ callback: "objective" }, { callback: "objective-gradient" }, { value: [3, 4] }];
  const quadratic = (budget: number) => {
    let calls = 0;
    const counted = <T>(answer: T) => (++calls > budget ? null : answer);
    return {
      dimension: 2,
      f: (w: Float64Array) => counted(w[0]! ** 2 + w[1]! ** 2),
      grad: (w: Float64Array) => counted(Float64Array.of(2 * w[0]!, 2 * w[1]!)),
    };
  };
  const descend =
    "export const f = (J, grad, w0) => { let w = [...w0]; for (let i = 0; i < 50; i++) { const g = grad(w); w = w.map((x, i) => x - 0.25 * g[i]); } return [J(w), ...w]; };";

  test("is called back from inside", async () => {
    const outcome = await within(descend, (session) =>
      session.call({ export: "f", args, shape: { vector: 3 } }, quadratic(1_000)),
    );
    expect(outcome.status === "returned" && [...outcome.values].every((x) => Math.abs(x) < 1e-12)).toBe(true);
  });

  test("a spent budget ends the run, even when the program would catch it", async () => {
    const code = "export const f = (J, grad, w0) => { for (;;) try { J(w0); } catch {} };";
    const outcome = await within(code, (session) =>
      session.call({ export: "f", args, shape: "number" }, quadratic(10)),
    );
    expect(outcome.status).toBe("evaluations_exceeded");
  });

  test.each(["J([1])", "J('x')", "J([1, '2'])", "grad()"])("%s throws in the program", async (use) => {
    const code = `export const f = (J, grad) => ${use};`;
    const outcome = await within(code, (session) =>
      session.call({ export: "f", args, shape: "number" }, quadratic(10)),
    );
    expect(outcome).toMatchObject({ status: "threw", error: { name: "TypeError" } });
  });

  test("the gradient is the program's own array", async () => {
    const code =
      "export const f = (J, grad, w0) => { const g = grad(w0); g[0] = 99; g.push(1); return [grad(w0)[0], g[0]]; };";
    const outcome = await within(code, (session) =>
      session.call({ export: "f", args, shape: { vector: 2 } }, quadratic(10)),
    );
    expect(outcome).toEqual({ status: "returned", values: Float64Array.of(6, 99) });
  });

  test("NaN and Infinity get through to the program", async () => {
    const objective = { dimension: 1, f: () => Number.NaN, grad: () => Float64Array.of(Number.POSITIVE_INFINITY) };
    const code = "export const f = (J, grad) => [Number.isNaN(J([1])) ? 1 : 0, grad([1])[0] === Infinity ? 1 : 0];";
    const outcome = await within(code, (session) =>
      session.call({ export: "f", args: args.slice(0, 2), shape: { vector: 2 } }, objective),
    );
    expect(outcome).toEqual({ status: "returned", values: Float64Array.of(1, 1) });
  });

  test("an objective that throws is our fault, not the student's", async () => {
    const broken = {
      dimension: 2,
      f: () => {
        throw new Error("ours");
      },
      grad: () => null,
    };
    await expect(
      within("export const f = (J) => J([1, 2]);", (session) =>
        session.call({ export: "f", args, shape: "number" }, broken),
      ),
    ).rejects.toThrow(SandboxFault);
  });
});

describe("sessions", () => {
  test("a failure to load is what every call returns", async () => {
    await within("throw new RangeError('at the top'); export const f = () => 1;", async (session) => {
      for (let i = 0; i < 2; i++) {
        const outcome = await session.call({ export: "f", args: [], shape: "number" });
        expect(outcome).toMatchObject({ status: "threw", error: { name: "RangeError", isRangeErrorItself: true } });
      }
    });
  });

  test("after a limit the session is dead, after a thrown error it is not", async () => {
    const code = "export const f = (x) => { if (x === 1) throw new Error('once'); if (x === 2) for (;;); return x; };";
    await within(code, async (session) => {
      const statuses: string[] = [];
      for (const x of [0, 1, 0, 2, 0])
        statuses.push((await session.call({ export: "f", args: value(x), shape: "number" })).status);
      expect(statuses).toEqual(["returned", "threw", "returned", "time_limit", "time_limit"]);
    });
  });

  test("a subclass of RangeError is not RangeError itself", async () => {
    const outcome = await once("class Mine extends RangeError {} export const f = () => { throw new Mine('x'); };", {});
    expect(outcome).toMatchObject({ status: "threw", error: { isRangeErrorItself: false } });
  });

  test("the CPU limit is of the whole session, not of a call", async () => {
    const code = "export const f = () => { let s = 0; for (let i = 0; i < 3e8; i++) s += i % 7; return s; };";
    const session = await sandbox.open(program(code), { ...limits, cpuMs: 1_000, wallMs: 60_000 });
    const statuses: string[] = [];
    for (let i = 0; i < 50 && statuses.at(-1) !== "time_limit"; i++)
      statuses.push((await session.call({ export: "f", args: [], shape: "number" })).status);
    await session.close();
    expect(statuses.at(0)).toBe("returned");
    expect(statuses.at(-1)).toBe("time_limit");
  });

  test("what is printed is kept as text, with control characters escaped", async () => {
    const code = "export const f = () => { console.log('J =', 0.5); console.error('\\u001b[31mred'); return 1; };";
    await within(code, async (session) => {
      await session.call({ export: "f", args: [], shape: "number" });
      expect(session.usage().output).toBe("J = 0.5\n\\u001b[31mred\n");
    });
  });

  describe("a program that prints a lot", () => {
    const generous: Limits = { ...limits, outputBytes: 2 ** 19 };
    async function printing(code: string) {
      const session = await sandbox.open(program(code), generous);
      const outcome = await session.call({ export: "f", args: [], shape: "number" });
      const { output } = session.usage();
      await session.close();
      return { outcome, output };
    }
    const manyLines = "for (let i = 0; i < 10000; i++) console.log('J =', i, 'of a training');";

    test("is judged by its numbers; the first 64 KiB are kept to be read, and how much more there was", async () => {
      const { outcome, output } = await printing(`export const f = () => { ${manyLines} return 1; };`);
      expect(outcome).toEqual({ status: "returned", values: Float64Array.of(1) });
      expect(output.length).toBeLessThan(65 * 1024);
      expect(output).toMatch(/^J = 0 of a training\nJ = 1 /);
      expect(output).toMatch(/\n\[… \+ \d+ KiB\]\n$/);
    });

    test("is told that memory was its limit, however much it had printed before", async () => {
      const code = `export const f = () => { ${manyLines} const all = []; for (;;) all.push(new Array(1e5).fill(1)); };`;
      expect((await printing(code)).outcome.status).toBe("memory_limit");
    });

    test("is stopped when it never ends", async () => {
      expect(
        (await printing("export const f = () => { for (;;) console.log('never the end'); };")).outcome.status,
      ).toBe("output_limit");
    });
  });

  test("calls of Math functions are counted as evidence", async () => {
    await within("export const f = () => Math.exp(1) + Math.tanh(1) + Math.max(1, 2);", async (session) => {
      await session.call({ export: "f", args: [], shape: "number" });
      expect(session.usage().mathCalls).toBe(2);
    });
  });

  test("many at once do not mix up", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => once(`let n = ${i}; export const f = (x) => n * x;`, { args: value(10) })),
    );
    expect(answers.map((answer) => (answer.status === "returned" ? answer.values[0] : answer))).toEqual(
      Array.from({ length: 8 }, (_, i) => i * 10),
    );
  });

  test("after close nothing can be called", async () => {
    const session = await sandbox.open(program("export const f = () => 1;"), limits);
    await session.close();
    await expect(session.call({ export: "f", args: [], shape: "number" })).rejects.toThrow(SandboxFault);
  });
});
