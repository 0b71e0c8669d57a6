import type { AuditKind } from "./policy.ts";

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
};
