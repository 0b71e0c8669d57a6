import type { APPEAL_OUTCOMES, CASE_OUTCOMES, REPORT_REASONS, REPORTED_KINDS } from "#db/schema";
import { type Id, isId } from "#lib/ids";
import type { SanctionKind } from "#lib/standing/policy";

export type ReportedKind = (typeof REPORTED_KINDS)[number];
export type ReportReason = (typeof REPORT_REASONS)[number];
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

export const REASON_WORDS: Readonly<Record<ReportReason, string>> = {
  fraud: "It tries to cheat or steal",
  outside: "It asks to pay or to talk somewhere else",
  rude: "It insults, threatens or harasses",
  untrue: "It says what is not true",
  spam: "It is spam or advertising",
  unlawful: "It is against the law, or not theirs to use",
  other: "Something else",
};

export const KIND_WORDS: Readonly<Record<ReportedKind, string>> = {
  job: "Job",
  profile: "Profile",
  review: "Review",
  message: "Message",
  conversation: "Conversation",
};

/** What can be hidden of what was reported: what strangers can see. */
export const HIDEABLE: readonly ReportedKind[] = ["job", "profile", "review"];

export function sanctionsFor(kind: ReportedKind): readonly SanctionKind[] {
  return HIDEABLE.includes(kind)
    ? ["warn", "hide", "limit", "suspend"]
    : ["warn", "limit", "suspend"];
}

/** So many messages before the reported one and after it may be read. */
export const AROUND = 5;
/** For so long after a moderator has asked for them. */
export const LOOK_MINUTES = 60;

export type Subject =
  | { readonly kind: "job"; readonly jobId: Id<"job"> }
  | { readonly kind: "profile"; readonly userId: Id<"usr"> }
  | { readonly kind: "review"; readonly reviewId: Id<"rev"> }
  | { readonly kind: "message"; readonly conversationId: Id<"cnv">; readonly seq: number }
  | { readonly kind: "conversation"; readonly conversationId: Id<"cnv"> };

/** What "job_…", "usr_…", "rev_…", "cnv_…" and "cnv_….12" name; null for anything else. */
export function readSubject(text: unknown): Subject | null {
  if (isId("job", text)) return { kind: "job", jobId: text };
  if (isId("usr", text)) return { kind: "profile", userId: text };
  if (isId("rev", text)) return { kind: "review", reviewId: text };
  if (typeof text !== "string") return null;
  const [, conversationId, number] = /^(cnv_[0-9a-z]{26})(?:\.([1-9]\d{0,8}))?$/.exec(text) ?? [];
  if (!isId("cnv", conversationId)) return null;
  return number === undefined
    ? { kind: "conversation", conversationId }
    : { kind: "message", conversationId, seq: Number(number) };
}
