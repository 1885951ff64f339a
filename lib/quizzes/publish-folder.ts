import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { createCompiler } from "../../grader/compile/compiler.ts";
import { graderVersion } from "../../grader/grade.ts";
import { parseQuizFiles, type QuizContent, type QuizFile } from "../../grader/quiz/quiz-folder.ts";
import { runGenerators } from "../../grader/quiz/self-test/run-generators.ts";
import type { Values } from "../../grader/quiz/values.ts";
import { createSandbox } from "../../grader/sandbox/host.ts";
import { SandboxFault } from "../../grader/sandbox/types.ts";
import { type CourseFile, instantOf } from "../courses/course-file.ts";
import { db, type Tx } from "../db.ts";
import { log } from "../log.ts";
import { publishVersion } from "./publish.ts";

async function filesOf(folder: string): Promise<QuizFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
    .sort();
  return Promise.all(
    names.map(async (name) => ({ path: name, text: await readFile(path.join(folder, name), "utf8") })),
  );
}

/** Reads the folder of a quiz. @throws Error naming every place that is wrong */
export async function readQuizFolder(folder: string): Promise<{ content: QuizContent; files: QuizFile[] }> {
  const files = await filesOf(folder);
  const parsed = parseQuizFiles(files);
  if (parsed.ok) return { content: parsed.content, files };
  const places = parsed.messages.map((message) => `  ${message.file}:${message.line}: ${message.text}`);
  throw new Error(`The quiz in ${folder} is not right:\n${places.join("\n")}`);
}

/**
 * What the generators of a quiz make. They lie on the same disk as this program and are trusted as it is: the walls of this
 * machine are used as far as they go.
 * @throws Error with what is wrong with them; SandboxFault where no programs can be run at all
 */
async function poolsOf(content: QuizContent): Promise<Record<string, Values[]>> {
  if (!content.items.some(({ generator }) => generator)) return {};
  const sandbox = await createSandbox({ allowLevelC: true, unsafeTrustedCodeOnly: true });
  const compiler = createCompiler();
  try {
    const { pools, problems } = await runGenerators(content, { compiler, sandbox }, new AbortController().signal);
    if (problems.length === 0) return pools;
    const lines = problems.map(({ item, message }) => `  ${item}: ${message}`);
    throw new Error(`Generators of the quiz "${content.quiz.id}" are not right:\n${lines.join("\n")}`);
  } finally {
    await Promise.all([compiler.close(), sandbox.close()]);
  }
}

type Entry = CourseFile["quizzes"][number];

async function findOrMakeQuiz(
  tx: Tx,
  course: { id: string; timeZone: string },
  entry: Entry,
  content: QuizContent,
  place: { position: number; now: Date },
) {
  const slot = { courseId: course.id, slug: entry.slug };
  const there = await tx.quiz.findUnique({ where: { courseId_slug: slot } });
  if (there) return there;
  return tx.quiz.create({
    data: {
      slug: entry.slug,
      position: place.position,
      title: content.quiz.title,
      course: { connect: { id: course.id } },
      schedule: {
        create: {
          opensAt: instantOf(entry.opens, course.timeZone, place.now),
          dueAt: instantOf(entry.due, course.timeZone, place.now),
        },
      },
    },
  });
}

/**
 * Publishes the quizzes of a course on disk without running their self-tests: for the demonstration, whose content is ours and
 * is proved by our tests. A quiz that has a version already stays as it is: somebody may have published another one since.
 * @param folder of the course
 * @throws Error naming what is wrong with a quiz's folder
 */
export async function publishQuizzes(
  folder: string,
  file: CourseFile,
  course: { id: string; timeZone: string },
  now: Date,
): Promise<void> {
  for (const [position, entry] of file.quizzes.entries()) {
    const there = await db().quiz.findUnique({
      where: { courseId_slug: { courseId: course.id, slug: entry.slug } },
      select: { currentVersionId: true },
    });
    if (there?.currentVersionId) continue;
    const { content, files } = await readQuizFolder(path.join(folder, entry.folder));
    const generated = await poolsOf(content).catch((error: unknown) => {
      if (!(error instanceof SandboxFault)) throw error;
      // the rest of the course is still worth having
      log().error(
        { error, quiz: entry.slug },
        "a quiz was not published: its generators cannot be run on this machine",
      );
      return null;
    });
    if (generated === null) continue;
    const proof = { seeds: 0, problems: 0, at: now.toISOString(), grader: graderVersion };
    await db().$transaction(async (tx) => {
      const quiz = await findOrMakeQuiz(tx, course, entry, content, { position, now });
      await publishVersion(tx, { quizId: quiz.id, content, files, proof, generated, actorId: null });
    });
  }
}
