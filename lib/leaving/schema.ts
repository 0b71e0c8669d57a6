import { z } from "zod";
import type { Id } from "#lib/ids";
import { idInput } from "#lib/input";
import type { Cents } from "#lib/money";
import type { PaymentStatus } from "#lib/payments/policy";

/** What somebody has to settle before they can delete their account. */
export type Obstacle =
  | { readonly kind: "wallet"; readonly amountCents: Cents }
  | { readonly kind: "owed"; readonly amountCents: Cents }
  | {
      readonly kind: "payment";
      readonly paymentId: Id<"pay">;
      readonly direction: "deposit" | "payout";
      readonly amountCents: Cents;
      readonly status: PaymentStatus;
    }
  | { readonly kind: "contract"; readonly contractId: Id<"ctr">; readonly jobTitle: string };

/** What deleting the account would end besides. */
export type LeavingView = {
  /** The first of them; `hasMore` when there are others. */
  readonly obstacles: readonly Obstacle[];
  readonly hasMore: boolean;
  readonly openJobCount: number;
  readonly liveProposalCount: number;
};

export const dismissStaffInput = z.object({ userId: idInput("usr") });
export type DismissStaffInput = z.input<typeof dismissStaffInput>;
