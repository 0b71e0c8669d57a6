import { z } from "zod";
import type { AuditView } from "#lib/audit/schema";
import type { Role } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";

/** A task as the queue knows it: its lane, and its key there. */
export const failedTaskInput = z.object({
  lane: z.string().regex(/^[ -~]{1,50}$/),
  key: z.string().regex(/^[ -~]{1,300}$/),
});
export type FailedTaskInput = z.input<typeof failedTaskInput>;

/** A task that has failed and has not been done since. */
export type FailedTaskView = {
  readonly lane: string;
  readonly key: string;
  /** "payments.check" */
  readonly task: string;
  /** What it is about: "pay_…", or nothing for a scheduled task. */
  readonly about: string;
  /** What went wrong the last time. */
  readonly reason: string;
  readonly tries: number;
  /** When the failing task was made. */
  readonly since: Date;
  /** When it is next tried by itself; null when it was given up. */
  readonly nextTryAt: Date | null;
};

/** Something of which each needs a person. */
export type NeedKind =
  | "disputes"
  | "reports"
  | "appeals"
  | "tasks"
  | "mails"
  | "payments"
  | "differences"
  | "ledger"
  | "ledgerLate"
  | "reconciliationLate"
  | "disk";

export type Need = {
  readonly kind: NeedKind;
  /** At most a hundred; `hasMore` when there are others. */
  readonly count: number;
  readonly hasMore: boolean;
};

/** How the instance stands, as far as the asking person may know. */
export type Standing = {
  /** Null without the right; `last` is null before the first recomputation. */
  readonly ledger: {
    readonly last: {
      readonly checkedAt: Date;
      readonly entries: number;
      readonly mismatches: number;
    } | null;
  } | null;
  readonly reconciliations: readonly {
    readonly provider: string;
    readonly finishedAt: Date | null;
  }[];
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | null;
  readonly versions: { readonly node: string; readonly database: string } | null;
};

export type TodayView = {
  readonly needs: readonly Need[];
  readonly standing: Standing;
  readonly at: Date;
};

/** An account in a list, for whoever may see people. */
export type PersonRow = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly companyName: string | null;
  readonly handle: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly emailVerifiedAt: Date | null;
  readonly onboardedAt: Date | null;
  readonly leftAt: Date | null;
};

export type FoundPeople = { readonly people: readonly PersonRow[]; readonly hasMore: boolean };

export type PersonContract = {
  readonly contractId: Id<"ctr">;
  readonly jobTitle: string;
  readonly otherId: Id<"usr">;
  readonly otherName: string;
  readonly createdAt: Date;
  readonly completedAt: Date | null;
  readonly cancelledAt: Date | null;
};

export type PersonView = PersonRow & {
  /** The newest of them. */
  readonly contracts: readonly PersonContract[];
  /** Null without the right to the books, and for whoever keeps the house. */
  readonly wallet: {
    readonly availableCents: Cents;
    readonly heldCents: Cents;
    readonly owedCents: Cents;
  } | null;
  /** Null without the right to the audit. */
  readonly audit: readonly AuditView[] | null;
};
