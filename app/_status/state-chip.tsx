import { useTranslations } from "next-intl";
import type { LiveState } from "../../lib/submissions/state.ts";
import { Chip } from "./chip.tsx";

/** Where a hand-in is, in one word and, while it is on its way, how far. */
export function StateChip({ state }: { state: LiveState }) {
  const t = useTranslations("state");
  switch (state.kind) {
    case "received":
      return (
        <Chip tone="accent" icon="check">
          {t("received")}
        </Chip>
      );
    case "queued":
      return (
        <Chip tone="accent" icon="queue">
          {t("queued", { place: state.place })}
        </Chip>
      );
    case "compiling":
      return (
        <Chip tone="accent" icon="play">
          {t("compiling")}
        </Chip>
      );
    case "running":
      return (
        <Chip tone="accent" icon="play">
          {t("running", { index: state.index, of: state.of })}
        </Chip>
      );
    case "graded":
      return (
        <Chip tone="quiet" icon="check">
          {t("graded")}
        </Chip>
      );
    case "internal_error":
      return (
        <Chip tone="warn" icon="warning">
          {t("internal_error")}
        </Chip>
      );
  }
}
