/**
 * node scripts/publish.ts FOLDER --as E-MAIL [--prove-only]
 * Uploads, proves and publishes the projects of a course's or project's folder on behalf of an instructor, from a shell of the
 * server. The proof runs here, with the environment's sandbox, and is kept like a worker's. Exit 0: published, or nothing to
 * publish; 1: some project is not proved and nothing of it was published; 2: the call or the files are wrong.
 */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { zipSync } from "fflate";
import { z } from "zod";
import { problemCount, proofStepSchema } from "../grader/validate/proof.ts";
import { toActor } from "../lib/auth/actor.ts";
import { parseCourseFile } from "../lib/courses/course-file.ts";
import { isProved, requestProof } from "../lib/courses/proofs.ts";
import { publishVersion } from "../lib/courses/publish-version.ts";
import { storeUpload } from "../lib/courses/upload.ts";
import { db } from "../lib/db.ts";
import { proveJob } from "../lib/grading/prove-job.ts";
import { newWorkerId } from "../lib/grading/takeover.ts";
import { openTools } from "../lib/grading/tools.ts";
import { closeQueue } from "../lib/queue.ts";

const usage = "node scripts/publish.ts FOLDER --as E-MAIL [--course SLUG] [--prove-only]";

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        as: { type: "string" },
        course: { type: "string" },
        "prove-only": { type: "boolean", default: false },
      },
    });
    const [folder] = positionals;
    if (!folder || !values.as) return stop(usage);
    return { folder, as: values.as, course: values.course, proveOnly: values["prove-only"] };
  } catch (error) {
    return stop(`${(error as Error).message}\n${usage}`);
  }
}

/** The folder as the archive that an instructor would upload: one intake, one set of rules. */
async function archiveOf(folder: string): Promise<Uint8Array> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: Record<string, Uint8Array> = {};
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file);
    if (/(^|\/)(node_modules\/|\.)/.test(name)) continue;
    files[name] = await readFile(file);
  }
  return zipSync(files);
}

async function courseOf(folder: string, given: string | undefined): Promise<string> {
  if (given) return given;
  const text = await readFile(path.join(folder, "course.yaml"), "utf8").catch(() => null);
  if (text === null)
    return stop("the folder has no course.yaml: say of which course the project is, with --course SLUG");
  const parsed = parseCourseFile(text);
  return parsed.ok ? parsed.file.slug : stop(`course.yaml is not right:\n${parsed.problems}`);
}

const { folder, as, course, proveOnly } = readArguments();
const person = await db().person.findUnique({ where: { email: as.toLowerCase() } });
if (!person) stop(`nobody has the e-mail ${as}`);
const actor = toActor(person);
const stored = await storeUpload(actor, await courseOf(folder, course), await archiveOf(folder));
if (!stored.ok) {
  stop(
    [stored.message.en, ...stored.messages.map((m) => `${m.file}:${m.line}:${m.column}: error: ${m.text}`)].join("\n"),
  );
}

for (const message of stored.messages) console.log(`${message.file}: ${message.severity}: ${message.text}`);

let unproved = 0;
const tools = await openTools();
const workerId = newWorkerId();
for (const { slug, versionId } of stored.projects) {
  if (!(await isProved(db(), versionId))) {
    const proofId = await db().$transaction((tx) => requestProof(tx, versionId, person.id));
    // a worker may be at it already; two proofs at once say the same, and one is kept
    await proveJob({ proofId, workerId, tools, signal: new AbortController().signal });
    const { steps } = await db().projectProof.findUniqueOrThrow({ where: { id: proofId } });
    const found = z.array(proofStepSchema).parse(steps);
    for (const { file, line, text } of found.flatMap(({ problems }) => problems))
      console.log(`  ${file ? `${slug}/${file}:${line ?? 1}: ` : ""}${text.en}`);
    console.log(
      `${slug}: ${problemCount(found) === 0 ? "proved" : `${problemCount(found)} problem(s), not published`}`,
    );
  }
  if (!(await isProved(db(), versionId))) unproved += 1;
  else if (!proveOnly) {
    const { project } = await db().projectVersion.findUniqueOrThrow({
      where: { id: versionId },
      include: { project: true },
    });
    const published = await publishVersion(actor, versionId, project.currentVersionId);
    console.log(
      `${slug}: ${published.ok ? "published" : published.reason === "same" ? "counts already" : published.reason}`,
    );
  }
}
await tools.close();
await closeQueue();
await db().$disconnect();
process.exit(unproved > 0 ? 1 : 0);
