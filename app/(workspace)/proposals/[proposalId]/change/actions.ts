"use server";

import { formAction } from "#lib/edge/action";
import { changeProposal } from "#lib/proposals/change-proposal";
import { changeProposalInput } from "#lib/proposals/schema";

export const changeProposalAction = formAction(
  { name: "change-proposal", input: changeProposalInput, as: "freelancer" },
  async (input, { actor, tx }) => {
    const { proposalId } = await changeProposal(actor, input, tx);
    return { goTo: `/proposals/${proposalId}` };
  },
);
