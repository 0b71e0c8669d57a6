import type { Page } from "@playwright/test";
import { and, eq, gt, isNotNull } from "drizzle-orm";
import { disputeDecisions, disputeOffers, disputeStatements, disputes } from "#db/schema";
import { answeredOver, decidedOver, mediatedOver, openOver } from "#db/testing/disputes";
import { makeAdmin } from "#db/testing/factories";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { makeContract, type Write } from "./scene.ts";
import { tally } from "./tally.ts";
import { disclose } from "./writes-agreements.ts";

const TEXT = "The third page still has no headings.";

const press = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name }).filter({ visible: true }).click();

function room(person: Actor, contractId: Id<"ctr">, disputeId: Id<"dsp">) {
  return { person, path: `/contracts/${contractId}/disputes/${disputeId}` };
}

async function opened() {
  const contract = await makeContract();
  return { ...contract, disputeId: await openOver(contract) };
}

async function answered() {
  const contract = await makeContract();
  return { ...contract, disputeId: await answeredOver(contract) };
}

async function mediated() {
  const contract = await makeContract();
  return { ...contract, mediator: await makeAdmin(), disputeId: await mediatedOver(contract) };
}

async function decided() {
  const contract = await makeContract();
  const mediator = await makeAdmin();
  return { ...contract, disputeId: await decidedOver(contract, mediator) };
}

const endedAs = (disputeId: Id<"dsp">, outcome: typeof disputes.$inferSelect.outcome & string) =>
  tally(disputes, and(eq(disputes.id, disputeId), eq(disputes.outcome, outcome)));

/** What two parties cannot agree on, from the claim to the appeal. */
export const disputing: readonly Write[] = [
  {
    action: "open-dispute",
    scene: async () => {
      const { client, contractId } = await makeContract();
      return {
        person: client,
        path: `/contracts/${contractId}/dispute`,
        count: () => tally(disputes, eq(disputes.contractId, contractId)),
      };
    },
    fill: (page) => page.getByLabel("What happened, and why?").fill(TEXT),
    press: (page) => press(page, "Open the dispute"),
    typed: { label: "What happened, and why?", text: TEXT },
    settles: "asks",
  },
  {
    action: "accept-claim",
    scene: async () => {
      const { freelancer, contractId, disputeId } = await opened();
      return {
        ...room(freelancer, contractId, disputeId),
        count: () => endedAs(disputeId, "claim_accepted"),
      };
    },
    fill: (page) => disclose(page, "Accept the claim"),
    press: (page) => press(page, /^Accept it/),
    settles: "asks",
  },
  {
    action: "answer-dispute",
    scene: async () => {
      const { freelancer, contractId, disputeId } = await opened();
      return {
        ...room(freelancer, contractId, disputeId),
        count: () => tally(disputes, and(eq(disputes.id, disputeId), isNotNull(disputes.answer))),
      };
    },
    fill: (page) => page.getByLabel("What happened, as you see it").fill(TEXT),
    press: (page) => press(page, "Send your answer"),
    typed: { label: "What happened, as you see it", text: TEXT },
    settles: "asks",
  },
  {
    action: "make-dispute-offer",
    scene: async () => {
      const { client, contractId, disputeId } = await answered();
      const isNew = and(eq(disputeOffers.disputeId, disputeId), gt(disputeOffers.number, 2));
      return {
        ...room(client, contractId, disputeId),
        count: () => tally(disputeOffers, isNew),
      };
    },
    fill: async (page) => {
      await disclose(page, "Make another offer");
      await page.getByLabel("Why?").fill(TEXT);
    },
    press: (page) => press(page, "Send this offer"),
    typed: { label: "Why?", text: TEXT },
    settles: "asks",
  },
  {
    action: "accept-dispute-offer",
    scene: async () => {
      const { client, contractId, disputeId } = await answered();
      return {
        ...room(client, contractId, disputeId),
        count: () => endedAs(disputeId, "offer_accepted"),
      };
    },
    press: (page) => press(page, "Accept this offer"),
    settles: "asks",
  },
  {
    action: "add-statement",
    scene: async () => {
      const { client, contractId, disputeId } = await answered();
      return {
        ...room(client, contractId, disputeId),
        count: () => tally(disputeStatements, eq(disputeStatements.disputeId, disputeId)),
      };
    },
    fill: async (page) => {
      await disclose(page, "Add a statement or files");
      await page.getByLabel("Statement").fill(TEXT);
    },
    press: (page) => press(page, "Add it"),
    typed: { label: "Statement", text: TEXT },
    settles: "asks",
  },
  {
    action: "withdraw-dispute",
    scene: async () => {
      const { client, contractId, disputeId } = await opened();
      return {
        ...room(client, contractId, disputeId),
        count: () => endedAs(disputeId, "withdrawn"),
      };
    },
    fill: (page) => disclose(page, "Withdraw the dispute"),
    press: (page) => press(page, "Withdraw it"),
    settles: "asks",
  },
  {
    action: "appeal-decision",
    scene: async () => {
      const { client, contractId, disputeId } = await decided();
      const isAppealed = and(eq(disputes.id, disputeId), isNotNull(disputes.appealedAt));
      return {
        ...room(client, contractId, disputeId),
        count: () => tally(disputes, isAppealed),
      };
    },
    fill: async (page) => {
      await disclose(page, "Appeal");
      await page.getByLabel("What is wrong, and what is new?").fill(TEXT);
    },
    press: (page) => press(page, "Appeal against the decision"),
    typed: { label: "What is wrong, and what is new?", text: TEXT },
    settles: "asks",
  },
  {
    action: "ask-question",
    scene: async () => {
      const { mediator, disputeId } = await mediated();
      return {
        person: mediator,
        path: `/admin/disputes/${disputeId}`,
        count: () => tally(disputeStatements, eq(disputeStatements.disputeId, disputeId)),
      };
    },
    fill: async (page) => {
      await disclose(page, "Ask a question");
      await page.getByLabel("Question").fill(TEXT);
    },
    press: (page) => press(page, "Ask it"),
    typed: { label: "Question", text: TEXT },
    settles: "asks",
  },
  {
    action: "decide-dispute",
    scene: async () => {
      const { mediator, disputeId } = await mediated();
      return {
        person: mediator,
        path: `/admin/disputes/${disputeId}`,
        count: () => tally(disputeDecisions, eq(disputeDecisions.disputeId, disputeId)),
      };
    },
    fill: async (page) => {
      await page.getByRole("radio", { name: "Shown", exact: true }).check();
      await page.getByLabel("Why?").fill("The pictures show it.");
      await page.getByLabel("Reasons for the split").fill(TEXT);
    },
    press: (page) => press(page, "Decide, and split it so"),
    typed: { label: "Reasons for the split", text: TEXT },
    settles: "asks",
  },
];
