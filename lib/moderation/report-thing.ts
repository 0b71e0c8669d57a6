import { and, eq, gt, isNull } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { cases, reports } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { limitPerson } from "#lib/auth/limit-person";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { type Reportable, readReportable } from "./internal/read-reportable.ts";
import { readSubject } from "./policy.ts";
import { type ReportInput, reportInput } from "./schema.ts";

/**
 * Tells the house about a job, profile, review, message or conversation, with what it says at this moment, whatever
 * becomes of it afterwards. Reports of one thing are one case until it is decided, and of one person one report: again,
 * it is the first one. Whom it is about learns nothing. Throws `not_found`, `own_report`, `too_many_today`.
 */
export async function reportThing(
  actor: VerifiedActor,
  input: ReportInput,
  tx?: Tx,
): Promise<{ reportId: Id<"rpt">; isReplay: boolean }> {
  const { subject, reason, words } = reportInput.parse(input);
  const thing = readSubject(subject);
  if (!thing) throw new DomainError("not_found");
  return inTransaction(tx, async (tx) => {
    const found = await readReportable(tx, actor, thing);
    if (found.personId === actor.userId) throw new DomainError("own_report");
    const caseId = await openCase(tx, { subject, subjectKind: thing.kind, found });
    const [made] = await tx
      .insert(reports)
      .values({
        id: newId("rpt"),
        caseId,
        reporterId: actor.userId,
        reason,
        words,
        quotedTitle: found.title,
        quotedBody: found.body,
        createdAt: now(),
      })
      .onConflictDoNothing({ target: [reports.caseId, reports.reporterId] })
      .returning({ reportId: reports.id });
    if (!made) return { reportId: await earlierReport(tx, actor, caseId), isReplay: true };
    const { userId } = actor;
    await limitPerson(tx, userId, "reports", (since) =>
      tx.$count(reports, and(eq(reports.reporterId, userId), gt(reports.createdAt, since))),
    );
    return { ...made, isReplay: false };
  });
}

/** The open case of this thing, locked so that it is not decided meanwhile: the one that is there, or a new one. */
async function openCase(
  tx: Tx,
  {
    subject,
    subjectKind,
    found: { personId },
  }: Pick<typeof cases.$inferInsert, "subject" | "subjectKind"> & { found: Reportable },
): Promise<Id<"cas">> {
  const isOpen = and(
    eq(cases.subject, subject),
    eq(cases.personId, personId),
    isNull(cases.closedAt),
  );
  for (;;) {
    const [open] = await tx.select({ id: cases.id }).from(cases).where(isOpen).for("update");
    if (open) return open.id;
    const [made] = await tx
      .insert(cases)
      .values({ id: newId("cas"), subject, subjectKind, personId, openedAt: now() })
      .onConflictDoNothing()
      .returning({ id: cases.id });
    if (made) return made.id;
  }
}

async function earlierReport(
  tx: Tx,
  { userId }: VerifiedActor,
  caseId: Id<"cas">,
): Promise<Id<"rpt">> {
  const [earlier] = await tx
    .select({ id: reports.id })
    .from(reports)
    .where(and(eq(reports.caseId, caseId), eq(reports.reporterId, userId)));
  if (!earlier) throw new Error("A report that exists already cannot be found");
  return earlier.id;
}
