import type { Localised } from "../report.ts";
import type { BadReturn, Thrown } from "./protocol.ts";
import type { Limits } from "./types.ts";

/** What happened to a program, for the person who wrote it: which limit, by how much; which place, what was there. */

/** What the program was doing: which call of the session, or its top level. */
export type During = "load" | { export: string; call: number };

const seconds = (ms: number, round = Math.round) => (round(ms / 10) / 100).toFixed(ms < 10_000 ? 2 : 1);
const comma = (figure: string) => figure.replace(".", ",");
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The same words with the call in front: a check makes many, and the data of each differ. */
function during(place: During, text: Localised): Localised {
  const where =
    place === "load"
      ? { en: "While solution.ts was loaded", "pt-BR": "Ao carregar solution.ts" }
      : {
          en: `In ${place.export}(), call ${place.call} of this check`,
          "pt-BR": `Em ${place.export}(), chamada ${place.call} desta verificação`,
        };
  return { en: `${where.en}: ${lower(text.en)}`, "pt-BR": `${where["pt-BR"]}: ${lower(text["pt-BR"])}` };
}

/** The program was cut short by what others had used: its own limit was never met, and nothing is known against it. */
function budgetLimit(ms: number, place: During): Localised {
  const left = seconds(ms);
  return during(place, {
    en: `It was stopped after ${left} s, which was all that was left of the time for the whole submission. The checks before this one had used the rest: look at those first.`,
    "pt-BR": `Foi interrompido após ${comma(left)} s, que era tudo o que restava do tempo da entrega inteira. As verificações anteriores tinham usado o resto: comece por elas.`,
  });
}

export function cpuLimit(usedMs: number, limits: Limits, place: During): Localised {
  if (limits.cpuMs >= (limits.leftOfBudgetMs ?? Number.POSITIVE_INFINITY)) return budgetLimit(limits.cpuMs, place);
  const used = seconds(usedMs, Math.ceil);
  const limit = seconds(limits.cpuMs);
  return during(place, {
    en: `It used ${used} s of CPU time; the limit is ${limit} s for the whole check. Look for a loop that does not end, or for work that grows faster than the data.`,
    "pt-BR": `Usou ${comma(used)} s de CPU; o limite é ${comma(limit)} s para toda a verificação. Procure um laço que não termina ou um trabalho que cresce mais rápido do que os dados.`,
  });
}

export function wallLimit(usedMs: number, limits: Limits, place: During): Localised {
  if (limits.wallMs >= (limits.leftOfBudgetMs ?? Number.POSITIVE_INFINITY)) return budgetLimit(limits.wallMs, place);
  const limit = seconds(limits.wallMs);
  const used = seconds(usedMs);
  return during(place, {
    en: `It did not answer within ${limit} s, of which it computed for ${used} s only: it waited for something that never comes. A promise that nobody resolves, or Atomics.wait?`,
    "pt-BR": `Não respondeu em ${comma(limit)} s, dos quais só calculou por ${comma(used)} s: esperou por algo que nunca vem. Uma promise que ninguém resolve, ou Atomics.wait?`,
  });
}

const memoryCauses = {
  en: "Usual causes: an array that grows in a loop without an end, results of every epoch that are all kept, copies made in every step.",
  "pt-BR":
    "Causas comuns: um array que cresce em um laço sem fim, resultados de todas as épocas guardados, cópias feitas a cada passo.",
};

export function memoryLimit(peakMiB: number, limits: Limits, place: During): Localised {
  const peak = Math.ceil(peakMiB);
  return during(
    place,
    peakMiB > limits.memoryMiB
      ? {
          en: `It used ${peak} MiB of memory; the limit is ${limits.memoryMiB} MiB. ${memoryCauses.en}`,
          "pt-BR": `Usou ${peak} MiB de memória; o limite é ${limits.memoryMiB} MiB. ${memoryCauses["pt-BR"]}`,
        }
      : {
          en: `It asked for more memory than the limit of ${limits.memoryMiB} MiB allows (${peak} MiB were in use when it was refused). ${memoryCauses.en}`,
          "pt-BR": `Pediu mais memória do que o limite de ${limits.memoryMiB} MiB permite (${peak} MiB estavam em uso quando foi recusada). ${memoryCauses["pt-BR"]}`,
        },
  );
}

export function outputLimit(printedBytes: number, limits: Limits, place: During): Localised {
  const limit = Math.round(limits.outputBytes / 1024);
  const printed = Math.ceil(printedBytes / 1024);
  return during(place, {
    en: `It had printed ${printed} KiB with console when it was stopped; the limit is ${limit} KiB. Usual cause: console.log in an inner loop.`,
    "pt-BR": `Tinha impresso ${printed} KiB com console quando foi interrompido; o limite é ${limit} KiB. Causa comum: console.log em um laço interno.`,
  });
}

export function evaluationsExceeded(place: During): Localised {
  return during(place, {
    en: "It called f and grad together more often than maxEvaluations allows. Count both, line searches included, and stop before the last one.",
    "pt-BR":
      "Chamou f e grad, juntas, mais vezes do que maxEvaluations permite. Conte as duas, inclusive nas buscas em linha, e pare antes da última.",
  });
}

export function violation(what: string, place: During): Localised {
  return during(place, {
    en: `It tampered with the channel on which results are returned, or tried what no exercise needs (${what}).`,
    "pt-BR": `Interferiu no canal por onde os resultados são devolvidos, ou tentou o que nenhum exercício pede (${what}).`,
  });
}

export function forbiddenCall(place: During): Localised {
  return during(place, {
    en: "It tried a system call that no exercise needs, and the kernel ended it. A program that only computes never meets this.",
    "pt-BR":
      "Tentou uma chamada de sistema que nenhum exercício pede, e o núcleo do sistema a encerrou. Um programa que só calcula nunca passa por isso.",
  });
}

export function endedWithoutAnswer(place: During, how: string): Localised {
  return during(
    place,
    place === "load"
      ? {
          en: `The program ended without answering (${how}). Does its top level await something that never comes?`,
          "pt-BR": `O programa terminou sem responder (${how}). O nível superior espera por algo que nunca vem?`,
        }
      : {
          en: `The program ended without answering (${how}): the JavaScript engine gave up on it. Usual causes: recursion that is far too deep inside a library function, or one result that is far too large.`,
          "pt-BR": `O programa terminou sem responder (${how}): o motor de JavaScript desistiu dele. Causas comuns: recursão profunda demais dentro de uma função da linguagem, ou um único resultado grande demais.`,
        },
  );
}

export function threw(thrown: Thrown, name: string): Localised {
  const what = thrown.message === "" ? thrown.name : `${thrown.name}: ${thrown.message}`;
  return {
    en: `${name === "" ? "While it was loaded, it" : `${name}()`} threw ${what}`,
    "pt-BR": `${name === "" ? "Ao ser carregado, o programa" : `${name}()`} lançou ${what}`,
  };
}

export function frozenWrite(thrown: Thrown, name: string): Localised {
  const written = /property '([^']+)'/.exec(thrown.message)?.[1] ?? /property (\S+?),/.exec(thrown.message)?.[1];
  const place = written === undefined ? "" : ` [${written}]`;
  return {
    en: `${name}() writes into one of its arguments${place}: inputs must not be modified. Make a copy, or a new array (${thrown.message}).`,
    "pt-BR": `${name}() escreve em um de seus argumentos${place}: as entradas não podem ser modificadas. Faça uma cópia ou um novo array (${thrown.message}).`,
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
