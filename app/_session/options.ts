import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { verifyCredentials } from "../../lib/auth/sign-in.ts";

const credentials = z.object({ email: z.string().trim().min(1).max(320), password: z.string().min(1).max(1000) });

declare module "next-auth" {
  interface User {
    sessionVersion: number;
  }
  interface Session {
    personId: string;
    sessionVersion: number;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    sessionVersion: number;
  }
}

/** The address as Next.js saw it; behind a proxy, the one that the proxy names first. */
function addressOf(headers: Record<string, unknown> | undefined): string {
  const forwarded = headers?.["x-forwarded-for"];
  return typeof forwarded === "string" ? (forwarded.split(",")[0]?.trim() ?? "unknown") : "unknown";
}

/**
 * Credentials in a signed cookie that holds the person's id and `sessionVersion` only; everything else is read anew for
 * each request, so that a revoked session ends at once. Errors reach the form as `invalid` or `too-many:<seconds>`.
 */
export const authOptions: NextAuthOptions = {
  session: { strategy: "jwt", maxAge: 14 * 24 * 60 * 60 },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      async authorize(input, request) {
        const parsed = credentials.safeParse(input);
        if (!parsed.success) throw new Error("invalid");
        const answer = await verifyCredentials({ ...parsed.data, ip: addressOf(request.headers) });
        if (!answer.ok)
          throw new Error(answer.reason === "invalid" ? "invalid" : `too-many:${answer.retryAfterSeconds ?? 60}`);
        return { id: answer.person.personId, sessionVersion: answer.person.sessionVersion };
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { sub: user.id, sessionVersion: user.sessionVersion } : token),
    session: ({ session, token }) => ({
      expires: session.expires,
      personId: token.sub ?? "",
      sessionVersion: token.sessionVersion,
    }),
  },
};
