import { expect, test } from "vitest";
import { gradientLayout, sensitivitiesLayout } from "../../../grader/exercises/layout.ts";
import { judge } from "../../../grader/exercises/verdict.ts";
import { drawNetwork } from "../../fixtures/networks.ts";

const { net } = drawNetwork({ sizes: [2, 3, 2, 1], activations: ["tanh", "tanh", "linear"], examples: 1 });

test.each([
  { kind: "gradient" as const, layout: gradientLayout(net), tensor: "W2", layer: 2 },
  { kind: "sensitivities" as const, layout: sensitivitiesLayout(net), tensor: "delta2", layer: 2 },
])("$kind: NaN that the recursion hands down is said to begin in the layer where it begins", async (given) => {
  const { kind, layout, tensor, layer } = given;
  const right = new Float64Array(layout.size).fill(1);
  const values = right.slice();
  const last = layout.slots.find((slot) => slot.layer === 3)!;
  values.fill(Number.NaN, 0, last.offset);
  const judged = await judge({
    kind,
    answers: [
      {
        caseIndex: 0,
        label: "2-3-2-1",
        layout,
        outcome: { status: "returned", values },
        right,
        bound: right.map(() => 1e-6),
        exact: right.map(() => 1e-12),
      },
    ],
    cases: 1,
    usage: { cpuMs: 1, peakMemoryMiB: 1, output: "", mathCalls: 0 },
    diagnose: () => [],
  });
  expect(judged.diagnoses).toMatchObject([{ code: "not-finite", tensor, layer }]);
});
