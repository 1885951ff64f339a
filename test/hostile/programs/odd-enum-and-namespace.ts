// @about honest: enums and namespaces, which TypeScript emits code for
// @expect returned 5
enum Kind {
  A = 2,
  B = 3,
}
namespace Sums {
  export const both = Kind.A + Kind.B;
}
export function loss(): number {
  return Sums.both;
}
