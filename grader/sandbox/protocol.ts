/**
 * What goes over the two pipes of a box. Requests go in on descriptor 0, frames come out on descriptor 3; little-endian.
 * Shared by both sides, so it imports nothing and captures nothing.
 *
 * Request: u32 bytes of the body, u32 kind, body.
 * Frame: u32 magic, u32 kind, u32 request id, u32 bytes of the payload, f64 nonce, f64 calls of Math functions, payload.
 */
export const MAGIC = 0x4c42414e;
export const REQUEST_HEADER = 8;
export const FRAME_HEADER = 32;
/** longest text (JSON) that a frame may carry */
export const TEXT_CAP = 65_536;

export const RequestKind = { load: 1, call: 2, numbers: 3, probe: 4 } as const;

export const FrameKind = {
  ready: 1,
  loaded: 2,
  values: 3,
  badReturn: 4,
  threw: 5,
  missingExport: 6,
  objective: 7,
  objectiveGradient: 8,
  probe: 9,
} as const;

export interface LoadRequest {
  id: number;
  nonce: number;
  code: string;
  /** bytes of private writable memory that the process may map; 0 for no limit */
  dataLimit: number;
  /** whole seconds of CPU after which the kernel itself ends the process: a backstop if the parent dies */
  cpuSeconds: number;
}

/** a `bad_return`: where in the result, and what is wrong with it */
export interface BadReturn {
  place: string;
  problem:
    | "missing"
    | "type"
    | "promise"
    | "generator"
    | "function"
    | "length"
    | "rows"
    | "columns"
    | "sparse"
    | "unreadable";
  got: string;
  expected: string;
}

export interface Thrown {
  name: string;
  message: string;
  stack: string;
  isRangeErrorItself: boolean;
  /** for a TypeError: whether an argument was written to; undefined when that cannot be told */
  wroteToArgument?: boolean | undefined;
}

/** what the canary saw; 0 or more means that the forbidden act worked */
export interface ProbeReport {
  acts: Record<string, number>;
  pid: number;
  uid: number;
}
