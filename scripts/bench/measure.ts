/** One measured figure and the floor of the same run. */
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

/** A benchmark: measures, says what it is doing, and returns its rows, or only those that are asked for by name. */
export type Bench = (say: (line: string) => void, only: readonly string[] | null) => Promise<Row[]>;

const STRETCHES = 5;

/** More is better: the ratio has to reach the target. */
export function row(
  name: string,
  unit: string,
  value: number,
  floor: number,
  target: number,
  digits = 0,
): Row {
  const ratio = rounded(value / floor, 3);
  const shown = {
    name,
    value: rounded(value, digits),
    unit,
    floor: rounded(floor, digits),
    ratio,
    target,
  };
  return { ...shown, ok: ratio >= target };
}

/** Less is better: the value itself has to stay below the target. */
export function rowBelow(
  name: string,
  unit: string,
  value: number,
  floor: number,
  target: number,
): Row {
  const ratio = rounded(value / floor, 3);
  const shown = { name, value: rounded(value, 1), unit, floor: rounded(floor, 1), ratio, target };
  return { ...shown, ok: value < target };
}

/** The value that `share` of all (0.95: 95 in 100) do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error("Nothing was measured");
  return value;
}

/**
 * The median of the p95 values of five parts of the measurement, so that a few seconds of other work on the machine do
 * not count.
 */
export function steadyP95(timesMs: readonly number[]): number {
  const length = Math.ceil(timesMs.length / STRETCHES);
  const stretches = Array.from({ length: STRETCHES }, (_, index) =>
    timesMs.slice(index * length, (index + 1) * length),
  ).filter((stretch) => stretch.length > 0);
  return median(stretches.map((stretch) => percentile(stretch, 0.95)));
}

/** Durations in a form that people can read. */
export function showTimes(timesMs: readonly number[]): string {
  const shown = [0.5, 0.95, 0.99].map((share) => percentile(timesMs, share).toFixed(1));
  return `p50 ${shown[0]} ms, p95 ${shown[1]} ms, p99 ${shown[2]} ms`;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** How often per second `callers` parallel loops finish `work`, over `durationMs`. */
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

/** Measures each candidate in turn, `rounds` times, so that all meet the same conditions; the median of each. */
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
  return percentile(values, 0.5);
}
