import { eq, type SQL, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { clientProfiles, jobs, proposals, savedJobs, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { JobRowView } from "../schema.ts";

const SNIPPET_LENGTH = 180;

/** The company's name, or the person's before there is a profile. */
export const clientName = sql<string>`coalesce(${clientProfiles.companyName}, ${users.name})`;

/** Proposals that were not withdrawn. */
export const proposalCount = sql<number>`(
  select count(*)::int from ${proposals}
  where ${proposals.jobId} = ${jobs.id} and ${proposals.status} <> 'withdrawn')`;

/** True where the viewer has this job in the saved list. */
export function isSavedBy(actor: Actor | null): SQL<boolean> {
  if (!actor) return sql<boolean>`false`;
  return sql<boolean>`exists (select 1 from ${savedJobs}
    where ${savedJobs.jobId} = ${jobs.id} and ${savedJobs.userId} = ${actor.userId})`;
}

/** True where the viewer has a proposal that is live or was decided. */
export function hasApplied(actor: Actor | null): SQL<boolean> {
  if (!actor) return sql<boolean>`false`;
  return sql<boolean>`exists (select 1 from ${proposals}
    where ${proposals.jobId} = ${jobs.id} and ${proposals.freelancerId} = ${actor.userId}
      and ${proposals.status} <> 'withdrawn')`;
}

/** The columns of a row, joined with the client; the caller adds conditions, order and limit. */
export function selectJobRows<K extends SQL>(reader: Reader, actor: Actor | null, sortKey: K) {
  return reader
    .select({
      jobId: jobs.id,
      title: jobs.title,
      start: sql<string>`left(${jobs.description}, ${SNIPPET_LENGTH * 2})`,
      category: jobs.category,
      budgetCents: jobs.budgetCents,
      status: jobs.status,
      createdAt: jobs.createdAt,
      clientId: jobs.clientId,
      clientName,
      proposalCount,
      isSaved: isSavedBy(actor),
      hasApplied: hasApplied(actor),
      sortKey: sql<number>`${sortKey}`.mapWith(Number),
    })
    .from(jobs)
    .innerJoin(users, eq(users.id, jobs.clientId))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, jobs.clientId))
    .$dynamic();
}

type JobRow = Awaited<ReturnType<typeof selectJobRows>>[number];

export function toRowView(row: JobRow, actor: Actor | null): JobRowView {
  const { start, clientId, sortKey: _, ...view } = row;
  return { ...view, snippet: snippetOf(start), isOwn: actor?.userId === clientId };
}

/** The first words of a text on one line, cut between words. */
function snippetOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= SNIPPET_LENGTH) return line;
  return `${line.slice(0, line.lastIndexOf(" ", SNIPPET_LENGTH))}…`;
}
