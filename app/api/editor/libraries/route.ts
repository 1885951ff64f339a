import { readFile } from "node:fs/promises";
import path from "node:path";

/** Made once, at build time: the editor's type library is the same for everyone. */
export const dynamic = "force-static";

const libraryFolder = path.join(process.cwd(), "node_modules/typescript6/lib");

/** lib.es2023.d.ts and every library that it refers to, by file name. */
async function collect(name: string, into: Record<string, string>): Promise<void> {
  const file = `lib.${name}.d.ts`;
  if (into[file] !== undefined) return;
  const text = await readFile(path.join(libraryFolder, file), "utf8");
  into[file] = text;
  for (const [, reference] of text.matchAll(/\/\/\/ <reference lib="([\w.]+)" \/>/g)) await collect(reference!, into);
}

/** What a submission is compiled against: lib es2023, a console, and the types that it imports from "nabla". */
export async function GET() {
  const libraries: Record<string, string> = {};
  await collect("es2023", libraries);
  const contract = await readFile(path.join(process.cwd(), "grader/contract.ts"), "utf8");
  return Response.json({ libraries, contract }, { headers: { "Cache-Control": "public, max-age=86400" } });
}
