import { and, asc, eq, isNull, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getDb, type Reader } from "#db/client";
import { conversations, jobs, participants, reports, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { ReportView } from "../schema.ts";

const REPORTS_SHOWN = 100;

const reporter = alias(users, "reporter");
const about = alias(users, "about");

/** The reports that wait for the operator, oldest first, and their number. Throws not_found for everyone else. */
export async function listReports(
  actor: Actor,
  reader: Reader = getDb(),
): Promise<{ rows: ReportView[]; total: number }> {
  if (actor.role !== "admin") throw new DomainError("not_found");
  const rows = await reader
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
    .where(isNull(reports.resolvedAt))
    .orderBy(asc(reports.createdAt), asc(reports.id))
    .limit(REPORTS_SHOWN);
  return { rows, total: await reader.$count(reports, isNull(reports.resolvedAt)) };
}
