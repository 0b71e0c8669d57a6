/** What each prefix stands for. An id shows what it names wherever it appears: in a URL, a log line, a reference. */
export const ID_PREFIXES = {
  usr: "person",
  ses: "session",
  lnk: "link in a mail",
  job: "job",
  prp: "proposal",
  ctr: "contract",
  chg: "change of an agreement, as one side proposes it",
  dsp: "dispute",
  dst: "statement or question in a dispute",
  sub: "submission",
  rev: "review",
  evt: "event of a job",
  pay: "deposit or payout",
  prt: "portfolio item",
  cnv: "conversation",
  rpt: "report",
  cas: "case: all reports of one thing",
  snc: "sanction",
  fil: "file",
  ltr: "letter, as it was sent to one job or to many",
  sch: "saved search",
  ntf: "notification",
  mal: "mail",
  psb: "browser that may be told",
  doc: "invoice or credit note",
  arc: "archive of a person’s data",
} as const;

export type IdPrefix = keyof typeof ID_PREFIXES;

/** `Id<"job">` is the type of "job_01k…": prefix and 26 characters of a ULID (github.com/ulid/spec), lower case. */
export type Id<P extends IdPrefix> = `${P}_${string}`;

/** True when `value` has the exact form of an id with this prefix; says nothing about whether the object exists. */
export function isId<P extends IdPrefix>(prefix: P, value: unknown): value is Id<P> {
  return typeof value === "string" && new RegExp(`^${prefix}_[0-9a-z]{26}$`).test(value);
}
