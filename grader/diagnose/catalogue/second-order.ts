import type { Entry } from "./update-rules.ts";

const step = (alpha: string, inverse: string, sign = "-") =>
  `w(k+1) = w(k) ${sign} ${alpha}\\, ${inverse}\\, \\nabla J`;
const suspect = (tex: string) => `\\htmlClass{suspect}{${tex}}`;

const entry = (en: string, pt: string, hintEn: string, hintPt: string, formula: string): Entry => ({
  message: { en, "pt-BR": pt },
  hint: { en: hintEn, "pt-BR": hintPt },
  formula,
});

const wholeInverse = step("\\alpha", suspect("H^{-1}"));

/** Mistakes in a step of Newton's method. */
export const newtonMistakes: Record<string, Entry> = {
  "hessian-not-inverted": entry(
    "The gradient is multiplied by H itself; its inverse is what the step needs.",
    "O gradiente é multiplicado pela própria H; o passo precisa da inversa dela.",
    "On J = 1/2 a w^2 one full step must land on the minimum. Try it with a = 4.",
    "Em J = 1/2 a w^2 um passo inteiro deve cair no mínimo. Experimente com a = 4.",
    wholeInverse,
  ),
  "newton-sign": entry(
    "The step has the right size and the opposite sign.",
    "O passo tem o tamanho certo e o sinal oposto.",
    "Where H is positive definite the step must descend: what is the sign of its product with the gradient?",
    "Onde H é definida positiva o passo deve descer: qual é o sinal do produto dele com o gradiente?",
    step("\\alpha", "H^{-1}", suspect("-")),
  ),
  "diagonal-hessian": entry(
    "Only the diagonal of H is used: each component is divided by its own second derivative.",
    "Só a diagonal de H é usada: cada componente é dividida pela própria segunda derivada.",
    "The parameters influence each other; the mixed derivatives belong to the system you solve.",
    "Os parâmetros influenciam uns aos outros; as derivadas mistas fazem parte do sistema a resolver.",
    wholeInverse,
  ),
  "inverse-element-by-element": entry(
    "Every entry of H is inverted by itself. The inverse of a matrix is not the matrix of the inverses.",
    "Cada elemento de H é invertido sozinho. A inversa de uma matriz não é a matriz dos inversos.",
    "Solve H p = g instead: no inverse is needed at all.",
    "Resolva H p = g: nem é preciso calcular a inversa.",
    wholeInverse,
  ),
  "step-size-ignored": entry(
    "The step is the full one: alpha does not enter.",
    "O passo é o inteiro: alpha não entra na conta.",
    "Try the same step with alpha = 1 and alpha = 0.5.",
    "Experimente o mesmo passo com alpha = 1 e alpha = 0,5.",
    step(suspect("\\alpha"), "H^{-1}"),
  ),
  "hessian-ignored": entry(
    "This is a step of gradient descent: H does not enter.",
    "Este é um passo do gradiente descendente: H não entra na conta.",
    "What becomes of the step when H is twice the identity?",
    "O que acontece com o passo quando H é duas vezes a identidade?",
    wholeInverse,
  ),
  "step-returned": entry(
    "The step itself is returned; the new w is what is asked.",
    "É devolvido o próprio passo; o pedido é o novo w.",
    "Read the left-hand side of the formula.",
    "Leia o lado esquerdo da fórmula.",
    `${suspect("w(k+1) = w(k)")} - \\alpha\\, H^{-1}\\, \\nabla J`,
  ),
  "never-updated": entry(
    "w comes back as it went in.",
    "w volta igual ao que entrou.",
    "Check that the vector you return is the one you computed.",
    "Confira se o vetor devolvido é o que você calculou.",
    wholeInverse,
  ),
  "indefinite-hessian-accepted": entry(
    "A step is returned where H is not positive definite. Such a step may climb, or lead to a saddle point: a RangeError is asked.",
    "É devolvido um passo onde H não é definida positiva. Um passo assim pode subir ou levar a um ponto de sela: o pedido é um RangeError.",
    "Which number, met on the way through a factorisation, tells that z^T H z > 0 fails for some z? A determinant or a diagonal does not.",
    "Que número, encontrado durante uma fatoração, revela que z^T H z > 0 falha para algum z? O determinante ou a diagonal não bastam.",
    "z^\\top H z > 0 \\quad \\text{for all } z \\neq 0",
  ),
  "wrong-error": entry(
    "The function refuses a Hessian that is not positive definite, but not with a RangeError (itself, not a class of your own).",
    "A função recusa uma Hessiana que não é definida positiva, mas não com um RangeError (ele mesmo, não uma classe sua).",
    "The caller can only tell this case from a mistake in the program by the kind of error.",
    "Quem chama só consegue distinguir este caso de um erro no programa pelo tipo do erro.",
    "z^\\top H z > 0 \\quad \\text{for all } z \\neq 0",
  ),
  "definite-hessian-refused": entry(
    "A RangeError is thrown for a Hessian that is positive definite.",
    "É lançado um RangeError para uma Hessiana que é definida positiva.",
    "Look at the condition that you test, and at which quantity you test it on.",
    "Veja a condição que você testa, e em que grandeza.",
    "z^\\top H z > 0 \\quad \\text{for all } z \\neq 0",
  ),
};
