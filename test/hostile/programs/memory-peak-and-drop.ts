// @about takes far too much for a moment and lets it go again: the kernel's peak counts
// @expect memory_limit
export function loss(): number {
  let n = 0;
  for (let i = 0; i < 3; i++) n += new Uint8Array(400 * 2 ** 20).fill(1).length;
  return n;
}
