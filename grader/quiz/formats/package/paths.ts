/** A reference inside of a package, as its manifest and tests write it, as a path from the package's root. */
export function packagePath(href: string): string {
  const bare = href.replace(/[?#].*$/, "").replace(/\\/g, "/");
  const parts: string[] = [];
  for (const part of decoded(bare).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
