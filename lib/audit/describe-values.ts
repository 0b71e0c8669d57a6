import { cents, formatCents } from "#lib/money";
import type { AuditValues } from "./schema.ts";

/** One value that an entry says, in words; null for what was not there. */
export type ValueText = {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** What an entry changed, value by value. A name that ends in "Cents" is of an amount in minor units. */
export function describeValues(before: AuditValues | null, after: AuditValues | null): ValueText[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.map((name) => ({
    name: name.replace(/Cents$/, ""),
    before: valueText(name, before?.[name]),
    after: valueText(name, after?.[name]),
  }));
}

function valueText(name: string, value: string | number | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  return name.endsWith("Cents") ? formatCents(cents(value)) : String(value);
}
