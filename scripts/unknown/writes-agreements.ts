import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { clocks, documents, milestones, payments, reviews } from "#db/schema";
import { addMilestone } from "#db/testing/add-milestone";
import type { VerifiedActor } from "#lib/auth/actor";
import { listContractInvoices } from "#lib/billing/queries/invoices";
import { saveBillingDetails } from "#lib/billing/save-billing-details";
import { askForReturn } from "#lib/contracts/ask-for-return";
import { markComplete } from "#lib/contracts/mark-complete";
import { planOf } from "#lib/contracts/plans";
import { proposeChange } from "#lib/contracts/propose-change";
import { getContract } from "#lib/contracts/queries/contracts";
import { requestCancellation } from "#lib/contracts/request-cancellation";
import type { Id } from "#lib/ids";
import { cents } from "#lib/money";
import { leaveReview } from "#lib/reviews/leave-review";
import { addDays, now } from "#lib/time";
import { makeContract, makeOffer, makeSubmission, PRICE_CENTS, type Write } from "./scene.ts";
import { eventsOf, tally } from "./tally.ts";

const NOTE = "The third page still has no headings.";

/** Opens the question that a two-step button asks before it acts. */
export const disclose = (page: Page, label: string | RegExp) =>
  page.locator("summary").filter({ hasText: label, visible: true }).click();

const press = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name }).filter({ visible: true }).click();

/** The work was due a month ago, and nothing came. */
async function letItBeLate(contractId: Id<"ctr">): Promise<void> {
  const at = addDays(now(), 30);
  await getDb().update(clocks).set({ at }).where(eq(clocks.contractId, contractId));
}

/** The freelancer proposes more time for the same. */
async function proposeLonger(freelancer: VerifiedActor, contractId: Id<"ctr">): Promise<void> {
  const { milestones: parts } = await getContract(freelancer, contractId);
  const plan = planOf(parts).map((line) => ({ ...line, days: 30 }));
  await proposeChange(freelancer, {
    contractId,
    agreementVersion: 1,
    requestKey: "longer",
    milestones: plan,
    note: "",
  });
}

