"use server";

import { acceptProposal } from "#lib/contracts/accept-proposal";
import { payAndHire } from "#lib/contracts/pay-and-hire";
import { acceptProposalInput, payAndHireInput } from "#lib/contracts/schema";
import { formAction } from "#lib/edge/action";
import { confirmProposal } from "#lib/proposals/confirm-proposal";
import { declineProposal } from "#lib/proposals/decline-proposal";
import {
  confirmProposalInput,
  declineProposalInput,
  shortlistProposalInput,
  withdrawProposalInput,
} from "#lib/proposals/schema";
import { shortlistProposal } from "#lib/proposals/shortlist-proposal";
import { withdrawProposal } from "#lib/proposals/withdraw-proposal";

/*
 * Decisions about a proposal, made where proposals are compared and on a proposal's own page. Each refreshes the page,
 * because the answer appears there.
 */

export const hireAction = formAction(
  { name: "hire", input: acceptProposalInput, as: "client" },
  async (input, { actor, tx }) => {
    await acceptProposal(actor, input, tx);
    return { showsAnew: true };
  },
);

/** Leads to the payment's page, which says how the hire stands. */
export const payAndHireAction = formAction(
  { name: "pay-and-hire", input: payAndHireInput, as: "client" },
  async (input, { actor, tx }) => {
    const { paymentId } = await payAndHire(actor, input, tx);
    return { goTo: `/wallet/receipts/${paymentId}?new` };
  },
);

export const declineAction = formAction(
  { name: "decline", input: declineProposalInput, as: "client" },
  async (input, { actor, tx }) => {
    await declineProposal(actor, input, tx);
    return { showsAnew: true };
  },
);

export const shortlistAction = formAction(
  { name: "shortlist", input: shortlistProposalInput, as: "client" },
  async (input, { actor, tx }) => {
    await shortlistProposal(actor, input, tx);
    return { showsAnew: true };
  },
);

export const withdrawAction = formAction(
  { name: "withdraw-proposal", input: withdrawProposalInput, as: "freelancer" },
  async (input, { actor, tx }) => {
    await withdrawProposal(actor, input, tx);
    return { showsAnew: true };
  },
);

export const confirmAction = formAction(
  { name: "confirm-proposal", input: confirmProposalInput, as: "freelancer" },
  async (input, { actor, tx }) => {
    await confirmProposal(actor, input, tx);
    return { showsAnew: true };
  },
);
