import type { Tolerance } from "../field.ts";
import { gapNumber } from "../kinds/cloze.ts";
import { blankValues } from "../kinds/diagram.ts";
import { within } from "../kinds/tolerance.ts";
import { type Finding, say } from "./problem.ts";
import { isNumberField, type Solved } from "./rights.ts";

/** Numbers outside are a burden to type and to compare, and mostly a saturated network or what rounding left of a zero. */
const smallest = 1e-4;
const largest = 1e4;
const mostDigits = 4;

interface Asked {
  field: string;
  value: number;
  tolerance: Tolerance;
}

function asked({ variant, grids }: Solved): Asked[] {
  return variant.item.fields.flatMap((field): Asked[] => {
    const of = (values: Iterable<number>, tolerance: Tolerance) =>
      [...values].map((value) => ({ field: field.id, value, tolerance }));
    if (isNumberField(field)) return of(grids.get(field.id)!.right.flat(), field.tolerance);
    if (field.kind === "diagram") return of(blankValues(field, variant.values).values(), field.tolerance);
    if (field.kind !== "cloze") return [];
    return Object.values(field.gaps).flatMap((gap) =>
      gap.kind === "numeric" ? of([gapNumber(gap, variant.values)], gap.tolerance) : [],
    );
  });
}

/** Right numbers are 0 or between 0.0001 and 10,000 in size, and four significant digits are enough to be right. */
export function* sizesHold(solved: Solved): Generator<Finding> {
  for (const { field, value, tolerance } of asked(solved)) {
    const size = Math.abs(value);
    // without the tail that float64 leaves
    const written = Number(value.toPrecision(6));
    if (size !== 0 && size < smallest) {
      yield {
        field,
        code: "too-small",
        message: say(
          `${written} is smaller than ${smallest}: exclude it by \`require\`, or round(…) where it should be 0`,
          `${written} é menor que ${smallest}: exclua com \`require\`, ou use round(…) onde deveria ser 0`,
        ),
      };
    } else if (size > largest) {
      yield {
        field,
        code: "too-large",
        message: say(
          `${written} is larger than ${largest}: exclude it by \`require\``,
          `${written} é maior que ${largest}: exclua com \`require\``,
        ),
      };
    } else if (!within(Number(value.toPrecision(mostDigits)), value, tolerance)) {
      yield {
        field,
        code: "too-many-digits",
        message: say(
          `${mostDigits} significant digits of ${written} are not accepted: widen the tolerance`,
          `${mostDigits} algarismos significativos de ${written} não são aceitos: aumente a tolerância`,
        ),
      };
    }
  }
}
