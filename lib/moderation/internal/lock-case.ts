import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { cases, reports, sanctions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { notifyEach } from "#lib/notifications/notify";
import { now } from "#lib/time";
import type { CaseOutcome } from "../policy.ts";
import { requireImpartial } from "./require-moderator.ts";

/** The case, locked, for somebody who has no part in it. Throws not_found, not_impartial. */
export async function lockCase(tx: Tx, actor: Actor, caseId: Id<"cas">) {
  const [found] = await tx.select().from(cases).where(eq(cases.id, caseId)).for("update");
  if (!found) throw new DomainError("not_found");
  await requireImpartial(tx, actor, found);
  return found;
}

/** The sanction, locked, with its case. Throws not_found. */
export async function lockSanction(tx: Tx, sanctionId: Id<"snc">) {
  const [found] = await tx
    .select()
    .from(sanctions)
    .where(eq(sanctions.id, sanctionId))
    .for("update");
  const [about] = found ? await tx.select().from(cases).where(eq(cases.id, found.caseId)) : [];
  if (!found || !about) throw new DomainError("not_found");
  return { ...found, subject: about.subject };
}

/** Decides a locked case, and tells everybody who reported what became of it. */
export async function endCase(
  tx: Tx,
  actor: Actor,
  { caseId, outcome, word }: { caseId: Id<"cas">; outcome: CaseOutcome; word: string },
): Promise<void> {
  const closed = { closedAt: now(), closedBy: actor.userId, outcome, word };
  await tx.update(cases).set(closed).where(eq(cases.id, caseId));
  const told = await tx
    .select({ to: reports.reporterId, about: reports.id })
    .from(reports)
    .where(eq(reports.caseId, caseId));
  await notifyEach(tx, told, { kind: "report_answered", by: null, facts: { outcome } });
}
