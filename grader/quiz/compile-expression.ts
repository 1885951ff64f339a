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
import { operators, scalars } from "./arithmetic.ts";
import { ExpressionError } from "./expression-error.ts";
import { at, property } from "./places.ts";
import { type Code, inWords, type Run, spend, truth, weighed } from "./run.ts";
import { functions } from "./scope.ts";
import { isNumber, mostEntries, type Value, type Values } from "./values.ts";

const mostNodes = 600;

const constants: Values = { true: true, false: false, pi: Math.PI };

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
    const general = (run: Run, values: Value[]) =>
      weighed(
        run,
        inWords(run, () => operator(values, (steps) => spend(run, steps))),
      );
    const scalar = Object.hasOwn(scalars, fn) ? scalars[fn] : undefined;
    const [first, second] = parts;
    if (scalar && first && second) {
      return (run) => {
        const [a, b] = [first(run), second(run)];
        return typeof a === "number" && typeof b === "number" ? scalar(a, b) : general(run, [a, b]);
      };
    }
    return (run) =>
      general(
        run,
        parts.map((part) => part(run)),
      );
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
    const { call, least, most, ofNumber } = functions[name]!;
    if (args.length < least || args.length > most) {
      refuse(`${name} takes ${least === most ? least : `${least} to ${most}`} values, not ${args.length}`);
    }
    const parts = args.map(of);
    const general = (run: Run, values: Value[]) =>
      weighed(
        run,
        inWords(run, () => call(values, (steps) => spend(run, steps)), name),
      );
    const [first] = parts;
    if (ofNumber && first) {
      return (run) => {
        const v = first(run);
        return typeof v === "number" ? ofNumber(v) : general(run, [v]);
      };
    }
    return (run) =>
      general(
        run,
        parts.map((part) => part(run)),
      );
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
