import type { Localised } from "../report.ts";
import type { BadReturn, Thrown } from "./protocol.ts";
import type { Limits } from "./types.ts";

/** What happened to a program, for the person who wrote it: which limit, by how much; which place, what was there. */

const seconds = (ms: number) => (ms / 1000).toFixed(ms < 10_000 ? 2 : 1);
const comma = (figure: string) => figure.replace(".", ",");

export function cpuLimit(usedMs: number, limits: Limits): Localised {
  const used = seconds(usedMs);
  const limit = seconds(limits.cpuMs);
  return {
    en: `It used ${used} s of CPU time; the limit is ${limit} s. Look for a loop that does not end, or for work that grows faster than the data.`,
    "pt-BR": `Usou ${comma(used)} s de CPU; o limite é ${comma(limit)} s. Procure um laço que não termina ou um trabalho que cresce mais rápido do que os dados.`,
  };
}

export function wallLimit(limits: Limits): Localised {
  const limit = seconds(limits.wallMs);
  return {
    en: `It did not answer within ${limit} s, although it was not computing all that time: it waited for something that never comes.`,
    "pt-BR": `Não respondeu em ${comma(limit)} s, embora não estivesse calculando esse tempo todo: esperou por algo que nunca vem.`,
  };
}

export function memoryLimit(peakMiB: number, limits: Limits): Localised {
  const peak = Math.round(peakMiB);
  return peak > limits.memoryMiB
    ? {
        en: `It used ${peak} MiB of memory; the limit is ${limits.memoryMiB} MiB.`,
        "pt-BR": `Usou ${peak} MiB de memória; o limite é ${limits.memoryMiB} MiB.`,
      }
    : {
        en: `It asked for more memory than the limit of ${limits.memoryMiB} MiB allows (${peak} MiB were in use when it was refused).`,
        "pt-BR": `Pediu mais memória do que o limite de ${limits.memoryMiB} MiB permite (${peak} MiB estavam em uso quando foi recusada).`,
      };
}

export function outputLimit(limits: Limits): Localised {
  const limit = Math.round(limits.outputBytes / 1024);
  return {
    en: `It printed more than ${limit} KiB with console; the limit is there so that nobody has to read more.`,
    "pt-BR": `Imprimiu mais de ${limit} KiB com console; o limite existe para que ninguém precise ler mais do que isso.`,
  };
}

export function evaluationsExceeded(): Localised {
  return {
    en: "It called f and grad together more often than maxEvaluations allows.",
    "pt-BR": "Chamou f e grad, juntas, mais vezes do que maxEvaluations permite.",
  };
}

export function violation(what: string): Localised {
  return {
    en: `It tampered with the channel on which results are returned, or tried what no exercise needs (${what}).`,
    "pt-BR": `Interferiu no canal por onde os resultados são devolvidos, ou tentou o que nenhum exercício pede (${what}).`,
  };
}

export function forbiddenCall(): Localised {
  return {
    en: "It tried a system call that no exercise needs, and the kernel ended it.",
    "pt-BR": "Tentou uma chamada de sistema que nenhum exercício pede, e o núcleo do sistema a encerrou.",
  };
}

export function endedWithoutAnswer(during: "load" | "call", how: string): Localised {
  return during === "load"
    ? {
        en: `The program ended while it was loaded, without answering (${how}). Does its top level await something that never comes?`,
        "pt-BR": `O programa terminou enquanto era carregado, sem responder (${how}). O nível superior espera por algo que nunca vem?`,
      }
    : {
        en: `The program ended during the call, without answering (${how}).`,
        "pt-BR": `O programa terminou durante a chamada, sem responder (${how}).`,
      };
}

export function threw(thrown: Thrown, during: string): Localised {
  const what = thrown.message === "" ? thrown.name : `${thrown.name}: ${thrown.message}`;
  return {
    en: `${during === "" ? "While it was loaded, it" : `${during}()`} threw ${what}`,
    "pt-BR": `${during === "" ? "Ao ser carregado, o programa" : `${during}()`} lançou ${what}`,
  };
}

export function frozenWrite(thrown: Thrown, during: string): Localised {
  const written = /property '([^']+)'/.exec(thrown.message)?.[1] ?? /property (\S+?),/.exec(thrown.message)?.[1];
  const place = written === undefined ? "" : ` [${written}]`;
  return {
    en: `${during}() writes into one of its arguments${place}: inputs must not be modified. Make a copy, or a new array (${thrown.message}).`,
    "pt-BR": `${during}() escreve em um de seus argumentos${place}: as entradas não podem ser modificadas. Faça uma cópia ou um novo array (${thrown.message}).`,
  };
}

