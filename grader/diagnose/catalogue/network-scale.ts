import { entry, type NetworkEntry, suspect } from "./entry.ts";

const tex = String.raw;
const mse = (factor: string): string => tex`J = ${factor} \sum_{n=1}^{N} \sum_{j=1}^{N_M} e_j^2(n)`;
const mean = tex`\frac{1}{N N_M}`;

/** Mistakes that multiply the whole answer by one number. */
export const scaleEntries: Record<string, NetworkEntry> = {
  "missing-factor-2": entry(
    tex`\boldsymbol\delta^M = ${suspect("-2")}\, \mathbf F'^M(\mathbf u^M)\,(\mathbf d - \mathbf y^M)`,
    "Everything has the right direction and exactly half of the right size: the 2 from differentiating the square is missing.",
    "Tudo tem a direção certa e exatamente metade do tamanho certo: falta o 2 da derivada do quadrado.",
    "Differentiate e² by e on paper, and compare with what starts your reverse pass.",
    "Derive e² em relação a e no papel e compare com o que inicia a sua passagem reversa.",
  ),
  "missing-mean-over-examples": entry(
    mse(tex`\frac{1}{${suspect("N")}\, N_M}`),
    "The answer is N times too large: it is a sum over the examples where J is a mean.",
    "A resposta é N vezes maior: é uma soma sobre os exemplos, mas J é uma média.",
    "Give your function the same batch twice over. Should the answer change?",
    "Passe o mesmo lote repetido duas vezes para a sua função. A resposta deveria mudar?",
  ),
  "missing-mean-over-outputs": entry(
    mse(tex`\frac{1}{N\, ${suspect("N_M")}}`),
    "The answer is N_M times too large: the division by the number of outputs is missing.",
    "A resposta é N_M vezes maior: falta a divisão pelo número de saídas.",
    "J is a mean over two things. Count the terms of its double sum.",
    "J é uma média sobre duas coisas. Conte os termos da soma dupla.",
  ),
  "missing-mean": entry(
    mse(suspect(mean)),
    "The answer is N·N_M times too large: it is that of the sum of the squared errors, and J is their mean.",
    "A resposta é N·N_M vezes maior: é a da soma dos erros quadráticos, e J é a média deles.",
    "The constant in front of the sums survives differentiation.",
    "A constante na frente das somas sobrevive à derivada.",
  ),
  "half-squared-error": entry(
    mse(suspect(mean)),
    "These are the numbers of the convention J = ½ Σ e², in which the ½ cancels the 2. The J of this course is a mean, without the ½.",
    "Estes são os números da convenção J = ½ Σ e², na qual o ½ cancela o 2. O J deste curso é uma média, sem o ½.",
    "Your reasoning may be right for another J. Write down the J that your code belongs to, and compare.",
    "O seu raciocínio pode estar certo para outro J. Escreva o J ao qual o seu código corresponde e compare.",
  ),
  "mean-over-examples-twice": entry(
    mse(tex`\frac{1}{${suspect("N")}\, N_M}`),
    "The answer is N times too small: the division by the number of examples is made twice.",
    "A resposta é N vezes menor: a divisão pelo número de exemplos é feita duas vezes.",
    "Follow one example's contribution from the loop to the result and count the divisions.",
    "Siga a contribuição de um exemplo do laço até o resultado e conte as divisões.",
  ),
  "extra-mean-over-outputs": entry(
    tex`\boldsymbol\delta^M = -2\, \mathbf F'^M(\mathbf u^M)\,(\mathbf d - \mathbf y^M), \quad ${mse(mean)}, \quad J_{\text{CE}} = -\frac{1}{${suspect("N")}} \sum_n \sum_j d_j \ln y_j`,
    "The answer is N_M times too small: it is divided by the number of outputs once more than its definition says.",
    "A resposta é N_M vezes menor: há uma divisão pelo número de saídas a mais do que diz a definição.",
    "The sensitivities are of one example's sum, with no division; the cross-entropy is divided by N only. Which is asked here?",
    "As sensibilidades são da soma de um exemplo, sem divisão; a entropia cruzada é dividida só por N. O que é pedido aqui?",
  ),
  "n-minus-one": entry(
    mse(tex`\frac{1}{${suspect("N")}\, N_M}`),
    "The mean is taken with N − 1 where N is meant.",
    "A média é feita com N − 1 onde deveria ser N.",
    "How many terms does the sum have? An index that ends at N − 1 starts at 0.",
    "Quantos termos a soma tem? Um índice que termina em N − 1 começa em 0.",
  ),
  "sign-flipped": entry(
    tex`\boldsymbol\delta^M = ${suspect("-")}2\, \mathbf F'^M(\mathbf u^M)\,(\mathbf d - \mathbf y^M)`,
    "Every number has the right size and the opposite sign.",
    "Todos os números têm o tamanho certo e o sinal oposto.",
    "e = d − y. What is the derivative of e by y?",
    "e = d − y. Qual é a derivada de e em relação a y?",
  ),
  "rmse-differentiated": entry(
    mse(mean),
    "These are the numbers of the square root of J.",
    "Estes são os números da raiz quadrada de J.",
    "J is the mean squared error itself. Compare J and its root on one example with a known error.",
    "J é o próprio erro quadrático médio. Compare J e a raiz dele em um exemplo com erro conhecido.",
  ),
};
