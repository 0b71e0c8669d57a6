import { MAX_MILESTONES } from "./milestones.ts";

const FIELDS = [
  "number",
  "title",
  "amountCents",
  "days",
  "rounds",
  "checklist",
  "isDropped",
] as const;
type PlanField = (typeof FIELDS)[number];

/** The name of a field of the plan's row: "milestones.0.title". Errors name it too. */
export function planField(row: number, field: PlanField): string {
  return `milestones.${row}.${field}`;
}

const FIELD = new RegExp(`^milestones\\.(\\d{1,2})\\.(${FIELDS.join("|")})$`);

/**
 * A form's flat fields ("milestones.0.title") as `{ milestones: [{ title, … }] }`. A row that is to be dropped, and one
 * for a new milestone in which nothing was typed, stay as holes, so that errors name the row that was filled in.
 */
export function gatherPlan(input: unknown): unknown {
  if (!(input instanceof Object) || "milestones" in input) return input;
  const rows: Record<string, unknown>[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const [, row, field] = FIELD.exec(name) ?? [];
    if (row === undefined || field === undefined) rest[name] = value;
    else rows[Number(row)] = { ...rows[Number(row)], [field]: value };
  }
  const milestones = Array.from(rows, (row) => (row && isMeant(row) ? row : null));
  return { ...rest, milestones: milestones.slice(0, 2 * MAX_MILESTONES) };
}

function isMeant(row: Record<string, unknown>): boolean {
  if (row.isDropped) return false;
  const typed = [row.number, row.title, row.amountCents, row.days, row.checklist];
  return typed.some((text) => typeof text === "string" && text.trim() !== "");
}
