import { Star } from "lucide-react";
import type { ReactNode } from "react";
import { ActionForm } from "#components/ui/action-form";
import { cn } from "#components/ui/cn";
import { ConfirmForm } from "#components/ui/confirm-form";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import type { FormAction } from "#lib/form-state";
import type { Cents } from "#lib/money";
import { firstName } from "#lib/proposals/describe-proposal";
import type { ProposalView } from "#lib/proposals/schema";
import { HireForm } from "./hire-form.tsx";

export type DecisionActions = {
  readonly hire: FormAction;
  readonly shortlist: FormAction;
  readonly decline: FormAction;
};

/** What a client can do with a live proposal. The one that is open takes the whole width, in the same place. */
export function ProposalDecision({
  proposal,
  availableCents,
  actions,
  children,
  className,
}: {
  proposal: ProposalView;
  availableCents: Cents;
  actions: DecisionActions;
  children?: ReactNode;
  className?: string;
}) {
  const first = firstName(proposal.freelancer.name);
  const isListed = proposal.shortlistedAt !== null;
  return (
    <div className={cn("grid grid-cols-2 items-start gap-3 sm:flex sm:flex-wrap", className)}>
      <HireForm
        proposal={proposal}
        availableCents={availableCents}
        action={actions.hire}
        className="col-span-2 sm:w-auto sm:open:w-full"
      />
      <ActionForm
        action={actions.shortlist}
        label={`Shortlist of ${first}’s proposal`}
        className="w-full gap-3 sm:w-auto"
      >
        <input type="hidden" name="proposalId" value={proposal.proposalId} />
        <input type="hidden" name="isShortlisted" value={String(!isListed)} />
        <SubmitButton variant="plain">
          <Star aria-hidden="true" className={cn("size-4", isListed && "fill-current")} />
          {isListed ? "Off the shortlist" : "Shortlist"}
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
        <Field
          name="reason"
          label="Why not"
          help={`${first} reads this. One honest sentence is enough: the price, the timeline, another offer that fits better.`}
        >
          <Textarea rows={3} maxLength={500} />
        </Field>
      </ConfirmForm>
      {children}
    </div>
  );
}
