// @about a finally that undoes every end
// @expect time_limit|runtime_error
export function loss(): number {
  for (;;) {
    try {
      throw 1;
    } finally {
      continue;
    }
  }
}
