import { useLocale, useTranslations } from "next-intl";
import type { ItemAnalysis } from "../../../../../../grader/quiz/analysis/analyse.ts";
import type { AnalysedItem } from "../../../../../../lib/quizzes/analysis/select.ts";
import { Section } from "../../../../../_components/page.tsx";
import { ChoiceTable } from "./choice-table.tsx";
import { FairnessTable } from "./fairness-table.tsx";
import { VersionTable } from "./version-table.tsx";

/** One question: what was chosen by whom, and whether some variants were harder. Nothing where there is nothing to say. */
export function ItemDetails({ item, info }: { item: ItemAnalysis; info: AnalysedItem }) {
  const t = useTranslations("quizAnalysis");
  const locale = useLocale();
  const named = item.flags.filter(({ choice, parameter }) => choice !== undefined || parameter !== undefined);
  if (item.people === 0 || (item.choices.length === 0 && item.fairness.length === 0 && item.versions.length === 0)) {
    return <div id={`question-${item.key}`} />;
  }
  return (
    <Section id={`question-${item.key}`} title={`${info.place}. ${info.title[locale]}`}>
      {named.length > 0 && (
        <ul>
          {named.map(({ code, choice, parameter }) => (
            <li key={`${code} ${choice ?? parameter}`}>
              {t(`flag.${code}`)}: <code>{choice ?? parameter}</code>
            </li>
          ))}
        </ul>
      )}
      {item.choices.map((counts, k) => (
        <ChoiceTable
          key={counts.field}
          counts={counts}
          list={info.lists[k]!}
          groupSize={item.discrimination.groupSize}
        />
      ))}
      <FairnessTable fairness={item.fairness} />
      <VersionTable versions={item.versions} />
    </Section>
  );
}
