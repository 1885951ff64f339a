import { RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import type { Locale, Theme } from "../actor.ts";
import { db } from "../db.ts";
import { processWide } from "../process-wide.ts";
import { toActor } from "./actor.ts";
import { verifyPassword } from "./password.ts";

export type SignIn =
  | {
      ok: true;
      person: {
        personId: string;
        name: string;
        email: string;
        admin: boolean;
        locale: Locale;
        theme: Theme;
        sessionVersion: number;
      };
    }
  | { ok: false; reason: "invalid" | "too-many"; retryAfterSeconds?: number };

const window = 15 * 60; // seconds

/** Failures allowed in a window. A class shares one address, and someone who guesses may have many. */
function limiters() {
  return processWide("sign-in-limiters", () => {
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterPrisma({ storeClient: db(), tableName: "rateLimit", keyPrefix, points, duration: window });
    return {
      personAndAddress: limiter("sign-in-both", 6),
      person: limiter("sign-in-person", 30),
      address: limiter("sign-in-address", 300),
    };
  });
}

/** A password longer than this is not looked at: hashing it would be work for free. */
const maxPasswordLength = 1024;

/**
 * Checks e-mail and password, counting failures per person, per address and per both.
 * Every answer but `too-many` costs one password hash, whether or not the person exists.
 */
export async function verifyCredentials(attempt: { email: string; password: string; ip: string }): Promise<SignIn> {
  const email = attempt.email.trim().toLowerCase().slice(0, 320);
  const { personAndAddress, person, address } = limiters();
  const counted = [
    { limiter: personAndAddress, key: `${email} ${attempt.ip}` },
    { limiter: person, key: email },
    { limiter: address, key: attempt.ip },
  ];
  try {
    // counted before the password is looked at, so that parallel guesses are counted, too; a success is given back below
    for (const { limiter, key } of counted) await limiter.consume(key);
  } catch (limit) {
    if (!(limit instanceof RateLimiterRes)) throw limit;
    return { ok: false, reason: "too-many", retryAfterSeconds: Math.ceil(limit.msBeforeNext / 1000) };
  }
  const found = await db().person.findUnique({ where: { email } });
  const tooLong = attempt.password.length > maxPasswordLength;
  const right = await verifyPassword(found?.passwordHash ?? null, tooLong ? "" : attempt.password);
  if (!found || !right || tooLong) return { ok: false, reason: "invalid" };
  await Promise.all([
    personAndAddress.delete(counted[0]!.key),
    person.reward(counted[1]!.key),
    address.reward(counted[2]!.key),
  ]);
  return { ok: true, person: { ...toActor(found), sessionVersion: found.sessionVersion } };
}
