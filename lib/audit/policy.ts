/** How an entry's kind is called, and whether the person whose account it is sees it among their own. */
type Word = { readonly label: string; readonly isOwn: boolean };

export const AUDIT_WORDS = {
  registered: { label: "Registered", isOwn: true },
  role_changed: { label: "Role changed", isOwn: true },
  password_changed: { label: "Password changed", isOwn: true },
  email_changed: { label: "E-mail address changed", isOwn: true },
  email_confirmed: { label: "E-mail address confirmed", isOwn: true },
  signed_in: { label: "Signed in", isOwn: true },
  signed_out: { label: "Signed out", isOwn: true },
  passkey_added: { label: "Passkey added", isOwn: true },
  passkey_removed: { label: "Passkey removed", isOwn: true },
  authenticator_on: { label: "Authenticator app set up", isOwn: true },
  authenticator_off: { label: "Authenticator app switched off", isOwn: true },
  recovery_codes_made: { label: "Recovery codes made", isOwn: true },
  recovery_code_used: { label: "Recovery code used", isOwn: true },
  deposit_made: { label: "Funds added", isOwn: false },
  withdrawal_made: { label: "Withdrawal asked for", isOwn: true },
  payment_changed: { label: "State of a payment changed", isOwn: false },
  money_moved: { label: "Money moved", isOwn: false },
  difference_explained: { label: "Difference explained", isOwn: false },
  report_made: { label: "Report made", isOwn: false },
  report_resolved: { label: "Report dealt with", isOwn: false },
  case_closed: { label: "Case decided", isOwn: false },
  case_looked_at: { label: "Reported conversation read", isOwn: false },
  sanction_imposed: { label: "Sanction imposed", isOwn: false },
  sanction_ended: { label: "Sanction ended", isOwn: false },
  appeal_made: { label: "Appeal made", isOwn: false },
  appeal_decided: { label: "Appeal decided", isOwn: false },
  invoice_corrected: { label: "Invoice corrected", isOwn: false },
  account_ended: { label: "Account ended", isOwn: false },
  audit_exported: { label: "Audit exported", isOwn: false },
  setting_changed: { label: "Setting changed", isOwn: false },
} as const satisfies Record<string, Word>;

export type AuditKind = keyof typeof AUDIT_WORDS;

export const AUDIT_KINDS = Object.keys(AUDIT_WORDS).filter(isAuditKind);

export function isAuditKind(value: unknown): value is AuditKind {
  return typeof value === "string" && Object.hasOwn(AUDIT_WORDS, value);
}

/** The kinds that a person sees about their own account. */
export const OWN_KINDS = AUDIT_KINDS.filter((kind) => AUDIT_WORDS[kind].isOwn);
