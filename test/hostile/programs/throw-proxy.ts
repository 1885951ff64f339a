// @about throws a proxy that refuses everything
// @expect threw
export function loss(): number {
  throw new Proxy(
    {},
    {
      get() {
        throw new Error("no");
      },
      getPrototypeOf() {
        throw new Error("no");
      },
    },
  );
}
