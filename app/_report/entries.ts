/** Rows of a tensor as the report holds them; null is NaN or infinite. */
export type Rows = (number | null)[][];

/** The entries of a tensor one after the other, and how they stand on the page. */
export interface Grid {
  values: (number | null | undefined)[];
  /** entries beside each other: the tensor's columns, except that a long vector goes on in the next line */
  width: number;
  height: number;
}

/** longer vectors are folded: a strip of a hundred entries is thinner than a hair */
const longestLine = 24;

/** @param columns of the tensor, which the entry's place is named by */
export function placeOf(index: number, columns: number): { row: number; column: number } {
  return { row: Math.floor(index / columns) + 1, column: (index % columns) + 1 };
}

export function gridOf(rows: Rows): Grid {
  const values = rows.flat();
  const columns = rows[0]?.length ?? 0;
  const vector = rows.length === 1 || columns === 1;
  const width = vector && values.length > longestLine ? longestLine : columns;
  return { values, width, height: width === 0 ? 0 : Math.ceil(values.length / width) };
}

/** Entry by entry, in the shape of the reference; undefined where one of the two is no number. */
export function differenceOf(student: Rows, reference: Rows): (number | undefined)[] {
  return reference.flatMap((row, i) =>
    row.map((value, j) => {
      const other = student[i]?.[j];
      return value === null || other === null || other === undefined ? undefined : other - value;
    }),
  );
}

export function largest(values: Grid["values"]): number {
  return values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);
}

/** The places of the `count` entries that differ most, those that are no numbers first. */
export function mostDifferent(difference: readonly (number | undefined)[], count: number): number[] {
  const size = (value: number | undefined) => (value === undefined ? Number.POSITIVE_INFINITY : Math.abs(value));
  return difference
    .map((value, index) => ({ size: size(value), index }))
    .sort((a, b) => (a.size === b.size ? a.index - b.index : b.size - a.size))
    .slice(0, count)
    .map(({ index }) => index);
}
