import { MantineProvider } from "@mantine/core";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import en from "../../../app/_i18n/en.json" with { type: "json" };
import pt from "../../../app/_i18n/pt-BR.json" with { type: "json" };
import { ItemFields } from "../../../app/_quiz/item.tsx";
import { renderItem } from "../../../app/_quiz/render-item.ts";
import { renderResult } from "../../../app/_quiz/render-result.ts";
import { FieldResultView } from "../../../app/_quiz/result.tsx";
import { judgeItem } from "../../../grader/quiz/judge.ts";
import { loadQuiz } from "../../../grader/quiz/quiz-folder.ts";
import { rightAnswers } from "../../../grader/quiz/right-answers.ts";
import { showItem } from "../../../grader/quiz/show/item.ts";
import { drawVariant } from "../../../grader/quiz/variant.ts";

const loaded = await loadQuiz("test/fixtures/quiz");
if (!loaded.ok) throw new Error(loaded.messages.map(({ text }) => text).join("\n"));
const items = loaded.content.items.filter((item) => !item.generator);
const catalogues = { en, "pt-BR": pt };

function variantOf(item: (typeof items)[number]) {
  const drawn = drawVariant(item, "browser");
  if (!drawn.ok) throw new Error(drawn.message);
  return drawn.variant;
}

const html = (locale: keyof typeof catalogues, children: React.ReactNode) =>
  renderToStaticMarkup(
    <MantineProvider>
      <NextIntlClientProvider locale={locale} messages={catalogues[locale]} timeZone="UTC">
        {children}
      </NextIntlClientProvider>
    </MantineProvider>,
  );

/** Elements that the parser of HTML would take apart: a paragraph cannot hold a block. */
const nested = /<p\b[^>]*>(?:(?!<\/p>)[\s\S])*<(?:p|div|ul|ol|table|pre|blockquote)\b/;

describe.each(["en", "pt-BR"] as const)("every kind of field, %s", (locale) => {
  test.each(items.map((item) => [item.id, item] as const))("%s", (_, item) => {
    const variant = variantOf(item);
    const view = showItem(variant, locale);
    const rendered = renderItem(view);
    const answers = rightAnswers(variant);
    const taking = html(locale, <ItemFields item={rendered} name="q" answers={{}} onChange={() => {}} />);
    const review = html(locale, <ItemFields item={rendered} name="q" answers={answers} onChange={() => {}} readOnly />);
    for (const page of [taking, review]) {
      expect(page).not.toMatch(nested);
      expect(page).not.toMatch(/undefined|NaN|\[object Object\]|quiz\.\w+/);
      const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
      expect(ids.filter((id, k) => ids.indexOf(id) !== k)).toEqual([]);
      // what names a control is there
      for (const [, names] of page.matchAll(/aria-labelledby="([^"]+)"/g)) {
        for (const name of (names ?? "").split(" ")) expect(ids).toContain(name);
      }
    }
    // a right answer can be typed: what is judged right is what the control shows again
    for (const value of Object.values(answers).flat(2)) {
      if (typeof value === "string" && /^[-\d.,e]+$/i.test(value)) expect(review).toContain(`value="${value}"`);
    }
    const result = renderResult(view, judgeItem(variant, answers), locale);
    for (const field of result.fields) {
      const shown = html(
        locale,
        <FieldResultView result={field} points={1} rightAnswer={{ html: "<p>a</p><p>b</p>" }} />,
      );
      expect(shown).not.toMatch(nested);
      expect(shown).toContain(catalogues[locale].quiz.state[field.state]);
    }
  });
});
