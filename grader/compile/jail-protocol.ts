/** What goes between the compiler and its jail: "ready\n" and one JSON out, u32 length and one JSON in. */
export interface JailPlan {
  koffi: readonly string[];
  /** mount point of the private root; undefined without a mount namespace */
  root: string | undefined;
  /** the only writable folder */
  scratch: string;
  /** programs and libraries, read-only */
  readable: readonly string[];
  checker: string;
  user: number | undefined;
  /** of each tool */
  cpuSeconds: number;
  dataBytes: number;
}

export interface JailRequest {
  /** paths below the scratch folder */
  files: readonly { path: string; text: string }[];
  /** where the tools run, below the scratch folder */
  folder: string;
  check: readonly string[];
  checkInPortuguese: readonly string[];
  bundle: readonly string[];
  /** the bundle, below the scratch folder; its source map lies beside it */
  output: string;
}

export interface ToolRun {
  started: boolean;
  code: number | null;
  signal: string | null;
  out: string;
  err: string;
}

export interface JailReply {
  check: ToolRun;
  /** the checker's words in Portuguese, when there are any */
  again?: ToolRun | undefined;
  bundle: ToolRun;
  code?: string | undefined;
  sourceMap?: string | undefined;
}
