import { useTranslations } from "next-intl";
import { useId } from "react";
import type { NetworkDrawing } from "../../../grader/quiz/view.ts";
import { drawn, layoutNetwork, type NetworkLayout } from "./layout.ts";
import styles from "./network.module.css";
import { NetworkTable } from "./network-table.tsx";
import { Scroller } from "./scroller.tsx";

const digits = "₀₁₂₃₄₅₆₇₈₉";
export const subscript = (n: number): string => [...String(n)].map((digit) => digits[Number(digit)]).join("");

/** The lines, nodes and numbers of a network; what `drawing` leaves out, or has as an empty text, is not shown. */
export function NetworkSvg({ drawing, layout }: { drawing: NetworkDrawing; layout: NetworkLayout }) {
  const t = useTranslations("quiz.network");
  const id = useId();
  const { nodes, weights, radius } = layout;
  const last = nodes.length - 1;
  const layers = drawing.layers.join("-");
  return (
    <svg
      className={styles.svg}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      style={{ "--width": `${layout.width}px` } as React.CSSProperties}
    >
      <title id={`${id}-title`}>{t("title", { layers })}</title>
      <desc id={`${id}-desc`}>{t("description", { functions: drawing.activations.join(", ") })}</desc>
      {drawing.activations.map((name, m) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place
        <text key={m} className={styles.heading} x={nodes[m + 1]?.[0]?.x} y={layout.headingY}>
          {`${m + 1}: ${name}`}
        </text>
      ))}
      {weights.map((rows, m) =>
        rows.map((row, i) =>
          row.map((_, j) => (
            <line
              // biome-ignore lint/suspicious/noArrayIndexKey: an edge is its ends
              key={`${m},${i},${j}`}
              className={styles.edge}
              x1={(nodes[m]?.[j]?.x ?? 0) + radius}
              y1={nodes[m]?.[j]?.y}
              x2={(nodes[m + 1]?.[i]?.x ?? 0) - radius}
              y2={nodes[m + 1]?.[i]?.y}
            />
          )),
        ),
      )}
      {nodes.map((layer, m) =>
        layer.map((node, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a node is its place
          <g key={`${m},${i}`}>
            <circle className={m === 0 ? styles.input : styles.node} cx={node.x} cy={node.y} r={radius} />
            <text className={styles.name} x={node.x} y={node.y + 4.5}>
              {m === 0 ? `x${subscript(i + 1)}` : i + 1}
            </text>
            {m > 0 && drawing.biases?.[m - 1]?.[i] && (
              <text className={styles.bias} x={node.x} y={node.y + radius + 15}>
                b = {drawing.biases[m - 1]?.[i]}
              </text>
            )}
            {(["u", "y", "delta"] as const)
              .filter((name) => m > 0 && drawing[name]?.[m - 1]?.[i])
              .map((name, line, shown) => (
                <text
                  key={name}
                  className={styles.value}
                  x={node.x}
                  y={node.y - radius - 6 - (shown.length - 1 - line) * 15}
                >
                  {name === "delta" ? "δ" : name} = {drawing[name]?.[m - 1]?.[i]}
                </text>
              ))}
            {m === 0 && drawing.inputs?.[i] && (
              <text className={styles.given} x={node.x - radius - 8} y={node.y + 4.5} textAnchor="end">
                {drawing.inputs[i]}
              </text>
            )}
            {m === last && drawing.targets?.[i] && (
              <text className={styles.given} x={node.x + radius + 8} y={node.y + 4.5} textAnchor="start">
                {`d${subscript(i + 1)} = ${drawing.targets[i]}`}
              </text>
            )}
          </g>
        )),
      )}
      {weights.map((rows, m) =>
        rows.map((row, i) =>
          row.map((point, j) =>
            !drawing.weights?.[m]?.[i]?.[j] ? null : (
              // biome-ignore lint/suspicious/noArrayIndexKey: an edge is its ends
              <text key={`${m},${i},${j}`} className={styles.weight} x={point.x} y={point.y + 4.5}>
                {drawing.weights[m]?.[i]?.[j]}
              </text>
            ),
          ),
        ),
      )}
    </svg>
  );
}

/** A network with its numbers on it, and the same numbers in a table. */
export function NetworkFigure({ drawing }: { drawing: NetworkDrawing }) {
  const t = useTranslations("quiz.network");
  const layout = layoutNetwork(drawing.layers, drawn);
  return (
    <>
      <Scroller className={styles.scroll} label={t("title", { layers: drawing.layers.join("-") })}>
        <NetworkSvg drawing={drawing} layout={layout} />
      </Scroller>
      <NetworkTable drawing={drawing} />
    </>
  );
}
