import { readQti12 } from "../canvas/read.ts";
import { inOneSpelling } from "../qti/names.ts";
import { readQti } from "../qti/read.ts";
import { folderOf } from "../qti/test.ts";
import { type DraftZone, NotAQuiz, type Reading, type Skipped } from "../reading.ts";
import { parseXml } from "../xml/parse.ts";
import { childOf, named, type XmlElement } from "../xml/tree.ts";
import { type Archive, openArchive } from "./archive.ts";
import { questionFiles } from "./manifest.ts";
import { packagePath } from "./paths.ts";

const questions = new Set(["assessmentItem", "assessmentTest", "questestinterop"]);
/** far above what a course has */
const maxFiles = 5_000;

/** A package of QTI 2, QTI 3 or Canvas (QTI 1.2, Common Cartridge). */
export function readPackage(bytes: Uint8Array): Reading {
  const archive = openArchive(bytes);
  const { element, skipped } = reader(archive);
  const paths = listed(archive, element, skipped);
  const roots = new Map<string, XmlElement>();
  for (const path of paths.slice(0, maxFiles)) {
    const root = element(path);
    if (root && questions.has(root.name)) roots.set(path, root);
    else if (!archive.paths.some((one) => one.toLowerCase() === path.toLowerCase())) {
      skipped.push({ item: path, feature: "file", reason: "the manifest names it, but it is not in the package" });
    }
  }
  if (roots.size === 0 && skipped.every(({ feature }) => feature !== "file"))
    throw new NotAQuiz("the archive holds no questions in QTI");
  if (roots.size === 0) throw new NotAQuiz(`the archive holds no questions in QTI (${skipped[0]?.reason})`);
  if (paths.length > maxFiles)
    skipped.push({ item: "", feature: "file", reason: `only ${maxFiles} of ${paths.length} files were read` });
  const readings = [...withoutTwins(roots, skipped)].map(([path, root]) =>
    root.name === "questestinterop"
      ? readQti12(root)
      : readQti(root, (href) => element(packagePath(href)), folderOf(path)),
  );
  return {
    title: readings.find(({ title }) => title !== "")?.title ?? "",
    zones: joined(readings.flatMap(({ zones }) => zones)),
    skipped: [...archive.skipped, ...skipped, ...readings.flatMap((reading) => reading.skipped)],
  };
}

function reader(archive: Archive) {
  const skipped: Skipped[] = [];
  const cache = new Map<string, XmlElement | undefined>();
  const element = (path: string): XmlElement | undefined => {
    if (!cache.has(path)) cache.set(path, parsed(path));
    return cache.get(path);
  };
  const parsed = (path: string): XmlElement | undefined => {
    const bytes = archive.read(path);
    if (bytes === undefined) return undefined;
    try {
      return inOneSpelling(parseXml(bytes).root);
    } catch (cause) {
      if (!(cause instanceof NotAQuiz)) throw cause;
      skipped.push({ item: path, feature: "file", reason: cause.message });
      return undefined;
    }
  };
  return { element, skipped };
}

function listed(archive: Archive, element: (path: string) => XmlElement | undefined, skipped: Skipped[]): string[] {
  const place = archive.paths
    .filter((path) => /(^|\/)imsmanifest\.xml$/i.test(path))
    .sort((a, b) => a.length - b.length)[0];
  const manifest = place === undefined ? undefined : element(place);
  const files = manifest ? questionFiles(manifest).map((path) => packagePath(folderOf(place!) + path)) : [];
  if (files.length > 0) return files;
  const reason = manifest ? "imsmanifest.xml names no questions" : "there is no imsmanifest.xml that can be read";
  const rest = archive.paths.filter((path) => path !== place);
  if (rest.length > 0)
    skipped.push({ item: "", feature: "manifest", reason: `${reason}; every XML file was looked at` });
  return rest.sort();
}

/** An item that a test refers to is read with the test; Canvas packs the same quiz twice, and its own form says more. */
function withoutTwins(roots: ReadonlyMap<string, XmlElement>, skipped: Skipped[]): Map<string, XmlElement> {
  const referred = new Set<string>();
  for (const [path, root] of roots) {
    for (const reference of named(root, "assessmentItemRef")) {
      referred.add(packagePath(folderOf(path) + (reference.attributes.get("href") ?? "")));
    }
  }
  const identOf = (root: XmlElement) => childOf(root, "assessment", "objectbank")?.attributes.get("ident");
  const own = new Set(
    [...roots].filter(([path]) => path.includes("non_cc_assessments/")).map(([, root]) => identOf(root)),
  );
  return new Map(
    [...roots]
      .filter(([path, root]) => {
        if (root.name === "assessmentItem") return !referred.has(path);
        const twin = root.name === "questestinterop" && !path.includes("non_cc_assessments/") && own.has(identOf(root));
        if (twin)
          skipped.push({
            item: path,
            feature: "file",
            reason: "the same quiz is in the package in Canvas's own form, which was read",
          });
        return !twin;
      })
      .sort(([, a], [, b]) => Number(a.name === "assessmentItem") - Number(b.name === "assessmentItem")),
  );
}

/** Items that stand alone come one to a file: together they are one zone. */
function joined(zones: readonly DraftZone[]): DraftZone[] {
  const result: DraftZone[] = [];
  for (const zone of zones) {
    const last = result.at(-1);
    const plain = (one: DraftZone) => one.title === "" && !one.shuffle && one.pick === undefined;
    if (last && plain(last) && plain(zone)) last.drafts.push(...zone.drafts);
    else result.push({ ...zone, drafts: [...zone.drafts] });
  }
  return result;
}
