import type { Method } from "../../contract.ts";
import type { Localised } from "../../report.ts";

/** What is said of one mistake: what the numbers show, and a hint that teaches without giving the line away. */
export interface Entry {
  message: Localised;
  hint: Localised;
  /** TeX of the right formula; the suspected factor is wrapped in \htmlClass{suspect}{...} */
  formula?: string;
}

const entry = (en: string, pt: string, hintEn: string, hintPt: string): Entry => ({
  message: { en, "pt-BR": pt },
  hint: { en: hintEn, "pt-BR": hintPt },
});

/** Mistakes in the five update rules. */
export const updateRuleMistakes: Record<string, Entry> = {
  "sign-flipped": entry(
    "Every change of w has the right size and the opposite sign: the rule climbs instead of descending.",
    "Cada mudança de w tem o tamanho certo e o sinal oposto: a regra sobe em vez de descer.",
    "The gradient points uphill. Which way must w move so that J falls?",
    "O gradiente aponta para cima. Para que lado w deve ir para que J diminua?",
  ),
  "step-size-ignored": entry(
    "The changes of w are those of a rule with a step size of 1: alpha does not enter.",
    "As mudanças de w são as de uma regra com passo 1: alpha não entra na conta.",
    "Vary alpha by hand and watch what changes.",
    "Mude alpha à mão e veja o que muda.",
  ),
  "step-size-twice": entry(
    "alpha enters twice: the changes are those of the right rule with the square of the step size.",
    "alpha entra duas vezes: as mudanças são as da regra certa com o quadrado do passo.",
    "The step size belongs either in the velocity or in the change of w, not in both.",
    "O passo entra na velocidade ou na mudança de w, não nas duas.",
  ),
  "missing-factor-2": entry(
    "Every change is half of what it should be.",
    "Cada mudança é metade do que deveria ser.",
    "g is the gradient already; nothing is left to be divided.",
    "g já é o gradiente; não há mais nada para dividir.",
  ),
  "factor-2-added": entry(
    "Every change is twice what it should be.",
    "Cada mudança é o dobro do que deveria ser.",
    "g is the gradient already: its 2 from the square is inside.",
    "g já é o gradiente: o 2 do quadrado está dentro dele.",
  ),
  "never-updated": entry(
    "w comes back as it went in.",
    "w volta igual ao que entrou.",
    "Check that the vector you return is the one you computed.",
    "Confira se o vetor devolvido é o que você calculou.",
  ),
  "momentum-damped": entry(
    "The velocity averages: the gradient enters it multiplied by 1 - beta. In this course's rule it enters whole.",
    "A velocidade está fazendo média: o gradiente entra multiplicado por 1 - beta. Na regra deste curso ele entra inteiro.",
    "Compare your first change of w with alpha times g.",
    "Compare a sua primeira mudança de w com alpha vezes g.",
  ),
  "momentum-sign": entry(
    "The sign between the velocity and the gradient is the wrong one somewhere: first and later changes do not agree in direction.",
    "Há um sinal trocado entre a velocidade e o gradiente: a primeira mudança e as seguintes não combinam na direção.",
    "Either add g to v and subtract v from w, or subtract in one place and add in the other. Not both ways at once.",
    "Some g em v e subtraia v de w, ou subtraia em um lugar e some no outro. Não misture as duas formas.",
  ),
  "velocity-not-kept": entry(
    "Every step is that of a first call: nothing of what earlier steps left behind (velocity, accumulator, moments) is used.",
    "Cada passo é o de uma primeira chamada: nada do que os passos anteriores deixaram (velocidade, acumulador, momentos) é usado.",
    "What comes back as `state` must be what the next call needs. Look at what you return there, and whether you read it.",
    "O que volta em `state` deve ser o que a próxima chamada precisa. Veja o que você devolve ali e se o lê de volta.",
  ),
  "nesterov-for-classical": entry(
    "These are the steps of Nesterov's momentum, which looks ahead by beta v; the classical one is asked.",
    "Estes são os passos do momento de Nesterov, que olha à frente por beta v; o pedido é o clássico.",
    "Classical momentum moves w by the velocity alone.",
    "O momento clássico move w apenas pela velocidade.",
  ),
  "decay-swapped": entry(
    "Two decay factors have changed places: one stands where the other, or its complement to 1, belongs.",
    "Dois fatores de decaimento estão trocados: um está no lugar do outro, ou do seu complemento para 1.",
    "The factor near 1 multiplies the memory; what is left of it multiplies what is new.",
    "O fator perto de 1 multiplica a memória; o que falta para 1 multiplica o que é novo.",
  ),
  "decay-missing": entry(
    "The memory never fades: the decay factor does not act on it.",
    "A memória nunca se apaga: o fator de decaimento não age sobre ela.",
    "Feed the rule the same gradient many times: should the accumulator grow without bound?",
    "Dê à regra o mesmo gradiente muitas vezes: o acumulador deveria crescer sem limite?",
  ),
  "old-velocity-used": entry(
    "w moves by the velocity from before this gradient: every change is one step late.",
    "w se move pela velocidade de antes deste gradiente: cada mudança chega um passo atrasada.",
    "In which order are the velocity and w updated?",
    "Em que ordem a velocidade e w são atualizadas?",
  ),
  "velocity-is-last-gradient": entry(
    "Only the gradient of the step before is remembered: the velocity keeps no older ones.",
    "Só o gradiente do passo anterior é lembrado: a velocidade não guarda os mais antigos.",
    "Write down v after three steps: how many gradients are in it?",
    "Escreva v depois de três passos: quantos gradientes há nele?",
  ),
  "gradient-added-twice": entry(
    "The gradient of the step enters twice: through the velocity and once more by itself.",
    "O gradiente do passo entra duas vezes: pela velocidade e mais uma vez sozinho.",
    "The velocity holds the new gradient already.",
    "A velocidade já contém o gradiente novo.",
  ),
  "adagrad-no-sqrt": entry(
    "The step is divided by the accumulator itself; its square root is what divides.",
    "O passo é dividido pelo próprio acumulador; quem divide é a raiz quadrada dele.",
    "Check units: how does the change scale when all gradients double?",
    "Confira as unidades: como a mudança varia quando todos os gradientes dobram?",
  ),
  "missing-square-root": entry(
    "The step is divided by the second moment itself; its square root is what divides.",
    "O passo é dividido pelo próprio segundo momento; quem divide é a raiz quadrada dele.",
    "Check units: how does the change scale when all gradients double?",
    "Confira as unidades: como a mudança varia quando todos os gradientes dobram?",
  ),
  "accumulates-gradient-not-square": entry(
    "The accumulator holds gradients where it should hold their squares.",
    "O acumulador guarda gradientes onde deveria guardar os quadrados deles.",
    "Can your accumulator become negative? Should it be able to?",
    "O seu acumulador pode ficar negativo? Deveria poder?",
  ),
  "initial-accumulator-ignored": entry(
    "The numbers are those of an accumulator that does not begin at `initial`.",
    "Os números são os de um acumulador que não começa em `initial`.",
    "What does `state` hold on the very first call, and what should a(0) be?",
    "O que há em `state` na primeiríssima chamada, e quanto deve valer a(0)?",
  ),
  "epsilon-misplaced": entry(
    "epsilon stands on the other side of the square root. With gradients near 1 nobody sees it; with gradients near 1e-6 it decides the step.",
    "epsilon está do outro lado da raiz quadrada. Com gradientes perto de 1 ninguém percebe; com gradientes perto de 1e-6 ele decide o passo.",
    "Compare with the formula of this very rule: the rules differ in where epsilon stands.",
    "Compare com a fórmula desta regra: as regras diferem no lugar do epsilon.",
  ),
  "epsilon-missing": entry(
    "The numbers are those of the rule without epsilon.",
    "Os números são os da regra sem epsilon.",
    "What happens to your step when g is exactly 0 on the first call?",
    "O que acontece com o seu passo quando g é exatamente 0 na primeira chamada?",
  ),
  "old-accumulator-used": entry(
    "The step is divided by the accumulator from before this gradient.",
    "O passo é dividido pelo acumulador de antes deste gradiente.",
    "In which order are the accumulator and w updated?",
    "Em que ordem o acumulador e w são atualizados?",
  ),
  "second-moment-averaged": entry(
    "The accumulator forgets, as in RMSProp; AdaGrad's only adds.",
    "O acumulador esquece, como no RMSProp; o do AdaGrad só soma.",
    "Compare the two accumulators' formulas.",
    "Compare as fórmulas dos dois acumuladores.",
  ),
  "momentum-undamped": entry(
    "A moment adds the new value whole; it should enter multiplied by what is left of the decay factor to 1.",
    "Um momento soma o valor novo inteiro; ele deveria entrar multiplicado pelo que falta do decaimento para 1.",
    "With a constant gradient, a moment should tend to that gradient (or its square). Does yours?",
    "Com um gradiente constante, um momento deve tender a esse gradiente (ou ao quadrado dele). O seu tende?",
  ),
  "first-value-not-damped": entry(
    "The accumulator begins at the first squared gradient and not at 0.",
    "O acumulador começa no primeiro gradiente ao quadrado, e não em 0.",
    "a(0) = 0 comes before the first gradient, which then enters as every other one.",
    "a(0) = 0 vem antes do primeiro gradiente, que depois entra como todos os outros.",
  ),
  "bias-correction-added": entry(
    "The second moment is corrected for its start at 0, as in Adam; RMSProp is asked without that.",
    "O segundo momento é corrigido pelo início em 0, como no Adam; o RMSProp pedido não faz isso.",
    "Compare with the statement's formula for this rule.",
    "Compare com a fórmula desta regra no enunciado.",
  ),
  "no-bias-correction": entry(
    "The moments are used as they are, without the correction for having begun at 0.",
    "Os momentos são usados como estão, sem a correção por terem começado em 0.",
    "How large is m after one step, compared with g?",
    "Qual é o tamanho de m depois de um passo, comparado com g?",
  ),
  "partial-bias-correction": entry(
    "Only one of the two moments is corrected for having begun at 0.",
    "Só um dos dois momentos é corrigido por ter começado em 0.",
    "There are two moments, and each has its own decay.",
    "Há dois momentos, e cada um tem o seu decaimento.",
  ),
  "step-count-off-by-one": entry(
    "The correction uses the count of a neighbouring step.",
    "A correção usa a contagem de um passo vizinho.",
    "What is k in the first update: 0, 1 or 2? When is it increased?",
    "Quanto vale k na primeira atualização: 0, 1 ou 2? Quando ele aumenta?",
  ),
  "step-count-multiplied": entry(
    "The step count grows more than once in every update, so the correction fades too early.",
    "A contagem de passos cresce mais de uma vez em cada atualização, e a correção some cedo demais.",
    "Where is k increased: once for the whole vector, or once for every parameter?",
    "Onde k aumenta: uma vez para o vetor inteiro ou uma vez para cada parâmetro?",
  ),
  "corrected-moments-stored": entry(
    "The corrected moments are stored and corrected again in the next step: the first step is right, later ones are not.",
    "Os momentos corrigidos são guardados e corrigidos de novo no passo seguinte: o primeiro passo está certo, os outros não.",
    "Which two of the four quantities m, v, mhat and vhat belong in `state`?",
    "Quais duas das quatro grandezas m, v, mhat e vhat pertencem a `state`?",
  ),
  "bias-correction-not-powered": entry(
    "The correction divides by the same number in every step: the decay is not raised to the power of the step.",
    "A correção divide pelo mesmo número em todo passo: o decaimento não é elevado ao número do passo.",
    "After many steps the correction should fade. Does yours?",
    "Depois de muitos passos a correção deveria desaparecer. A sua desaparece?",
  ),
  "gradient-for-moment": entry(
    "The step follows the new gradient and not the first moment.",
    "O passo segue o gradiente novo, e não o primeiro momento.",
    "Which quantity stands in the numerator?",
    "Que grandeza está no numerador?",
  ),
  "global-second-moment": entry(
    "All parameters share one accumulator; each should have its own.",
    "Todos os parâmetros dividem um só acumulador; cada um deveria ter o seu.",
    "The squares act component by component.",
    "Os quadrados agem componente por componente.",
  ),
};

