"use client";
import { useLocale } from "next-intl";
import { useEffect, useState } from "react";
import type { FormulaVariable } from "../../../grader/quiz/read-formula.ts";
import type { FormulaReading } from "./formula-reading.ts";

/** parsing at each key would be felt on an old phone */
const pauseMs = 150;

/** null while nothing is typed or the reader is on its way; `failed` where it could not be loaded (offline). */
export function useFormulaReading(
  text: string,
  variables: readonly FormulaVariable[],
): FormulaReading | "failed" | null {
  const locale = useLocale();
  const [result, setResult] = useState<{ text: string; reading: FormulaReading | "failed" } | null>(null);
  useEffect(() => {
    if (text.trim() === "") return setResult(null);
    let current = true;
    const timer = setTimeout(async () => {
      const reading = await import("./formula-reading.ts").then(
        ({ readingOf }) => readingOf(text, variables, locale),
        () => "failed" as const,
      );
      if (current) setResult({ text, reading });
    }, pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text, variables, locale]);
  return result?.reading ?? null;
}
