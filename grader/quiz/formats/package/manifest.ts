import { childOf, childrenOf, named, type XmlElement } from "../xml/tree.ts";
import { packagePath } from "./paths.ts";

/** Files that imsmanifest.xml calls questions, in its order (IMS Content Packaging 1.1 and later). */
export function questionFiles(manifest: XmlElement): string[] {
  const base = manifest.attributes.get("base") ?? "";
  const resources = named(manifest, "resources").flatMap((list) => {
    const outer = base + (list.attributes.get("base") ?? "");
    return childrenOf(list, "resource").map((resource) => ({ resource, outer }));
  });
  const paths = resources.flatMap(({ resource, outer }) => {
    const type = resource.attributes.get("type") ?? "";
    const folder = outer + (resource.attributes.get("base") ?? "");
    const own = resource.attributes.get("href") ?? childOf(resource, "file")?.attributes.get("href") ?? "";
    const files = [own, ...childrenOf(resource, "file").map((file) => file.attributes.get("href") ?? "")];
    const wanted = /qti|question|assessment/i.test(type) ? files : files.filter((file) => /\.qti$/i.test(file));
    return wanted.map((href) => packagePath(folder + href));
  });
  return [...new Set(paths)].filter((path) => /\.(xml|qti)$/i.test(path));
}
