import { encode } from "next-auth/jwt";
import { z } from "zod";

const savedSchema = z.object({ ok: z.boolean(), revision: z.number().optional(), reason: z.string().optional() });

export interface QuizTaker {
  /** the quiz's page: it holds the form with which an attempt begins */
  openQuiz(): Promise<FormData>;
  /** sends that form; id of the attempt */
  start(form: FormData): Promise<string>;
  /** the page on which questions are answered */
  openAttempt(attemptId: string): Promise<void>;
  save(attemptId: string, save: object): Promise<z.infer<typeof savedSchema>>;
  handIn(attemptId: string): Promise<void>;
}

/**
 * Somebody who takes a quiz over HTTP alone, as a browser speaks to the product.
 * @param server its address, and the secret with which it signs sessions: signing in hundreds of times is not what is measured
 */
export async function quizTaker(
  server: { base: string; secret: string },
  person: { personId: string; sessionVersion: number },
  quiz: string,
): Promise<QuizTaker> {
  const { base, secret } = server;
  const token = await encode({ secret, token: { sub: person.personId, sessionVersion: person.sessionVersion } });
  const headers = { Cookie: `next-auth.session-token=${token}`, Origin: base };
  const ask = async (path: string, init: RequestInit = {}, expected = 200) => {
    const response = await fetch(`${base}${path}`, {
      redirect: "manual",
      ...init,
      headers: { ...headers, ...init.headers },
    });
    if (response.status !== expected)
      throw new Error(`${init.method ?? "GET"} ${path}: ${response.status} ${(await response.text()).slice(0, 300)}`);
    return response;
  };
  const json = { "Content-Type": "application/json" };
  return {
    openQuiz: async () => {
      const page = await (await ask(quiz)).text();
      const form = new FormData();
      for (const [field] of page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
        const name = /name="([^"]*)"/.exec(field)?.[1];
        if (name) form.set(name, /value="([^"]*)"/.exec(field)?.[1] ?? "");
      }
      if (!form.has("idempotencyKey")) throw new Error("the page offers no start");
      return form;
    },
    start: async (form) => {
      const response = await ask(quiz, { method: "POST", body: form }, 303);
      const attemptId = /\/attempts\/([0-9a-f-]{36})/.exec(response.headers.get("location") ?? "")?.[1];
      await response.body?.cancel();
      if (!attemptId) throw new Error(`no attempt began: ${response.headers.get("location")}`);
      return attemptId;
    },
    openAttempt: async (attemptId) => {
      await (await ask(`/attempts/${attemptId}`)).text();
    },
    save: async (attemptId, save) => {
      const body = JSON.stringify(save);
      const response = await ask(`/api/attempts/${attemptId}/answers`, { method: "PUT", headers: json, body });
      return savedSchema.parse(await response.json());
    },
    handIn: async (attemptId) => {
      await (await ask(`/api/attempts/${attemptId}/hand-in`, { method: "POST", headers: json, body: "{}" })).text();
    },
  };
}
