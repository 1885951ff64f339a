import { CurveFigure } from "./drawings/curve.tsx";
import { NetworkFigure } from "./drawings/network.tsx";
import { SurfaceFigure } from "./drawings/surface.tsx";
import { HtmlText } from "./html-text.tsx";
import styles from "./item.module.css";
import type { RenderedFigure } from "./rendered.ts";

export function Figure({ figure }: { figure: RenderedFigure }) {
  return (
    <figure className={styles.figure}>
      {figure.kind === "network" && <NetworkFigure drawing={figure.drawing} />}
      {figure.kind === "surface" && <SurfaceFigure drawing={figure.drawing} />}
      {figure.kind === "curve" && <CurveFigure drawing={figure.drawing} />}
      {figure.caption && (
        <figcaption>
          <HtmlText text={figure.caption} />
        </figcaption>
      )}
    </figure>
  );
}
