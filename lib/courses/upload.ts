import { checkHandIn } from "../../grader/intake/check.ts";
import { type Content, filesIn, readContentZip } from "../../grader/intake/content.ts";
import { type ProjectFolder, projectFrom } from "../../grader/project-folder.ts";
import type { Localised, Message } from "../../grader/report.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit.ts";
import { can } from "../can.ts";
import { db } from "../db.ts";
import { Forbidden } from "../errors.ts";
import { type CourseFile, parseCourseFile } from "./course-file.ts";
import { selectEnrolled } from "./enrolled.ts";
import { isProved, requestProof } from "./proofs.ts";
import { findOrMakeProject, storeVersion } from "./versions.ts";

/** One project of an upload. */
export interface StoredProject {
  slug: string;
  versionId: string;
  /** `published`: it is the version that counts already */
  state: "new" | "known" | "published";
}

export type Uploaded =
  /** `messages`: what of the archive was left out, and the way in for it */
  | { ok: true; projects: StoredProject[]; messages: Message[] }
  /** nothing was stored */
  | { ok: false; message: Localised; messages: Message[] };

/** A project with the place that its course gives it; `entry` is null where a project came alone. */
interface Found {
  slug: string;
  entry: CourseFile["projects"][number] | null;
  folder: ProjectFolder;
}

const messages = {
  files: {
    en: "Nothing was stored: the files need a change first.",
    "pt-BR": "Nada foi guardado: os arquivos precisam de uma correção antes.",
  },
  otherCourse: (slug: string) => ({
    en: `Nothing was stored: course.yaml is of the course "${slug}", not of this one.`,
    "pt-BR": `Nada foi guardado: o course.yaml é do curso "${slug}", não deste.`,
  }),
  unknownProject: (slug: string) => ({
    en: `Nothing was stored: this course has no project "${slug}" (the id in project.yaml). A new project comes with its course's folder, whose course.yaml says its dates.`,
    "pt-BR": `Nada foi guardado: este curso não tem o projeto "${slug}" (o id em project.yaml). Um projeto novo vem com a pasta do curso, cujo course.yaml diz suas datas.`,
  }),
} as const;

const refuse = (message: Localised, more: Message[] = []): Extract<Uploaded, { ok: false }> => ({
  ok: false,
  message,
  messages: more,
});

function wrong(file: string, text: string): Message {
  return { file, line: 1, column: 1, text, severity: "error" };
}

/** Quizzes of a course's archive come in by their own pages: their drafts have a history, and are proved by other tests. */
const leftOut = (quizzes: CourseFile["quizzes"]): Message[] =>
  quizzes.map(({ folder }) => {
    const localised = {
      en: `The quiz ${folder} was left out: only projects come in here. Zip its folder and choose "New quiz", or "Replace by files" on its page.`,
      "pt-BR": `O quiz ${folder} ficou de fora: aqui entram só projetos. Compacte a pasta dele e escolha "Novo quiz", ou "Substituir por arquivos" na página dele.`,
    };
    return { ...wrong("course.yaml", localised.en), severity: "warning", localised };
  });

/** Starter and solution are handed in one day, so they are held to the rules of hand-ins. */
function programProblems({ starter, solution }: ProjectFolder): Message[] {
  return Object.entries({ starter, solution }).flatMap(([part, files]) => {
    const encoder = new TextEncoder();
    const checked = checkHandIn(files.map(({ path, text }) => ({ path, bytes: encoder.encode(text) })));
    if (checked.ok) return [];
    return checked.messages.map((message) => ({ ...message, file: `${part}/${message.file}` }));
  });
}

function readProject(
  files: ReadonlyMap<string, Uint8Array>,
  dir: string,
): { folder?: ProjectFolder; messages: Message[] } {
  const loaded = projectFrom(files, dir || "the archive");
  const within = (message: Message) => ({ ...message, file: dir ? `${dir}/${message.file}` : message.file });
  if (!loaded.ok) return { messages: loaded.messages.map(within) };
  return { folder: loaded.folder, messages: programProblems(loaded.folder).map(within) };
}

function projectsOf(
  content: Extract<Content, { ok: true }>,
  courseSlug: string,
): { ok: true; found: Found[]; quizzes: CourseFile["quizzes"] } | Extract<Uploaded, { ok: false }> {
  if (content.kind === "project") {
    const { folder, messages: problems } = readProject(content.files, "");
    if (!folder || problems.length > 0) return refuse(messages.files, problems);
    return { ok: true, found: [{ slug: folder.project.id, entry: null, folder }], quizzes: [] };
  }
  const parsed = parseCourseFile(new TextDecoder().decode(content.files.get("course.yaml")));
  if (!parsed.ok)
    return refuse(
      messages.files,
      parsed.problems.split("\n").map((line) => wrong("course.yaml", line)),
    );
  if (parsed.file.slug !== courseSlug) return refuse(messages.otherCourse(parsed.file.slug));
  const read = parsed.file.projects.map((entry) => ({
    entry,
    ...readProject(filesIn(content.files, entry.folder), entry.folder),
  }));
  const problems = read.flatMap((one) => one.messages);
  if (problems.length > 0) return refuse(messages.files, problems);
  return {
    ok: true,
    found: read.flatMap(({ entry, folder }) => (folder ? [{ slug: entry.slug, entry, folder }] : [])),
    quizzes: parsed.file.quizzes,
  };
}

/**
 * Stores the projects of an instructor's archive as versions and asks for the proof of each that has none. Nothing is
 * published by this: students go on with what they have.
 * @param zip the folder of the course or of one project, not believed in anything
 * @throws NotFound for strangers, Forbidden for those who may not publish
 */
export async function storeUpload(actor: Actor, courseSlug: string, zip: Uint8Array): Promise<Uploaded> {
  const now = new Date();
  const course = await selectEnrolled(actor, courseSlug);
  if (!can(actor, "project.publish", course)) throw new Forbidden(`publishing in ${courseSlug}`);
  const content = readContentZip(zip);
  if (!content.ok) return refuse(messages.files, content.messages);
  const read = projectsOf(content, courseSlug);
  if (!read.ok) return read;
  return db().$transaction(async (tx) => {
    // two uploads of the same new thing at once must not make it twice
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`upload ${course.id}`}, 0))`;
    const position = await tx.project.count({ where: { courseId: course.id } });
    const known = await tx.project.findMany({ where: { courseId: course.id } });
    for (const { slug, entry } of read.found) {
      if (!entry && !known.some((project) => project.slug === slug)) return refuse(messages.unknownProject(slug));
    }
    const projects: StoredProject[] = [];
    for (const [place, { slug, entry, folder }] of read.found.entries()) {
      const project = entry
        ? await findOrMakeProject(tx, course, entry, position + place, now)
        : known.find((one) => one.slug === slug)!;
      const { version, isNew } = await storeVersion(tx, project.id, folder);
      if (!(await isProved(tx, version.id))) await requestProof(tx, version.id, actor.personId);
      if (isNew) {
        await recordAudit(tx, {
          actorId: actor.personId,
          courseId: course.id,
          action: "project.uploaded",
          thing: "project",
          thingId: project.id,
          details: { versionId: version.id, contentHash: folder.contentHash },
        });
      }
      const state = project.currentVersionId === version.id ? "published" : isNew ? "new" : "known";
      projects.push({ slug, versionId: version.id, state });
    }
    return { ok: true, projects, messages: leftOut(read.quizzes) };
  });
}
