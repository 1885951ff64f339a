/** What the editor asks of its TypeScript worker; positions are offsets into the file. */
export interface LanguageService {
  start(input: { libraries: Record<string, string>; contract: string }): void;
  update(input: { path: string; text: string }): void;
  remove(input: { path: string }): void;
  lint(input: { path: string }): Lint[];
  complete(input: { path: string; position: number; explicit: boolean }): Completions | null;
  hover(input: { path: string; position: number }): Hover | null;
}

export interface Lint {
  from: number;
  to: number;
  severity: "error" | "warning" | "info";
  message: string;
}
export interface Completions {
  from: number;
  options: { label: string; type: string; boost: number }[];
}
export interface Hover {
  from: number;
  to: number;
  signature: string;
  documentation: string;
}

export type Call = {
  [M in keyof LanguageService]: { id: number; method: M; input: Parameters<LanguageService[M]>[0] };
}[keyof LanguageService];
export interface Reply {
  id: number;
  value: unknown;
}
