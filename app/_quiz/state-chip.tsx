import { useTranslations } from "next-intl";
import type { FieldResult } from "../../grader/quiz/result.ts";
import type { IconName } from "../_components/icon.tsx";
import { Chip, type Tone } from "../_status/chip.tsx";

const looks: Record<FieldResult["state"], { tone: Tone; icon: IconName }> = {
  right: { tone: "good", icon: "check" },
  partly: { tone: "warn", icon: "shape" },
  wrong: { tone: "bad", icon: "cross" },
  empty: { tone: "quiet", icon: "dash" },
  unreadable: { tone: "bad", icon: "warning" },
  manual: { tone: "accent", icon: "clock" },
  pending: { tone: "accent", icon: "queue" },
};

/** What became of one answer: icon, word and tint together. */
export function AnswerStateChip({ state }: { state: FieldResult["state"] }) {
  const t = useTranslations("quiz.state");
  return <Chip {...looks[state]}>{t(state)}</Chip>;
}
