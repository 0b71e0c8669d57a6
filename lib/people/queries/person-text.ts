import { type SQL, sql } from "drizzle-orm";
import { freelancerProfiles } from "#db/schema";

const CONFIG = sql.raw("'public.workhub'");

/** True for freelancers whose own words, name or finished work contain what was searched for. */
export function matchesText(q: string): SQL {
  return isIn(sql`(${exactQuery(q)} || ${beginningQuery(q)})`);
}

/**
 * How well a freelancer who matches does so, best first: the whole text is one of their skills; all words are in
 * headline or skills; all are anywhere; the last one only begins a word. Each condition includes who passes an earlier
 * one, and the last includes everybody.
 */
export function textLevels(q: string): readonly SQL[] {
  return [hasSkill(q), isIn(weightedQuery(q)), isIn(exactQuery(q)), sql`true`];
}

/** In lower case: people write "react" and "React". */
export function hasSkill(skill: string): SQL {
  return sql`${freelancerProfiles.skillsFolded} @> folded_skills(array[${skill}]::text[])`;
}

function isIn(query: SQL): SQL {
  return sql`${freelancerProfiles.search} @@ ${query}`;
}

/** In web search syntax: quotes, "or", a minus before a word. */
function exactQuery(q: string): SQL {
  return sql`websearch_to_tsquery(${CONFIG}, ${q})`;
}

/** For plain words, as while a person types, the last one also matches the beginning of a word. */
function beginningQuery(q: string): SQL {
  const words = q.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.length === 0 || !isPlain(q)) return sql`''::tsquery`;
  return sql`to_tsquery(${CONFIG}, ${`${words.join(" & ")}:*`})`;
}

/** Plain words in the headline (A) or the skills (B). */
function weightedQuery(q: string): SQL {
  if (!isPlain(q)) return sql`''::tsquery`;
  const words = q.split(/[\s'\\]+/).filter(Boolean);
  return sql`to_tsquery(${CONFIG}, ${words.map((word) => `'${word}':AB`).join(" & ")})`;
}

function isPlain(q: string): boolean {
  return !/["-]|\bor\b/i.test(q);
}
