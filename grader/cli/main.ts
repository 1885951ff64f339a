import { parseArgs } from "node:util";
import { exitCodes, type Language, type Terminal, UsageError } from "./terminal.ts";
import { type Backend, backends } from "./tools.ts";

const usage = `Usage:
  nabla check [DIR] [--project DIR]                      your public checks, without a server
  nabla grade --project DIR --submission PATH [--json]   everything, hidden checks included
  nabla validate DIR                                     proves a course, a project or a quiz: solution, starter,
                                                         standard mutants; every question over 200 seeds
  nabla import FILE [--out DIR] [--json]                 questions of another system: GIFT, Moodle XML, QTI 2.1 to 3.0, Canvas

PATH is a folder, a .zip or a single .ts file.
  --backend cpu|wasm|webgl|webgpu   where TensorFlow.js runs (cpu)
  --lang en|pt-BR                   language of what is printed
  --out DIR                         writes quiz.yaml and questions/*.yaml there; never over a file
  --json                            exactly one report on standard output
Exit: 0 a report was made, whatever its score; 1 a project did not validate; 2 the call, the project or the file is wrong; 3 the grader failed.
`;

const options = {
  project: { type: "string" },
  submission: { type: "string" },
  out: { type: "string" },
  json: { type: "boolean", default: false },
  backend: { type: "string", default: "cpu" },
  lang: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", short: "v", default: false },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (!found) throw new UsageError(`--${name} is one of ${allowed.join(", ")}, not "${value}"`);
  return found;
}

async function run(args: readonly string[], given: Terminal): Promise<number> {
  const { values, positionals } = parse(args);
  const language = values.lang ? oneOf<Language>("lang", values.lang, ["en", "pt-BR"]) : given.language;
  const terminal = { ...given, language };
  const [command, ...rest] = positionals;
  if (values.version) {
    const { graderVersion } = await import("../grade.ts");
    await terminal.out(`nabla ${graderVersion}\n`);
    return exitCodes.done;
  }
  if (values.help || command === "help") {
    await terminal.out(usage);
    return exitCodes.done;
  }
  const backend = oneOf<Backend>("backend", values.backend, backends);
  const most = { grade: 0, check: 1, validate: 1, import: 1 }[command ?? ""];
  if (most === undefined)
    throw new UsageError(`${command ? `there is no command "${command}"` : "no command"}\n\n${usage}`);
  if (rest.length > most) throw new UsageError(`${command} does not take "${rest[most]}"`);
  const graded = { json: values.json, backend };
  switch (command) {
    case "grade": {
      const { project, submission } = values;
      if (!project || !submission) throw new UsageError("grade needs --project DIR and --submission PATH");
      const { gradeCommand } = await import("./grade.ts");
      return gradeCommand({ project, submission }, { ...graded, scope: "all" }, terminal);
    }
    case "check": {
      const submission = rest[0] ?? values.submission ?? ".";
      const { checkCommand } = await import("./grade.ts");
      return checkCommand({ project: values.project, submission }, { ...graded, scope: "public" }, terminal);
    }
    case "import": {
      const [file] = rest;
      if (!file) throw new UsageError("import needs a FILE");
      const { importCommand } = await import("./import.ts");
      return importCommand(file, { out: values.out, json: values.json }, terminal);
    }
    default: {
      const dir = rest[0] ?? values.project;
      if (!dir) throw new UsageError("validate needs the folder of a course, a project or a quiz");
      const { validateCommand } = await import("./validate.ts");
      return validateCommand(dir, backend, terminal);
    }
  }
}

/** Runs one command and returns its exit code; nothing is thrown. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      await terminal.err(`${error.message.includes(": error: ") ? "" : "nabla: "}${error.message}\n`);
      return exitCodes.usage;
    }
    if (terminal.signal.aborted) return exitCodes.interrupted;
    const { causesOf } = await import("../causes.ts");
    await terminal.err(`nabla: ${causesOf(error)}\n`);
    return exitCodes.failed;
  }
}
