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
  picture: "Wordmark",
  text: "Text",
  tone: "Tone",
  from: "First day",
  until: "Last day",
  categories: "Categories",
  skills: "Skills",
  offered: "Offered",
  usual: "Chosen at first",
  asksAgain: "Asks everybody",
  feeBasisPoints: "Hundredths of a percent",
  feeMinimumCents: "At least, in minor units",
  liveProposals: "Live proposals",
  personFactor: "What one person may do",
  addressFactor: "What may come from one address",
  personStorageMb: "Files of one person",
  contractStorageMb: "Files of one contract",
};

function labelOf(name: string): string {
  return LABELS[name] ?? name;
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (Array.isArray(value)) return value.map(wordsOf).join(", ");
  if (isCategory(value)) return value.isHidden ? `${value.label} (not offered)` : value.label;
  if (isPicture(value)) return `a picture, ${value.hash.slice(0, 8)}`;
  return String(value);
}

function isPicture(value: unknown): value is { hash: string } {
  return value instanceof Object && "hash" in value && typeof value.hash === "string";
}

function isCategory(value: unknown): value is { label: string; isHidden: boolean } {
  return value instanceof Object && "label" in value && "isHidden" in value;
}
