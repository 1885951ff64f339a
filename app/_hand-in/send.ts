import type { Entry } from "../../grader/intake/check.ts";
import type { UploadAnswer } from "./answer.ts";

export type Payload = Entry[] | { zip: Uint8Array<ArrayBuffer> };

export type Unanswered = "lost" | "trouble";

export interface SendOptions {
  course: string;
  project: string;
  /** for whom the page was made: somebody else may have signed in in this browser since */
  person: string;
  key: string;
  payload: Payload;
  acceptLate: boolean;
  /** 0 to 1 */
  onProgress: (fraction: number) => void;
}

const known = new Set([201, 400, 401, 409, 413, 415, 422]);

/**
 * Sends one hand-in. "lost": no answer came; "trouble": the server said that it could not store it. Either way nothing is known
 * but that trying again is safe.
 */
export function send(options: SendOptions): Promise<UploadAnswer | Unanswered> {
  const form = new FormData();
  form.set("idempotencyKey", options.key);
  form.set("person", options.person);
  form.set("acceptLate", String(options.acceptLate));
  if ("zip" in options.payload) form.set("zip", new Blob([options.payload.zip]), "zip");
  else {
    for (const { path, bytes } of options.payload) {
      form.append("path", path);
      form.append("file", new Blob([new Uint8Array(bytes)]), "file");
    }
  }
  return new Promise((resolve) => {
    // fetch cannot report how much of a body has been sent
    const request = new XMLHttpRequest();
    request.open("POST", `/api/courses/${options.course}/projects/${options.project}/submissions`);
    request.responseType = "json";
    request.timeout = 120_000;
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (known.has(request.status) && request.response) resolve(request.response as UploadAnswer);
      else if (request.status === 403 || request.status === 404) resolve({ ok: false, reason: "unavailable" });
      // what our server never says comes from somebody in between, such as the sign-in page of a wireless network
      else resolve(request.status >= 500 ? "trouble" : "lost");
    };
    request.onerror = () => resolve("lost");
    request.ontimeout = () => resolve("lost");
    request.send(form);
  });
}
