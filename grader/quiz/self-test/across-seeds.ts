import type { Item } from "../item.ts";
import { shownChoices } from "../shown-order.ts";
import { type Finding, say } from "./problem.ts";
import type { Solved } from "./rights.ts";
import type { Shown } from "./shown.ts";
import { type WrongOutcome, wrongCalled } from "./wrong-answers.ts";

/** What is remembered of one variant, to be compared with the others'. */
export interface Seen {
  seed: string;
  values: string;
  /** fields with numbers -> whether all of these are 0 */
  zero: Record<string, boolean>;
  inText: string[];
  wrong: WrongOutcome[];
  /** fields with one right option -> what it is, and whether it is shown first */
  picked: Record<string, { option: string; first: boolean }>;
}

/** The right option of single choices and of true or false. */
function pickedIn({ variant, right }: Solved): Seen["picked"] {
  return Object.fromEntries(
    variant.item.fields.flatMap((field): [string, { option: string; first: boolean }][] => {
      if (field.kind === "true-false") return [[field.id, { option: String(right[field.id]), first: false }]];
      if (field.kind !== "single-choice") return [];
      const shown = shownChoices(variant, field);
      const at = shown.findIndex(({ id }) => id === right[field.id]);
      return [[field.id, { option: shown[at]!.choice.id, first: at === 0 }]];
    }),
  );
}

export function remember(solved: Solved, { inText }: Shown, wrong: WrongOutcome[]): Seen {
  const { variant, numbers } = solved;
  const zero = Object.fromEntries([...numbers].map(([id, list]) => [id, list.every((v) => v === 0)]));
  return { seed: variant.seed, values: JSON.stringify(variant.values), zero, inText, wrong, picked: pickedIn(solved) };
}

const fewest = 10;
/** so few seeds say nothing of how many variants there are */
const enoughSeeds = 50;
/** share of the variants in which a number may stand in its own question by chance */
const byChance = 0.2;
/** share of the variants in which a mistake has to be named: in some its number is like another mistake's */
const named = 0.9;

/** Whether variants differ at all: a parameter is drawn, or a generator runs. */
export const isRandom = ({ parameters, generator }: Item): boolean =>
  generator !== undefined || Object.values(parameters).some((parameter) => typeof parameter !== "string");

function* variety(item: Item, seen: readonly Seen[]): Generator<Finding & { seed?: string }> {
  if (!isRandom(item) || (!item.generator && seen.length < enoughSeeds)) return;
  const different = new Set(seen.map(({ values }) => values)).size;
  if (different >= fewest) return;
  yield {
    code: "few-variants",
    message: say(
      `only ${different} different variants in ${seen.length} seeds: neighbours would get the same numbers; draw more parameters, or from wider ranges`,
      `só ${different} variantes diferentes em ${seen.length} sementes: vizinhos teriam os mesmos números; sorteie mais parâmetros, ou em faixas maiores`,
    ),
  };
}

/** A zero where other seeds have none: everybody but these students had to work. */
function* degenerate(item: Item, seen: readonly Seen[]): Generator<Finding & { seed?: string }> {
  for (const { id } of item.fields) {
    const zeros = seen.filter(({ zero }) => zero[id] === true);
    if (zeros.length === 0 || zeros.length === seen.length) continue;
    yield {
      seed: zeros[0]!.seed,
      field: id,
      code: "degenerate",
      message: say(
        `the answer is 0 at ${zeros.length} of ${seen.length} seeds: exclude it by \`require\``,
        `a resposta é 0 em ${zeros.length} de ${seen.length} sementes: exclua com \`require\``,
      ),
    };
  }
}

/** Whether the author computes which option is right. */
const isComputed = (field: Item["fields"][number]): boolean =>
  field.kind === "true-false"
    ? typeof field.answer === "string"
    : field.kind === "single-choice" && field.choices.some(({ correct }) => typeof correct === "string");

/** Ticking the first option, or always the same, must not do; an option that is right by decree may be right for everybody. */
function* alwaysTheSame(item: Item, seen: readonly Seen[]): Generator<Finding & { seed?: string }> {
  if (seen.length < 5) return;
  for (const field of item.fields) {
    const picked = seen.flatMap((one) => one.picked[field.id] ?? []);
    if (picked.length === 0) continue;
    if (picked.every(({ first }) => first)) {
      yield {
        field: field.id,
        code: "first-choice-right",
        message: say(
          "the first choice is right at every seed: let them be shuffled, or put them in another order",
          "a primeira opção é a certa em todas as sementes: deixe embaralhar, ou mude a ordem",
        ),
      };
    }
    if (isComputed(field) && isRandom(item) && new Set(picked.map(({ option }) => option)).size === 1) {
      yield {
        field: field.id,
        code: "never-varies",
        message: say(
          `"${picked[0]!.option}" is right at all ${picked.length} seeds although it is computed: widen the ranges, or write it out`,
          `"${picked[0]!.option}" é certa em todas as ${picked.length} sementes, embora seja calculada: aumente as faixas, ou escreva-a diretamente`,
        ),
      };
    }
  }
}

function* givenAway(item: Item, seen: readonly Seen[]): Generator<Finding & { seed?: string }> {
  for (const { id } of item.fields) {
    const those = seen.filter(({ inText }) => inText.includes(id));
    if (those.length <= byChance * seen.length) continue;
    yield {
      seed: those[0]!.seed,
      field: id,
      code: "answer-in-text",
      message: say(
        `the right number stands in the question at ${those.length} of ${seen.length} seeds`,
        `o número certo está na questão em ${those.length} de ${seen.length} sementes`,
      ),
    };
  }
}

function* unnamed(item: Item, seen: readonly Seen[]): Generator<Finding & { seed?: string }> {
  for (const [index, { code, why, answers }] of item.wrong.entries()) {
    if (code === undefined) continue;
    const tried = seen.flatMap(({ seed, wrong }) =>
      wrong.flatMap((one) => (one.index === index && one.named ? [{ seed, named: one.named }] : [])),
    );
    const missed = tried.filter((one) => !one.named.includes(code));
    if (tried.length === 0 || missed.length <= (1 - named) * tried.length) continue;
    const instead = [...new Set(missed.flatMap((one) => one.named))];
    const what = wrongCalled(index, why);
    const but = (words: string) => (instead.length > 0 ? `, ${words} ${instead.join(", ")}` : "");
    const [field] = Object.keys(answers);
    yield {
      seed: missed[0]!.seed,
      ...(field === undefined ? {} : { field }),
      code: "wrong-not-named",
      message: say(
        `${what.en} is not recognised as ${code} at ${missed.length} of ${tried.length} seeds${but("but as")}; does the field say its \`quantity\`, and is it that mistake's number?`,
        `${what["pt-BR"]} não é reconhecida como ${code} em ${missed.length} de ${tried.length} sementes${but("mas como")}; o campo diz a sua \`quantity\`, e esse é o número desse erro?`,
      ),
    };
  }
}

/** Problems that no variant shows by itself. */
export function* acrossSeeds(item: Item, seen: readonly Seen[]): Generator<Finding & { seed?: string }> {
  if (seen.length === 0) return;
  yield* variety(item, seen);
  yield* degenerate(item, seen);
  yield* alwaysTheSame(item, seen);
  yield* givenAway(item, seen);
  yield* unnamed(item, seen);
}
