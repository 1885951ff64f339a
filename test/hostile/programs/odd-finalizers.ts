// @about honest: weak references and finalisers
// @expect returned 7
const registry = new FinalizationRegistry<number>(() => {
  throw new Error("finaliser");
});
export function loss(): number {
  for (let i = 0; i < 1e5; i++) registry.register({ i }, i);
  return new WeakRef([7]).deref()![0]!;
}
