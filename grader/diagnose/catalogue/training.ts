import type { Entry } from "./update-rules.ts";

const entry = (en: string, pt: string, hintEn: string, hintPt: string): Entry => ({
  message: { en, "pt-BR": pt },
  hint: { en: hintEn, "pt-BR": hintPt },
});

/** Mistakes in `train`, `minimize` and `multiStart`: the loops around gradients and rules. */
export const trainingMistakes: Record<string, Entry> = {
  "order-ignored": entry(
    "The examples are not visited in the order and the batches that `epochs` gives: these are the numbers of another order.",
    "Os exemplos não são visitados na ordem e nos lotes dados em `epochs`: estes são os números de outra ordem.",
    "epochs[e][k] lists indices. Which rows of X does your batch k of epoch e really hold?",
    "epochs[e][k] lista índices. Que linhas de X o seu lote k da época e realmente contém?",
  ),
  "short-batch-mishandled": entry(
    "The last batch of an epoch, shorter than the others, is dropped or divided by the size of a full one.",
    "O último lote de uma época, mais curto que os outros, é descartado ou dividido pelo tamanho de um lote cheio.",
    "J of a batch is a mean over that batch, however long it is.",
    "O J de um lote é uma média sobre aquele lote, seja qual for o tamanho.",
  ),
  "last-batch-skipped": entry(
    "The last batch of every epoch is skipped.",
    "O último lote de cada época é pulado.",
    "Check the bound of the loop over batches.",
    "Confira o limite do laço sobre os lotes.",
  ),
  "first-batch-only": entry(
    "Only the first batch of every epoch is used.",
    "Só o primeiro lote de cada época é usado.",
    "Is there a return, or an assignment, inside the loop that belongs after it?",
    "Há um return, ou uma atribuição, dentro do laço que deveria vir depois dele?",
  ),
  "mean-over-all-examples": entry(
    "The gradient of a batch is divided by the number of all examples; it is the mean over the batch that is asked.",
    "O gradiente de um lote é dividido pelo número de todos os exemplos; o pedido é a média sobre o lote.",
    "Which N belongs to a batch?",
    "Que N pertence a um lote?",
  ),
  "losses-off-by-one": entry(
    "Each loss is recorded before its epoch: the curve is the right one, one place late.",
    "Cada erro é registrado antes da sua época: a curva é a certa, uma posição atrasada.",
    "losses[0] is before any training. When is losses[1] to be computed?",
    "losses[0] vem antes de qualquer treinamento. Quando losses[1] deve ser calculado?",
  ),
  "loss-of-batch": entry(
    "The recorded losses are those of batches while they were used; J over all of X after the epoch is asked.",
    "Os erros registrados são os dos lotes enquanto eram usados; o pedido é J sobre todo o X depois da época.",
    "Compute the loss once at the end of each epoch, over all examples.",
    "Calcule o erro uma vez ao fim de cada época, sobre todos os exemplos.",
  ),
  "update-inside-batch": entry(
    "The weights change after every example of a batch. Within a batch all gradients are taken at the same weights.",
    "Os pesos mudam depois de cada exemplo do lote. Dentro de um lote todos os gradientes são calculados com os mesmos pesos.",
    "One batch, one gradient, one update.",
    "Um lote, um gradiente, uma atualização.",
  ),
  "accumulator-not-reset": entry(
    "The gradient of a batch is added to what earlier batches left: it is not set to zero before the next one.",
    "O gradiente de um lote é somado ao que os lotes anteriores deixaram: ele não é zerado antes do lote seguinte.",
    "What do your accumulators hold when the second batch begins?",
    "O que os seus acumuladores contêm quando o segundo lote começa?",
  ),
  "initial-network-returned": entry(
    "The losses are those of the training, but the network returned is the one that came in.",
    "Os erros são os do treinamento, mas a rede devolvida é a que entrou.",
    "Which variable holds the trained weights when you return?",
    "Que variável contém os pesos treinados quando você retorna?",
  ),
  "velocity-not-kept": entry(
    "The optimiser's state (velocity, accumulator, moments) begins again in every epoch or batch; it lasts for the whole call.",
    "O estado do otimizador (velocidade, acumulador, momentos) recomeça a cada época ou lote; ele dura a chamada inteira.",
    "Where is the state created: before the loop over epochs, or inside it?",
    "Onde o estado é criado: antes do laço das épocas, ou dentro dele?",
  ),
  "best-of-starts-wrong": entry(
    "The losses of the starts are right, but the network returned is not that of the smallest one.",
    "Os erros das partidas estão certos, mas a rede devolvida não é a do menor deles.",
    "Compare final values of J, and keep the network together with its value.",
    "Compare os valores finais de J, e guarde a rede junto com o seu valor.",
  ),
  "flattened-in-other-order": entry(
    "The random draws fill the parameters in another order: W^1 row by row, then b^1, then W^2 is asked.",
    "Os sorteios preenchem os parâmetros em outra ordem: o pedido é W^1 linha por linha, depois b^1, depois W^2.",
    "Write the first seven parameters of a 2-2-1 network in the order in which you draw them.",
    "Escreva os sete primeiros parâmetros de uma rede 2-2-1 na ordem em que você os sorteia.",
  ),
  "draws-scaled": entry(
    "The draws are scaled or shifted before they become weights; they are asked as they come.",
    "Os sorteios são escalados ou deslocados antes de virarem pesos; o pedido é usá-los como vêm.",
    "Each parameter is one value of random().",
    "Cada parâmetro é um valor de random().",
  ),
  "biases-not-drawn": entry(
    "The biases begin at 0; they are drawn as every other parameter.",
    "Os pesos de polarização começam em 0; eles são sorteados como qualquer outro parâmetro.",
    "A bias is a weight on a constant input of 1.",
    "Um peso de polarização é um peso em uma entrada constante igual a 1.",
  ),
  "starts-equal": entry(
    "Every start begins from the same weights.",
    "Todas as partidas começam dos mesmos pesos.",
    "When are the weights of the second start drawn?",
    "Quando os pesos da segunda partida são sorteados?",
  ),
  "losses-before-training": entry(
    "The losses returned are those of the starts before they were trained.",
    "Os erros devolvidos são os das partidas antes do treinamento.",
    "train returns a list of losses. Which entry is the final J?",
    "train devolve uma lista de erros. Que elemento é o J final?",
  ),
  "evaluations-exceeded": entry(
    "f and grad were called more often than maxEvaluations allows.",
    "f e grad foram chamadas mais vezes do que maxEvaluations permite.",
    "Count every call, those of the line search too, and return the best point so far before the count runs out.",
    "Conte todas as chamadas, as da busca em linha também, e devolva o melhor ponto até ali antes de a conta acabar.",
  ),
  "not-converged": entry(
    "The point returned is not a minimum: the gradient there is longer than the tolerance, and J is higher than it can be.",
    "O ponto devolvido não é um mínimo: ali o gradiente é maior que a tolerância e J é mais alto do que poderia ser.",
    "Print J and the norm of the gradient at every iteration. Does J fall in each one? What stops your loop?",
    "Imprima J e a norma do gradiente a cada iteração. J cai em todas? O que termina o seu laço?",
  ),
  "best-point-not-returned": entry(
    "A better point was met on the way than the one returned.",
    "No caminho foi encontrado um ponto melhor do que o devolvido.",
    "Remember the best point with its value; the last one tried need not be it.",
    "Guarde o melhor ponto com o seu valor; o último testado pode não ser ele.",
  ),
  "starting-point-returned": entry(
    "The starting point comes back unchanged.",
    "O ponto de partida volta sem mudança.",
    "Check that the vector you return is the one you moved.",
    "Confira se o vetor devolvido é o que você moveu.",
  ),
  maximises: entry(
    "J at the point returned is higher than at the start: the search climbs.",
    "J no ponto devolvido é mais alto que no início: a busca sobe.",
    "Which sign must the product of the gradient and your direction have?",
    "Que sinal deve ter o produto entre o gradiente e a sua direção?",
  ),
};
