import type { Localised } from "../report.ts";

/** The checker's advice for these presumes a project of one's own (install types, change the configuration). */
const unresolved = new Set(["TS2307", "TS2792", "TS2580", "TS2591", "TS2584", "TS2688", "TS2882", "TS5097", "TS2732"]);

/** Slips of the checker's own translation: a keyword that was translated, and undefined told as null. */
export function mended(text: Localised): Localised {
  const portuguese = text["pt-BR"].replaceAll("'indefinido'", "'undefined'").replaceAll("'desconhecido'", "'unknown'");
  return text.en.startsWith("Object is possibly 'undefined'")
    ? { en: text.en, "pt-BR": "O objeto é possivelmente 'undefined'." }
    : { en: text.en, "pt-BR": portuguese };
}

/** Our own words where the checker's would mislead a student; undefined where they serve. */
export function ownWords(diagnostic: { code: string; text: string }): Localised | undefined {
  if (!unresolved.has(diagnostic.code)) return undefined;
  const name = /'([^']*)'/.exec(diagnostic.text)?.[1] ?? "";
  if (diagnostic.code === "TS2580" || diagnostic.code === "TS2591" || diagnostic.code === "TS2584") {
    if (!name.includes(":") && !name.includes("/"))
      return {
        en: `'${name}' does not exist here: a submission has the JavaScript language and console, nothing of Node or of the browser.`,
        "pt-BR": `'${name}' não existe aqui: uma entrega tem a linguagem JavaScript e console, nada do Node nem do navegador.`,
      };
  }
  return name.startsWith(".")
    ? {
        en: `There is no file '${name}' in the hand-in. Is its name spelled the same way, upper and lower case included?`,
        "pt-BR": `Não há o arquivo '${name}' na entrega. O nome está escrito da mesma forma, inclusive maiúsculas e minúsculas?`,
      }
    : {
        en: `'${name}' cannot be imported: only files of the hand-in (./name.ts) and types of "nabla" can.`,
        "pt-BR": `'${name}' não pode ser importado: só arquivos da entrega (./nome.ts) e tipos de "nabla".`,
      };
}

export function limitMet(what: "time" | "memory" | "unknown"): Localised {
  const reasons = {
    time: {
      en: "The compiler needed more time than it is allowed and was stopped.",
      "pt-BR": "O compilador precisou de mais tempo do que o permitido e foi interrompido.",
    },
    memory: {
      en: "The compiler needed more memory than it is allowed and was stopped.",
      "pt-BR": "O compilador precisou de mais memória do que o permitido e foi interrompido.",
    },
    unknown: {
      en: "The compiler failed on this program.",
      "pt-BR": "O compilador falhou neste programa.",
    },
  };
  const advice = {
    en: "Simplify types that compute on types, constants that build on one another, or very deep nesting.",
    "pt-BR":
      "Simplifique tipos que calculam sobre tipos, constantes construídas umas sobre as outras ou aninhamentos muito profundos.",
  };
  return { en: `${reasons[what].en} ${advice.en}`, "pt-BR": `${reasons[what]["pt-BR"]} ${advice["pt-BR"]}` };
}

export function differentSignature(name: string, details: Localised): Localised {
  return {
    en: `The type of ${name} differs from the contract's. It is graded all the same.\n${details.en}`,
    "pt-BR": `O tipo de ${name} difere do contrato. Mesmo assim será avaliado.\n${details["pt-BR"]}`,
  };
}
