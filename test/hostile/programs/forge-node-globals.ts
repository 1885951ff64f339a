// @about looks for Node's ways out: none is in reach
// @expect returned 0
const anything = globalThis as any;
export function loss(): number {
  const names = ["process", "require", "module", "Buffer", "fetch", "setTimeout", "setInterval", "setImmediate", "queueMicrotask"];
  const more = ["WebSocket", "WebAssembly", "performance", "navigator", "crypto", "global", "structuredClone", "EventTarget", "Worker"];
  return [...names, ...more].filter((name) => anything[name] !== undefined).length;
}
