import { expect, test } from "vitest";
import { pack } from "../../../app/attempts/pack.ts";
import { unpack } from "../../../app/attempts/unpack.ts";

test.each([
  ["letters of every kind", { text: "ação, δ^M, 数, 🙂, \u0000, \u2028, </script>" }],
  ["numbers, nothing and lists", [0.1, -0, null, [], { a: [true, false] }]],
  ["nothing at all", []],
])("%s come out of a page as they went in", (_, value) => {
  const packed = pack(value);
  // nothing that a script in a page would have to escape
  expect(packed).toMatch(/^[A-Za-z0-9+/=]+$/);
  expect(unpack(packed)).toEqual(JSON.parse(JSON.stringify(value)));
});

test("formulas shrink to a fraction", () => {
  const html = '<span class="mord mathnormal" style="margin-right:0.109em;">N</span>'.repeat(2000);
  expect(pack(html).length).toBeLessThan(html.length / 20);
});
