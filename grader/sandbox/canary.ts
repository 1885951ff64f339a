import { readlinkSync } from "node:fs";
import { z } from "zod";
import { canTry, prepareSharedRoot, strongestFirst, type Walls, type Workshop } from "./launch.ts";
import { FrameKind, RequestKind } from "./protocol.ts";
import { type Spare, startSpare } from "./spare.ts";
import { SandboxFault } from "./types.ts";

const reportSchema = z.object({
  acts: z.record(z.string(), z.number()),
  pid: z.number(),
  uid: z.number(),
});

export interface Finding {
  walls: Walls;
  level: "B" | "C" | "D";
  /** why stronger walls were not used, and which forbidden acts worked, for the operator's log */
  notes: string[];
}

/**
 * Finds the strongest walls that work here by starting a sealed box behind each and letting it try forbidden acts.
 * What the machine is configured to allow is not asked: what happened counts.
 */
export async function findWalls(workshop: Workshop, order: readonly Walls[] = strongestFirst): Promise<Finding> {
  const notes: string[] = [];
  let weakest: Finding | undefined;
  for (const walls of order) {
    if (!canTry(walls)) continue;
    let spare: Spare;
    try {
      if (walls === "shared-root") await prepareSharedRoot(workshop);
      spare = await startSpare(workshop, walls, 256);
    } catch (error) {
      notes.push(`${walls}: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    try {
      const level = await levelOf(spare, walls, notes);
      if (level !== "D") return { walls, level, notes };
      weakest ??= { walls, level, notes };
    } finally {
      spare.box.stop();
      await spare.box.ended;
    }
  }
  if (weakest) return weakest;
  throw new SandboxFault(`no box starts on this machine: ${notes.join("; ")}`);
}

async function levelOf(spare: Spare, walls: Walls, notes: string[]): Promise<Finding["level"]> {
  const frame = await spare.probe(RequestKind.probe);
  if (frame.kind !== FrameKind.probe) throw new SandboxFault("the canary answered something else");
  const report = reportSchema.parse(JSON.parse(frame.payload.toString("utf8")));
  const worked = Object.entries(report.acts).filter(([, result]) => result >= 0);
  if (worked.length > 0) {
    notes.push(`${walls}: the canary could ${worked.map(([act]) => act).join(", ")}`);
    return "D";
  }
  const ours = (["net", "pid", "mnt", "ipc", "uts"] as const).filter((space) => sameNamespace(spare.pid, space));
  if (ours.length === 0 && report.pid === 1) return "B";
  notes.push(`${walls}: no namespace of its own for ${ours.join(", ")}`);
  return "C";
}

function sameNamespace(pid: number, space: string): boolean {
  return readlinkSync(`/proc/${pid}/ns/${space}`) === readlinkSync(`/proc/self/ns/${space}`);
}
