import type { Page } from "@playwright/test";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { getDb } from "#db/client";
import {
  conversations,
  jobs,
  messages,
  notifications,
  payments,
  proposals,
  sandboxBankOrders,
  savedJobs,
  savedPeople,
  savedSearches,
  users,
} from "#db/schema";
import { makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { makeWaitingPayment } from "#db/testing/waiting-payment";
import { editJob } from "#lib/jobs/edit-job";
import { notify } from "#lib/notifications/notify";
import { saveSearch } from "#lib/searches/save-search";
import { addDays, now } from "#lib/time";
import { makeOffer, PRICE_CENTS, type Write } from "./scene.ts";
import { eventsOf, tally } from "./tally.ts";
import { disclose } from "./writes-agreements.ts";

const LETTER = "I have done exactly this twice, and would begin with the worst page.";
const SEARCH_NAME = "Lights on the coast";
const REASON = "Another offer fits our dates better.";

const CHANGED_JOB = {
  title: "Make our checkout usable with a screen reader",
  category: "web-development",
  skills: "React",
  description: "Our checkout has four pages now. An audit found 30 problems.",
  budgetCents: "400",
  timelineDays: "14",
  releaseRule: "on_approval",
  reviewWindowDays: "7",
} as const;

const fillIban = (page: Page) => page.getByLabel(/^IBAN/).fill("DE89 3704 0044 0532 0130 00");

/** The board, proposals and money: what happens before two people agree. */
export const market: readonly Write[] = [
  {
    action: "mark-all-read",
    scene: async () => {
      const { client: person, proposalId: about } = await makeOffer();
      await getDb().transaction((tx) =>
        notify(tx, {
          kind: "proposal_received",
          to: person.userId,
          about,
          by: null,
          facts: { amountCents: PRICE_CENTS },
        }),
      );
      const isRead = and(eq(notifications.userId, person.userId), isNotNull(notifications.readAt));
      return { person, path: "/notifications", count: () => tally(notifications, isRead) };
    },
    press: (page) => page.getByRole("button", { name: "Mark all as read" }).click(),
    settles: "asks",
  },
  {
    action: "post-job",
    scene: async () => {
      const person = await makeClient();
      return {
        person,
        path: "/jobs/new",
        count: () => tally(jobs, eq(jobs.clientId, person.userId)),
      };
    },
    fill: async (page) => {
      await page.getByLabel("Title").fill("Paint the lighthouse white");
      await page.getByLabel("Category").selectOption({ label: "Design" });
      await page.getByLabel("Skills").fill("SQL");
      await page.getByLabel("Description").fill(LETTER);
      await page.getByLabel("Timeline in days").fill("10");
      await page.getByLabel("Budget").fill("300");
    },
    press: (page) => page.getByRole("button", { name: "Post this job" }).click(),
    typed: { label: "Description", text: LETTER },
    settles: "asks",
  },
  {
    action: "edit-job",
    scene: async () => {
      const person = await makeClient();
      const jobId = await makeJob(person);
      return { person, path: `/jobs/${jobId}/edit`, count: () => eventsOf(jobId, "edited") };
    },
    fill: (page) => page.getByLabel("Description").fill(LETTER),
    press: (page) => page.getByRole("button", { name: "Save the changes" }).click(),
    typed: { label: "Description", text: LETTER },
    settles: "asks",
  },
  {
    action: "correct-language",
    scene: async () => {
      const person = await makeClient();
      const jobId = await makeJob(person);
      const isSwedish = and(eq(jobs.id, jobId), eq(jobs.language, "sv"));
      return { person, path: `/jobs/${jobId}/edit`, count: () => tally(jobs, isSwedish) };
    },
    fill: async (page) => {
      await page.getByLabel("Language", { exact: true }).selectOption("sv");
    },
    press: (page) => page.getByRole("button", { name: "Save the language" }).click(),
    settles: "asks",
  },
  {
    action: "close-job",
    scene: async () => {
      const person = await makeClient();
      const jobId = await makeJob(person);
      return { person, path: `/jobs/${jobId}/edit`, count: () => eventsOf(jobId, "closed") };
    },
    fill: (page) => disclose(page, "Close this job"),
    press: (page) => page.getByRole("button", { name: "Close it without hiring" }).click(),
    settles: "asks",
  },
  {
    action: "renew-job",
    scene: async () => {
      const person = await makeClient();
      const jobId = await makeJob(person, { expiresAt: addDays(now(), -1) });
      return { person, path: `/jobs/${jobId}`, count: () => eventsOf(jobId, "renewed") };
    },
    press: (page) => page.getByRole("button", { name: /^Renew/ }).click(),
    settles: "asks",
  },
  {
    action: "apply",
    scene: async () => {
      const person = await makeFreelancer();
      const jobId = await makeJob(await makeClient());
      return {
        person,
        path: `/jobs/${jobId}/apply`,
        count: () => tally(proposals, eq(proposals.jobId, jobId)),
      };
    },
    fill: (page) => page.getByLabel(/^What you write to/).fill(LETTER),
    press: (page) => page.getByRole("button", { name: /^Send/ }).click(),
    typed: { label: /^What you write to/, text: LETTER },
    settles: "asks",
  },
  {
    action: "mark-job",
    scene: async () => {
      const person = await makeFreelancer();
      const jobId = await makeJob(await makeClient());
      return {
        person,
        path: `/jobs/${jobId}`,
        count: () => tally(savedJobs, eq(savedJobs.jobId, jobId)),
      };
    },
    press: (page) => page.getByRole("button", { name: "Save", exact: true }).first().click(),
    settles: "silent",
  },
  {
    action: "mark-person",
    scene: async () => {
      const person = await makeClient();
      const { userId } = await makeFreelancer();
      const [row] = await getDb().select().from(users).where(eq(users.id, userId));
      return {
        person,
        path: `/freelancers?person=${row?.handle}`,
        count: () => tally(savedPeople, eq(savedPeople.freelancerId, userId)),
      };
    },
    press: (page) => page.getByRole("button", { name: "Save", exact: true }).first().click(),
    settles: "silent",
  },
  {
    action: "save-search",
    scene: async () => {
      const person = await makeFreelancer();
      const isTheirs = eq(savedSearches.userId, person.userId);
      return {
        person,
        path: "/jobs?q=lighthouse",
        count: () => tally(savedSearches, isTheirs),
      };
    },
    fill: async (page) => {
      await disclose(page, "Searches");
      await page.getByLabel("Save this search as").fill(SEARCH_NAME);
    },
    press: (page) => page.getByRole("button", { name: "Save this search" }).click(),
    typed: { label: "Save this search as", text: SEARCH_NAME },
    settles: "asks",
  },
  {
    action: "replace-search",
    scene: async () => {
      const person = await makeFreelancer();
      await saveSearch(person, { name: SEARCH_NAME, query: "q=harbour" });
      const isReplaced = and(
        eq(savedSearches.userId, person.userId),
        eq(savedSearches.query, "q=lighthouse"),
      );
      return {
        person,
        path: "/jobs?q=lighthouse",
        count: () => tally(savedSearches, isReplaced),
      };
    },
    fill: async (page) => {
      await disclose(page, "Searches");
      await disclose(page, "Replace a saved one");
      await page.getByLabel("Replace with this search").selectOption({ label: SEARCH_NAME });
    },
    press: (page) => page.getByRole("button", { name: "Replace it" }).click(),
    settles: "asks",
  },
  {
    action: "rename-search",
    scene: async () => {
      const person = await makeFreelancer();
      await saveSearch(person, { name: "Harbours", query: "q=harbour" });
      const isRenamed = and(
        eq(savedSearches.userId, person.userId),
        eq(savedSearches.name, SEARCH_NAME),
      );
      return { person, path: "/searches", count: () => tally(savedSearches, isRenamed) };
    },
    fill: async (page) => {
      await disclose(page, "Rename");
      await page.getByLabel("Its new name").fill(SEARCH_NAME);
    },
    press: (page) => page.getByRole("button", { name: "Rename it" }).click(),
    typed: { label: "Its new name", text: SEARCH_NAME },
    settles: "asks",
  },
  {
    action: "remove-search",
    scene: async () => {
      const person = await makeFreelancer();
      await saveSearch(person, { name: SEARCH_NAME, query: "q=harbour" });
      const isTheirs = eq(savedSearches.userId, person.userId);
      return {
        person,
        path: "/searches",
        count: async () => 1 - (await tally(savedSearches, isTheirs)),
      };
    },
    fill: (page) => disclose(page, "Remove"),
    press: (page) => page.getByRole("button", { name: "Remove it" }).click(),
    settles: "asks",
  },
  {
    action: "decline",
    scene: async () => {
      const { client, proposalId } = await makeOffer();
      const isDeclined = and(eq(proposals.id, proposalId), isNotNull(proposals.declineReason));
      return {
        person: client,
        path: `/proposals/${proposalId}`,
        count: () => tally(proposals, isDeclined),
      };
    },
    fill: async (page) => {
      await disclose(page, "Decline");
      await page.locator("textarea[name=reason]").fill(REASON);
    },
    press: (page) => page.getByRole("button", { name: "Decline this proposal" }).click(),
    settles: "asks",
  },
  {
    action: "shortlist",
    scene: async () => {
      const { client, jobId, proposalId } = await makeOffer();
      return {
        person: client,
        path: `/proposals/${proposalId}`,
        count: () => eventsOf(jobId, "shortlisted"),
      };
    },
    press: (page) => page.getByRole("button", { name: /shortlist/i }).click(),
    settles: "asks",
  },
  {
    action: "withdraw-proposal",
    scene: async () => {
      const { freelancer, proposalId } = await makeOffer();
      const isWithdrawn = and(eq(proposals.id, proposalId), eq(proposals.status, "withdrawn"));
      return {
        person: freelancer,
        path: `/proposals/${proposalId}`,
        count: () => tally(proposals, isWithdrawn),
      };
    },
    fill: (page) => disclose(page, "Withdraw"),
    press: (page) => page.getByRole("button", { name: "Withdraw this proposal" }).click(),
    settles: "asks",
  },
  {
    action: "change-proposal",
    scene: async () => {
      const { freelancer, jobId, proposalId } = await makeOffer();
      return {
        person: freelancer,
        path: `/proposals/${proposalId}/change`,
        count: () => eventsOf(jobId, "proposal_changed"),
      };
    },
    fill: (page) => page.getByLabel(/^What you write to/).fill(LETTER),
    press: (page) => page.getByRole("button", { name: "Save the changes" }).click(),
    typed: { label: /^What you write to/, text: LETTER },
    settles: "asks",
  },
  {
    action: "confirm-proposal",
    scene: async () => {
      const { client, freelancer, jobId, proposalId } = await makeOffer();
      await editJob(client, { jobId, jobRevision: 1, ...CHANGED_JOB });
      return {
        person: freelancer,
        path: `/proposals/${proposalId}`,
        count: () => eventsOf(jobId, "proposal_confirmed"),
      };
    },
    press: (page) => page.getByRole("button", { name: "My proposal still stands" }).click(),
    settles: "asks",
  },
  {
    action: "open-conversation",
    scene: async () => {
      const { client, jobId, proposalId } = await makeOffer();
      return {
        person: client,
        path: `/proposals/${proposalId}`,
        count: () => tally(conversations, eq(conversations.jobId, jobId)),
      };
    },
    press: (page) => page.getByRole("button", { name: /^Message/ }).click(),
    settles: "asks",
  },
  {
    action: "invite",
    scene: async () => {
      const person = await makeClient();
      await makeJob(person);
      const { userId } = await makeFreelancer();
      return {
        person,
        path: `/freelancers/${userId.replace("_", "-")}`,
        count: () => tally(messages, eq(messages.senderId, person.userId)),
      };
    },
    fill: async (page) => {
      await disclose(page, "Invite to a job");
      await page.getByLabel("First message").fill(LETTER);
    },
    press: (page) => page.getByRole("button", { name: /^Send the invitation/ }).click(),
    typed: { label: "First message", text: LETTER },
    settles: "asks",
  },
  {
    action: "add-funds",
    scene: async () => {
      const person = await makeClient();
      return {
        person,
        path: "/wallet/add-funds",
        count: () => tally(payments, eq(payments.userId, person.userId)),
      };
    },
    fill: async (page) => {
      await page.getByLabel("Amount").fill("60");
      await page.getByRole("radio", { name: /4242/ }).check();
    },
    press: (page) => page.getByRole("button", { name: /^Add/ }).click(),
    typed: { label: "Amount", text: "60" },
    settles: "asks",
  },
  {
    action: "answer-sandbox-bank",
    scene: async () => {
      const person = await makeClient();
      const paymentId = await makeWaitingPayment(person);
      const isAnswered = and(
        eq(sandboxBankOrders.paymentId, paymentId),
        isNull(sandboxBankOrders.waitsUntil),
      );
      return {
        person,
        path: `/sandbox-bank/${paymentId}`,
        count: () => tally(sandboxBankOrders, isAnswered),
      };
    },
    press: (page) => page.getByRole("button", { name: "Approve" }).click(),
    settles: "asks",
  },
  {
    action: "give-up-payment",
    scene: async () => {
      const person = await makeClient();
      const paymentId = await makeWaitingPayment(person);
      const isGivenUp = and(eq(payments.id, paymentId), isNotNull(payments.givenUpAt));
      return {
        person,
        path: `/wallet/receipts/${paymentId}`,
        count: () => tally(payments, isGivenUp),
      };
    },
    press: (page) => page.getByRole("button", { name: "Give up this payment" }).click(),
    settles: "asks",
  },
  {
    action: "withdraw-money",
    scene: async () => {
      const person = await makeClient({ fundsCents: 2 * PRICE_CENTS });
      return {
        person,
        path: "/wallet/withdraw",
        count: () => tally(payments, eq(payments.userId, person.userId)),
      };
    },
    fill: async (page) => {
      await page.getByLabel("Amount").fill("60");
      await fillIban(page);
    },
    fillUnkept: fillIban,
    press: (page) => page.getByRole("button", { name: /^Withdraw/ }).click(),
    typed: { label: "Amount", text: "60" },
    settles: "asks",
  },
];
