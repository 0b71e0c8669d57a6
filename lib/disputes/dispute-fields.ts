/** The name of the box for one item of the checklist, when a dispute is opened. */
export function itemField(place: number): string {
  return `items.${place}`;
}

/** The names of the fields for what a mediator finds of one claim. */
export function findingField(place: number, field: "found" | "why"): string {
  return `findings.${place}.${field}`;
}

const ITEM = /^items\.(\d{1,2})$/;
const FINDING = /^findings\.(\d{1,2})\.(found|why)$/;

/** A form's flat fields ("items.0") as `{ items: ["0"] }`, of those that are ticked. */
export function gatherItems(input: unknown): unknown {
  if (!(input instanceof Object) || "items" in input) return input;
  const items: string[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const [, place] = ITEM.exec(name) ?? [];
    if (place === undefined) rest[name] = value;
    else if (value) items.push(place);
  }
  return { ...rest, items };
}

/** The same for findings: "findings.0.found" as `{ findings: [{ place: "0", found }] }`. */
export function gatherFindings(input: unknown): unknown {
  if (!(input instanceof Object) || "findings" in input) return input;
  const findings = new Map<string, Record<string, unknown>>();
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const [, place, field] = FINDING.exec(name) ?? [];
    if (place === undefined || field === undefined) rest[name] = value;
    else findings.set(place, { ...findings.get(place), place, [field]: value });
  }
  return { ...rest, findings: [...findings.values()] };
}
