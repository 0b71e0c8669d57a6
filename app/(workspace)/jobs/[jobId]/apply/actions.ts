"use server";

import { formAction } from "#lib/edge/action";
import { submitProposalInput } from "#lib/proposals/schema";
import { submitProposal } from "#lib/proposals/submit-proposal";

export const applyAction = formAction(
  { name: "apply", input: submitProposalInput, as: "freelancer" },
  async (input, { actor, tx }) => {
    const { proposalId } = await submitProposal(actor, input, tx);
    return { goTo: `/proposals/${proposalId}` };
  },
);
