import { type SQL, sql } from "drizzle-orm";
import { freelancerProfiles } from "#db/schema";

const CONFIG = sql.raw("'public.workhub'");

/** True for freelancers whose own words, name or finished work contain what was searched for. */
export function matchesText(q: string): SQL {
  return sql`${freelancerProfiles.search} @@ ${textQuery(q)}`;
}

/** How well a freelancer matches, as a whole number, so that a cursor can carry it. */
export function rankOfText(q: string): SQL<number> {
  return sql<number>`(ts_rank_cd(${freelancerProfiles.search}, ${textQuery(q)}) * 1000000)::bigint`;
}

/**
 * In web search syntax (quotes, "or", a minus before a word). For plain words, as while a person types, the last one
 * also matches the beginning of a word.
 */
function textQuery(q: string): SQL {
  const exact = sql`websearch_to_tsquery(${CONFIG}, ${q})`;
  const words = q.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.length === 0 || /["-]|\bor\b/i.test(q)) return exact;
  return sql`(${exact} || to_tsquery(${CONFIG}, ${`${words.join(" & ")}:*`}))`;
}
