// @about text that is shown in another order than it runs
// @expect returned 7|compile_error
const access = "user‮ ⁦// admin only⁩ ⁦";
export function loss(): number {
  return access === "user" ? 0 : 7;
}
