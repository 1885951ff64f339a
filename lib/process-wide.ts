/**
 * One value per process, also where a bundler loads a module more than once (every route of the web process may carry its
 * own copy of lib/).
 */
export function processWide<T>(name: string, make: () => T): T {
  const key = Symbol.for(`nabla.${name}`);
  const holder = globalThis as { [key: symbol]: T | undefined };
  holder[key] ??= make();
  return holder[key];
}

/** Makes the next `processWide(name, …)` make the value again. */
export function forget(name: string): void {
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for(`nabla.${name}`)];
}
