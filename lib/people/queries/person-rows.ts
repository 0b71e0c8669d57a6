import { and, arrayContains, eq, gte, inArray, lte, ne, type SQL, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { freelancerProfiles, jobs, savedPeople, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { isOnBoard } from "#lib/jobs/queries/job-status";
import { isListable } from "#lib/standing/queries";
import { now } from "#lib/time";
import { zonesWithin } from "#lib/zones";
import type { PersonFilters, ZoneFilter } from "../filters.ts";
import type { PersonRowView } from "../schema.ts";
import { hasSkill, matchesText } from "./person-text.ts";

const ROW_SKILLS = 5;

/** True when the viewer has saved this freelancer. */
function isSavedBy(actor: Actor | null): SQL<boolean> {
  if (!actor) return sql<boolean>`false`;
  return sql<boolean>`exists (select 1 from ${savedPeople}
    where ${savedPeople.freelancerId} = ${freelancerProfiles.userId}
      and ${savedPeople.userId} = ${actor.userId})`;
}

/** The columns of a row, joined with the person; the caller adds which ones. */
function selectPersonRows(reader: Reader, actor: Actor | null) {
  const { userId, headline, hourlyRateCents, location, availability } = freelancerProfiles;
  const { ratingHundredths, reviewCount, completedCount } = freelancerProfiles;
  return reader
    .select({
      userId,
      handle: users.handle,
      name: users.name,
      avatarFileId: users.avatarFileId,
      headline,
      skills: sql<string[]>`${freelancerProfiles.skills}[1:${sql.raw(String(ROW_SKILLS))}]`,
      hourlyRateCents,
      location,
      availability,
      ratingHundredths,
      reviewCount,
      completedCount,
      startedAt: sql<Date>`coalesce(${users.onboardedAt}, ${users.createdAt})`.mapWith(
        users.createdAt,
      ),
      isSaved: isSavedBy(actor),
    })
    .from(freelancerProfiles)
    .innerJoin(users, eq(users.id, freelancerProfiles.userId));
}

/** These freelancers as rows, in this order. */
export async function listPersonRows(
  reader: Reader,
  actor: Actor | null,
  ids: readonly Id<"usr">[],
): Promise<PersonRowView[]> {
  if (ids.length === 0) return [];
  const rows = await selectPersonRows(reader, actor).where(
    inArray(freelancerProfiles.userId, [...ids]),
  );
  const byId = new Map(rows.map((row) => [row.userId, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [toRowView(row, actor)] : [];
  });
}

type PersonRow = Awaited<ReturnType<typeof selectPersonRows>>[number];

function toRowView(row: PersonRow, actor: Actor | null): PersonRowView {
  const { ratingHundredths, ...view } = row;
  const rating = ratingHundredths === null ? null : ratingHundredths / 100;
  return { ...view, rating, isOwn: actor?.userId === row.userId };
}

/** True for the freelancers who want to be found and pass the filters. */
export function passes(actor: Actor | null, filters: PersonFilters): SQL | undefined {
  const { hourlyRateCents, ratingHundredths, availability, languages } = freelancerProfiles;
  const { isListed } = freelancerProfiles;
  return and(
    sql`${isListed}`,
    isListable(freelancerProfiles.userId),
    filters.isSaved ? isSavedBy(actor) : undefined,
    filters.q ? matchesText(filters.q) : undefined,
    filters.forJob ? fitsJob(filters.forJob) : undefined,
    ...filters.skills.map(hasSkill),
    filters.minCents ? gte(hourlyRateCents, filters.minCents) : undefined,
    filters.maxCents ? lte(hourlyRateCents, filters.maxCents) : undefined,
    filters.leastRating ? gte(ratingHundredths, filters.leastRating * 100) : undefined,
    filters.languages.length > 0 ? arrayContains(languages, [...filters.languages]) : undefined,
    filters.zone ? isNear(filters.zone) : undefined,
    filters.isAvailable ? ne(availability, "unavailable") : undefined,
  );
}

/** Their clocks are near at this moment, wherever summer time has begun or ended. */
function isNear({ hours, of }: ZoneFilter): SQL {
  const zones = zonesWithin(hours, of, now());
  return sql`${freelancerProfiles.timeZone} = any(${sql.param(zones)}::text[])`;
}

/** Has any of the skills that this job asks for, while it is open. */
function fitsJob(jobId: Id<"job">): SQL {
  return sql`${freelancerProfiles.skillsFolded} && (
    select folded_skills(${jobs.skills}) from ${jobs}
    where ${jobs.id} = ${jobId} and ${isOnBoard()})`;
}
