import type { SandboxOptions } from "../../grader/sandbox/host.ts";
import type { Sandbox } from "../../grader/sandbox/types.ts";
import type { Env } from "../env.ts";

/**
 * How strongly student code must be held. A demonstration counts as development: it also runs at level C, with a warning,
 * and at level D when it is told that the code is trusted. Anything else needs level B unless level C was accepted, and never
 * runs at level D.
 */
export function sandboxPolicy(
  env: Pick<Env, "NABLA_DEMO" | "SANDBOX_LEVEL" | "SANDBOX_UNSAFE">,
): Required<Pick<SandboxOptions, "allowLevelC" | "unsafeTrustedCodeOnly">> {
  const development = env.NABLA_DEMO === "1";
  return {
    allowLevelC: development || env.SANDBOX_LEVEL === "C",
    unsafeTrustedCodeOnly: development && env.SANDBOX_UNSAFE === "trusted-code-only",
  };
}

const remedy =
  "To get level B, let unprivileged processes make user namespaces (sysctl kernel.unprivileged_userns_clone=1 or " +
  "kernel.apparmor_restrict_unprivileged_userns=0; in Docker, --security-opt seccomp=unconfined --security-opt apparmor=unconfined)";

/** What to tell the operator when the worker refuses to run. */
export function refusal(reason: string): string {
  return `Submissions are received but not graded: ${reason.replace(/\s+/g, " ")}. ${remedy}, or accept level C with SANDBOX_LEVEL=C.`;
}

/** What to tell the operator, loudly, where less than the full wall is there; null where it is. */
export function warning(level: Sandbox["level"]): string | null {
  if (level === "D")
    return `WARNING: nothing holds student code on this machine (level D). Run only code that you trust. ${remedy}.`;
  if (level === "C")
    return `WARNING: student code is held by the kernel's seal alone (level C: no namespaces). ${remedy}.`;
  return null;
}
