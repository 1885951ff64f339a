import type {
  AccessorNode,
  ArrayNode,
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  IndexNode,
  MathNode,
  ObjectNode,
  OperatorNode,
  ParenthesisNode,
  RangeNode,
  RelationalNode,
  SymbolNode,
} from "mathjs/number";
import { operators, ValueProblem } from "./arithmetic.ts";
import { ExpressionError } from "./expression-error.ts";
import { functions } from "./scope.ts";
import { isList, isNumber, kindOf, leavesOf, mostEntries, type Value, type Values } from "./values.ts";

const mostNodes = 600;

/** One evaluation. */
export interface Run {
  readonly values: Values;
  readonly text: string;
  /** steps that may still be taken; no clock, so that every machine ends at the same place */
  left: number;
  /** lengths that `end` stands for, innermost index last */
  ends: number[];
}

export type Code = (run: Run) => Value;

const constants: Values = { true: true, false: false, pi: Math.PI };

export function spend(run: Run, steps: number): void {
  run.left -= steps;
  if (run.left < 0) throw new ExpressionError(run.text, "takes too much computing");
}

/** What was made has its price, so that lists of lists of lists end soon. */
function weighed(run: Run, value: Value): Value {
  if (typeof value !== "object") return value;
  let entries = 0;
  for (const _ of leavesOf(value)) {
    if (++entries > mostEntries) throw new ExpressionError(run.text, `makes more than ${mostEntries} numbers`);
  }
  spend(run, entries);
  return value;
}

/** The tree as a function, and the parameters it reads. Whatever node is not known here is refused. */
export function compile(tree: MathNode, text: string): { names: ReadonlySet<string>; code: Code } {
  const names = new Set<string>();
  let nodes = 0;
  const refuse = (reason: string): never => {
    throw new ExpressionError(text, reason);
  };

  const of = (node: MathNode): Code => {
    if (++nodes > mostNodes) refuse(`has more than ${mostNodes} parts`);
    const code = ofKind(node);
    return (run) => {
      spend(run, 1);
      return code(run);
    };
  };

  const ofKind = (node: MathNode): Code => {
    switch (node.type) {
      case "ConstantNode": {
        const { value } = node as ConstantNode<number | string | boolean | null>;
        if (value === null || value === undefined) return refuse("null and undefined are not values");
        if (typeof value !== "number" && typeof value !== "string" && typeof value !== "boolean")
          return refuse("has a constant of an unknown kind");
        return () => value;
      }
      case "ParenthesisNode":
        return of((node as ParenthesisNode).content);
      case "SymbolNode":
        return ofName((node as SymbolNode).name);
      case "ArrayNode": {
        const items = (node as ArrayNode).items.map(of);
        return (run) =>
          weighed(
            run,
            items.map((item) => item(run)),
          );
      }
      case "ObjectNode": {
        const properties = Object.entries((node as ObjectNode).properties).map(([name, part]) => {
          if (name in Object.prototype) refuse(`"${name}" cannot be a name`);
          return [name, of(part)] as const;
        });
        return (run) => weighed(run, Object.fromEntries(properties.map(([name, part]) => [name, part(run)])));
      }
      case "ConditionalNode": {
        const { condition, trueExpr, falseExpr } = node as ConditionalNode;
        const [test, yes, no] = [of(condition), of(trueExpr), of(falseExpr)];
        return (run) => (truth(run, test(run)) ? yes(run) : no(run));
      }
      case "RelationalNode": {
        const { conditionals, params } = node as RelationalNode;
        const parts = params.map(of);
        const tests = conditionals.map((name) => operators[name] ?? refuse(`"${name}" is not known here`));
        return (run) => {
          const values = parts.map((part) => part(run));
          return tests.every((test, k) => inWords(run, () => test([values[k]!, values[k + 1]!])));
        };
      }
      case "OperatorNode":
        return ofOperator(node as OperatorNode);
      case "FunctionNode":
        return ofFunction(node as FunctionNode);
      case "RangeNode":
        return ofRange(node as RangeNode);
      case "AccessorNode":
        return ofAccess(node as AccessorNode);
      default:
        return refuse(`${node.type.replace(/Node$/, "").toLowerCase()} is not allowed here`);
    }
  };

  const ofName = (name: string): Code => {
    if (name === "end") {
      return (run) => run.ends.at(-1) ?? refuse(`"end" stands for a length, inside [ ] only`);
    }
    if (!Object.hasOwn(constants, name)) names.add(name);
    return (run) => {
      if (Object.hasOwn(run.values, name)) return run.values[name]!;
      if (Object.hasOwn(constants, name)) return constants[name]!;
      throw new ExpressionError(run.text, unknownName(name));
    };
  };

  const ofOperator = ({ fn, op, args }: OperatorNode): Code => {
    const parts = (args as MathNode[]).map(of);
    if (fn === "and" || fn === "or") {
      const [a, b] = parts;
      // the second is not looked at where the first decides, so that it may guard it
      return fn === "and"
        ? (run) => truth(run, a!(run)) && truth(run, b!(run))
        : (run) => truth(run, a!(run)) || truth(run, b!(run));
    }
    const operator = Object.hasOwn(operators, fn) ? operators[fn]! : refuse(`the operator "${op}" is not known here`);
    return (run) => {
      const values = parts.map((part) => part(run));
      return weighed(
        run,
        inWords(run, () => operator(values, (steps) => spend(run, steps))),
      );
    };
  };

  const ofFunction = ({ fn, args }: FunctionNode): Code => {
    const name = (fn as unknown as MathNode).type === "SymbolNode" ? (fn as unknown as SymbolNode).name : "";
    if (!Object.hasOwn(functions, name)) {
      return refuse(
        name === ""
          ? "only the functions of quizzes can be called"
          : `the function "${name}" is not known; if "${name}" is a parameter, write a * for the product`,
      );
    }
    const { call, least, most } = functions[name]!;
    if (args.length < least || args.length > most) {
      refuse(`${name} takes ${least === most ? least : `${least} to ${most}`} values, not ${args.length}`);
    }
    const parts = args.map(of);
    return (run) => {
      const values = parts.map((part) => part(run));
      return weighed(
        run,
        inWords(run, () => call(values, (steps) => spend(run, steps)), name),
      );
    };
  };

  const ofRange = ({ start, end, step }: RangeNode): Code => {
    const [from, to, by] = [of(start), of(end), step ? of(step) : () => 1];
    return (run) => {
      const [a, b, s] = [from(run), to(run), by(run)];
      if (!isNumber(a) || !isNumber(b) || !isNumber(s) || s === 0) return refuse("a range needs numbers");
      const length = Math.max(0, Math.floor((b - a) / s + 1e-9) + 1);
      if (!(length <= mostEntries)) return refuse("the range is too long");
      spend(run, length);
      return Array.from({ length }, (_, k) => a + k * s);
    };
  };

  const ofAccess = ({ object, index }: AccessorNode): Code => {
    const from = of(object as MathNode);
    const { dimensions, dotNotation } = index as unknown as {
      dimensions: MathNode[];
      dotNotation: boolean;
    } & IndexNode;
    const first = dimensions[0];
    if (dotNotation) {
      const name = (first as ConstantNode<string>).value;
      return (run) => property(run, from(run), name);
    }
    if (dimensions.length === 0 || dimensions.length > 3) refuse("takes one to three indices");
    const places = dimensions.map(of);
    return (run) => at(run, from(run), places);
  };

  return { names, code: of(tree) };
}

