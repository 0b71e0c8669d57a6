import { check, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { count, id, moment, oneOf } from "../columns.ts";

/** What is kept in the audit table. The words for each are in lib/audit/policy.ts. */
export const AUDIT_KINDS = [
  "registered",
  "role_changed",
  "password_changed",
  "email_changed",
  "email_confirmed",
  "signed_in",
  "signed_out",
  "passkey_added",
  "passkey_removed",
  "authenticator_on",
  "authenticator_off",
  "recovery_codes_made",
  "recovery_code_used",
  "deposit_made",
  "withdrawal_made",
  "payment_changed",
  "money_moved",
  "difference_explained",
  "report_made",
  "report_resolved",
  "invoice_corrected",
  "account_ended",
  "audit_exported",
  "setting_changed",
  "case_closed",
  "case_looked_at",
  "sanction_imposed",
  "sanction_ended",
  "appeal_made",
  "appeal_decided",
] as const;

/** Values before or after a change, by name. Never a secret, not even its hash. */
export type AuditValues = Readonly<Record<string, string | number | null>>;

/**
 * Who changed what about an account or its money. Written by triggers (0036), so that no change comes without its
 * entry; nobody can change or remove one. No foreign keys: an entry outlives what it is about.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: count().primaryKey().generatedAlwaysAsIdentity(),
    at: moment().notNull(),
    kind: text({ enum: AUDIT_KINDS }).notNull(),
    /** Whose account, money or report it is. */
    personId: id("usr"),
    /** Who was signed in where it came from; null for the worker, and for somebody who was not signed in. */
    actorId: id("usr"),
    address: text(),
    userAgent: text(),
    /** The request's id, or the task's. */
    requestId: text(),
    /** The id of the session, payment, transfer or report. */
    about: text(),
    before: jsonb().$type<AuditValues>(),
    after: jsonb().$type<AuditValues>(),
  },
  (table) => [
    check("audit_entries_kind", oneOf(table.kind, AUDIT_KINDS)),
    index("audit_entries_person").on(table.personId, table.id),
    index("audit_entries_actor").on(table.actorId, table.id),
    index("audit_entries_kind_at").on(table.kind, table.id),
  ],
);