const suspect = (tex: string) => `\\htmlClass{suspect}{${tex}}`;

/** The right formula of a rule with the part that a mistake concerns marked; undefined where the whole rule is meant. */
export function updateRuleFormula(method: Method, code: string): string | undefined {
  const mark = (codes: readonly string[], tex: string) => (codes.includes(code) ? suspect(tex) : tex);
  const minus = mark(["sign-flipped", "momentum-sign"], "-");
  const alpha = mark(["step-size-ignored", "step-size-twice", "factor-2-added"], "\\alpha");
  const square = mark(["accumulates-gradient-not-square", "global-second-moment"], "(g(k))^2");
  const root = (inside: string) =>
    ["adagrad-no-sqrt", "missing-square-root"].includes(code) ? suspect(`\\sqrt{${inside}}`) : `\\sqrt{${inside}}`;
  const epsilon = mark(["epsilon-misplaced", "epsilon-missing"], "\\epsilon");
  const w = `w(k+1) = w(k) ${minus} ${alpha}`;
  switch (method) {
    case "gradient-descent":
      return `${w}\\, g(k)`;
    case "momentum": {
      const memory = mark(
        ["velocity-not-kept", "decay-missing", "decay-swapped", "velocity-is-last-gradient"],
        "\\beta\\, v(k-1)",
      );
      return `v(k) = ${memory} + ${mark(["momentum-damped", "gradient-added-twice"], "g(k)")},\\quad ${w}\\, ${mark(["nesterov-for-classical", "old-velocity-used"], "v(k)")}`;
    }
    case "adagrad": {
      const memory = mark(["velocity-not-kept", "initial-accumulator-ignored", "second-moment-averaged"], "a(k-1)");
      const start = mark(["initial-accumulator-ignored"], "a(0) = a_0");
      return `a(k) = ${memory} + ${square},\\quad ${start},\\quad ${w}\\, \\frac{g(k)}{${root(`${mark(["old-accumulator-used"], "a(k)")} + ${epsilon}`)}}`;
    }
    case "rmsprop": {
      const memory = mark(["decay-swapped", "decay-missing", "velocity-not-kept"], "\\rho\\, a(k-1)");
      const share = mark(["decay-swapped", "momentum-undamped", "first-value-not-damped"], "(1-\\rho)");
      return `a(k) = ${memory} + ${share}\\,${square},\\quad ${w}\\, \\frac{g(k)}{${root(`${mark(["bias-correction-added", "old-accumulator-used"], "a(k)")} + ${epsilon}`)}}`;
    }
    case "adam": {
      const [b1, b2] = [1, 2].map((i) => mark(["decay-swapped"], `\\beta_${i}`));
      const [c1, c2] = [1, 2].map((i) => mark(["momentum-undamped", "decay-swapped"], `(1-\\beta_${i})`));
      const power = mark(["step-count-off-by-one", "step-count-multiplied", "bias-correction-not-powered"], "k");
      const corrected = (symbol: string, i: number) => {
        const fraction = `\\frac{${mark(["corrected-moments-stored"], `${symbol}(k)`)}}{1-\\beta_${i}^{${power}}}`;
        return ["no-bias-correction", "partial-bias-correction"].includes(code) ? suspect(fraction) : fraction;
      };
      return [
        `m(k) = ${b1}\\, m(k-1) + ${c1}\\, g(k)`,
        `v(k) = ${b2}\\, v(k-1) + ${c2}\\,${square}`,
        `\\hat m = ${corrected("m", 1)}`,
        `\\hat v = ${corrected("v", 2)}`,
        `${w}\\, \\frac{${mark(["gradient-for-moment"], "\\hat m")}}{${root("\\hat v")} + ${epsilon}}`,
      ].join(",\\quad ");
    }
  }
}
