import { z } from "zod";

/** A signed-in person over HTTP alone, as a browser speaks to the product. */
export interface WebClient {
  /** one attempt, with no second try; null when no answer came or the server was in trouble */
  handIn(project: string, key: string, source: string): Promise<{ submissionId: string } | null>;
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0]!)
    .join("; ");

/** Signs in with e-mail and password. @param base such as http://localhost:3000 */
export async function signInOverHttp(base: string, email: string, password: string): Promise<WebClient> {
  const asked = await fetch(`${base}/api/auth/csrf`);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await asked.json());
  const signed = await fetch(`${base}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/x-www-form-urlencoded", Cookie: cookiesOf(asked) },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const cookie = cookiesOf(signed);
  if (!cookie.includes("session-token")) throw new Error(`${email} could not sign in: ${signed.status}`);
  return {
    handIn: async (project, key, source) => {
      const form = new FormData();
      form.set("idempotencyKey", key);
      form.set("acceptLate", "false");
      form.append("path", "solution.ts");
      form.append("file", new Blob([source]), "file");
      try {
        const response = await fetch(`${base}/api/courses/${project}/submissions`, {
          method: "POST",
          headers: { Cookie: cookie, Origin: base },
          body: form,
          signal: AbortSignal.timeout(10_000),
        });
        if (response.status !== 201) return null;
        return z.object({ submissionId: z.uuid() }).parse(await response.json());
      } catch {
        return null;
      }
    },
  };
}
