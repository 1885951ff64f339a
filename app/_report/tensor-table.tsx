import { useLocale, useTranslations } from "next-intl";
import type { TensorReport } from "../../grader/report.ts";
import table from "../_components/table.module.css";
import { Chip } from "../_status/chip.tsx";
import { figure } from "./figures.ts";
import { TensorName } from "./tensor-name.tsx";

/** One row a tensor, in causal order: how many digits agree, and how the rest differs. */
export function TensorTable({ tensors, caption }: { tensors: TensorReport[]; caption: string }) {
  const t = useTranslations("report.tensor");
  const locale = useLocale();
  const tfjs = tensors.some((tensor) => tensor.againstTfjs !== undefined);
  const own = tensors.some((tensor) => tensor.againstOwnLoss !== undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, which the keyboard must reach
    <section className={table.scroll} tabIndex={0} aria-label={caption}>
      <table className={table.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("verdict")}</th>
            <th scope="col" className={table.number}>
              {t("digits")}
            </th>
            <th scope="col" className={table.number}>
              {t("relativeError")}
            </th>
            <th scope="col" className={table.number}>
              {t("cosine")}
            </th>
            <th scope="col" className={table.number}>
              {t("scale")}
            </th>
            {tfjs && (
              <th scope="col" className={table.number}>
                {t("againstTfjs")}
              </th>
            )}
            {own && (
              <th scope="col" className={table.number}>
                {t("againstOwnLoss")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {tensors.map((tensor) => (
            <tr key={tensor.name}>
              <th scope="row">
                <TensorName name={tensor.name} />
              </th>
              <td>
                <Chip tone={tensor.agrees ? "good" : "bad"} icon={tensor.agrees ? "check" : "cross"}>
                  {t(tensor.agrees ? "agrees" : "differs")}
                </Chip>
              </td>
              <td className={table.number}>{figure(tensor.digits, locale, 2)}</td>
              <td className={table.number}>{figure(tensor.relativeError, locale, 2)}</td>
              <td className={table.number}>{figure(tensor.cosine, locale)}</td>
              <td className={table.number}>{figure(tensor.scale, locale)}</td>
              {tfjs && <td className={table.number}>{figure(tensor.againstTfjs, locale, 2)}</td>}
              {own && <td className={table.number}>{figure(tensor.againstOwnLoss, locale, 2)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
