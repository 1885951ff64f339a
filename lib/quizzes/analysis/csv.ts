import type { AnalysisPage } from "./select.ts";

type Cell = string | number | null;

/** A spreadsheet must not take a title for a formula, and Excel needs to be told that this is UTF-8. */
function written(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(Number(cell.toPrecision(12)));
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** RFC 4180, with a byte-order mark. */
export const csv = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(written).join(",")).join("\r\n")}\r\n`;

/** One row for each question; names of columns are the same in every language, for whoever reads them with a program. */
export function itemsCsv({ analysis, items }: AnalysisPage, locale: "en" | "pt-BR"): string {
  const head = [
    "question",
    "title",
    "people",
    "waiting",
    "facility",
    "standard_deviation",
    "item_rest_correlation",
    "discrimination_index",
    "upper_27",
    "lower_27",
    "median_seconds",
    "lower_quartile_seconds",
    "upper_quartile_seconds",
    "first_attempt",
    "last_attempt",
    "flags",
  ];
  const seconds = (ms: number | null) => (ms === null ? null : ms / 1000);
  const rows = analysis.items.map((item, k): Cell[] => [
    item.key,
    items[k]!.title[locale],
    item.people,
    item.waiting,
    item.facility,
    item.spread,
    item.discrimination.corrected,
    item.discrimination.index,
    item.discrimination.upper,
    item.discrimination.lower,
    seconds(item.time.median),
    seconds(item.time.lower),
    seconds(item.time.upper),
    item.attempts?.first ?? null,
    item.attempts?.last ?? null,
    item.flags.map(({ code, choice, parameter }) => [code, choice ?? parameter].filter(Boolean).join(":")).join(" "),
  ]);
  return csv([head, ...rows]);
}

/** One row for each choice. */
export function choicesCsv({ analysis, items }: AnalysisPage, locale: "en" | "pt-BR"): string {
  const head = [
    "question",
    "field",
    "choice",
    "text",
    "correct",
    "people",
    "chosen",
    "upper_27",
    "middle",
    "lower_27",
    "item_rest_correlation",
  ];
  const rows = analysis.items.flatMap((item, k) =>
    item.choices.flatMap(({ field, people, choices }, list): Cell[][] =>
      choices.map((choice, c) => {
        const text = items[k]!.lists[list]?.choices[c]?.text?.[locale] ?? choice.id;
        return [
          item.key,
          field,
          choice.id,
          text,
          choice.correct === null ? "varies" : String(choice.correct),
          people,
          choice.chosen,
          choice.upper,
          choice.middle,
          choice.lower,
          choice.corrected,
        ];
      }),
    ),
  );
  return csv([head, ...rows]);
}
