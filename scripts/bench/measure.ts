/** One measured figure against the floor of the same run. */
export type Row = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number;
  /** value / floor. */
  readonly ratio: number;
  readonly target: number;
  readonly ok: boolean;
};

/** A benchmark: measures, says what it is doing, and answers with its rows. */
export type Bench = (say: (line: string) => void) => Promise<Row[]>;

export function row(name: string, unit: string, value: number, floor: number, target: number): Row {
  const ratio = Math.round((value / floor) * 1000) / 1000;
  return {
    name,
    value: Math.round(value),
    unit,
    floor: Math.round(floor),
    ratio,
    target,
    ok: ratio >= target,
  };
}

/** How often per second `callers` loops side by side get `work` done, over `durationMs`. */
export async function throughput(
  callers: number,
  durationMs: number,
  work: () => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  const end = start + durationMs;
  let done = 0;
  const caller = async () => {
    while (performance.now() < end) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (done / (performance.now() - start)) * 1000;
}

/** Measures each candidate in turn, `rounds` times over, so that all meet the same weather; the median of each. */
export async function medians<Name extends string>(
  rounds: number,
  candidates: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number>> {
  const found = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries<() => Promise<number>>(candidates)) {
      found.set(name, [...(found.get(name) ?? []), await measure()]);
    }
  }
  return collect(Object.keys(candidates), found);
}

/** Guarantee: `names` are exactly the keys of the candidates, as their type says. */
function collect<Name extends string>(names: string[], found: ReadonlyMap<string, number[]>) {
  return Object.fromEntries(names.map((name) => [name, median(found.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("Nothing was measured");
  return middle;
}
