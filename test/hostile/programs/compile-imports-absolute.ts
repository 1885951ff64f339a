// @about imports a file by its absolute path
// @expect compile_error
import data from "/etc/hostname";
export function loss(): number {
  return data;
}
