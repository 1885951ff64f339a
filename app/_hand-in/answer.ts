import type { Submitted } from "../../lib/submissions/submit.ts";

/** What the upload route answers: the domain's answer, or that the request never got that far. */
export type UploadAnswer =
  | Submitted
  | { ok: false; reason: "signed-out" | "another-person" | "too-large" | "malformed" | "unavailable" };

/** With status 503: it could not be stored, or it is not certain that it was; the same key may be sent again. */
export interface Trouble {
  ok: false;
  reason: "trouble";
}
