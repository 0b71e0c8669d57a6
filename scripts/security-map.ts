/*
 * docs/security.md as data: which requirement of OWASP ASVS is shown by which test, what does not apply, and what is
 * open. Its test keeps it true.
 */

const KINDS = ["shown", "does not apply", "open"] as const;
export type Kind = (typeof KINDS)[number];

/** A test, named by its file and its exact title. */
export type Evidence = { readonly path: string; readonly title: string };

export type Row = {
  readonly id: string;
  readonly level: string;
  /** Null for an answer of no known kind. */
  readonly kind: Kind | null;
  readonly evidence: readonly Evidence[];
};

const ROW = /^\| V(\d+\.\d+\.\d+) \| ([12]) \| [^|]+ \| ([^|]+) \|$/gm;
const EVIDENCE = /`([^`]+\.(?:test|spec)\.tsx?)` “([^”]+)”/g;
const SHOWN = /^shown by `[^`]+` “[^”]+”(?:; `[^`]+` “[^”]+”)*$/;

/** The rows of all chapters, in their order. */
export function readRows(page: string): Row[] {
  return [...page.matchAll(ROW)].map(([, id = "", level = "", answer = ""]) => ({
    id,
    level,
    kind: kindOf(answer.trim()),
    evidence: findEvidence(answer),
  }));
}

function kindOf(answer: string): Kind | null {
  if (SHOWN.test(answer)) return "shown";
  return KINDS.find((kind) => kind !== "shown" && answer.startsWith(`${kind}: `)) ?? null;
}

/** Every test that a text names. */
export function findEvidence(text: string): Evidence[] {
  return [...text.matchAll(EVIDENCE)].map(([, path = "", title = ""]) => ({ path, title }));
}

/** The text below a heading, up to the next heading of the same or a higher rank. */
export function sectionOf(page: string, heading: string): string {
  const rank = /^#+/.exec(heading)?.[0].length ?? 1;
  const [, after = ""] = page.split(`\n${heading}\n`);
  return after.split(new RegExp(`^#{1,${rank}} `, "m"))[0] ?? "";
}

/** The first cell of each row of a table below a heading, without its marks. */
export function firstCells(page: string, heading: string): string[] {
  const lines = sectionOf(page, heading).split("\n");
  return lines.flatMap((line) => /^\| `([^`]+)` \|/.exec(line)?.[1] ?? []);
}

/** The table at the head: a line for each kind, with how many at level 1, at level 2 and in all. */
export function countTable(rows: readonly Row[]): string {
  const count = (kind: Kind | null, level: string) =>
    rows.filter((row) => (kind === null || row.kind === kind) && level.includes(row.level)).length;
  const line = (name: string, kind: Kind | null) =>
    `| ${[name, count(kind, "1"), count(kind, "2"), count(kind, "12")].join(" | ")} |`;
  return [
    "| | Level 1 | Level 2 | Both |",
    "|---|---|---|---|",
    line("shown by a test", "shown"),
    line("does not apply", "does not apply"),
    line("open", "open"),
    line("together", null),
  ].join("\n");
}
