import { answerSchemas } from "../answer.ts";
import { empty, type Judgement, malformed } from "./judgement.ts";

/** What a person or the grader of projects has to judge. Nothing handed in is nothing to wait for. */

export function judgeCode(answer: unknown): Judgement {
  const read = answerSchemas.code.safeParse(answer);
  if (!read.success) return malformed;
  return read.data.trim() === "" ? empty : { state: "pending", credit: null };
}

export function judgeEssay(answer: unknown): Judgement {
  const read = answerSchemas.essay.safeParse(answer);
  if (!read.success) return malformed;
  return read.data.trim() === "" ? empty : { state: "manual", credit: null };
}

export function judgeFile(answer: unknown): Judgement {
  return answerSchemas.file.safeParse(answer).success ? { state: "manual", credit: null } : malformed;
}
