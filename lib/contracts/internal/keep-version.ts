import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { agreementVersions, type KeptTerms } from "#db/schema";
import type { Id } from "#lib/ids";
import { agreedMilestones, canonical } from "../agreements.ts";
import type { LockedContract } from "../lock-contract.ts";
import type { Milestone } from "../milestones.ts";
import type { ChangeOrder } from "./change-orders.ts";

/**
 * Keeps the next version of the agreement, with who agreed to it and when. Its hash is made over it and the hash before,
 * so that no version can be changed without all that follow. The first version, as it was agreed by hiring, is kept with
 * the second: until then it is what the contract, the job's revision and the offer's say.
 */
export async function keepVersion(
  tx: Tx,
  locked: LockedContract,
  { change, after }: { change: ChangeOrder; after: readonly Milestone[] },
): Promise<void> {
  const { id: contractId, agreementVersion: version, facts, at } = locked;
  if (version === 1) {
    await insert(tx, {
      contractId,
      ...firstVersion(termsOfLocked(locked, locked.milestones), locked, facts.hiredAt),
      before: "",
    });
  }
  const [previous] = await tx
    .select({ hash: agreementVersions.hash })
    .from(agreementVersions)
    .where(
      and(eq(agreementVersions.contractId, contractId), eq(agreementVersions.version, version)),
    );
  if (!previous) throw new Error(`${contractId} has no version ${version}`);
  const other = change.proposedBy === locked.clientId ? locked.freelancerId : locked.clientId;
  await insert(tx, {
    contractId,
    version: version + 1,
    terms: termsOfLocked(locked, after),
    proposedBy: change.proposedBy,
    acceptedBy: other,
    agreedAt: at,
    before: previous.hash,
  });
}

type Kept = Omit<typeof agreementVersions.$inferInsert, "hash"> & { before: string };

async function insert(tx: Tx, { before, ...version }: Kept): Promise<void> {
  const hash = hashOf(before, version);
  await tx.insert(agreementVersions).values({ ...version, hash });
}

/** Hex SHA-256 over the hash before and the canonical text of the version. */
export function hashOf(
  before: string,
  { agreedAt, ...version }: Omit<typeof agreementVersions.$inferInsert, "hash">,
): string {
  const text = canonical({ ...version, agreedAt: agreedAt.toISOString() });
  return createHash("sha256").update(`${before}\n${text}`).digest("hex");
}

/** The first version: the freelancer had proposed it, and the client agreed to it by hiring. */
export function firstVersion(
  terms: KeptTerms,
  { clientId, freelancerId }: { clientId: Id<"usr">; freelancerId: Id<"usr"> },
  hiredAt: Date,
) {
  return {
    version: 1,
    terms,
    proposedBy: freelancerId,
    acceptedBy: clientId,
    agreedAt: hiredAt,
  };
}

function termsOfLocked(
  { jobId, proposalId, revisions, facts }: LockedContract,
  milestones: readonly Milestone[],
): KeptTerms {
  return termsOf({ jobId, proposalId, ...revisions, ...facts, ...facts.fee }, milestones);
}

/** What is agreed on in a contract with these milestones. */
export function termsOf(
  contract: Omit<KeptTerms, "milestones">,
  milestones: readonly Milestone[],
): KeptTerms {
  const { jobId, jobRevision, proposalId, proposalRevision } = contract;
  const { releaseRule, reviewWindowDays, feeBasisPoints, feeMinimumCents } = contract;
  return {
    jobId,
    proposalId,
    jobRevision,
    proposalRevision,
    releaseRule,
    reviewWindowDays,
    feeBasisPoints,
    feeMinimumCents,
    milestones: agreedMilestones(milestones),
  };
}
