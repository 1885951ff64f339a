import { z } from "zod";

/** One file of a quiz's folder, by its path in it. */
export interface QuizFile {
  path: string;
  text: string;
}

/** What a quiz's folder may hold; ids are those of the schema, so a path can mean no other place. */
export const quizPath = z
  .string()
  .regex(/^(quiz\.yaml|questions\/[a-z0-9][a-z0-9-]{0,79}(\.yaml|(\.[a-z0-9-]{1,40})?\.ts))$/);
export const isQuizPath = (path: string): boolean => quizPath.safeParse(path).success;

export const questionPath = (id: string): string => `questions/${id}.yaml`;
export const generatorPath = (id: string): string => `questions/${id}.generate.ts`;

/** The id of the question whose file this is; null for the other files. */
export function questionOf(path: string): string | null {
  return /^questions\/([a-z0-9][a-z0-9-]{0,79})\.yaml$/.exec(path)?.[1] ?? null;
}
