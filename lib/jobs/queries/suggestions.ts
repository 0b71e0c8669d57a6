import { inArray, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { jobs } from "#db/schema";
import type { Id } from "#lib/ids";
import { getSearch } from "#lib/search/queries/words";
import { listPeopleNamed } from "#lib/users/queries";
import { offeredCategories } from "../categories.ts";
import { parseJobFilters } from "../filters.ts";
import type { SearchSuggestions } from "../schema.ts";
import { listBest, wantedJobs } from "./found-jobs.ts";

const JOBS = 4;
const SKILLS = 4;
const CATEGORIES_MOST = 2;
const PEOPLE = 3;

const NONE: SearchSuggestions = { jobs: [], skills: [], categories: [], people: [] };

/**
 * What a person may mean who has typed `q` so far: the best open jobs, skills that jobs ask for, categories, and
 * freelancers of that name. Anyone may ask.
 */
export async function listSearchSuggestions(
  q: string,
  reader: Reader = getDb(),
): Promise<SearchSuggestions> {
  const filters = parseJobFilters({ q });
  const search = await getSearch(reader, filters.q);
  if (search.words.length === 0) return NONE;
  const [found, skills, people] = await Promise.all([
    listBest(
      reader,
      wantedJobs(filters, [], search),
      { place: null, limit: JOBS },
      { areMany: false },
    ),
    listSkillsLike(reader, filters.q),
    listPeopleNamed(filters.q, PEOPLE, reader),
  ]);
  const ids = found.map(({ jobId }) => jobId);
  const titles = ids.length === 0 ? [] : await listTitles(reader, ids);
  return {
    jobs: ids.flatMap((jobId) => titles.find((job) => job.jobId === jobId) ?? []),
    skills,
    people,
    categories: categoriesLike(filters.q),
  };
}

function listTitles(reader: Reader, ids: readonly Id<"job">[]) {
  return reader
    .select({ jobId: jobs.id, title: jobs.title })
    .from(jobs)
    .where(inArray(jobs.id, [...ids]));
}

/** Skills that begin with it first, then those in which it stands elsewhere. */
async function listSkillsLike(reader: Reader, q: string): Promise<string[]> {
  const rows = await reader.execute<{ name: string }>(sql`
    select name from search_skills, (select search_fold(${q}) as typed) asked
    where folded like '%' || replace(replace(replace(typed, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
    order by not starts_with(folded, typed), length(folded), folded limit ${SKILLS}`);
  return rows.map(({ name }) => name);
}

function categoriesLike(q: string) {
  const typed = q.toLowerCase();
  return offeredCategories()
    .filter(({ label }) => ` ${label.toLowerCase()}`.includes(` ${typed}`))
    .map(({ value, label }) => ({ value, label }))
    .slice(0, CATEGORIES_MOST);
}
