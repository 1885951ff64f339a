// @about a proxy that has been revoked: every question about it throws
// @expect threw|bad_return
// @shape vector
export function loss(): number[] {
  const { proxy, revoke } = Proxy.revocable([1, 2], {});
  revoke();
  return proxy;
}
