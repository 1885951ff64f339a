import { useTranslations } from "next-intl";
import type { NetworkDrawing } from "../../../grader/quiz/view.ts";
import styles from "./network.module.css";
import { Scroller } from "./scroller.tsx";

/** Every number that is written on a drawing, by layer and node: for screen readers, copying and small screens. */
export function NetworkTable({ drawing }: { drawing: NetworkDrawing }) {
  const t = useTranslations("quiz.network");
  const rows = drawing.activations.flatMap((name, m) =>
    Array.from({ length: drawing.layers[m + 1] ?? 0 }, (_, i) => ({
      key: `${m},${i}`,
      node: t("node", { layer: m + 1, node: i + 1, name }),
      weights: drawing.weights?.[m]?.[i]?.map((weight) => weight || "–").join("; "),
      bias: drawing.biases?.[m]?.[i],
      u: drawing.u?.[m]?.[i],
      y: drawing.y?.[m]?.[i],
      delta: drawing.delta?.[m]?.[i],
    })),
  );
  const columns = (["weights", "bias", "u", "y", "delta"] as const).filter((column) => rows.some((row) => row[column]));
  return (
    <details className={styles.table}>
      <summary>{t("asTable")}</summary>
      <Scroller className={styles.tableScroll} label={t("asTable")}>
        {drawing.inputs && <p>{t("inputs", { values: drawing.inputs.join("; ") })}</p>}
        {drawing.targets && <p>{t("targets", { values: drawing.targets.join("; ") })}</p>}
        <table>
          <thead>
            <tr>
              <th scope="col">{t("nodeName")}</th>
              {columns.map((column) => (
                <th scope="col" key={column}>
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.node}</th>
                {columns.map((column) => (
                  <td key={column}>{row[column] || "–"}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </details>
  );
}
