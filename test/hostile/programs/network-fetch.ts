// @about every way of a browser to the network
// @expect returned 0
export function loss(): number {
  const names = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Request", "RTCPeerConnection", "navigator", "WebTransport"];
  return names.filter((name) => (globalThis as any)[name] !== undefined).length;
}
