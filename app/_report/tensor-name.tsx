/** "W2" as W with the layer above, as the course writes it; names of another form are shown as they are. */
export function TensorName({ name }: { name: string }) {
  const parts = /^(W|b|u|y|delta)\^?(\d+)$/.exec(name);
  if (!parts) return <span>{name}</span>;
  const [, letter, layer] = parts;
  return (
    <var aria-label={name}>
      {letter === "delta" ? "δ" : letter}
      <sup>{layer}</sup>
    </var>
  );
}
