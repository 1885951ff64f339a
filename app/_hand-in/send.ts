import type { UploadAnswer } from "./answer.ts";

export type Payload = { path: string; bytes: Uint8Array<ArrayBuffer> }[] | { zip: File };

export type Unanswered = "lost" | "trouble";

export interface SendOptions {
  course: string;
  project: string;
  key: string;
  payload: Payload;
  acceptLate: boolean;
  /** 0 to 1 */
  onProgress: (fraction: number) => void;
}

const known = new Set([201, 400, 401, 413, 415, 422]);

/**
 * Sends one hand-in. "lost": no answer came; "trouble": the server said that it could not store it. Either way nothing is known
 * but that trying again is safe.
 */
export function send(options: SendOptions): Promise<UploadAnswer | Unanswered> {
  const form = new FormData();
  form.set("idempotencyKey", options.key);
  form.set("acceptLate", String(options.acceptLate));
  if ("zip" in options.payload) form.set("zip", options.payload.zip);
  else {
    for (const { path, bytes } of options.payload) {
      form.append("path", path);
      form.append("file", new Blob([bytes]), "file");
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
      else if (request.status >= 500) resolve("trouble");
      else resolve(request.status === 0 ? "lost" : { ok: false, reason: "unavailable" });
    };
    request.onerror = () => resolve("lost");
    request.ontimeout = () => resolve("lost");
    request.send(form);
  });
}
