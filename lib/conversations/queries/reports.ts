import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getDb, type Reader } from "#db/client";
import { conversations, jobs, participants, reports, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { type Page, toPage } from "#lib/paging";
import type { ReportView } from "../schema.ts";

const REPORTS_SHOWN = 20;

const reporter = alias(users, "reporter");
const about = alias(users, "about");

/**
 * The reports that wait for the operator, oldest first, and how many wait in all; `after` continues behind one of them,
 * which may have been dealt with since. Throws not_found for everyone else.
 */
export async function listReports(
  actor: Actor,
  after?: string,
  reader: Reader = getDb(),
): Promise<Page<ReportView>> {
  requireRight(actor, "moderate");
  const isLater =
    after &&
    sql`(${reports.createdAt}, ${reports.id}) > (
    select before.created_at, before.id from ${reports} before where before.id = ${after})`;
  const found = await reader
    .select({
      reportId: reports.id,
      conversationId: reports.conversationId,
      jobTitle: jobs.title,
      reporter: { name: reporter.name, handle: reporter.handle },
      about: { name: about.name, handle: about.handle },
      reason: reports.reason,
      quotedBody: reports.quotedBody,
      createdAt: reports.createdAt,
    })
    .from(reports)
    .innerJoin(conversations, eq(conversations.id, reports.conversationId))
    .innerJoin(jobs, eq(jobs.id, conversations.jobId))
    .innerJoin(reporter, eq(reporter.id, reports.reporterId))
    .innerJoin(
      participants,
      and(
        eq(participants.conversationId, reports.conversationId),
        ne(participants.userId, reports.reporterId),
      ),
    )
    .innerJoin(about, eq(about.id, participants.userId))
    .where(and(isNull(reports.resolvedAt), isLater || undefined))
    .orderBy(asc(reports.createdAt), asc(reports.id))
    .limit(REPORTS_SHOWN + 1);
  const total = await reader.$count(reports, isNull(reports.resolvedAt));
  return toPage(found, { limit: REPORTS_SHOWN, total, idOf: ({ reportId }) => reportId });
}
