import type { Judged, Judging } from "./exercise.ts";
import { judgeMinimize } from "./minimize.ts";
import { judgeMultiStart } from "./multi-start.ts";
import { judgeNetwork } from "./network.ts";
import { judgeNewton } from "./newton.ts";
import { judgeTrain } from "./train.ts";
import { judgeUpdateRule } from "./update-rule.ts";

/** Judges one check by its kind. */
export async function judgeCheck(judging: Judging): Promise<Judged> {
  const { check } = judging;
  switch (check.kind) {
    case "forward":
    case "loss":
    case "sensitivities":
    case "gradient":
    case "hessian":
      return judgeNetwork({ ...judging, check });
    case "gradient-descent":
    case "momentum":
    case "adagrad":
    case "rmsprop":
    case "adam":
      return judgeUpdateRule({ ...judging, check });
    case "newton":
      return judgeNewton({ ...judging, check });
    case "train":
      return judgeTrain({ ...judging, check });
    case "minimize":
      return judgeMinimize({ ...judging, check });
    case "multi-start":
      return judgeMultiStart({ ...judging, check });
  }
}
