import { useLocale, useTranslations } from "next-intl";
import type { TensorReport } from "../../grader/report.ts";
import { Chip } from "../_status/chip.tsx";
import { figure, withTensorNames } from "./figures.ts";
import styles from "./report.module.css";

/** Relative differences below this are within what float32, or a numerical derivative, can be off by itself. */
const coarseness = { tfjs: 1e-4, own: 1e-5 };

/** Whether another computation of the same tensor agrees with the student's; null where it is too coarse to say. */
export function agreesWith(
  tensor: Pick<TensorReport, "agrees" | "relativeError">,
  other: keyof typeof coarseness,
  difference: number | null,
): boolean | null {
  const limit = coarseness[other];
  if (difference === null || difference > limit) return false;
  // a mistake smaller than its coarseness looks right to it, too
  return tensor.agrees || tensor.relativeError === null || tensor.relativeError > limit ? true : null;
}

/** For a tensor that differs: which of the other computations contradict it; what follows from it the explanation says. */
export function Engines({ tensor }: { tensor: TensorReport }) {
  const t = useTranslations("report.engines");
  const verdicts = useTranslations("report.tensor");
  const locale = useLocale();
  const { againstTfjs, againstOwnLoss } = tensor;
  const rows: { id: "oracle" | "tfjs" | "own"; agrees: boolean | null; error: number | null }[] = [
    { id: "oracle", agrees: tensor.agrees, error: tensor.relativeError },
    ...(againstTfjs === undefined
      ? []
      : [{ id: "tfjs" as const, agrees: agreesWith(tensor, "tfjs", againstTfjs), error: againstTfjs }]),
    ...(againstOwnLoss === undefined
      ? []
      : [{ id: "own" as const, agrees: agreesWith(tensor, "own", againstOwnLoss), error: againstOwnLoss }]),
  ];
  return (
    <div className={styles.engines}>
      <p>{t("title", { name: withTensorNames(tensor.name) })}</p>
      <ul>
        {rows.map(({ id, agrees, error }) => (
          <li key={id}>
            {agrees === null ? (
              <Chip tone="quiet" icon="dash">
                {t("coarse")}
              </Chip>
            ) : (
              <Chip tone={agrees ? "good" : "bad"} icon={agrees ? "check" : "cross"}>
                {verdicts(agrees ? "agrees" : "differs")}
              </Chip>
            )}{" "}
            {t(id)} <span className={styles.off}>{t("off", { error: figure(error, locale, 2) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
