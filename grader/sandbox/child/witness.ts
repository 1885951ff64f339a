import type { Thrown } from "../protocol.ts";
import type { Argument } from "../types.ts";
import { has } from "./copy.ts";
import { printing } from "./globals.ts";
import { call, includes, isArray, NativeProxy, ownKeys } from "./primordials.ts";

/**
 * Was it an argument that a program wrote to, or frozen data of its own? V8's TypeError does not tell. So the call is
 * made once more with arguments that notice the first write and refuse it just as frozen ones do: up to there the program
 * runs as it did before.
 * @returns undefined when it cannot be told: callbacks and kept states are not replayed
 */
export function wroteToArgument(
  thrown: Thrown,
  exported: () => unknown,
  args: readonly Argument[],
): boolean | undefined {
  if (!isRefusedWrite(thrown)) return undefined;
  const seen = { write: false };
  const watched: unknown[] = [];
  for (let i = 0; i < args.length; i++) {
    const argument = args[i]!;
    if (!has(argument, "value") || has(argument, "random")) return undefined;
    watched[i] = watch(argument.value, seen);
  }
  printing.muted = true;
  try {
    call(exported, undefined, watched);
  } catch {
    return seen.write;
  } finally {
    printing.muted = false;
  }
  return undefined;
}

function isRefusedWrite({ name, message }: Thrown): boolean {
  if (name !== "TypeError") return false;
  return (
    includes(message, "read only") ||
    includes(message, "not extensible") ||
    includes(message, "Cannot delete") ||
    includes(message, "Cannot redefine") ||
    includes(message, "Cannot define")
  );
}

function watch(value: unknown, seen: { write: boolean }): unknown {
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<PropertyKey, unknown> = isArray(value) ? ([] as never) : {};
  const keys = ownKeys(value);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (key !== "length" || !isArray(value)) copy[key] = watch((value as Record<PropertyKey, unknown>)[key], seen);
  }
  const refuse = () => {
    seen.write = true;
    return false;
  };
  return new NativeProxy(copy, { set: refuse, defineProperty: refuse, deleteProperty: refuse });
}
