import { z } from "zod";
import { type Localised, localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit.ts";
import { brokenRule, db } from "../../db.ts";
import { instantOf, localTime } from "../local-time.ts";
import { selectForAuthor } from "./access.ts";
import { readYaml, setAt } from "./document.ts";
import { quizFilesSchema, sorted } from "./files.ts";
import { keepRevision } from "./history.ts";
import { type QuizFile, questionPath } from "./paths.ts";
import { newQuizYaml, questionFromTemplate } from "./templates.ts";

/** Addresses of pages and routes beside the quizzes'. */
const reserved = ["new", "import", "create"];

export const newQuizSchema = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
    .refine((slug) => !reserved.includes(slug)),
  title: localised.refine((title) => Object.values(title).every((text) => text.trim() !== "" && text.length <= 200)),
  opens: localTime,
  due: localTime,
});
export type NewQuiz = z.infer<typeof newQuizSchema>;

export type CreatedQuiz =
  | { ok: true; slug: string }
  | { ok: false; field: keyof NewQuiz | "files"; message: Localised };

const no = (field: keyof NewQuiz | "files", en: string, pt: string): CreatedQuiz => ({
  ok: false,
  field,
  message: { en, "pt-BR": pt },
});

const problems: Record<keyof NewQuiz, [string, string]> = {
  slug: [
    "The name in the address is of small letters, digits and hyphens, 60 at most.",
    "O nome no endereço tem letras minúsculas, algarismos e hifens, no máximo 60.",
  ],
  title: ["Give the title in both languages.", "Dê o título nos dois idiomas."],
  opens: ["Give a date and a time.", "Dê uma data e uma hora."],
  due: ["Give a date and a time.", "Dê uma data e uma hora."],
};

/** Files of an import under the name and title that were asked for; what says so already stays as it is written. */
function named(files: readonly QuizFile[], slug: string, title: Localised): QuizFile[] {
  return files.map((file) => {
    const read = file.path === "quiz.yaml" ? readYaml(file.text) : null;
    if (!read?.ok || typeof read.value !== "object" || read.value === null) return file;
    const now = read.value as { id?: unknown; title?: { en?: unknown; "pt-BR"?: unknown } };
    let text = file.text;
    if (now.id !== slug) text = setAt(text, ["id"], slug) ?? text;
    if (now.title?.en !== title.en || now.title["pt-BR"] !== title["pt-BR"])
      text = setAt(text, ["title"], title) ?? text;
    return { ...file, text };
  });
}

/**
 * Makes a quiz that nobody but its authors can see: it has a draft and no version yet.
 * @param files of an import or an archive; left out: a first question to change
 * @throws NotFound, Forbidden
 */
export async function createQuiz(
  actor: Actor,
  courseSlug: string,
  asked: unknown,
  files?: readonly QuizFile[],
): Promise<CreatedQuiz> {
  const course = await selectForAuthor(actor, courseSlug);
  const parsed = newQuizSchema.safeParse(asked);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]!.path[0] ?? "slug") as keyof NewQuiz;
    return no(field in problems ? field : "slug", ...problems[field in problems ? field : "slug"]);
  }
  const { slug, title, opens, due } = parsed.data;
  const [opensAt, dueAt] = [instantOf(opens, course.timeZone), instantOf(due, course.timeZone)];
  if (opensAt >= dueAt) return no("due", "It must be due after it opens.", "O prazo deve ser depois da abertura.");
  const first: QuizFile[] = [
    { path: "quiz.yaml", text: newQuizYaml(slug, title, "question-1") },
    { path: questionPath("question-1"), text: questionFromTemplate("numeric", "question-1") },
  ];
  const kept = quizFilesSchema.safeParse(sorted(files ? named(files, slug, title) : first));
  if (!kept.success) {
    const what = kept.error.issues[0]!.message;
    return no("files", `These files cannot be kept: ${what}`, `Estes arquivos não podem ser guardados: ${what}`);
  }
  try {
    await db().$transaction(async (tx) => {
      const schedule = await tx.schedule.create({ data: { opensAt, dueAt } });
      const last = await tx.quiz.aggregate({ where: { courseId: course.id }, _max: { position: true } });
      const quiz = await tx.quiz.create({
        data: { courseId: course.id, slug, title, position: (last._max.position ?? -1) + 1, scheduleId: schedule.id },
      });
      const json = JSON.parse(JSON.stringify(kept.data)) as object[];
      await tx.quizDraft.create({ data: { quizId: quiz.id, files: json, revision: 1, updatedById: actor.personId } });
      await keepRevision(tx, {
        quizId: quiz.id,
        authorId: actor.personId,
        files: kept.data,
        before: [],
        note: "",
        at: new Date(),
      });
      await recordAudit(tx, {
        actorId: actor.personId,
        courseId: course.id,
        action: "quiz.created",
        thing: "quiz",
        thingId: quiz.id,
        details: { slug, opens: opensAt.toISOString(), due: dueAt.toISOString() },
      });
    });
  } catch (error) {
    const rule = brokenRule(error);
    if (rule !== "P2002" && rule !== "quizzes_course_id_slug_key") throw error;
    return no("slug", "This course has a quiz of that name.", "Este curso já tem um quiz com esse nome.");
  }
  return { ok: true, slug };
}
