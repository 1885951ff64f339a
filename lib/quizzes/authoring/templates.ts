import type { FieldKind } from "../../../grader/quiz/field.ts";

/**
 * A first question of each kind, which an author changes: it is a right question already, so that the preview shows something
 * and the self-test has nothing to say. `ID` is replaced by the question's id.
 */
const head = (en: string, pt: string) => `id: ID
title:
  en: ${en}
  pt-BR: ${pt}
`;

const network = `parameters:
  net:
    network: { layers: [2, 2, 1], activations: [tanh, linear], from: -1, to: 1, step: 0.1, nonZero: true }
  x: { vector: { length: 2, from: -1, to: 1, step: 0.5, nonZero: true } }
  d: { choice: [[0], [1]] }
`;

export const questionTemplates: Record<FieldKind, string> = {
  "single-choice": `${head("Single choice", "Escolha única")}text:
  en: Which of these is the logistic function's derivative, in terms of its value $f$?
  pt-BR: Qual destas é a derivada da função logística, em termos do seu valor $f$?
fields:
  - id: choice
    kind: single-choice
    choices:
      - id: product
        text: { en: "$f (1 - f)$", pt-BR: "$f (1 - f)$" }
        correct: true
      - id: square
        text: { en: "$1 - f^2$", pt-BR: "$1 - f^2$" }
      - id: same
        text: { en: "$f$", pt-BR: "$f$" }
solution:
  en: With $f = 1/(1 + e^{-u})$, $f' = e^{-u}/(1 + e^{-u})^2 = f (1 - f)$.
  pt-BR: Com $f = 1/(1 + e^{-u})$, $f' = e^{-u}/(1 + e^{-u})^2 = f (1 - f)$.
`,
  "multiple-choice": `${head("Multiple choice", "Múltipla escolha")}text:
  en: Which of these help to cross a plateau of the error surface?
  pt-BR: Quais destes ajudam a atravessar um platô da superfície de erro?
fields:
  - id: choices
    kind: multiple-choice
    choices:
      - id: momentum
        text: { en: A momentum term, pt-BR: Um termo de momento }
        correct: true
      - id: adaptive
        text: { en: An adaptive step size, pt-BR: Um passo adaptativo }
        correct: true
      - id: smaller
        text: { en: A smaller step size, pt-BR: Um passo menor }
      - id: fewer
        text: { en: Fewer examples, pt-BR: Menos exemplos }
solution:
  en: On a plateau the gradient is nearly 0; momentum and adaptive steps make the steps longer there.
  pt-BR: Em um platô o gradiente é quase 0; momento e passos adaptativos alongam os passos ali.
`,
  "true-false": `${head("True or false", "Verdadeiro ou falso")}text:
  en: At a saddle point the gradient is zero.
  pt-BR: Em um ponto de sela o gradiente é zero.
fields:
  - id: answer
    kind: true-false
    answer: true
solution:
  en: It is stationary, a minimum along one axis and a maximum along another.
  pt-BR: Ele é estacionário, mínimo ao longo de um eixo e máximo ao longo de outro.
`,
  numeric: `${head("A number", "Um número")}parameters:
  w: { number: { from: -2, to: 2, step: 0.1, nonZero: true } }
  g: { number: { from: -3, to: 3, step: 0.5, nonZero: true } }
  alpha: { choice: [0.1, 0.2, 0.5] }
  next: round(w - alpha * g, 6)
require:
  - abs(next) > 0.01
text:
  en: "With $w = {{ w }}$, a gradient of {{ g }} and $\\\\alpha = {{ alpha }}$, what is $w$ after one step of gradient descent?"
  pt-BR: "Com $w = {{ w }}$, gradiente igual a {{ g }} e $\\\\alpha = {{ alpha }}$, quanto vale $w$ após um passo do gradiente descendente?"
fields:
  - id: answer
    kind: numeric
    answer: next
    tolerance: { mode: absolute, value: 0.001 }
solution:
  en: "$w - \\\\alpha g = {{ next }}$."
  pt-BR: "$w - \\\\alpha g = {{ next }}$."
wrong:
  - why: { en: The step goes uphill., pt-BR: O passo vai morro acima. }
    answers: { answer: w + alpha * g }
`,
  vector: `${head("A vector", "Um vetor")}${network}text:
  en: "Give $u^1$ of the network below for its inputs."
  pt-BR: "Dê $u^1$ da rede abaixo para as suas entradas."
figures:
  - { kind: network, net: net, x: x, show: [weights, biases, inputs] }
fields:
  - id: u1
    kind: vector
    label: { en: "$u^1$", pt-BR: "$u^1$" }
    answer: round(forward(net, x).u[1], 6)
    tolerance: { mode: absolute, value: 0.005 }
solution:
  en: "$u^1 = W^1 x + b^1 = {{ forward(net, x).u[1] | vector }}$."
  pt-BR: "$u^1 = W^1 x + b^1 = {{ forward(net, x).u[1] | vector }}$."
`,
  matrix: `${head("A matrix", "Uma matriz")}parameters:
  delta: { vector: { length: 2, from: -2, to: 2, step: 0.5, nonZero: true } }
  y: { vector: { length: 3, from: -1, to: 1, step: 0.1, nonZero: true } }
text:
  en: "The sensitivities of a layer are \${{ delta | vector }}$ and its inputs \${{ y | vector }}$. Give the derivatives for its weights."
  pt-BR: "As sensibilidades de uma camada são \${{ delta | vector }}$ e as suas entradas, \${{ y | vector }}$. Dê as derivadas em relação aos seus pesos."
fields:
  - id: dW
    kind: matrix
    answer: outer(delta, y)
    tolerance: { mode: absolute, value: 0.005 }
solution:
  en: "$\\\\partial J/\\\\partial w_{i,j} = \\\\delta_i y_j$: \${{ outer(delta, y) | matrix }}$."
  pt-BR: "$\\\\partial J/\\\\partial w_{i,j} = \\\\delta_i y_j$: \${{ outer(delta, y) | matrix }}$."
`,
  formula: `${head("A formula", "Uma fórmula")}text:
  en: Write the derivative of $\\tanh(u)$ in terms of $y = \\tanh(u)$.
  pt-BR: Escreva a derivada de $\\tanh(u)$ em termos de $y = \\tanh(u)$.
fields:
  - id: derivative
    kind: formula
    answer: 1 - y^2
    variables: { y: { from: -0.9, to: 0.9 } }
solution:
  en: $1 - \\tanh^2(u) = 1 - y^2$.
  pt-BR: $1 - \\tanh^2(u) = 1 - y^2$.
`,
  matching: `${head("Matching", "Associação")}text:
  en: Match each function with its derivative.
  pt-BR: Associe cada função à sua derivada.
fields:
  - id: pairs
    kind: matching
    pairs:
      - { left: { en: logistic, pt-BR: logística }, right: { en: "$f (1 - f)$", pt-BR: "$f (1 - f)$" } }
      - { left: { en: tanh, pt-BR: tanh }, right: { en: "$1 - f^2$", pt-BR: "$1 - f^2$" } }
      - { left: { en: linear, pt-BR: linear }, right: { en: "$1$", pt-BR: "$1$" } }
    distractors:
      - { en: "$f^2$", pt-BR: "$f^2$" }
solution:
  en: "Logistic: $f (1 - f)$; tanh: $1 - f^2$; linear: $1$."
  pt-BR: "Logística: $f (1 - f)$; tanh: $1 - f^2$; linear: $1$."
`,
  ordering: `${head("Ordering", "Ordenação")}text:
  en: Put the steps of backpropagation into their order.
  pt-BR: Coloque os passos da retropropagação em ordem.
fields:
  - id: steps
    kind: ordering
    lines:
      - { id: forward, text: { en: Compute every $u^m$ and $y^m$, pt-BR: Calcule todos os $u^m$ e $y^m$ } }
      - { id: output, text: { en: Compute $\\delta^M$ from the error, pt-BR: Calcule $\\delta^M$ a partir do erro } }
      - { id: hidden, text: { en: Carry $\\delta$ back layer by layer, pt-BR: Leve $\\delta$ para trás camada por camada } }
      - { id: gradient, text: { en: "Multiply each $\\\\delta_i^m$ by $y_j^{m-1}$", pt-BR: "Multiplique cada $\\\\delta_i^m$ por $y_j^{m-1}$" } }
solution:
  en: Forward pass, sensitivity of the output, sensitivities of the hidden layers, gradient.
  pt-BR: Passagem direta, sensibilidade da saída, sensibilidades das camadas ocultas, gradiente.
`,
  cloze: `${head("Gaps in a text", "Lacunas em um texto")}text:
  en: Complete the sentence.
  pt-BR: Complete a frase.
fields:
  - id: gaps
    kind: cloze
    text:
      en: "The derivative of tanh at $u = 0$ is [[slope]]; for large $u$ it [[fate]]."
      pt-BR: "A derivada da tanh em $u = 0$ é [[slope]]; para $u$ grande ela [[fate]]."
    gaps:
      slope: { kind: numeric, answer: 1 }
      fate:
        kind: single-choice
        choices:
          - { id: vanishes, text: { en: vanishes, pt-BR: desaparece }, correct: true }
          - { id: grows, text: { en: grows, pt-BR: cresce } }
solution:
  en: "$1 - \\\\tanh^2(0) = 1$, and the function is flat far from 0."
  pt-BR: "$1 - \\\\tanh^2(0) = 1$, e a função é plana longe de 0."
`,
  "short-text": `${head("Short text", "Texto curto")}text:
  en: What is the point called that is a minimum along one axis and a maximum along another?
  pt-BR: Como se chama o ponto que é mínimo ao longo de um eixo e máximo ao longo de outro?
fields:
  - id: name
    kind: short-text
    accept:
      - text: { en: saddle point, pt-BR: ponto de sela }
      - text: { en: saddle, pt-BR: sela }
solution:
  en: Its surface looks like a riding seat.
  pt-BR: A superfície lembra o assento de um cavalo.
`,
  diagram: `${head("A drawn network", "Uma rede desenhada")}${network}require:
  - min(abs(forward(net, x).u[1])) > 0.01
text:
  en: Enter $u$ and $y$ of each node of the hidden layer.
  pt-BR: Preencha $u$ e $y$ de cada nó da camada oculta.
fields:
  - id: nodes
    kind: diagram
    net: net
    x: x
    given: [weights, biases, inputs]
    blanks:
      - { quantity: u, m: 1, i: 1 }
      - { quantity: u, m: 1, i: 2 }
      - { quantity: y, m: 1, i: 1 }
      - { quantity: y, m: 1, i: 2 }
    tolerance: { mode: absolute, value: 0.005 }
solution:
  en: "$u^1 = {{ forward(net, x).u[1] | vector }}$ and $y^1 = {{ forward(net, x).y[1] | vector }}$."
  pt-BR: "$u^1 = {{ forward(net, x).u[1] | vector }}$ e $y^1 = {{ forward(net, x).y[1] | vector }}$."
`,
  "surface-point": `${head("A point on a surface", "Um ponto em uma superfície")}text:
  en: Click the saddle point.
  pt-BR: Clique no ponto de sela.
fields:
  - id: saddle
    kind: surface-point
    surface: w1^2 - w2^2
    w1: [-2, 2]
    w2: [-2, 2]
    answer: "[[0, 0]]"
solution:
  en: At $(0, 0)$ the gradient $(2 w_1, -2 w_2)$ is zero, and the two curvatures differ in sign.
  pt-BR: Em $(0, 0)$ o gradiente $(2 w_1, -2 w_2)$ é zero, e as duas curvaturas têm sinais diferentes.
`,
  code: `${head("A function in TypeScript", "Uma função em TypeScript")}text:
  en: "Write \`gradientDescent(w, g, state, { alpha })\`: one step of gradient descent."
  pt-BR: "Escreva \`gradientDescent(w, g, state, { alpha })\`: um passo do gradiente descendente."
fields:
  - id: step
    kind: code
    check:
      id: step
      kind: gradient-descent
      points: 1
      cases:
        - { parameters: 3, steps: 2, draws: 3, options: { alpha: 0.1 } }
    starter: |
      export function gradientDescent(w: number[], g: number[], state: unknown, options: { alpha: number }) {
        return { w, state };
      }
    solution: |
      export function gradientDescent(w: number[], g: number[], state: unknown, { alpha }: { alpha: number }) {
        return { w: w.map((each, i) => each - alpha * g[i]!), state };
      }
solution:
  en: Every weight moves against its own derivative, all at once.
  pt-BR: Cada peso anda contra a sua própria derivada, todos ao mesmo tempo.
`,
  essay: `${head("A text of some lines", "Um texto de algumas linhas")}text:
  en: Why does starting training several times from random weights help?
  pt-BR: Por que ajuda iniciar o treinamento várias vezes a partir de pesos aleatórios?
fields:
  - id: essay
    kind: essay
    maxWords: 150
    rubric:
      en: "The search is local (half); the best of several is nearer to the global minimum (half)."
      pt-BR: "A busca é local (metade); o melhor de vários fica mais perto do mínimo global (metade)."
solution:
  en: Where a local search ends depends on where it begins; the best of several endings is kept.
  pt-BR: Onde uma busca local termina depende de onde começa; fica-se com o melhor dos finais.
`,
  file: `${head("A file", "Um arquivo")}text:
  en: Hand in a photograph or a PDF of your derivation of $\\delta^{m-1}$ from $\\delta^m$.
  pt-BR: Entregue uma fotografia ou um PDF da sua dedução de $\\delta^{m-1}$ a partir de $\\delta^m$.
fields:
  - id: work
    kind: file
    rubric:
      en: "Chain rule (half), transposed weights (quarter), $f'$ at $u^{m-1}$ (quarter)."
      pt-BR: "Regra da cadeia (metade), pesos transpostos (um quarto), $f'$ em $u^{m-1}$ (um quarto)."
solution:
  en: $\\delta^{m-1} = F'^{m-1}(u^{m-1}) (W^m)^T \\delta^m$.
  pt-BR: $\\delta^{m-1} = F'^{m-1}(u^{m-1}) (W^m)^T \\delta^m$.
`,
};

export const questionFromTemplate = (kind: FieldKind, id: string): string =>
  questionTemplates[kind].replace(/^id: ID$/m, `id: ${id}`);

/** quiz.yaml of a new quiz with one question. Titles are JSON strings, which YAML reads as they are. */
export function newQuizYaml(slug: string, title: { en: string; "pt-BR": string }, question: string): string {
  return `id: ${slug}
title:
  en: ${JSON.stringify(title.en)}
  pt-BR: ${JSON.stringify(title["pt-BR"])}
zones:
  - questions:
      - { id: ${question}, points: 1 }
attempts: { allowed: 1 }
reveal: { score: after-attempt, feedback: after-attempt, solution: after-close }
`;
}
