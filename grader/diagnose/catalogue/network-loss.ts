import { entry, type NetworkEntry, suspect } from "./entry.ts";

const tex = String.raw;
const mse = tex`J = \frac{1}{N N_M} \sum_n \sum_j e_j^2(n)`;
const crossEntropy = tex`J = -\frac{1}{N} \sum_n \sum_j d_j(n) \ln y_j(n)`;
const forward = (bias = tex`+\,\mathbf b^m`): string =>
  tex`\mathbf u^m = \mathbf W^m \mathbf y^{m-1} ${bias}, \quad \mathbf y^m = f^m(\mathbf u^m)`;

/** Mistakes in the forward pass, in the loss, in the Hessian, and in the numbers handed back. */
export const lossEntries: Record<string, NetworkEntry> = {
  "bias-missing-in-forward": entry(
    forward(suspect(tex`+\,\mathbf b^m`)),
    "The forward pass leaves the bias out.",
    "A passagem direta deixa o viés de fora.",
    "Feed x = 0. What should the first layer's u be?",
    "Use x = 0. Qual deveria ser o u da primeira camada?",
  ),
  "activation-missing": entry(
    forward().replace("f^m", suspect("f^m")),
    "In some layer y equals u: its activation function is not applied.",
    "Em alguma camada y é igual a u: a função de ativação não é aplicada.",
    "Every layer has an f, the output layer too.",
    "Toda camada tem uma f, a de saída também.",
  ),
  "wrong-activation": entry(
    forward().replace("f^m", suspect("f^m")),
    "A layer uses another activation function than the one it names, or the same one with another constant (elu has a = 1).",
    "Uma camada usa outra função de ativação, não a que ela indica, ou a mesma com outra constante (a elu tem a = 1).",
    "Each layer carries its own f. Where does your code read it, and does each line of your table of functions say what the contract says?",
    "Cada camada traz a sua f. Onde o seu código a lê, e cada linha da sua tabela de funções diz o mesmo que o contrato?",
  ),
  "weights-transposed-in-forward": entry(
    forward().replace(tex`\mathbf W^m`, suspect(tex`\mathbf W^m`)),
    "The forward pass multiplies by the transpose of W.",
    "A passagem direta multiplica pela transposta de W.",
    "Row i of W holds the weights that enter node i.",
    "A linha i de W contém os pesos que entram no nó i.",
  ),
  "error-not-squared": entry(
    mse.replace("e_j^2", suspect("e_j^2")),
    "The numbers are those of |e|, of its sign or of another power, not of the square of the error.",
    "Os números são os de |e|, do sinal dele ou de outra potência, e não os do quadrado do erro.",
    "How does the answer change when the error doubles? For the square, J grows four times and δ twice.",
    "Como a resposta muda quando o erro dobra? Para o quadrado, J cresce quatro vezes e δ duas.",
  ),
  "cross-entropy-for-mse": entry(
    mse,
    "These are the numbers of the cross-entropy (δ = y − d); the loss of this network is the MSE.",
    "Estes são os números da entropia cruzada (δ = y − d); a perda desta rede é o MSE.",
    "y − d is what remains when the cross-entropy's derivative cancels f'. Does anything cancel in the MSE?",
    "y − d é o que sobra quando a derivada da entropia cruzada cancela f'. Algo se cancela no MSE?",
  ),
  "mse-for-cross-entropy": entry(
    crossEntropy,
    "These are the numbers of the MSE; a network with a softmax output has the cross-entropy as its loss.",
    "Estes são os números do MSE; uma rede com saída softmax tem a entropia cruzada como perda.",
    "The loss is chosen by the activation function of the output layer.",
    "A perda é escolhida pela função de ativação da camada de saída.",
  ),
  rounded: entry(
    tex`\nabla J`,
    "The numbers lie on a coarse grid: they were rounded to a few digits.",
    "Os números estão em uma grade grossa: foram arredondados para poucos dígitos.",
    "Rounding belongs to printing. Look for toFixed, toPrecision or Math.round on the way.",
    "Arredondar é coisa de impressão. Procure toFixed, toPrecision ou Math.round no caminho.",
  ),
  "flattened-in-other-order": entry(
    tex`\mathbf w = [${suspect(tex`\mathbf W^1 \text{ row by row},\ \mathbf b^1,\ \mathbf W^2, \ldots`)}]`,
    "All the numbers are there, with the parameters in another order.",
    "Todos os números estão lá, com os parâmetros em outra ordem.",
    "The order is W¹ row by row, b¹, W², … Write the position of w_{1,2}^1 and of b_1^1.",
    "A ordem é W¹ linha por linha, b¹, W², … Escreva a posição de w_{1,2}^1 e de b_1^1.",
  ),
  "gauss-newton-for-hessian": entry(
    tex`\frac{\partial^2 J}{\partial w_p\, \partial w_q} = \frac{2}{N N_M} \sum_n \sum_j \left( \frac{\partial y_j}{\partial w_p} \frac{\partial y_j}{\partial w_q} ${suspect(tex`- e_j \frac{\partial^2 y_j}{\partial w_p\, \partial w_q}`)} \right)`,
    "This is the Gauss-Newton approximation: the terms with second derivatives of the outputs are left out.",
    "Esta é a aproximação de Gauss-Newton: faltam os termos com as segundas derivadas das saídas.",
    "Differentiate the product e · ∂y/∂w: two factors depend on w.",
    "Derive o produto e · ∂y/∂w: dois fatores dependem de w.",
  ),
  "diagonal-hessian": entry(
    tex`H_{p,q} = \frac{\partial^2 J}{\partial w_p\, \partial w_q}, \quad ${suspect(tex`p \neq q`)}`,
    "Only the diagonal is there; the mixed derivatives are zero.",
    "Só a diagonal está presente; as derivadas mistas são zero.",
    "Does the slope along one weight change when another weight moves?",
    "A inclinação em um peso muda quando outro peso se move?",
  ),
};
