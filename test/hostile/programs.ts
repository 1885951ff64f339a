import { readdirSync, readFileSync } from "node:fs";

/** One program of `programs/`, with what its header says about it. */
export interface HostileProgram {
  name: string;
  text: string;
  about: string;
  /** verdicts, one of which must come out; with `returned` the numbers */
  expected: readonly string[];
  values: readonly number[];
  shape: "number" | "vector" | "record";
  tags: ReadonlySet<string>;
}

/** what a message shows only when a program has got out of its hand-in: lines of /etc/passwd, and a private solution */
export const escapes = ["root:", "/bin/bash", "applyDerivative"];

const folder = new URL("./programs/", import.meta.url);

export function readPrograms(): HostileProgram[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), "utf8");
      const header = new Map([...text.matchAll(/^\/\/ @(\S+) ?(.*)$/gm)].map((found) => [found[1]!, found[2]!]));
      const verdicts = header
        .get("expect")!
        .split("|")
        .map((verdict) => verdict.split(" "));
      return {
        name: name.slice(0, -3),
        text,
        about: header.get("about")!,
        expected: verdicts.map(([verdict]) => verdict!),
        values: verdicts.flatMap(([, ...values]) => values.map(Number)),
        shape: (header.get("shape") ?? "number") as HostileProgram["shape"],
        tags: new Set(header.keys()),
      };
    });
}
