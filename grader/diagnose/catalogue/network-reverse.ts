import { entry, type NetworkEntry, suspect } from "./entry.ts";

const tex = String.raw;
const output = (slope = tex`\mathbf F'^M(\mathbf u^M)`): string =>
  tex`\boldsymbol\delta^M = -2\, ${slope}\,(\mathbf d - \mathbf y^M)`;
const recursion = (
  slope = tex`\mathbf F'^{m-1}(\mathbf u^{m-1})`,
  W = tex`(\mathbf W^m)^{T}`,
  delta = tex`\boldsymbol\delta^m`,
): string => tex`\boldsymbol\delta^{m-1} = ${slope}\, ${W}\, ${delta}`;
const slopes = tex`f'_{\text{logistic}} = y(1-y), \quad f'_{\tanh} = 1 - y^2, \quad y = f(u)`;

/** Mistakes in delta^M and in the recursion from delta^m to delta^{m-1}. */
export const reverseEntries: Record<string, NetworkEntry> = {
  "missing-derivative-output": entry(
    output(suspect(tex`\mathbf F'^M(\mathbf u^M)`)),
    "δ^M is −2(d − y), as if the output nodes were linear: the derivative of the output's activation function is left out.",
    "δ^M é −2(d − y), como se os nós de saída fossem lineares: falta a derivada da função de ativação da saída.",
    "δ is the derivative of J by u, not by y. What lies between u and y?",
    "δ é a derivada de J em relação a u, não a y. O que existe entre u e y?",
  ),
  "missing-derivative-hidden": entry(
    recursion(suspect(tex`\mathbf F'^{m-1}(\mathbf u^{m-1})`)),
    "The output layer is right. In the hidden layers the derivative of the activation function is left out.",
    "A camada de saída está certa. Nas camadas ocultas falta a derivada da função de ativação.",
    "The chain rule passes through every hidden node from its y to its u.",
    "A regra da cadeia atravessa cada nó oculto, do seu y até o seu u.",
  ),
  "missing-derivative-first-layer": entry(
    recursion(suspect(tex`\mathbf F'^{1}(\mathbf u^{1})`), tex`(\mathbf W^2)^T`, tex`\boldsymbol\delta^2`).replace(
      "m-1",
      "1",
    ),
    "All layers but the first are right. In layer 1 the derivative of the activation function is left out.",
    "Todas as camadas estão certas, menos a primeira. Na camada 1 falta a derivada da função de ativação.",
    "Does the last turn of your loop do the same as the turns before it?",
    "A última volta do seu laço faz o mesmo que as anteriores?",
  ),
  "derivative-at-output-value": entry(
    tex`f'(${suspect("u")}), \quad y = f(u)`,
    "The derivative of the activation function is taken at y where u is meant: f is applied twice.",
    "A derivada da função de ativação é calculada em y onde deveria ser em u: f é aplicada duas vezes.",
    "Your derivative function expects u, or expects y. Which one does it get?",
    "A sua função derivada espera u ou espera y. Qual dos dois ela recebe?",
  ),
  "derivative-formula-fed-u": entry(
    slopes.replaceAll("y(1-y)", suspect("y(1-y)")).replace("1 - y^2", suspect("1 - y^2")),
    "The formula in y, such as y(1 − y) or 1 − y², is fed u: these are the numbers of u(1 − u) or 1 − u².",
    "A fórmula em y, como y(1 − y) ou 1 − y², recebe u: estes são os números de u(1 − u) ou 1 − u².",
    "Can the derivative of this function be negative, or larger than 1? Print yours.",
    "A derivada desta função pode ser negativa, ou maior que 1? Imprima a sua.",
  ),
  "derivative-of-other-activation": entry(
    slopes,
    "The derivative belongs to another activation function than the one this layer uses.",
    "A derivada é de outra função de ativação, não da que esta camada usa.",
    "Every layer has its own f, and F' is of that f. Where does your code choose it?",
    "Cada camada tem a sua f, e F' é dessa f. Onde o seu código faz essa escolha?",
  ),
  "derivative-twice": entry(
    recursion(suspect(tex`\mathbf F'^{m-1}(\mathbf u^{m-1})`)),
    "The derivative of the activation function is multiplied in twice.",
    "A derivada da função de ativação é multiplicada duas vezes.",
    "Name the array that already contains f', and look at where it is used.",
    "Diga qual vetor já contém f' e veja onde ele é usado.",
  ),
  "activation-for-derivative": entry(
    recursion(suspect(tex`\mathbf F'^{m-1}(\mathbf u^{m-1})`)),
    "The function f itself stands where its derivative f' is meant.",
    "A própria função f está no lugar da sua derivada f'.",
    "Around u = 0 the logistic is ½ and its slope ¼. Which of them does your program multiply by?",
    "Perto de u = 0 a logística vale ½ e a inclinação vale ¼. Por qual delas o seu programa multiplica?",
  ),
  "derivative-of-wrong-layer": entry(
    recursion(tex`\mathbf F'^{${suspect("m-1")}}(\mathbf u^{${suspect("m-1")}})`),
    "The derivative is that of a neighbouring layer.",
    "A derivada é a de uma camada vizinha.",
    "δ^{m−1} belongs to layer m − 1. Write the layer's number beside every factor of your line.",
    "δ^{m−1} pertence à camada m − 1. Escreva o número da camada ao lado de cada fator da sua linha.",
  ),
  "softmax-diagonal-only": entry(
    tex`\frac{\partial y_i}{\partial u_j} = y_i(\delta_{ij} ${suspect("- y_j")})`,
    "Softmax is treated node by node: only the diagonal y(1 − y) of its Jacobian is used.",
    "A softmax é tratada nó por nó: só a diagonal y(1 − y) da sua jacobiana é usada.",
    "Raise one u. Do the other outputs of a softmax stay where they were?",
    "Aumente um dos u. As outras saídas de uma softmax ficam onde estavam?",
  ),
  "relu-mask-wrong": entry(
    tex`f'(u) = \begin{cases} 1 & ${suspect("u > 0")} \\ ${suspect("a")} & u \le 0 \end{cases}, \quad a = 0 \text{ (relu)},\ 0.01 \text{ (leaky-relu)}`,
    "A rectifier is wrong on one side of zero, in its value or in its derivative: the condition looks at the wrong quantity, or the slope on the left is another one.",
    "Um retificador está errado de um dos lados do zero, no valor ou na derivada: a condição olha para a grandeza errada, ou a inclinação à esquerda é outra.",
    "Its value and its derivative depend on the sign of u alone. What does your condition test, and what is returned when it fails?",
    "Quem decide, no valor e na derivada, é só o sinal de u. O que a sua condição testa, e o que é devolvido quando ela falha?",
  ),
  "weights-not-transposed": entry(
    recursion(undefined, tex`(\mathbf W^m)^{${suspect("T")}}`),
    "The output layer is right; on the way back W is used where its transpose is meant.",
    "A camada de saída está certa; na volta é usada W onde deveria ser a transposta.",
    "w_{i,j} leads from node j to node i. On the way back, over which of the two indices do you sum?",
    "w_{i,j} vai do nó j para o nó i. Na volta, sobre qual dos dois índices você soma?",
  ),
  "sign-flipped-in-recursion": entry(
    recursion().replace("=", tex`= ${suspect("+")}`),
    "The sign changes from layer to layer: the recursion carries a minus of its own.",
    "O sinal muda de camada para camada: a recursão tem um sinal de menos próprio.",
    "The minus of e = d − y appears once, in δ^M.",
    "O menos de e = d − y aparece uma vez só, em δ^M.",
  ),
  "factor-in-every-recursion": entry(
    `${output().replace("-2", suspect("-2"))}, \\quad ${recursion()}`,
    "A constant (the 2, or the mean) is applied again in every layer on the way back.",
    "Uma constante (o 2, ou a média) é aplicada de novo em cada camada na volta.",
    "Constants of J enter once. Compare the ratio of your δ to the right one, layer by layer.",
    "As constantes de J entram uma vez. Compare a razão entre o seu δ e o certo, camada por camada.",
  ),
  "weights-of-wrong-layer": entry(
    recursion(undefined, tex`(\mathbf W^{${suspect("m")}})^T`),
    "The output layer is right; the recursion uses the weights of another layer.",
    "A camada de saída está certa; a recursão usa os pesos de outra camada.",
    "Which matrix carried y^{m−1} forward? The same one carries δ^m back.",
    "Que matriz levou y^{m−1} adiante? É a mesma que traz δ^m de volta.",
  ),
  "weights-missing-in-recursion": entry(
    recursion(undefined, suspect(tex`(\mathbf W^m)^T`)),
    "The output layer is right; the recursion does not multiply by the weights.",
    "A camada de saída está certa; a recursão não multiplica pelos pesos.",
    "How does a hidden node influence J? Through each of its outgoing weights.",
    "Como um nó oculto influencia J? Por cada um dos pesos que saem dele.",
  ),
  "weights-updated-before-recursion": entry(
    recursion(undefined, suspect(tex`(\mathbf W^m)^T`)),
    "The recursion meets weights that were already updated: the difference is proportional to a step size.",
    "A recursão encontra pesos que já foram atualizados: a diferença é proporcional a um passo.",
    "The gradient belongs to one point w. Does any weight change before all derivatives are known?",
    "O gradiente pertence a um único ponto w. Algum peso muda antes de todas as derivadas serem conhecidas?",
  ),
  "mean-over-next-layer": entry(
    tex`\delta_j^{m-1} = f'(u_j^{m-1}) ${suspect(tex`\sum_{i=1}^{N_m}`)} w_{i,j}^m \delta_i^m`,
    "The sum over the nodes of the next layer is divided by their number.",
    "A soma sobre os nós da próxima camada é dividida pelo número deles.",
    "A node's influence on J is the sum over all paths, not their mean.",
    "A influência de um nó em J é a soma sobre todos os caminhos, não a média.",
  ),
  "recursion-skips-node": entry(
    tex`\delta_j^{m-1} = f'(u_j^{m-1}) \sum_{i=${suspect("1")}}^{${suspect("N_m")}} w_{i,j}^m \delta_i^m`,
    "One node of the next layer is left out of the sum.",
    "Um nó da próxima camada fica de fora da soma.",
    "Check the first and the last index of the loop in your recursion.",
    "Confira o primeiro e o último índice do laço na sua recursão.",
  ),
  "sensitivity-overwritten": entry(
    tex`\delta_j^{m-1} = f'(u_j^{m-1}) ${suspect(tex`\sum_i`)} w_{i,j}^m ${suspect(tex`\delta_i^m`)}`,
    "A sensitivity is overwritten while the sum is still being formed.",
    "Uma sensibilidade é sobrescrita enquanto a soma ainda está sendo feita.",
    "Do δ^m and δ^{m−1} live in different arrays? Is every term added, or does the last one win?",
    "δ^m e δ^{m−1} ficam em vetores diferentes? Cada termo é somado, ou o último vence?",
  ),
};
