import { exerciseKinds, exportOfKind } from "../kinds.ts";
import type { SourceFile } from "./types.ts";

/**
 * The contract's functions as types. What a submission takes is compared with what the grader passes; results may be
 * typed arrays wherever a vector is due, so they are compared as ArrayLike.
 */
const typeOf: Record<(typeof exportOfKind)[keyof typeof exportOfKind], string> = {
  forward: "(net: N.Network, x: N.Vector) => { u: L[]; y: L[] }",
  loss: "(net: N.Network, X: N.Matrix, D: N.Matrix) => number",
  sensitivities: "(net: N.Network, x: N.Vector, d: N.Vector) => L[]",
  gradient: "(net: N.Network, X: N.Matrix, D: N.Matrix) => { W: L[]; b: L }[]",
  hessian: "(net: N.Network, X: N.Matrix, D: N.Matrix) => L[]",
  gradientDescent: "(w: N.Vector, g: N.Vector, state: any, options: N.UpdateOptions) => { w: L }",
  momentum: "(w: N.Vector, g: N.Vector, state: any, options: N.UpdateOptions) => { w: L; state: any }",
  adagrad: "(w: N.Vector, g: N.Vector, state: any, options: N.UpdateOptions) => { w: L; state: any }",
  rmsprop: "(w: N.Vector, g: N.Vector, state: any, options: N.UpdateOptions) => { w: L; state: any }",
  adam: "(w: N.Vector, g: N.Vector, state: any, options: N.UpdateOptions) => { w: L; state: any }",
  newton: "(w: N.Vector, g: N.Vector, H: N.Matrix, options: N.UpdateOptions) => L",
  train: "(net: N.Network, X: N.Matrix, D: N.Matrix, options: N.TrainOptions) => { net: NetworkLike; losses: L }",
  minimize:
    "(f: (w: N.Vector) => number, grad: (w: N.Vector) => N.Vector, w0: N.Vector, options: N.MinimizeOptions) => L",
  multiStart:
    "(sizes: number[], activations: N.Activation[], X: N.Matrix, D: N.Matrix, options: N.MultiStartOptions) => { net: NetworkLike; losses: L }",
};

const prelude = [
  'import type * as N from "nabla";',
  'import type * as student from "./src/solution.ts";',
  "type L = ArrayLike<number>;",
  "type NetworkLike = { W: L[]; b: L }[];",
  "type Exports = typeof student;",
  // a missing export is `never` here, which fits everything: it is no compile error
  "type Of<K extends string> = Exports extends { readonly [k in K]: infer F } ? F : never;",
];

/** A file that fails to type-check on the line of every export whose signature differs from the contract. */
export function probeOfSignatures(): { text: string; exportOnLine: ReadonlyMap<number, string> } {
  const exportOnLine = new Map<number, string>();
  const lines = [...prelude];
  for (const kind of exerciseKinds) {
    const name = exportOfKind[kind];
    lines.push(`((f: Of<"${name}">): ${typeOf[name]} => f);`);
    exportOnLine.set(lines.length, name);
  }
  return { text: `${lines.join("\n")}\n`, exportOnLine };
}

/** Where an export is declared, for pointing at; the top of the entry when it is not found by its name. */
export function placeOfExport(
  name: string,
  files: readonly SourceFile[],
): { file: string; line: number; column: number } {
  const declared = new RegExp(`\\b(?:function|const|let|var)\\s+(${name})\\b`);
  const ordered = [...files].sort((a) => (a.path === "solution.ts" ? -1 : 1));
  for (const file of ordered) {
    const lines = file.text.split("\n");
    for (let i = 0; i < lines.length; i++) {
      const found = declared.exec(lines[i]!);
      if (found) return { file: file.path, line: i + 1, column: found.index + found[0].lastIndexOf(name) + 1 };
    }
  }
  return { file: "solution.ts", line: 1, column: 1 };
}
