import { eq } from "drizzle-orm";
import type { Id } from "#lib/ids";
import { cents } from "#lib/money";
import { getDb } from "../client.ts";
import { contracts, milestones } from "../schema.ts";

/** A second milestone that is agreed on and not held yet. */
export async function addMilestone(contractId: Id<"ctr">, amountCents = cents(10_000)) {
  const db = getDb();
  const [first] = await db.select().from(milestones).where(eq(milestones.contractId, contractId));
  if (!first) throw new Error("A contract without a milestone");
  const { clientId, freelancerId } = first;
  await db.insert(milestones).values({
    contractId,
    number: 2,
    position: 2,
    clientId,
    freelancerId,
    title: "The second half",
    amountCents,
    days: 10,
    status: "planned",
    rounds: 2,
  });
  const total = { priceCents: cents(first.amountCents + amountCents) };
  await db.update(contracts).set(total).where(eq(contracts.id, contractId));
}
