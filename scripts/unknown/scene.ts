import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { users } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { submitWork } from "#lib/contracts/submit-work";
import type { Id } from "#lib/ids";

/** One person in front of one form, and how often its work has been done. */
export type Scene = {
  /** Null for a visitor who is not signed in. */
  readonly person: Actor | null;
  /** A cookie that the browser has besides the session's. */
  readonly cookie?: { readonly name: string; readonly value: string };
  readonly path: string;
  /** What tells it apart from others: an address, an id, a name. */
  readonly subject?: string;
  readonly count: () => Promise<number>;
};

/** How a person fills in the form and sends it. */
export type Write = {
  /** The name under which `formAction` knows it, or the action's own name. */
  readonly action: string;
  readonly scene: () => Promise<Scene>;
  readonly fill?: (page: Page, subject: string) => Promise<void>;
  /** Fills in the fields that are not kept on a device: passwords and accounts. */
  readonly fillUnkept?: (page: Page) => Promise<void>;
  readonly press: (page: Page, subject: string) => Promise<void>;
  /** What was typed and must not be lost: the field and its text. */
  readonly typed?: { readonly label: string | RegExp; readonly text: string };
  /**
   * `asks`: it says what had happened. `repeats`: for a visitor who is not signed in, it says that nobody knows, and
   * repeats without harm. `silent`: it repeats by itself. `leaves`: it goes away when the session is over, and says so
   * when that is not certain.
   */
  readonly settles: "asks" | "repeats" | "silent" | "leaves";
  /** It changes something that everybody shares, so at most one try of it may run. */
  readonly isShared?: true;
};

export type Offer = {
  readonly client: VerifiedActor;
  readonly freelancer: VerifiedActor;
  readonly jobId: Id<"job">;
  readonly proposalId: Id<"prp">;
};

export const PRICE_CENTS = 40_000;

/** A job paid on approval, with one proposal that the client can pay, unless there is less in the wallet. */
export async function makeOffer({ fundsCents = PRICE_CENTS } = {}): Promise<Offer> {
  const client = await makeClient({ fundsCents });
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client, { releaseRule: "on_approval" });
  const proposalId = await makeProposal(jobId, freelancer);
  return { client, freelancer, jobId, proposalId };
}

export async function makeContract() {
  const offer = await makeOffer();
  const { contractId } = await acceptProposal(offer.client, seen(offer));
  return { ...offer, contractId };
}

export async function makeSubmission() {
  const contract = await makeContract();
  await submitWork(contract.freelancer, {
    contractId: contract.contractId,
    submissionNumber: 0,
    note: "Here it is.",
    fileIds: [],
  });
  return contract;
}

/** What a client has seen of an offer when they accept it. */
function seen({ proposalId }: Offer) {
  return { proposalId, proposalRevision: 1, jobRevision: 1 };
}

export async function emailOf({ userId }: VerifiedActor): Promise<string> {
  const [row] = await getDb()
    .select({ email: users.email })
    .from(users)
    .where(eq(users.id, userId));
  if (!row) throw new Error("The person is gone");
  return row.email;
}
