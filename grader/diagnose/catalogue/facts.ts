import type { Diagnosis, Localised } from "../../report.ts";

/** Mistakes that are seen without comparing numbers. */

/** A tensor as a person reads it: delta2 is δ^2. */
export function symbolOf(tensor: string): string {
  const symbols: Record<string, string> = { delta: "δ", W: "W", b: "b", u: "u", y: "y" };
  const stem = /^(delta|[Wbuy])(\d+)$/.exec(tensor);
  return stem ? `${symbols[stem[1]!]}^${stem[2]}` : tensor;
}

/** The same message, framed for a program in which two mistakes are at work. */
export const oneOfTwo = ({ message, ...diagnosis }: Diagnosis): Diagnosis => ({
  ...diagnosis,
  message: {
    en: `Two mistakes at once; this is one of them, described as if it were alone. ${message.en}`,
    "pt-BR": `Dois erros ao mesmo tempo; este é um deles, descrito como se fosse o único. ${message["pt-BR"]}`,
  },
});

/** The program wrote to an argument: V8 throws a TypeError, because arguments are deep-frozen. */
export function mutatesInput(error: string): Diagnosis {
  return {
    code: "mutates-input",
    confidence: 1,
    message: {
      en: `Your function writes to one of its arguments (${error}). Arguments are read-only: whoever called you still needs them.`,
      "pt-BR": `Sua função escreve em um dos argumentos (${error}). Os argumentos são somente leitura: quem chamou ainda precisa deles.`,
    },
    hint: {
      en: "Make a copy before you change anything: `[...w]` for a vector, `W.map((row) => [...row])` for a matrix. `sort`, `reverse`, `push` and `+=` on an element change the array they are called on.",
      "pt-BR":
        "Faça uma cópia antes de mudar qualquer coisa: `[...w]` para um vetor, `W.map((linha) => [...linha])` para uma matriz. `sort`, `reverse`, `push` e `+=` em um elemento mudam o próprio array.",
    },
  };
}

/** NaN or Infinity in the right shape; `tensor` is the first one in causal order that holds any. */
export function notFinite(tensor: string, layer: number | undefined, value: number): Diagnosis {
  const name = symbolOf(tensor);
  return {
    code: "not-finite",
    tensor,
    ...(layer === undefined ? {} : { layer }),
    confidence: 1,
    message: {
      en: `${name} holds ${value}. It is the first quantity, in the order in which things are computed, that is not a finite number.`,
      "pt-BR": `${name} contém ${value}. É a primeira grandeza, na ordem em que as coisas são calculadas, que não é um número finito.`,
    },
    hint: {
      en: "Look for a division by zero, the logarithm of 0, an index one past the end (`undefined` in arithmetic gives NaN), or an exponential of a large number.",
      "pt-BR":
        "Procure uma divisão por zero, o logaritmo de 0, um índice além do fim (`undefined` em uma conta dá NaN) ou a exponencial de um número grande.",
    },
  };
}

/** No hypothesis explains the numbers: say only where they first part. */
export function unexplained(tensor: string, layer?: number): Diagnosis {
  const name = symbolOf(tensor);
  const where = {
    en: layer === undefined ? name : `${name} (layer ${layer})`,
    "pt-BR": layer === undefined ? name : `${name} (camada ${layer})`,
  };
  return {
    code: "unexplained",
    tensor,
    ...(layer === undefined ? {} : { layer }),
    confidence: 0.5,
    message: {
      en: `The numbers first differ in ${where.en}. They match none of the mistakes that we know how to recognise, so we name no cause.`,
      "pt-BR": `Os números diferem primeiro em ${where["pt-BR"]}. Eles não correspondem a nenhum dos erros que sabemos reconhecer, então não apontamos uma causa.`,
    },
    hint: {
      en: "Take the smallest network with one example, compute this quantity by hand step by step, and print what your program has at each step beside it.",
      "pt-BR":
        "Tome a menor rede com um único exemplo, calcule esta grandeza à mão passo a passo e imprima ao lado o que o seu programa tem em cada passo.",
    },
  };
}

export const notRun: Localised = {
  en: "Not run: the time that a whole submission may take was used up by the checks before this one.",
  "pt-BR": "Não executado: o tempo de uma submissão inteira foi gasto pelas verificações anteriores.",
};
