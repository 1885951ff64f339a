import type { Localised } from "../report.ts";
import { relativeDistance } from "./verdict.ts";

/** Central differences of a loss are good to 1e-9 or so on ordinary networks, less on saturated ones. */
const agreement = 1e-5;

export type Agreement = "right-gradient-of-another-loss" | "only-the-gradient" | "none";

/**
 * Which two of three agree where a gradient is wrong: the student's gradient, the numerical gradient of the student's own loss,
 * and the right one (the oracle's, which TensorFlow.js has confirmed).
 */
export function agreementOf(student: Float64Array, ofOwnLoss: Float64Array, right: Float64Array): Agreement {
  const wrong = relativeDistance(student, right);
  if (relativeDistance(student, ofOwnLoss) <= Math.min(agreement, 0.01 * wrong))
    return "right-gradient-of-another-loss";
  return relativeDistance(ofOwnLoss, right) <= Math.min(agreement, 0.01 * wrong) ? "only-the-gradient" : "none";
}

const sentences: Record<Agreement, Localised> = {
  "right-gradient-of-another-loss": {
    en: "It is the right gradient of a different J: it agrees with your own `loss` differentiated numerically, while our reference and TensorFlow.js agree on another one. Your reverse pass fits your forward pass and your loss; look for the mistake there.",
    "pt-BR":
      "É o gradiente certo de outro J: ele concorda com a sua própria `loss` derivada numericamente, enquanto a nossa referência e o TensorFlow.js concordam em outro. Sua passagem reversa combina com a sua passagem direta e a sua função de custo; procure o erro nelas.",
  },
  "only-the-gradient": {
    en: "Our reference, TensorFlow.js and your own `loss` differentiated numerically agree with each other; only your `gradient` does not. So your forward pass and your loss are right, and the mistake is inside `gradient`.",
    "pt-BR":
      "A nossa referência, o TensorFlow.js e a sua própria `loss` derivada numericamente concordam entre si; só o seu `gradient` não. Então a sua passagem direta e a sua função de custo estão certas, e o erro está dentro de `gradient`.",
  },
  none: {
    en: "It agrees neither with our reference and TensorFlow.js, which agree with each other, nor with your own `loss` differentiated numerically: there is a mistake in your forward pass or your loss, and your reverse pass is not the derivative of what they compute.",
    "pt-BR":
      "Ele não concorda nem com a nossa referência e o TensorFlow.js, que concordam entre si, nem com a sua própria `loss` derivada numericamente: há um erro na passagem direta ou na função de custo, e a sua passagem reversa não é a derivada do que elas calculam.",
  },
};

/** An explanation with the sentence that says which two agree. */
export function withAgreement(explanation: Localised | undefined, agreement: Agreement): Localised {
  const said = sentences[agreement];
  if (!explanation) return said;
  return { en: `${explanation.en} ${said.en}`, "pt-BR": `${explanation["pt-BR"]} ${said["pt-BR"]}` };
}
