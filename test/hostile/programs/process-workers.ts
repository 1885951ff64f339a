// @about threads and workers under every name
// @expect returned 0
export function loss(): number {
  const names = ["Worker", "SharedWorker", "MessageChannel", "BroadcastChannel", "importScripts", "postMessage", "onmessage"];
  return names.filter((name) => (globalThis as any)[name] !== undefined).length;
}
