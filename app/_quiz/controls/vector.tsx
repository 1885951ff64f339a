"use client";
import type { ControlProps } from "./control-props.ts";
import { NumberGrid, resized } from "./number-grid.tsx";

/** A vector stands as a column, as in the course. */
export function VectorControl({ field, value, onChange, id, labelledBy, readOnly, parts }: ControlProps<"vector">) {
  const cells = resized(
    (value ?? []).map((entry) => [entry]),
    field.length,
    1,
  );
  return (
    <div>
      <NumberGrid
        id={id}
        labelledBy={labelledBy}
        hint={field.hint}
        cells={cells}
        readOnly={readOnly}
        parts={parts}
        onChange={(next) => {
          const entries = next.map((row) => row[0] ?? "");
          onChange(entries.every((entry) => entry === "") ? undefined : entries);
        }}
      />
    </div>
  );
}
