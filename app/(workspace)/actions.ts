"use server";

import { refresh } from "next/cache";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { acceptProposalInput } from "#lib/contracts/schema";
import { declineProposal } from "#lib/proposals/decline-proposal";
import {
  declineProposalInput,
  proposalIdInput,
  shortlistProposalInput,
} from "#lib/proposals/schema";
import { shortlistProposal } from "#lib/proposals/shortlist-proposal";
import { withdrawProposal } from "#lib/proposals/withdraw-proposal";

/*
 * What becomes of a proposal: decided where proposals are compared and on a proposal's own page. Each shows the page
 * anew, because the answer stands there.
 */

export const hireAction = formAction(acceptProposalInput, async (input) => {
  await acceptProposal(await requireActor("client"), input);
  refresh();
});

export const declineAction = formAction(declineProposalInput, async (input) => {
  await declineProposal(await requireActor("client"), input);
  refresh();
});

export const shortlistAction = formAction(shortlistProposalInput, async (input) => {
  await shortlistProposal(await requireActor("client"), input);
  refresh();
});

export const withdrawAction = formAction(proposalIdInput, async (input) => {
  await withdrawProposal(await requireActor("freelancer"), input);
  refresh();
});
