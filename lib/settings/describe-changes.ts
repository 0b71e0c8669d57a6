import { type Change, listChanges } from "#lib/changes";

/** Plain words for what differs between two values of a section, by field. */
export function describeChanges(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return listChanges(
    names.map((name) => [labelOf(name), wordsOf(before[name]), wordsOf(after[name])]),
  );
}

const LABELS: Readonly<Record<string, string>> = {
  name: "Name",
  accent: "Accent colour",
  text: "Text",
  tone: "Tone",
  from: "First day",
  until: "Last day",
};

function labelOf(name: string): string {
  return LABELS[name] ?? name;
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (Array.isArray(value)) return value.map(wordsOf).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
