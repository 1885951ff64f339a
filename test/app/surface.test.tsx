import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import en from "../../app/_i18n/en.json" with { type: "json" };
import pt from "../../app/_i18n/pt-BR.json" with { type: "json" };
import { FreeRuns } from "../../app/_report/free-runs.tsx";
import { Stationary } from "../../app/_report/stationary.tsx";
import { stationaryPointSchema } from "../../grader/report.ts";

const catalogues = { en, "pt-BR": pt };

function drawn(locale: keyof typeof catalogues, children: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={catalogues[locale]} timeZone="America/Sao_Paulo">
      {children}
    </NextIntlClientProvider>,
  );
}

const nearest = { distance: 0.25, loss: 0.0012 };
const point = { nearest, gradientNorm: 2e-4, positive: 9, zero: 1, negative: 3, kind: "saddle" as const };
const reference = { ...point, negative: 0, zero: 4, kind: "local-minimum" as const };

describe("where the training ended", () => {
  test("a saddle is named, its directions are counted, and what it does is said, in both languages", () => {
    const english = drawn("en", <Stationary of="ex4.train" stationary={{ student: point, reference }} />);
    expect(english).toContain("Saddle point");
    expect(english).toContain("falls away along 3 of them");
    expect(english).toContain("2 × 10⁻⁴");
    expect(english).toContain("Local minimum");
    expect(english).toMatch(/0\.25/);
    const portuguese = drawn("pt-BR", <Stationary of="ex4.train" stationary={{ student: point, reference }} />);
    expect(portuguese).toContain("Ponto de sela");
    expect(portuguese).toContain("3 delas");
  });

  test.each(stationaryPointSchema.shape.kind.options)("%s has a name and a lesson in both languages", (kind) => {
    for (const { report } of [en, pt]) {
      expect(report.stationary.kind[kind]).toBeTruthy();
      expect(report.stationary.teaches[kind]).toBeTruthy();
    }
  });

  test("the table has a caption and headings for rows and columns", () => {
    const html = drawn("en", <Stationary of="ex4.train" stationary={{ student: point, reference }} />);
    expect(html).toMatch(/<caption/);
    expect(html.match(/scope="col"/g)).toHaveLength(7);
    expect(html.match(/scope="row"/g)).toHaveLength(2);
  });

  test("nothing where it cannot be said", () => {
    expect(drawn("en", <Stationary of="ex4.train" stationary={{ student: null, reference }} />)).toBe("");
  });
});

test("free runs say whether the distributions differ, and by how much", () => {
  const runs = { student: [1, 2], reference: [1, 2], p: 0.0002, d: 1.234, differ: true };
  expect(drawn("en", <FreeRuns freeRuns={runs} />)).toMatch(/Another distribution.*p = 0\.0002, effect 1\.23/);
  expect(drawn("pt-BR", <FreeRuns freeRuns={{ ...runs, differ: false }} />)).toMatch(/Mesma distribuição.*1,23/);
});
