/**
 * Seeded randomness: the same words always give the same draws, on every machine.
 * Integer arithmetic only (sfc32 seeded through cyrb128-like mixing), so no platform can differ;
 * the normal draws use Math.log and Math.cos, which V8 computes with its own fdlibm port on every platform.
 */
export interface Random {
  /** uniform in [0, 1) with 32 random bits */
  uniform(): number;
  /** uniform in (-1, 1) */
  symmetric(): number;
  /** standard normal, rounded to the float32 grid so that a float32 engine sees the very same number */
  normal(): number;
  /** integer in [0, n) */
  below(n: number): number;
  /** the indices 0..n-1 in a random order (Fisher-Yates) */
  permutation(n: number): number[];
  /** an independent stream named by `words` */
  fork(...words: (string | number)[]): Random;
}

function mix(text: string): [number, number, number, number] {
  const h: [number, number, number, number] = [1779033703, 3144134277, 1013904242, 2773480762];
  const multipliers = [597399067, 2869860233, 951274213, 2716044179] as const;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    for (let k = 0; k < 4; k++) h[k] = h[(k + 1) & 3]! ^ Math.imul(h[k]! ^ code, multipliers[k]!);
  }
  for (let round = 0; round < 4; round++) {
    for (let k = 0; k < 4; k++) {
      h[k] = Math.imul(h[k]! ^ (h[(k + 1) & 3]! >>> 15), multipliers[k]!) >>> 0;
    }
  }
  return h;
}

export function seededRandom(...words: (string | number)[]): Random {
  const seed = words.join("\u0000");
  let [a, b, c, d] = mix(seed);
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  for (let i = 0; i < 16; i++) next();

  const uniform = () => next() / 4294967296;
  const random: Random = {
    uniform,
    symmetric: () => (next() + 0.5) / 2147483648 - 1,
    normal: () => {
      const radius = Math.sqrt(-2 * Math.log((next() + 0.5) / 4294967296));
      return Math.fround(radius * Math.cos(2 * Math.PI * uniform()));
    },
    below: (n) => Math.floor(uniform() * n),
    permutation: (n) => {
      const order = Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = random.below(i + 1);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      return order;
    },
    fork: (...more) => seededRandom(seed, ...more),
  };
  return random;
}
