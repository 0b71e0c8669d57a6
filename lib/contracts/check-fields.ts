/** The names of the fields for one item of the checklist. */
export function tickField(place: number, field: "isMet" | "word"): string {
  return `ticks.${place}.${field}`;
}

export function unmetField(place: number): string {
  return `unmet.${place}`;
}

const TICK = /^ticks\.(\d{1,2})\.(isMet|word)$/;
const UNMET = /^unmet\.(\d{1,2})$/;

/** A form's flat fields ("ticks.0.isMet") as `{ ticks: [{ place, word }] }`, of the items that are ticked. */
export function gatherTicks(input: unknown): unknown {
  if (!(input instanceof Object) || "ticks" in input) return input;
  const words = new Map<string, unknown>();
  const ticked: string[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const [, place, field] = TICK.exec(name) ?? [];
    if (place === undefined) rest[name] = value;
    else if (field === "word") words.set(place, value);
    else if (value) ticked.push(place);
  }
  return { ...rest, ticks: ticked.map((place) => ({ place, word: words.get(place) ?? "" })) };
}

/** The same for the items that are not met: "unmet.0" as `{ unmet: ["0"] }`. */
export function gatherUnmet(input: unknown): unknown {
  if (!(input instanceof Object) || "unmet" in input) return input;
  const unmet: string[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const [, place] = UNMET.exec(name) ?? [];
    if (place === undefined) rest[name] = value;
    else if (value) unmet.push(place);
  }
  return { ...rest, unmet };
}
