import { useTranslations } from "next-intl";
import type { FieldResult, ItemResult } from "../../../grader/quiz/result.ts";
import { Icon, type IconName } from "../../_components/icon.tsx";

const icons: Record<FieldResult["state"], IconName> = {
  right: "check",
  partly: "shape",
  wrong: "cross",
  empty: "dash",
  unreadable: "warning",
  manual: "clock",
  pending: "queue",
};

/** One state for a whole question: what waits comes first, then how much of it was right. */
function overall({ fields }: ItemResult): FieldResult["state"] | null {
  const states = fields.map(({ state }) => state);
  if (states.length === 0) return null;
  for (const waiting of ["pending", "manual"] as const) if (states.includes(waiting)) return waiting;
  const [first = "empty"] = states;
  return states.every((state) => state === first) ? first : "partly";
}

/** A question in the overview of an attempt that has ended. */
export function OverviewEntry({ number, result }: { number: number; result: ItemResult | null }) {
  const t = useTranslations("quiz");
  const state = result && overall(result);
  return (
    <>
      <span className="visually-hidden">{t("navigator.question", { number })}</span>
      <span aria-hidden="true">{number}</span>
      {state && (
        <>
          <Icon name={icons[state]} size={13} />
          <span className="visually-hidden">{t(`state.${state}`)}</span>
        </>
      )}
    </>
  );
}
