import { Star } from "lucide-react";
import type { ReactNode } from "react";
import { ActionForm } from "#components/ui/action-form";
import { cn } from "#components/ui/cn";
import { ConfirmForm } from "#components/ui/confirm-form";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import type { HirePaymentView } from "#lib/contracts/contract-views";
import type { FormAction } from "#lib/forms/state";
import type { Means } from "#lib/payments/wallet-views";
import { firstName } from "#lib/proposals/describe-proposal";
import type { ProposalView } from "#lib/proposals/schema";
import { HireForm } from "./hire-form.tsx";

export type DecisionActions = {
  readonly hire: FormAction;
  readonly payAndHire: FormAction;
  readonly shortlist: FormAction;
  readonly decline: FormAction;
};

/** What a client can do with a live proposal. The open answer takes the whole width, in the same place. */
export function ProposalDecision({
  proposal,
  means,
  payment,
  actions,
  isLeading = true,
  isHiring = false,
  children,
  className,
}: {
  proposal: ProposalView;
  means: Means;
  /** One that hires from this proposal once it has settled. */
  payment: HirePaymentView | null;
  actions: DecisionActions;
  /** Hiring is the most urgent action of the page. */
  isLeading?: boolean;
  /** The person has come back to hire. */
  isHiring?: boolean;
  children?: ReactNode;
  className?: string;
}) {
  const first = firstName(proposal.freelancer.name);
  const isListed = proposal.shortlistedAt !== null;
  return (
    <div className={cn("grid grid-cols-2 items-start gap-3 sm:flex sm:flex-wrap", className)}>
      <HireForm
        proposal={proposal}
        means={means}
        payment={payment}
        actions={actions}
        isLeading={isLeading}
        isOpen={isHiring}
        className="col-span-2 sm:w-auto sm:open:w-full"
      />
      <ActionForm action={actions.shortlist} className="w-full gap-3 sm:w-auto">
        <input type="hidden" name="proposalId" value={proposal.proposalId} />
        <input type="hidden" name="isShortlisted" value={String(!isListed)} />
        <SubmitButton variant="plain">
          <Star aria-hidden="true" className={cn("size-4", isListed && "fill-current")} />
          {isListed ? "Remove from shortlist" : "Shortlist"}
        </SubmitButton>
      </ActionForm>
      <ConfirmForm
        action={actions.decline}
        label="Decline"
        submitLabel="Decline this proposal"
        pendingLabel="Declining…"
        variant="danger"
        className="open:col-span-2 sm:w-auto sm:open:w-full"
      >
        <input type="hidden" name="proposalId" value={proposal.proposalId} />
        <input type="hidden" name="proposalRevision" value={proposal.revision} />
        <Field
          name="reason"
          label="Reason"
          help={`${first} reads this. One honest sentence is enough: the price, the timeline, or a proposal that fits better.`}
        >
          <Textarea rows={3} maxLength={500} />
        </Field>
      </ConfirmForm>
      {children}
    </div>
  );
}
