import { extname } from "node:path/posix";
import { z } from "zod";
import { type Answers, answerSchemas } from "../../../grader/quiz/answer.ts";
import type { Localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { can } from "../../can.ts";
import { db } from "../../db.ts";
import { NotFound } from "../../errors.ts";
import { type PublishedItem, selectContent } from "../content.ts";
import { type Refusal, refusals } from "../refusals.ts";
import { inTransaction } from "../transaction.ts";
import { graceSeconds } from "./finish.ts";
import { selectOwnAttempt } from "./own-attempt.ts";

/** Bytes of one file, and files of one attempt: replaced ones stay, so that nothing that was acknowledged is lost. */
const maxBytes = 10_000_000;
const maxFiles = 40;

export type Uploaded =
  | { ok: true; fileId: string; name: string; bytes: number; uploadedAt: string }
  | { ok: false; reason: Refusal; message: Localised };

const refuse = (reason: Refusal): Uploaded => ({ ok: false, reason, message: refusals[reason] });

/** First bytes of the kinds that have some: a program that calls itself a picture is none. */
const signatures: Record<string, readonly string[]> = {
  ".pdf": ["25504446"],
  ".png": ["89504e470d0a1a0a"],
  ".jpg": ["ffd8ff"],
  ".jpeg": ["ffd8ff"],
  ".zip": ["504b0304", "504b0506"],
};

function isWhatItSays(extension: string, bytes: Uint8Array): boolean {
  const starts = signatures[extension];
  const head = Buffer.from(bytes.subarray(0, 8)).toString("hex");
  return starts === undefined ? !bytes.subarray(0, 4096).includes(0) : starts.some((start) => head.startsWith(start));
}

/** The last part of a path, without characters that are no text. */
const plainName = (name: string) => name.split(/[/\\]/).at(-1)!.replaceAll(/\p{C}/gu, "").trim().slice(-200);

/**
 * Keeps a file for a field. It belongs to the answer once a save names it.
 * @throws NotFound when it is not the actor's own attempt
 */
export async function uploadFile(
  actor: Actor,
  request: { attemptId: string; key: string; fieldId: string; name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<Uploaded> {
  const { attemptId, key, fieldId, bytes } = request;
  const head = await selectOwnAttempt(actor, attemptId);
  const entry = (await selectContent(head.versionId)).byKey.get(key);
  const field = entry?.item.fields.find(({ id }) => id === fieldId);
  if (!entry || field?.kind !== "file") return refuse("not-an-answer");
  const name = plainName(request.name);
  const extension = extname(name).toLowerCase();
  if (bytes.byteLength > maxBytes) return refuse("file-too-large");
  if (bytes.byteLength === 0) return refuse("file-empty");
  if (!field.accept.some((accepted) => accepted === extension) || !isWhatItSays(extension, bytes)) {
    return refuse("file-kind");
  }
  return inTransaction(async (tx) => {
    const open = await tx.$queryRaw<{ now: Date }[]>`
      SELECT clock_timestamp()::timestamptz(3) AS now FROM quiz_attempts
      WHERE id = ${attemptId}::uuid AND handed_in_at IS NULL
        AND (ends_at IS NULL OR clock_timestamp() <= ends_at + make_interval(secs => ${graceSeconds}))
      FOR SHARE`;
    if (!open[0]) return refuse("ended");
    const drawn = await tx.quizAnswer.count({ where: { attemptId, itemId: entry.id } });
    if (drawn === 0) return refuse("not-an-answer");
    if ((await tx.quizFile.count({ where: { attemptId } })) >= maxFiles) return refuse("too-many-files");
    const { id } = await tx.quizFile.create({
      data: {
        attemptId,
        itemId: entry.id,
        fieldId,
        name,
        bytes,
        byteCount: bytes.byteLength,
        uploadedAt: open[0].now,
      },
      select: { id: true },
    });
    return { ok: true, fileId: id, name, bytes: bytes.byteLength, uploadedAt: open[0].now.toISOString() };
  });
}

/** The field whose answer names a file that was never received for it; null when there is none. */
export async function missingFile(attemptId: string, entry: PublishedItem, answers: Answers): Promise<string | null> {
  for (const field of entry.item.fields) {
    if (field.kind !== "file" || answers[field.id] === undefined) continue;
    const { fileId } = answerSchemas.file.parse(answers[field.id]);
    const there = await db().quizFile.count({ where: { id: fileId, attemptId, itemId: entry.id, fieldId: field.id } });
    if (there === 0) return field.id;
  }
  return null;
}

/** A file that was handed in, for whoever handed it in and for staff. To be served as a download only. @throws NotFound */
export async function readFile(
  actor: Actor,
  fileId: string,
): Promise<{ name: string; bytes: Uint8Array; uploadedAt: string }> {
  if (!z.uuid().safeParse(fileId).success) throw new NotFound(`file ${fileId}`);
  const file = await db().quizFile.findUnique({
    where: { id: fileId },
    include: {
      attempt: {
        select: {
          personId: true,
          quiz: { select: { course: { select: { enrolments: { where: { personId: actor.personId } } } } } },
        },
      },
    },
  });
  const role = file?.attempt.quiz.course.enrolments[0]?.role ?? null;
  const thing = { role, mine: file?.attempt.personId === actor.personId };
  if (!file || !can(actor, "quiz.see-attempt", thing)) throw new NotFound(`file ${fileId}`);
  return { name: file.name, bytes: file.bytes, uploadedAt: file.uploadedAt.toISOString() };
}
