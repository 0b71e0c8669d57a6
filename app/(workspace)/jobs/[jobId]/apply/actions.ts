"use server";

import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { submitProposalInput } from "#lib/proposals/schema";
import { submitProposal } from "#lib/proposals/submit-proposal";

export const applyAction = formAction(submitProposalInput, async (input) => {
  const { proposalId } = await submitProposal(await requireActor("freelancer"), input);
  redirect(`/proposals/${proposalId}`);
});
