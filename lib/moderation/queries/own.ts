import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { cases, reports, sanctions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { isInForce } from "#lib/standing/require-standing";
import { readReportable } from "../internal/read-reportable.ts";
import { listSanctionRows } from "../internal/rows.ts";
import { readSubject } from "../policy.ts";
import type { OwnReportView, ReportableView, SanctionView } from "../schema.ts";

const SHOWN_MOST = 50;

/** What the actor is about to report. Throws not_found for what they cannot see, and for their own. */
export async function getReportable(
  actor: Actor,
  subject: string,
  reader: Reader = getDb(),
): Promise<ReportableView> {
  const thing = readSubject(subject);
  if (!thing) throw new DomainError("not_found");
  const { personId, personName, title, body } = await readReportable(reader, actor, thing);
  if (personId === actor.userId) throw new DomainError("not_found");
  const [earlier] = await reader
    .select({ id: reports.id })
    .from(reports)
    .innerJoin(cases, eq(cases.id, reports.caseId))
    .where(
      and(eq(cases.subject, subject), isNull(cases.closedAt), eq(reports.reporterId, actor.userId)),
    );
  const person = { userId: personId, name: personName };
  return { subject, kind: thing.kind, title, body, person, isReported: earlier !== undefined };
}

/** What the actor has reported, newest first, and what became of it; before one of them, or the newest. */
export async function listOwnReports(
  actor: Actor,
  { before, limit = SHOWN_MOST }: { before?: string | undefined; limit?: number } = {},
  reader: Reader = getDb(),
): Promise<OwnReportView[]> {
  return reader
    .select({
      reportId: reports.id,
      kind: cases.subjectKind,
      title: reports.quotedTitle,
      reason: reports.reason,
      words: reports.words,
      createdAt: reports.createdAt,
      outcome: cases.outcome,
      word: cases.word,
    })
    .from(reports)
    .innerJoin(cases, eq(cases.id, reports.caseId))
    .where(
      and(
        eq(reports.reporterId, actor.userId),
        before === undefined ? undefined : sql`${reports.id} < ${before}`,
      ),
    )
    .orderBy(desc(reports.id))
    .limit(limit);
}

/** What moderators have decided about the actor, newest first; before one of them, or the newest. */
export async function listOwnSanctions(
  actor: Actor,
  { before, limit = SHOWN_MOST }: { before?: string | undefined; limit?: number } = {},
  reader: Reader = getDb(),
): Promise<SanctionView[]> {
  return listSanctionRows(
    reader,
    and(
      eq(sanctions.personId, actor.userId),
      before === undefined ? undefined : sql`${sanctions.id} < ${before}`,
    ),
    limit,
  );
}

/**
 * What every page of the actor says about their standing: what limits them now, and what they have not yet read; null
 * for nearly everybody.
 */
export async function findNotice(
  actor: Actor,
  reader: Reader = getDb(),
): Promise<SanctionView | null> {
  const [notice] = await listSanctionRows(
    reader,
    and(
      eq(sanctions.personId, actor.userId),
      isInForce(),
      or(isNull(sanctions.readAt), sql`cardinality(${sanctions.acts}) > 0`),
    ),
    1,
  );
  return notice ?? null;
}
