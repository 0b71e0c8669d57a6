"use no memo";

/** A text with some of it marked: from and to, in order and apart. */
export function MarkedText({
  text,
  hits,
}: {
  text: string;
  hits: readonly (readonly [from: number, to: number])[];
}) {
  const pieces = hits.map(([from, to], index) => ({
    from,
    before: text.slice(hits[index - 1]?.[1] ?? 0, from),
    hit: text.slice(from, to),
  }));
  return (
    <>
      {pieces.map(({ from, before, hit }) => (
        <span key={from}>
          {before}
          <mark className="bg-accent-wash text-inherit underline decoration-accent decoration-2 underline-offset-2 forced-colors:bg-[Mark] forced-colors:text-[MarkText]">
            {hit}
          </mark>
        </span>
      ))}
      {text.slice(hits.at(-1)?.[1] ?? 0)}
    </>
  );
}
