import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { submissions } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { LockedContract } from "../lock-contract.ts";
import { type PlanLine, planRefusal } from "../plans.ts";

/** Throws plan_outdated when both have agreed on something else meanwhile. */
export function requireVersion({ agreementVersion }: LockedContract, seen: number): void {
  if (seen !== agreementVersion) throw new DomainError("plan_outdated");
}

/** Makes sure that both could agree on the plan as the contract is now. */
export async function requirePlan(
  tx: Tx,
  { id, milestones, facts }: LockedContract,
  plan: readonly PlanLine[],
): Promise<void> {
  const rows = await tx
    .selectDistinct({ number: submissions.milestoneNumber })
    .from(submissions)
    .where(eq(submissions.contractId, id));
  const submitted = rows.map(({ number }) => number);
  const refusal = planRefusal(milestones, plan, { fee: facts.fee, submitted });
  if (refusal) throw new DomainError(refusal.code, refusal.details);
}
