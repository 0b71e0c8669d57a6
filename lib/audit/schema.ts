import { dayOf, endOfDay } from "#lib/day";
import { type AuditKind, isAuditKind } from "./policy.ts";

/** A page's place in the list: the number of the last entry before it. */
export function readPlace(value: unknown): number | null {
  return typeof value === "string" && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : null;
}

/** Something that concerned the safety of a person's account, for that person. */
export type SecurityEventView = {
  readonly id: number;
  readonly at: Date;
  readonly what: string;
  /** "Firefox on Linux"; null where no browser took part. */
  readonly device: string | null;
  readonly address: string | null;
};

export type AuditValues = Readonly<Record<string, string | number | null>>;

/** One entry of the audit, for whoever operates the instance. */
export type AuditView = {
  readonly id: number;
  readonly at: Date;
  readonly kind: AuditKind;
  readonly person: string | null;
  /** Null: the worker, or somebody who was not signed in. */
  readonly actor: string | null;
  readonly address: string | null;
  readonly device: string | null;
  readonly requestId: string | null;
  readonly about: string | null;
  readonly before: AuditValues | null;
  readonly after: AuditValues | null;
};

export type AuditFilter = {
  /** An e-mail address or an id, as it was typed; empty for everybody. */
  readonly person: string;
  readonly kind: AuditKind | null;
  /** From the first moment of a day until the last of another, by UTC; null for no bound. */
  readonly from: Date | null;
  readonly until: Date | null;
};

/** No entry is left out. */
export const EVERY_ENTRY: AuditFilter = { person: "", kind: null, from: null, until: null };

const PERSON_LONGEST = 300;

/** The filter of an address; what it does not understand counts as left out. */
export function readAuditFilter(
  params: Readonly<Record<string, string | string[] | undefined>>,
): AuditFilter {
  const { person, kind, from, until } = params;
  return {
    person: typeof person === "string" ? person.trim().slice(0, PERSON_LONGEST) : "",
    kind: isAuditKind(kind) ? kind : null,
    from: typeof from === "string" && endOfDay(from) ? new Date(`${from}T00:00:00Z`) : null,
    until: typeof until === "string" ? endOfDay(until) : null,
  };
}

/** The same as a query, with where the next page begins. */
export function writeAuditQuery(
  { person, kind, from, until }: AuditFilter,
  before: number | null = null,
): string {
  const query = new URLSearchParams();
  if (person !== "") query.set("person", person);
  if (kind !== null) query.set("kind", kind);
  if (from !== null) query.set("from", dayOf(from));
  if (until !== null) query.set("until", dayOf(until));
  if (before !== null) query.set("before", String(before));
  return query.toString();
}
