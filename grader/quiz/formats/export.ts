import { strToU8 } from "fflate";
import type { QuizContent } from "../quiz-folder.ts";
import { writeGift } from "./gift/write.ts";
import { writeMoodleXml } from "./moodle/write.ts";
import { writeQti } from "./qti/write.ts";
import type { Skipped } from "./reading.ts";
import { type ExportOptions, makePaper } from "./write/make-paper.ts";

export const exportFormats = ["moodle-xml", "gift", "qti-2.1", "qti-3.0"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface Exported {
  bytes: Uint8Array;
  fileName: string;
  mediaType: string;
  /** each item and feature that the other system has no place for */
  skipped: Skipped[];
}

/** A quiz for another system, in one language, with the variant of one seed: the same quiz and seed give the same bytes. */
export function exportQuiz(content: QuizContent, format: ExportFormat, options: ExportOptions): Exported {
  const { paper, skipped } = makePaper(content, options);
  const name = `${paper.id}-${format}`;
  switch (format) {
    case "moodle-xml": {
      const written = writeMoodleXml(paper);
      return {
        bytes: strToU8(written.text),
        fileName: `${name}.xml`,
        mediaType: "application/xml",
        skipped: [...skipped, ...written.skipped],
      };
    }
    case "gift": {
      const written = writeGift(paper);
      return {
        bytes: strToU8(written.text),
        fileName: `${name}.gift`,
        mediaType: "text/plain; charset=utf-8",
        skipped: [...skipped, ...written.skipped],
      };
    }
    case "qti-2.1":
    case "qti-3.0": {
      const written = writeQti(paper, format === "qti-2.1" ? "2.1" : "3.0");
      return {
        bytes: written.bytes,
        fileName: `${name}.zip`,
        mediaType: "application/zip",
        skipped: [...skipped, ...written.skipped],
      };
    }
  }
}
