import { inflateSync } from "fflate";

/** What `pack` packed, in a browser or while the server renders. */
export function unpack<T>(packed: string): T {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(inflateSync(bytes))) as T;
}
