import { useTranslations } from "next-intl";
import type { Verdict } from "../../grader/report.ts";
import type { IconName } from "../_components/icon.tsx";
import { Chip, type Tone } from "./chip.tsx";

const looks: Record<Verdict, { tone: Tone; icon: IconName }> = {
  accepted: { tone: "good", icon: "check" },
  wrong_answer: { tone: "bad", icon: "cross" },
  time_limit: { tone: "bad", icon: "clock" },
  memory_limit: { tone: "bad", icon: "memory" },
  output_limit: { tone: "bad", icon: "file" },
  runtime_error: { tone: "bad", icon: "bolt" },
  security_violation: { tone: "bad", icon: "shield" },
  missing_export: { tone: "bad", icon: "missing" },
  bad_return: { tone: "bad", icon: "shape" },
  not_run: { tone: "quiet", icon: "dash" },
};

export function VerdictChip({ verdict }: { verdict: Verdict }) {
  const t = useTranslations("verdict");
  return <Chip {...looks[verdict]}>{t(verdict)}</Chip>;
}
