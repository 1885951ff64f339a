import { z } from "zod";

/** Everything that the processes read from their environment. Empty counts as missing. */
const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// URL" }),
  /** connections that one process may hold for queries; queue and listener hold a few more */
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  /** which process this is, for the log */
  NABLA_PROCESS: z.enum(["web", "worker"]).default("web"),
  /** "1" shows the demonstration accounts on the sign-in page */
  NABLA_DEMO: z.enum(["0", "1"]).default("0"),
  /** signs the session cookies; only the web process needs it */
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  /** public address, such as https://nabla.example.org; only the web process needs it */
  NEXTAUTH_URL: z.url().optional(),
  /** submissions that one worker process grades at the same time */
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(1),
  /** where TensorFlow.js runs: webgl and webgpu need a browser, and use the GPU when there is one */
  REFERENCE_BACKEND: z.enum(["cpu", "wasm", "webgl", "webgpu"]).default("wasm"),
  /** the browser for them, where it is not at one of the usual places */
  CHROME_PATH: z.string().optional(),
  /** whoever asks for metrics must show it, as "Authorization: Bearer …"; without it the web process has no metrics */
  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  /** port on which a worker shows its metrics; without it, none. Without a token on the loopback address only */
  WORKER_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** "C" accepts a machine without user namespaces, where only the kernel's seal holds student code */
  SANDBOX_LEVEL: z.literal("C", { error: 'can only be "C"' }).optional(),
  /** runs code that is trusted anyway where nothing holds it; a demonstration only */
  SANDBOX_UNSAFE: z.literal("trusted-code-only", { error: 'can only be "trusted-code-only"' }).optional(),
});

export type Env = z.infer<typeof schema>;

/** Checks an environment. @throws Error naming every variable that is missing or wrong, one a line. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not complete:\n${problems.join("\n")}`);
}

let read: Env | undefined;

/** The environment of this process, read once. Not at import: `next build` imports modules where there is none. */
export function env(): Env {
  read ??= parseEnv(process.env);
  return read;
}
