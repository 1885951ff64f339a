// @about a typed array longer than can be
// @expect threw|memory_limit
export function loss(): number {
  return new Float64Array(2 ** 53 - 1).length;
}
