/** 128 random bits; `crypto.randomUUID` exists on secure origins only, and a course may run on a plain LAN address. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** FNV-1a of what would be sent, 53 bits: tells whether a retry is the same hand-in. It protects nothing. */
export function fingerprint(parts: Iterable<{ path: string; bytes: Uint8Array }>): string {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  const mix = (byte: number) => {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x85ebca6b);
    b ^= b >>> 13;
  };
  const encoder = new TextEncoder();
  for (const { path, bytes } of parts) {
    for (const byte of encoder.encode(`${path}\0${bytes.byteLength}\0`)) mix(byte);
    for (const byte of bytes) mix(byte);
  }
  return `${(a >>> 0).toString(16)}${(b >>> 0).toString(16)}`;
}
