import { strToU8, type Zippable, zipSync } from "fflate";
import { readZip } from "../../grader/intake/hand-in.ts";
import { maxBytes, maxFiles } from "../../grader/intake/limits.ts";
import { type Dice, dice, mutate, oneOf, someBytes } from "./bytes.ts";

const names = ["solution.ts", "a.ts", "lib/b.ts", "../x.ts", "ção.ts", "README.md", "x/", "node_modules/y.ts", "A.ts"];

function honestArchive(random: Dice): Uint8Array {
  const files: Zippable = {};
  for (let i = random.below(5); i >= 0; i--) {
    const body = random.below(3) === 0 ? someBytes(random.below(200), random) : strToU8("export const one = 1;\n");
    files[oneOf(names, random)] = body;
  }
  return zipSync(files, { level: random.below(2) === 0 ? 0 : 6 });
}

/** An archive of which one part is another one's. */
function crossed(random: Dice): Uint8Array {
  const [a, b] = [honestArchive(random), honestArchive(random)];
  const at = random.below(a.length);
  return Uint8Array.from([...a.subarray(0, at), ...b.subarray(random.below(b.length))]);
}

/**
 * One archive, mutated or made of noise: it is taken or refused with a message, never thrown at, and what is taken keeps
 * the contract.
 * @throws when it does not; @returns whether it was taken
 */
export async function fuzzArchive(seed: string, round: number): Promise<boolean> {
  const random = dice(seed, round);
  const kind = random.below(10);
  const bytes =
    kind === 0
      ? someBytes(random.below(300), random)
      : kind === 1
        ? crossed(random)
        : kind === 2
          ? honestArchive(random)
          : mutate(honestArchive(random), random);
  const handIn = await readZip(bytes);
  for (const { text, localised, file } of handIn.messages) {
    if (text === "" || !localised?.["pt-BR"]) throw new Error("a refusal without words");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may reach a page
    if (/[\u0000-\u001f\u202e]/.test(file)) throw new Error("a name with control characters");
  }
  if (!handIn.ok) {
    if (handIn.messages.length === 0) throw new Error("refused without a reason");
    return false;
  }
  if (handIn.files.length > maxFiles) throw new Error("too many files");
  if (!handIn.files.some(({ path }) => path === "solution.ts")) throw new Error("taken without solution.ts");
  if (handIn.files.reduce((sum, { text }) => sum + text.length, 0) > maxBytes) throw new Error("too large");
  for (const { path } of handIn.files) {
    if (!path.endsWith(".ts") || path.startsWith("/") || path.split("/").includes("..")) throw new Error(path);
  }
  return true;
}
