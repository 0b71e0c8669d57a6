import type { KeptTerms } from "#db/schema";
import { inOrder, type Milestone } from "./milestones.ts";

/** The milestones as a version keeps them: those that are not dropped, in the order of the work. */
export function agreedMilestones(all: readonly Milestone[]): KeptTerms["milestones"] {
  return inOrder(all.filter(({ status }) => status !== "dropped")).map(
    ({ number, position, title, amountCents, days, rounds, checklist }) => ({
      number,
      position,
      title,
      amountCents,
      days,
      rounds,
      checklist,
    }),
  );
}

/** One text for the same content, whatever the order of its fields: what a version's hash is made over. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(",")}}`;
}
