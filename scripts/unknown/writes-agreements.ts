import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { documents, payments, reviews } from "#db/schema";
import { listContractInvoices } from "#lib/billing/queries/invoices";
import { saveBillingDetails } from "#lib/billing/save-billing-details";
import { markComplete } from "#lib/contracts/mark-complete";
import { requestCancellation } from "#lib/contracts/request-cancellation";
import { makeContract, makeOffer, makeSubmission, PRICE_CENTS, type Write } from "./scene.ts";
import { eventsOf, tally } from "./tally.ts";

const NOTE = "The third page still has no headings.";

/** Opens the question that a two-step button asks before it acts. */
export const disclose = (page: Page, label: string | RegExp) =>
  page.locator("summary").filter({ hasText: label, visible: true }).click();

const press = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name }).filter({ visible: true }).click();

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
