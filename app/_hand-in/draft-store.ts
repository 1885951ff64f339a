import { type Draft, type DraftFiles, parseDraft, sameFiles } from "./draft.ts";
import { newKey } from "./idempotency.ts";

/** The part of the browser's storage that is used, so that a test can hand in its own. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem">;

export interface DraftSnapshot {
  files: DraftFiles;
  /** null until the browser's storage was read; false where nothing can be kept */
  kept: boolean | null;
  /** there is a text that can be brought back */
  replaced: boolean;
}

/** Texts that can be brought back; each may be as large as a hand-in, and a browser keeps about 5 MiB. */
const steps = 5;

/**
 * The files being edited, kept in the browser at every change, and the key of the hand-in that they would become. Several tabs
 * show one draft: whatever one of them writes, the others take over when they hear of it, and what one did not hear of before
 * it wrote itself can be brought back like any other text that was replaced.
 */
export class DraftStore {
  readonly #storage: DraftStorage;
  readonly #key: string;
  readonly #opened: { id: string; files: DraftFiles } | null;
  readonly #listeners = new Set<() => void>();
  #draft: Draft;
  /** what this tab last read or wrote */
  #seen: string | null = null;
  #snapshot: DraftSnapshot;

  constructor(given: {
    storage: DraftStorage;
    key: string;
    initial: DraftFiles;
    opened: { id: string; files: DraftFiles } | null;
  }) {
    this.#storage = given.storage;
    this.#key = given.key;
    this.#opened = given.opened;
    const files = given.opened?.files ?? given.initial;
    this.#draft = { files, pending: null, typed: false, replaced: [], opened: given.opened?.id ?? null };
    this.#snapshot = { files: this.#draft.files, kept: null, replaced: false };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  readonly snapshot = (): DraftSnapshot => this.#snapshot;

  /** Reads what is kept. Nothing is written before something changes: whoever only looks gets the starter of the day. */
  load(): void {
    this.#seen = this.#read();
    const found = parseDraft(this.#seen);
    if (found) this.#draft = found;
    this.#show(true);
    const opened = this.#opened;
    if (found && opened && found.opened !== opened.id) this.#open(opened.files, opened.id);
  }

  /** Another tab may have written. */
  heard(): void {
    const raw = this.#read();
    if (raw === this.#seen) return;
    this.#seen = raw;
    const found = parseDraft(raw);
    if (!found) return;
    // what could not be kept is nowhere but here
    const unkept = this.#snapshot.kept === false && !sameFiles(found.files, this.#draft.files);
    this.#draft = unkept ? { ...found, replaced: [...found.replaced, this.#here()] } : found;
    this.#show(true);
  }

  edit(change: (files: DraftFiles) => DraftFiles): void {
    const files = change(this.#draft.files);
    if (!sameFiles(files, this.#draft.files)) this.#change({ files, typed: true });
  }

  /** Puts other files in the place of these, which can be brought back. */
  replace(files: DraftFiles): void {
    this.#open(files, this.#draft.opened);
  }

  /** Brings the last text back that was replaced. What was written since takes its turn behind the others. */
  undoReplace(): void {
    const rest = [...this.#draft.replaced];
    const back = rest.pop();
    if (!back) return;
    this.#change({ ...back, replaced: this.#draft.typed ? [this.#here(), ...rest] : rest });
  }

  /** The same key for the same content until it is acknowledged, another one for other content. */
  keyFor(fingerprint: string): string {
    if (this.#draft.pending?.fingerprint === fingerprint) return this.#draft.pending.key;
    const pending = { key: newKey(), fingerprint };
    this.#change({ pending });
    return pending.key;
  }

  acknowledged(): void {
    this.#change({ pending: null });
  }

  #here() {
    const { files, typed } = this.#draft;
    return { files, typed };
  }

  #open(files: DraftFiles, opened: string | null): void {
    const same = sameFiles(files, this.#draft.files);
    const replaced = same ? this.#draft.replaced : trimmed([...this.#draft.replaced, this.#here()]);
    this.#change({ files, typed: false, replaced, opened });
  }

  #change(part: Partial<Draft>): void {
    const raw = this.#read();
    const unheard = raw === this.#seen ? null : parseDraft(raw);
    const next = { ...this.#draft, ...part };
    if (unheard && !sameFiles(unheard.files, next.files)) {
      next.replaced = trimmed([...next.replaced, { files: unheard.files, typed: true }]);
    }
    this.#draft = next;
    this.#show(this.#keep());
  }

  /** Where it does not fit, texts that could be brought back give way to the one that is being written. */
  #keep(): boolean {
    for (let { replaced } = this.#draft; ; replaced = replaced.slice(1)) {
      const raw = JSON.stringify({ ...this.#draft, replaced });
      try {
        this.#storage.setItem(this.#key, raw);
        this.#seen = raw;
        return true;
      } catch {
        if (replaced.length === 0) return false;
      }
    }
  }

  #read(): string | null {
    try {
      return this.#storage.getItem(this.#key);
    } catch {
      return null;
    }
  }

  #show(kept: boolean): void {
    this.#snapshot = { files: this.#draft.files, kept, replaced: this.#draft.replaced.length > 0 };
    for (const listener of this.#listeners) listener();
  }
}

/** Keeps what somebody wrote rather than what they can open again. */
function trimmed(replaced: Draft["replaced"]): Draft["replaced"] {
  if (replaced.length <= steps) return replaced;
  const opened = replaced.findIndex(({ typed }) => !typed);
  return replaced.filter((_, index) => index !== Math.max(0, opened));
}