export const unknownName = (name: string): string => `"${name}" is neither a parameter nor a constant`;

function truth(run: Run, value: Value): boolean {
  if (typeof value === "boolean") return value;
  throw new ExpressionError(run.text, `a condition is ${kindOf(value)}, not true or false`);
}

function property(run: Run, value: Value, name: string): Value {
  if (typeof value === "object" && !isList(value) && Object.hasOwn(value, name)) return value[name]!;
  throw new ExpressionError(run.text, `${kindOf(value)} has no ".${name}"`);
}

/** Indices count from 1; a range or a list of indices takes several: A[1, :] is the first row, A[:, 2] the second column. */
function at(run: Run, value: Value, places: readonly Code[]): Value {
  const [place, ...rest] = places;
  if (!place) return value;
  if (!isList(value)) {
    if (typeof value === "object") {
      const name = place(run);
      if (typeof name === "string" && rest.length === 0) return property(run, value, name);
    }
    throw new ExpressionError(run.text, `${kindOf(value)} has no places`);
  }
  run.ends.push(value.length);
  const where = place(run);
  run.ends.pop();
  const one = (k: Value): Value => {
    if (isNumber(k) && Number.isInteger(k) && k >= 1 && k <= value.length) return at(run, value[k - 1]!, rest);
    const asked = isNumber(k) ? `place ${k}` : kindOf(k);
    throw new ExpressionError(run.text, `${asked} is asked of ${kindOf(value)}; places count from 1`);
  };
  if (!isList(where)) return one(where);
  return weighed(run, where.map(one));
}

/** Problems with values come without the text they are in. */
function inWords<T>(run: Run, work: () => T, name?: string): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ValueProblem)) throw error;
    throw new ExpressionError(run.text, name ? `${name}: ${error.message}` : error.message);
  }
}
