import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { agreementVersions, type KeptTerms } from "#db/schema";
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
      version: 1,
      terms: termsOf(locked, locked.milestones),
      proposedBy: locked.freelancerId,
      acceptedBy: locked.clientId,
      agreedAt: facts.hiredAt,
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
    terms: termsOf(locked, after),
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

function termsOf(
  { jobId, proposalId, revisions, facts }: LockedContract,
  milestones: readonly Milestone[],
): KeptTerms {
  const { releaseRule, reviewWindowDays, fee } = facts;
  return {
    jobId,
    proposalId,
    ...revisions,
    releaseRule,
    reviewWindowDays,
    ...fee,
    milestones: agreedMilestones(milestones),
  };
}