/** What two people have agreed on, from hiring to the review. */
export const agreements: readonly Write[] = [
  {
    action: "hire",
    scene: async () => {
      const { client, jobId, proposalId } = await makeOffer();
      return {
        person: client,
        path: `/proposals/${proposalId}`,
        count: () => eventsOf(jobId, "hired"),
      };
    },
    fill: (page) => disclose(page, /^Hire/),
    press: (page) => press(page, /and hold €/),
    settles: "asks",
  },
  {
    action: "pay-and-hire",
    scene: async () => {
      const { client, proposalId } = await makeOffer({ fundsCents: PRICE_CENTS / 4 });
      return {
        person: client,
        path: `/proposals/${proposalId}`,
        count: () => tally(payments, eq(payments.userId, client.userId)),
      };
    },
    fill: async (page) => {
      await disclose(page, /^Hire/);
      await page.getByRole("radio", { name: /4242/ }).check();
    },
    press: (page) => press(page, /^Pay €/),
    settles: "asks",
  },
  {
    action: "submit-work",
    scene: async () => {
      const { freelancer, jobId, contractId } = await makeContract();
      return {
        person: freelancer,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "submitted"),
      };
    },
    fill: (page) => page.getByLabel("Note", { exact: true }).fill(NOTE),
    press: (page) => press(page, /^Submit work/),
    typed: { label: "Note", text: NOTE },
    settles: "asks",
  },
  {
    action: "request-changes",
    scene: async () => {
      const { client, jobId, contractId } = await makeSubmission();
      return {
        person: client,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "changes_requested"),
      };
    },
    fill: async (page) => {
      await disclose(page, "Request changes");
      await page.getByLabel("What should be different?").fill(NOTE);
    },
    press: (page) => press(page, /^Send version 1 back/),
    typed: { label: "What should be different?", text: NOTE },
    settles: "asks",
  },
  {
    action: "mark-complete",
    scene: async () => {
      const { client, jobId, contractId } = await makeSubmission();
      return {
        person: client,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "completed"),
      };
    },
    fill: (page) => disclose(page, /^Approve and release/),
    press: (page) => press(page, /^Release €/),
    settles: "asks",
  },
  {
    action: "request-cancellation",
    scene: async () => {
      const { client, jobId, contractId } = await makeContract();
      return {
        person: client,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "cancellation_requested"),
      };
    },
    fill: (page) => disclose(page, /^Ask to cancel/),
    press: (page) => press(page, /^Ask .* to cancel$/),
    settles: "asks",
  },
  {
    action: "withdraw-cancellation",
    scene: async () => {
      const { client, jobId, contractId } = await makeContract();
      await requestCancellation(client, { contractId });
      return {
        person: client,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "cancellation_withdrawn"),
      };
    },
    press: (page) => press(page, /withdraw/i),
    settles: "asks",
  },
  {
    action: "agree-to-cancellation",
    scene: async () => {
      const { client, freelancer, jobId, contractId } = await makeContract();
      await requestCancellation(client, { contractId });
      return {
        person: freelancer,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "cancelled"),
      };
    },
    fill: (page) => disclose(page, /^Agree and refund/),
    press: (page) => press(page, /^Cancel the contract/),
    settles: "asks",
  },
  {
    action: "propose-change",
    scene: async () => {
      const { client, jobId, contractId } = await makeContract();
      return {
        person: client,
        path: `/contracts/${contractId}/change`,
        count: () => eventsOf(jobId, "change_proposed"),
      };
    },
    fill: async (page) => {
      await page.getByLabel("Days").first().fill("21");
      await page.getByLabel("Why?").fill(NOTE);
    },
    press: (page) => press(page, /^Send this proposal/),
    typed: { label: "Why?", text: NOTE },
    settles: "asks",
  },
  {
    action: "accept-change",
    scene: async () => {
      const { client, freelancer, jobId, contractId } = await makeContract();
      await proposeLonger(freelancer, contractId);
      return {
        person: client,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "change_accepted"),
      };
    },
    press: (page) => press(page, "Accept this change"),
    settles: "asks",
  },
  {
    action: "decline-change",
    scene: async () => {
      const { client, freelancer, jobId, contractId } = await makeContract();
      await proposeLonger(freelancer, contractId);
      return {
        person: client,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "change_declined"),
      };
    },
    fill: async (page) => {
      await disclose(page, "Decline");
      await page.getByLabel("Why?").fill(NOTE);
    },
    press: (page) => press(page, "Decline it"),
    typed: { label: "Why?", text: NOTE },
    settles: "asks",
  },
  {
    action: "withdraw-change",
    scene: async () => {
      const { freelancer, jobId, contractId } = await makeContract();
      await proposeLonger(freelancer, contractId);
      return {
        person: freelancer,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "change_withdrawn"),
      };
    },
    press: (page) => press(page, "Withdraw it"),
    settles: "asks",
  },
  {
    action: "propose-settlement",
    scene: async () => {
      const { client, jobId, contractId } = await makeContract();
      return {
        person: client,
        path: `/contracts/${contractId}/settle`,
        count: () => eventsOf(jobId, "change_proposed"),
      };
    },
    fill: async (page) => {
      await page.getByLabel("Why?").fill(NOTE);
    },
    press: (page) => press(page, /^Send this proposal/),
    typed: { label: "Why?", text: NOTE },
    settles: "asks",
  },
  {
    action: "ask-for-return",
    scene: async () => {
      const { client, jobId, contractId } = await makeContract();
      await letItBeLate(contractId);
      return {
        person: client,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "return_asked"),
      };
    },
    fill: (page) => disclose(page, /^Ask for .* back/),
    press: (page) => press(page, /^Ask .* for it/),
    settles: "asks",
  },
  {
    action: "refuse-return",
    scene: async () => {
      const { client, freelancer, jobId, contractId } = await makeContract();
      await letItBeLate(contractId);
      await askForReturn(client, { contractId, heldCents: PRICE_CENTS });
      return {
        person: freelancer,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "return_refused"),
      };
    },
    fill: async (page) => {
      await disclose(page, "Say no");
      await page.getByLabel("Why?").fill(NOTE);
    },
    press: (page) => press(page, "Keep it held"),
    typed: { label: "Why?", text: NOTE },
    settles: "asks",
  },
  {
    action: "fund-milestone",
    scene: async () => {
      const { client, jobId, contractId } = await makeContract();
      await addMilestone(contractId, cents(100));
      return {
        person: client,
        path: `/contracts/${contractId}?milestone=2`,
        count: () => eventsOf(jobId, "funded"),
      };
    },
    fill: (page) => disclose(page, /^Hold €/),
    press: (page) => press(page, /^Hold €/),
    settles: "asks",
  },
  {
    action: "offer-free-round",
    scene: async () => {
      const { freelancer, jobId, contractId } = await makeSubmission();
      await getDb()
        .update(milestones)
        .set({ roundsUsed: 2 })
        .where(eq(milestones.contractId, contractId));
      return {
        person: freelancer,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "free_round"),
      };
    },
    press: (page) => press(page, "Offer another round for free"),
    settles: "asks",
  },
  {
    action: "leave-review",
    scene: async () => {
      const { client, contractId } = await makeSubmission();
      await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE_CENTS });
      const isTheirs = and(eq(reviews.contractId, contractId), eq(reviews.authorId, client.userId));
      return {
        person: client,
        path: `/contracts/${contractId}`,
        count: () => tally(reviews, isTheirs),
      };
    },
    fill: async (page) => {
      await page.getByRole("radio", { name: /Good/ }).check({ force: true });
      await page.getByLabel("Review", { exact: true }).fill(NOTE);
    },
    press: (page) => press(page, "Publish the review"),
    typed: { label: "Review", text: NOTE },
    settles: "asks",
  },
  {
    action: "give-back",
    scene: async () => {
      const { client, freelancer, contractId, jobId } = await makeSubmission();
      await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE_CENTS });
      return {
        person: freelancer,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "given_back"),
      };
    },
    fill: async (page) => {
      await disclose(page, "Give money back");
      await page.getByLabel(/How much goes back/).fill("10");
    },
    press: (page) => press(page, /^Give it back to/),
    settles: "asks",
  },
  {
    action: "answer-review",
    scene: async () => {
      const { client, freelancer, contractId, jobId } = await makeSubmission();
      await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE_CENTS });
      for (const author of [client, freelancer]) {
        await leaveReview(author, { contractId, rating: 4, text: NOTE });
      }
      return {
        person: freelancer,
        path: `/contracts/${contractId}`,
        count: () => eventsOf(jobId, "review_answered"),
      };
    },
    fill: async (page) => {
      await disclose(page, "Answer it");
      await page.getByLabel("Your answer").fill(NOTE);
    },
    press: (page) => press(page, "Publish the answer"),
    typed: { label: "Your answer", text: NOTE },
    settles: "asks",
  },
  {
    action: "correct-invoice",
    scene: async () => {
      const { client, freelancer, contractId } = await makeSubmission();
      await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE_CENTS });
      const [invoice] = await listContractInvoices(freelancer, contractId);
      if (!invoice) throw new Error("Nothing was issued");
      await saveBillingDetails(freelancer, { name: "Lima Studio" });
      const isNote = and(
        eq(documents.corrects, invoice.documentId),
        eq(documents.isCreditNote, true),
      );
      return {
        person: freelancer,
        path: `/wallet/invoices/${invoice.documentId}`,
        count: () => tally(documents, isNote),
      };
    },
    fill: async (page) => {
      await disclose(page, "Correct this invoice");
      await page.getByLabel("What was wrong?").fill(NOTE);
    },
    press: (page) => press(page, "Cancel it, and issue another"),
    typed: { label: "What was wrong?", text: NOTE },
    settles: "asks",
  },
];
