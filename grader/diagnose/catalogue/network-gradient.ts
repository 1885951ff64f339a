import { entry, type NetworkEntry, suspect } from "./entry.ts";

const tex = String.raw;
const weights = (delta = tex`\boldsymbol\delta^m`, y = tex`(\mathbf y^{m-1})^T`): string =>
  tex`\frac{\partial J}{\partial \mathbf W^m} = c \sum_n ${delta}\, ${y}`;
const biases = (sum = tex`\sum_n`, delta = tex`\boldsymbol\delta^m`): string =>
  tex`\frac{\partial J}{\partial \mathbf b^m} = c ${sum} ${delta}`;
const sumOverExamples = suspect(tex`\sum_{n=1}^{N}`);

/** Mistakes in the products delta y^T, in the biases, in the loop over the examples and in the layout of the result. */
export const gradientEntries: Record<string, NetworkEntry> = {
  "gradient-transposed": entry(
    weights(suspect(tex`\boldsymbol\delta^m`), suspect(tex`(\mathbf y^{m-1})^T`)),
    "Each weight matrix's gradient is the transpose of the right one.",
    "O gradiente de cada matriz de pesos é a transposta do certo.",
    "Entry (i, j) belongs to w_{i,j}: to node i of this layer and node j of the one before.",
    "O elemento (i, j) pertence a w_{i,j}: ao nó i desta camada e ao nó j da anterior.",
  ),
  "layers-reversed": entry(
    tex`\left[\tfrac{\partial J}{\partial \mathbf W^1}, \tfrac{\partial J}{\partial \mathbf b^1}, \ldots, \tfrac{\partial J}{\partial \mathbf W^M}, \tfrac{\partial J}{\partial \mathbf b^M}\right]`,
    "The layers' gradients are right, but in the opposite order.",
    "Os gradientes das camadas estão certos, mas na ordem contrária.",
    "The reverse pass visits the last layer first. Where does it put what it finds?",
    "A passagem reversa visita a última camada primeiro. Onde ela guarda o que encontra?",
  ),
  "u-for-y": entry(
    weights(undefined, tex`(${suspect(tex`\mathbf y^{m-1}`)})^T`),
    "u of the layer before stands where its output y is meant.",
    "O u da camada anterior está no lugar da saída y dela.",
    "A weight multiplies what the node before it sends: before or after its activation function?",
    "Um peso multiplica o que o nó anterior envia: antes ou depois da função de ativação?",
  ),
  "output-for-input": entry(
    weights(undefined, tex`(${suspect(tex`\mathbf y^{m-1}`)})^T`),
    "The biases are right and the weights are not: δ^m is multiplied by the layer's own output y^m instead of its input y^{m−1}.",
    "Os vieses estão certos e os pesos não: δ^m é multiplicado pela saída y^m da própria camada, e não pela entrada y^{m−1}.",
    "∂u_i/∂w_{i,j} is what the weight is multiplied by on the way forward.",
    "∂u_i/∂w_{i,j} é aquilo que o peso multiplica na passagem direta.",
  ),
  "x-for-y": entry(
    weights(undefined, tex`(${suspect(tex`\mathbf y^{m-1}`)})^T`),
    "Layer 1 is right; the others are fed x where the output of the layer before is meant.",
    "A camada 1 está certa; as outras recebem x onde deveria ser a saída da camada anterior.",
    "Only for m = 1 is y^{m−1} the same as x.",
    "Só para m = 1 é que y^{m−1} é o mesmo que x.",
  ),
  "bias-gradient-missing": entry(
    suspect(biases()),
    "The weights are right; the gradient of the biases is zero.",
    "Os pesos estão certos; o gradiente dos vieses é zero.",
    "A bias is a weight on a constant input of 1.",
    "Um viés é um peso em uma entrada constante igual a 1.",
  ),
  "bias-gradient-last-example": entry(
    biases(sumOverExamples),
    "The weights are right; the biases' gradient holds one example only instead of all of them.",
    "Os pesos estão certos; o gradiente dos vieses contém um só exemplo em vez de todos.",
    "Compare the assignment to the bias gradient with the one to the weights' gradient.",
    "Compare a atribuição ao gradiente dos vieses com a do gradiente dos pesos.",
  ),
  "bias-gradient-scaled": entry(
    biases().replace("= c", `= ${suspect("c")}`),
    "The weights are right; the biases' gradient is divided once too often, or not at all.",
    "Os pesos estão certos; o gradiente dos vieses é dividido uma vez a mais, ou não é dividido.",
    "Weights and biases are parameters of the same J: the same constant stands before both.",
    "Pesos e vieses são parâmetros do mesmo J: a mesma constante está na frente dos dois.",
  ),
  "bias-sign-flipped": entry(
    biases().replace("= c", `= ${suspect("+")}\\, c`),
    "The weights are right; the biases' gradient has the opposite sign.",
    "Os pesos estão certos; o gradiente dos vieses tem o sinal oposto.",
    "In u = W y + b both terms have the same sign.",
    "Em u = W y + b os dois termos têm o mesmo sinal.",
  ),
  "accumulator-overwritten": entry(
    weights().replace(tex`\sum_n`, sumOverExamples),
    "Only the last example is in the result: each example replaces the ones before it.",
    "Só o último exemplo está no resultado: cada exemplo substitui os anteriores.",
    "Should the line inside the loop over examples assign or add?",
    "A linha dentro do laço sobre os exemplos deve atribuir ou somar?",
  ),
  "first-example-only": entry(
    weights().replace(tex`\sum_n`, sumOverExamples),
    "Only the first example is in the result.",
    "Só o primeiro exemplo está no resultado.",
    "What happens after the first turn of your loop over the examples?",
    "O que acontece depois da primeira volta do seu laço sobre os exemplos?",
  ),
  "last-example-skipped": entry(
    weights().replace(tex`\sum_n`, tex`\sum_{n=${suspect("1")}}^{${suspect("N")}}`),
    "One example at an end of the batch is left out.",
    "Um exemplo em uma das pontas do lote fica de fora.",
    "Check the first and the last index of the loop over the examples.",
    "Confira o primeiro e o último índice do laço sobre os exemplos.",
  ),
  "accumulator-not-reset": entry(
    weights().replace("=", tex`= ${suspect("0")} +`),
    "The first call is right; later calls add to what the earlier ones left.",
    "A primeira chamada está certa; as seguintes somam ao que as anteriores deixaram.",
    "Where is the accumulator created: once for the program, or once for each call?",
    "Onde o acumulador é criado: uma vez no programa, ou uma vez em cada chamada?",
  ),
  "stale-activations": entry(
    weights(tex`\boldsymbol\delta^m(n)`, tex`(\mathbf y^{m-1}(${suspect("n")}))^T`),
    "The activations belong to another example, or to another call.",
    "As ativações são de outro exemplo ou de outra chamada.",
    "Reverse pass n needs the u and y of forward pass n. Where are they kept, and when are they replaced?",
    "A passagem reversa n precisa dos u e y da passagem direta n. Onde eles ficam e quando são trocados?",
  ),
  "update-inside-batch": entry(
    weights().replace(tex`\sum_n`, sumOverExamples),
    "The weights change between the examples of one batch: each example meets another network.",
    "Os pesos mudam entre os exemplos de um mesmo lote: cada exemplo encontra outra rede.",
    "The gradient of a batch is taken at one w. When may w move?",
    "O gradiente de um lote é calculado em um único w. Quando w pode mudar?",
  ),
  "targets-misaligned": entry(
    tex`e_j(n) = d_j(${suspect("n")}) - y_j(n)`,
    "The forward pass is right; the desired outputs belong to other examples or to other outputs.",
    "A passagem direta está certa; as saídas desejadas são de outros exemplos ou de outras saídas.",
    "Row n of X belongs with row n of D. Follow both indices.",
    "A linha n de X vai com a linha n de D. Siga os dois índices.",
  ),
  "weight-decay-added": entry(
    tex`\nabla J ${suspect(tex`+\,\lambda \mathbf W`)}`,
    "The difference is proportional to the weights: a penalty λW is added that J does not have.",
    "A diferença é proporcional aos pesos: há uma penalidade λW que o J não tem.",
    "Is every term of your gradient the derivative of a term of J?",
    "Cada termo do seu gradiente é a derivada de um termo de J?",
  ),
  "gradient-clipped": entry(
    tex`\nabla J`,
    "The direction is right and the length is limited: the gradient is clipped or normalised.",
    "A direção está certa e o comprimento é limitado: o gradiente é cortado ou normalizado.",
    "What is asked is the gradient as it is; limiting it belongs to an update rule.",
    "O que se pede é o gradiente como ele é; limitá-lo é assunto de uma regra de atualização.",
  ),
  "last-row-missing": entry(
    weights(),
    "The last row or column of a matrix is zero.",
    "A última linha ou coluna de uma matriz é zero.",
    "A matrix with R rows has the row indices 0 to R − 1. Where does your loop stop?",
    "Uma matriz com R linhas tem índices de linha de 0 a R − 1. Onde o seu laço para?",
  ),
  "layer-never-updated": entry(
    tex`\frac{\partial J}{\partial \mathbf W^m}, \quad m = ${suspect(tex`1, \ldots, M`)}`,
    "One layer's gradient or sensitivity is all zeros; the others are right.",
    "O gradiente ou a sensibilidade de uma camada é só zeros; as outras camadas estão certas.",
    "Which layers does your loop visit? List the values that its index takes.",
    "Que camadas o seu laço visita? Liste os valores que o índice assume.",
  ),
};
