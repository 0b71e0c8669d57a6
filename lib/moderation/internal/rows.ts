import { desc, eq, type SQL, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { appeals, cases, clientProfiles, reports, sanctions, users } from "#db/schema";
import { isInForce } from "#lib/standing/require-standing";
import type { ReportReason } from "../policy.ts";
import type { SanctionView } from "../schema.ts";

/** Whom it is about, as others know them: a client by their company. */
export const personName = sql<string>`coalesce(${clientProfiles.companyName}, ${users.name})`;

/** Cases with what the first report quoted; the caller says which, and in which order. */
export function selectCaseRows(reader: Reader) {
  const ofCase = sql`from ${reports} where ${reports.caseId} = ${cases.id}`;
  return reader
    .select({
      caseId: cases.id,
      kind: cases.subjectKind,
      title: sql<string>`(select ${reports.quotedTitle} ${ofCase} order by ${reports.id} limit 1)`,
      person: { userId: users.id, name: personName, handle: users.handle },
      reasons: sql<ReportReason[]>`array(select distinct ${reports.reason} ${ofCase} order by 1)`,
      reportCount: sql<number>`(select count(*)::int ${ofCase})`,
      openedAt: cases.openedAt,
      closedAt: cases.closedAt,
      outcome: cases.outcome,
    })
    .from(cases)
    .innerJoin(users, eq(users.id, cases.personId))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, cases.personId))
    .$dynamic();
}

/** The newest sanctions that meet a condition, with their appeals. */
export async function listSanctionRows(
  reader: Reader,
  where: SQL | undefined,
  limit: number,
): Promise<SanctionView[]> {
  const rows = await reader
    .select({
      sanctionId: sanctions.id,
      caseId: sanctions.caseId,
      kind: sanctions.kind,
      acts: sanctions.acts,
      hides: sanctions.hides,
      rule: sanctions.rule,
      facts: sanctions.facts,
      createdAt: sanctions.createdAt,
      endsAt: sanctions.endsAt,
      readAt: sanctions.readAt,
      endedAt: sanctions.endedAt,
      liftReason: sanctions.liftReason,
      isInForce: isInForce(),
      appeal: {
        words: appeals.words,
        createdAt: appeals.createdAt,
        outcome: appeals.outcome,
        reasons: appeals.reasons,
        decidedAt: appeals.decidedAt,
      },
    })
    .from(sanctions)
    .leftJoin(appeals, eq(appeals.sanctionId, sanctions.id))
    .where(where)
    .orderBy(desc(sanctions.id))
    .limit(limit);
  return rows;
}
