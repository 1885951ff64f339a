// @about honest: Greek, accents and mathematics as names
// @expect returned 7
const α = 3;
const β̂ = 4;
const função = (x: number): number => x + α + β̂;
export function loss(): number {
  return função(0);
}
