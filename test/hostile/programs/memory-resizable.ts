// @about a buffer that is resized without an end
// @expect memory_limit|threw
export function loss(): number {
  const buffer = new (ArrayBuffer as any)(8, { maxByteLength: 2 ** 33 });
  for (let size = 8; ; size *= 2) {
    buffer.resize(size);
    new Uint8Array(buffer).fill(1);
  }
}
