import { eq, type SQL, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { clientProfiles, jobProposalCounts, jobs, proposals, savedJobs, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { excerpt, findHits, type Mark } from "#lib/search/hits";
import type { JobRowView } from "../schema.ts";
import { jobStatus } from "./job-status.ts";

const SNIPPET_LENGTH = 180;

/** The company's name, or the person's before there is a profile. */
export const clientName = sql<string>`coalesce(${clientProfiles.companyName}, ${users.name})`;

/** Proposals that were not withdrawn. */
export const proposalCount = sql<number>`(
  select ${jobProposalCounts.proposalCount} from ${jobProposalCounts}
  where ${jobProposalCounts.jobId} = ${jobs.id})`;

/** True when the viewer has saved this job. */
export function isSavedBy(actor: Actor | null): SQL<boolean> {
  if (!actor) return sql<boolean>`false`;
  return sql<boolean>`exists (select 1 from ${savedJobs}
    where ${savedJobs.jobId} = ${jobs.id} and ${savedJobs.userId} = ${actor.userId})`;
}

/** True when the viewer has a proposal that is live or was decided. */
export function hasApplied(actor: Actor | null): SQL<boolean> {
  if (!actor) return sql<boolean>`false`;
  return sql<boolean>`exists (select 1 from ${proposals}
    where ${proposals.jobId} = ${jobs.id} and ${proposals.freelancerId} = ${actor.userId}
      and ${proposals.status} <> 'withdrawn')`;
}

/** Which of the skills that a job asks for are among these, which are folded. */
function matchingSkills(skills: readonly string[]): SQL<string[]> {
  if (skills.length === 0) return sql<string[]>`'{}'::text[]`;
  return sql<
    string[]
  >`array(select wanted from unnest(${jobs.skills}) with ordinality asked (wanted, n)
    where search_fold(wanted) = any (${sql.param([...skills])}::text[]) order by n)`;
}

/** The columns of a row, joined with the client; the caller adds conditions, order and limit. */
export function selectJobRows(
  reader: Reader,
  actor: Actor | null,
  {
    isSearched = false,
    skills = [],
  }: {
    /** What was searched for may be anywhere in the description. */
    isSearched?: boolean;
    /** The viewer's skills, folded. */
    skills?: readonly string[];
  } = {},
) {
  const start = sql<string>`left(${jobs.description}, ${SNIPPET_LENGTH * 2})`;
  return reader
    .select({
      jobId: jobs.id,
      title: jobs.title,
      description: isSearched ? jobs.description : start,
      category: jobs.category,
      budgetCents: jobs.budgetCents,
      status: jobStatus(),
      createdAt: jobs.createdAt,
      clientId: jobs.clientId,
      clientName,
      proposalCount,
      matchingSkills: matchingSkills(skills),
      isSaved: isSavedBy(actor),
      hasApplied: hasApplied(actor),
    })
    .from(jobs)
    .innerJoin(users, eq(users.id, jobs.clientId))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, jobs.clientId))
    .$dynamic();
}

type JobRow = Awaited<ReturnType<typeof selectJobRows>>[number];

/** What a list shows of it, with what was searched for marked. */
export function toRowView(
  row: JobRow,
  actor: Actor | null,
  marks: readonly Mark[] = [],
): JobRowView {
  const { description, clientId, ...view } = row;
  const snippet = excerpt(description, marks, SNIPPET_LENGTH);
  return {
    ...view,
    snippet,
    titleHits: findHits(view.title, marks),
    snippetHits: findHits(snippet, marks),
    isOwn: actor?.userId === clientId,
  };
}
