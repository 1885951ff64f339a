import type { Locale, Theme } from "../actor.ts";

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

export declare function verifyCredentials(attempt: { email: string; password: string; ip: string }): Promise<SignIn>;
