import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/** One JavaScript file of a program that runs inside a box, with nothing left to import but Node's own modules. */
export function bundleForBox(entry: URL): string {
  const result = buildSync({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node24",
    legalComments: "none",
  });
  return result.outputFiles[0]!.text;
}