export function missingExport(name: string, got: string): Localised {
  return got === "undefined"
    ? {
        en: `solution.ts does not export ${name}.`,
        "pt-BR": `solution.ts não exporta ${name}.`,
      }
    : {
        en: `solution.ts exports ${name}, but it is not a function (${got}).`,
        "pt-BR": `solution.ts exporta ${name}, mas não é uma função (${got}).`,
      };
}

const nouns: Record<string, Localised> = {
  number: { en: "a number", "pt-BR": "um número" },
  object: { en: "an object", "pt-BR": "um objeto" },
  string: { en: "a string", "pt-BR": "um texto" },
  boolean: { en: "a boolean", "pt-BR": "um booleano" },
  bigint: { en: "a bigint", "pt-BR": "um bigint" },
  symbol: { en: "a symbol", "pt-BR": "um símbolo" },
  function: { en: "a function", "pt-BR": "uma função" },
  undefined: { en: "undefined", "pt-BR": "undefined" },
  null: { en: "null", "pt-BR": "null" },
};

/** "vector(3)", "matrix(2,4)", "array(5)", "Float64Array(2)" and type names, in words */
function noun(kind: string): Localised {
  const known = nouns[kind];
  if (known) return known;
  const [, name, first, second] = /^(\w+)\((\d+)(?:,(\d+))?\)$/.exec(kind) ?? [];
  if (name === "vector") return { en: `a vector of ${first} numbers`, "pt-BR": `um vetor de ${first} números` };
  if (name === "matrix")
    return {
      en: `a matrix of ${first} rows and ${second} columns`,
      "pt-BR": `uma matriz de ${first} linhas e ${second} colunas`,
    };
  if (name === "list") return { en: `an array of ${first} entries`, "pt-BR": `um array de ${first} elementos` };
  if (name === "array") return { en: `an array of length ${first}`, "pt-BR": `um array de comprimento ${first}` };
  if (name !== undefined) return { en: `a ${name} of length ${first}`, "pt-BR": `um ${name} de comprimento ${first}` };
  return { en: "something else", "pt-BR": "outra coisa" };
}

export function badReturn(report: BadReturn): Localised {
  const { place, problem, got } = report;
  const expected = noun(report.expected);
  const actual = noun(got);
  switch (problem) {
    case "missing":
      return {
        en: `${place} is missing; expected ${expected.en}.`,
        "pt-BR": `${place} não existe; esperava-se ${expected["pt-BR"]}.`,
      };
    case "promise":
      return {
        en: `${place} is a promise; expected ${expected.en}. The functions of a submission are not async.`,
        "pt-BR": `${place} é uma promise; esperava-se ${expected["pt-BR"]}. As funções de uma entrega não são async.`,
      };
    case "generator":
      return {
        en: `${place} is a generator; expected ${expected.en}. Collect its values first, as in [...values].`,
        "pt-BR": `${place} é um generator; esperava-se ${expected["pt-BR"]}. Reúna antes os seus valores, como em [...valores].`,
      };
    case "function":
      return {
        en: `${place} is a function; expected ${expected.en}. Was a call () forgotten?`,
        "pt-BR": `${place} é uma função; esperava-se ${expected["pt-BR"]}. Faltou chamá-la com ()?`,
      };
    case "rows":
      return {
        en: `${place} has ${got} rows, expected ${report.expected}.`,
        "pt-BR": `${place} tem ${got} linhas, esperavam-se ${report.expected}.`,
      };
    case "columns":
      return {
        en: `${place} has ${got} columns, expected ${report.expected}.`,
        "pt-BR": `${place} tem ${got} colunas, esperavam-se ${report.expected}.`,
      };
    case "length":
      return {
        en: `${place} has length ${got}, expected ${report.expected}.`,
        "pt-BR": `${place} tem comprimento ${got}, esperava-se ${report.expected}.`,
      };
    case "sparse":
      return {
        en: `${place} is undefined: the entry was never filled in.`,
        "pt-BR": `${place} é undefined: o elemento nunca foi preenchido.`,
      };
    default:
      return {
        en: `${place} is ${actual.en}, expected ${expected.en}.`,
        "pt-BR": `${place} é ${actual["pt-BR"]}, esperava-se ${expected["pt-BR"]}.`,
      };
  }
}
