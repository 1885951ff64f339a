import { createHash } from "node:crypto";
import { z } from "zod";
import { type QuizFile, quizPath } from "./paths.ts";

/** Far above what a quiz is: the two of the course have some 30 files of 3 KB. */
export const limits = { files: 400, fileBytes: 200_000, allBytes: 4 * 2 ** 20 };

const bytesOf = (text: string) => Buffer.byteLength(text, "utf8");

/** The files of a quiz as they come from a browser: names that mean a place in a quiz's folder, text, bounded. */
export const quizFilesSchema = z
  .array(
    z.strictObject({
      path: quizPath,
      text: z.string().refine((text) => bytesOf(text) <= limits.fileBytes && !text.includes("\0"), {
        message: `a file is text of at most ${limits.fileBytes} bytes`,
      }),
    }),
  )
  .max(limits.files)
  .refine((files) => files.reduce((sum, { text }) => sum + bytesOf(text), 0) <= limits.allBytes, {
    message: `the files are larger than ${limits.allBytes} bytes in all`,
  })
  .refine((files) => new Set(files.map(({ path }) => path)).size === files.length, { message: "a path stands twice" });

/** The order in which files are kept: the same files are the same JSON. */
export function sorted(files: readonly QuizFile[]): QuizFile[] {
  return files
    .map(({ path, text }) => ({ path, text }))
    .sort((a, b) =>
      a.path === b.path ? 0 : a.path === "quiz.yaml" || (b.path !== "quiz.yaml" && a.path < b.path) ? -1 : 1,
    );
}

/**
 * SHA-256 over paths and texts in hexadecimal, as `parseQuizFiles` makes it: two drafts with the same print are the same files,
 * byte for byte, and a draft is what was published when it has the version's.
 */
export function fingerprint(files: readonly QuizFile[]): string {
  const hash = createHash("sha256");
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${path}\0${createHash("sha256").update(text).digest("hex")}\n`);
  }
  return hash.digest("hex");
}
