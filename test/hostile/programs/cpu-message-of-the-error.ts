// @about throws an error whose message takes for ever to read
// @expect time_limit
export function loss(): number {
  throw {
    get message(): string {
      for (;;);
    },
  };
}
