import { spawnSync } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

export interface SmallDisk {
  folder: string;
  /** takes what is left, but for so many bytes */
  fill(leave: number): Promise<void>;
  /** gives back what `fill` took */
  free(): Promise<void>;
  remove(): Promise<void>;
}

/** A file system of its own and of a given size, in memory; null where this process may not mount one. */
export async function makeSmallDisk(mebibytes: number): Promise<SmallDisk | null> {
  const folder = await mkdtemp(path.join(tmpdir(), "nabla-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "nabla-disk", folder]);
  if (mounted.status !== 0) {
    await rm(folder, { recursive: true });
    return null;
  }
  const ballast = path.join(folder, "ballast");
  return {
    folder,
    fill: async (leave) => {
      const { statfs } = await import("node:fs/promises");
      const file = await open(ballast, "w");
      const block = Buffer.alloc(64 * 1024);
      try {
        for (;;) {
          const { bavail, bsize } = await statfs(folder);
          const room = bavail * bsize - leave;
          if (room <= 0) return;
          await file.write(block, 0, Math.min(block.length, room));
        }
      } finally {
        await file.close();
      }
    },
    free: () => rm(ballast, { force: true }),
    remove: async () => {
      spawnSync("umount", ["-l", folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
