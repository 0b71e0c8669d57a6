import { and, eq, isNull } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { reports } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { type ResolveReportInput, resolveReportInput } from "./schema.ts";

/** The operator has dealt with a report. Doing it again changes nothing. Throws `not_found`, also for everyone else. */
export async function resolveReport(
  actor: Actor,
  input: ResolveReportInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  requireRight(actor, "moderate");
  const { reportId } = resolveReportInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const [resolved] = await tx
      .update(reports)
      .set({ resolvedAt: now() })
      .where(and(eq(reports.id, reportId), isNull(reports.resolvedAt)))
      .returning({ id: reports.id });
    if (resolved) return { isReplay: false };
    const [earlier] = await tx
      .select({ id: reports.id })
      .from(reports)
      .where(eq(reports.id, reportId));
    if (!earlier) throw new DomainError("not_found");
    return { isReplay: true };
  });
}
