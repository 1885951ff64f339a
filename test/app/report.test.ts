import { describe, expect, test } from "vitest";
import { highlightLines } from "../../app/_code/highlight.ts";
import { lineAnchor, whereIs } from "../../app/_report/locate.ts";
import { changedVerdicts } from "../../app/submissions/[id]/changed-verdicts.ts";
import { changesBetween } from "../../app/submissions/[id]/changes-between.ts";

describe("where a function is", () => {
  const files = [
    { path: "solution.ts", text: 'export { gradient } from "./g.ts";\nexport const loss = () => 0;\n' },
    { path: "g.ts", text: "// gradient\nexport function gradient() {}\n" },
  ];
  test.each([
    ["gradient", { file: "g.ts", line: 2 }],
    ["loss", { file: "solution.ts", line: 2 }],
    ["adam", null],
  ])("%s", (name, place) => {
    expect(whereIs(name, files)).toEqual(place);
  });
  test("an export under another name is found where it is exported", () => {
    expect(whereIs("forward", [{ path: "solution.ts", text: "function f() {}\nexport { f as forward };" }])).toEqual({
      file: "solution.ts",
      line: 2,
    });
  });
  test("a line's name is fit for an address", () => {
    expect(lineAnchor("lib/a b.ts", 3)).toBe("L-lib_a_b.ts-3");
  });
});

test("between two hand-ins files are added, removed and changed", () => {
  const change = changesBetween(
    [
      { path: "a.ts", text: "1" },
      { path: "b.ts", text: "1" },
      { path: "same.ts", text: "1" },
    ],
    [
      { path: "a.ts", text: "2" },
      { path: "c.ts", text: "1" },
      { path: "same.ts", text: "1" },
    ],
  );
  expect(change.map(({ path, kind }) => [path, kind])).toEqual([
    ["a.ts", "changed"],
    ["b.ts", "removed"],
    ["c.ts", "added"],
  ]);
});

describe("a listing", () => {
  test("shows what was written, whatever it looks like", () => {
    const lines = highlightLines(
      'const a = "<script>alert(1)</script>" && 1;\n\n// </code></li><img src=x onerror="alert(2)">\n',
    );
    expect(lines).toHaveLength(4);
    expect(lines.join("")).not.toMatch(/<(?!\/?span\b)/);
    expect(lines[0]).toContain("&lt;script&gt;");
    expect(lines[1]).toBe("");
  });
  test("sets keywords and comments apart", () => {
    const [line] = highlightLines("const a = 1; // one");
    expect(line).toMatch(/<span class="tok-keyword">const<\/span>.*<span class="tok-comment">\/\/ one<\/span>/);
  });
});

test("what became of the checks since the hand-in before", () => {
  const check = (id: string, verdict: "accepted" | "wrong_answer") =>
    ({ id, kind: "loss", visibility: "hidden", maxScore: 1, score: 0, shown: "verdict", verdict }) as const;
  const later = { id: "later", kind: "loss", visibility: "after-due", maxScore: 1, shown: "nothing" } as const;
  const checks = [
    check("now", "accepted"),
    check("gone", "wrong_answer"),
    check("still", "accepted"),
    check("new", "accepted"),
    later,
  ];
  const exercises = [{ id: "ex1", score: 0, shownMaxScore: 0, maxScore: 0, checks }];
  const before = { now: "wrong_answer", gone: "accepted", still: "accepted", later: "accepted" } as const;
  const { gained, lost } = changedVerdicts(before, { exercises });
  expect([gained, lost].map((each) => each.map(({ id }) => id))).toEqual([["now"], ["gone"]]);
});
