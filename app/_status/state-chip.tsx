import { useTranslations } from "next-intl";
import type { LiveState } from "../../lib/submissions/state.ts";
import { Chip } from "./chip.tsx";

/**
 * Where a hand-in is, in one word and, while it is on its way, how far.
 * @param props.status of its report: graded is not all that there is to say of a hand-in that does not compile
 */
export function StateChip({ state, status = null }: { state: LiveState; status?: string | null }) {
  const t = useTranslations("state");
  if (state.kind === "graded" && (status === "compile_error" || status === "rejected")) {
    return (
      <Chip tone="bad" icon="cross">
        {t(status)}
      </Chip>
    );
  }
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
