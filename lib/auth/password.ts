import { hash, verify } from "@node-rs/argon2";

/** argon2id, 19 MiB, 2 passes: about 80 ms, which also bounds how fast passwords can be tried. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let decoy: Promise<string> | undefined;

/** Takes the same time whether or not the person exists or has a password, so that the time tells nothing. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("a password that nobody has");
  const matches = await verify(stored ?? (await decoy), password);
  return matches && stored !== null;
}
