/**
 * The program inside a box: warm up, seal, then answer one request at a time. It knows no case, no expected value and no
 * verdict; it calls an export and sends back the numbers that came out.
 * Called with the paths at which koffi's native module may lie.
 */
import process from "node:process";
import vm from "node:vm";
import { type BadReturn, FrameKind, type LoadRequest, RequestKind } from "../protocol.ts";
import type { Call } from "../types.ts";
import { buildArguments, type Kept } from "./arguments.ts";
import { current, nextRequest, sendJson, sendNumbers, shorten, textOf } from "./channel.ts";
import { Copy, countOf, WrongShape } from "./copy.ts";
import { tidyGlobals } from "./globals.ts";
import { type Kernel, openKernel } from "./kernel.ts";
import { call as apply, hasOwn, NativePromise, parseJson } from "./primordials.ts";
import { probe, seal } from "./seal.ts";
import { describeThrown } from "./thrown.ts";
import { wroteToArgument } from "./witness.ts";

type CallRequest = Call & { id: number; nonce: number; dimension: number };

const RLIMIT_CPU = 0;
const RLIMIT_DATA = 2;

/** taken before they leave the global object */
const later = setImmediate;
const exit = process.exit.bind(process);
const onUnhandled = (listener: (reason: unknown) => void) => void process.on("unhandledRejection", listener);

const kept: Kept = { state: undefined };

/** linked, but not yet run: nothing of the student's has a say in this promise */
async function link(code: string): Promise<vm.SourceTextModule> {
  const module = new vm.SourceTextModule(code, { identifier: "nabla:submission" });
  await module.link((specifier) => {
    throw new Error(`nothing can be imported here: ${specifier}`);
  });
  return module;
}

async function warmUp(): Promise<void> {
  const module = await link("export function twice(x){return [2*x[0],2*x[1]]}");
  await module.evaluate();
  const { twice } = module.namespace as Record<string, () => unknown>;
  const result: unknown = apply(twice!, undefined, [[1, 2]]);
  new Copy(2).take(result, { vector: 2 }, "twice()");
  describeThrown(new RangeError("warm"));
}

function answer(namespace: object, request: CallRequest): void {
  current.id = request.id;
  current.nonce = request.nonce;
  const exported = hasOwn(namespace, request.export)
    ? (namespace as Record<string, unknown>)[request.export]
    : undefined;
  if (typeof exported !== "function") {
    sendJson(FrameKind.missingExport, { got: exported === undefined ? "undefined" : typeof exported });
    return;
  }
  const args = buildArguments(request.args, kept, request.dimension);
  const count = countOf(request.shape);
  try {
    const result: unknown = apply(exported as () => unknown, undefined, args);
    const copy = new Copy(count);
    copy.take(result, request.shape, `${request.export}()`);
    if (hasOwn(request, "keep")) kept.state = (result as Record<string, unknown>)[request.keep!];
    sendNumbers(FrameKind.values, copy.buffer, count);
  } catch (error) {
    if (WrongShape.is(error)) {
      const report: BadReturn = { ...error.report, place: shorten(error.report.place, 200) };
      sendJson(FrameKind.badReturn, report);
      return;
    }
    const thrown = describeThrown(error);
    thrown.wroteToArgument = wroteToArgument(thrown, exported as () => unknown, request.args);
    sendJson(FrameKind.threw, thrown);
  }
}

async function main(kernel: Kernel): Promise<void> {
  const identity = { pid: process.pid, uid: process.getuid!() };
  for (const descriptor of [0, 1, 2, 3]) kernel.makeBlocking(descriptor);
  await warmUp();
  seal(kernel);
  tidyGlobals();
  sendJson(FrameKind.ready, {});

  let first = nextRequest();
  if (first.kind === RequestKind.probe) {
    sendJson(FrameKind.probe, { acts: probe(kernel), ...identity });
    first = nextRequest();
  }
  const request = parseJson(textOf(first)) as LoadRequest;
  current.id = request.id;
  current.nonce = request.nonce;
  if (request.dataLimit > 0) kernel.setLimit(RLIMIT_DATA, request.dataLimit);
  if (request.cpuSeconds > 0) kernel.setLimit(RLIMIT_CPU, request.cpuSeconds);

  const fail = (error: unknown): never => {
    sendJson(FrameKind.threw, describeThrown(error));
    return exit(0);
  };
  onUnhandled(fail);
  const module = await link(request.code);
  try {
    // the namespace never goes through a promise: an export called `then` would be taken for one
    await module.evaluate();
    // what the top level left to promises is done before the first call; later nothing runs between calls
    await new NativePromise((resolve) => later(resolve));
  } catch (error) {
    return fail(error);
  }
  sendJson(FrameKind.loaded, {});
  for (;;) answer(module.namespace, parseJson(textOf(nextRequest())) as CallRequest);
}

await main(openKernel(process.argv.slice(2)).kernel);
