import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { amount, id, moment, searchDocument } from "../columns.ts";
import { jobs } from "./jobs.ts";

/*
 * What the board's search reads (docs/decisions/095-search.md). The database's own triggers keep these rows, so no way
 * of changing a job can leave them behind.
 */

/**
 * A stretch of time in which about 16,000 jobs were posted: from `startsAt` to the next one's. Every term of a job's
 * document begins with its segment's code, so the index can be read newest first, a segment at a time.
 */
export const searchSegments = pgTable("search_segments", {
  code: text().primaryKey(),
  startsAt: moment().notNull().unique(),
});

/** A job as search sees it: narrow, with what is long kept out of the row. */
export const jobSearch = pgTable(
  "job_search",
  {
    jobId: id("job")
      .primaryKey()
      .references(() => jobs.id),
    segment: text()
      .notNull()
      .references(() => searchSegments.code),
    /** False soon after it has expired; whoever reads compares `expiresAt` with the present. */
    isOpen: boolean().notNull(),
    createdAt: moment().notNull(),
    budgetCents: amount().notNull(),
    category: text().notNull(),
    releaseRule: text().notNull(),
    terms: searchDocument().notNull(),
    /** Its words in order, for phrases. */
    words: text().notNull(),
    expiresAt: moment().notNull(),
  },
  (table) => [
    index("job_search_terms")
      .using("gin", table.terms)
      .with({ fastupdate: false })
      .where(sql`is_open`),
    index("job_search_newest")
      .on(table.createdAt.desc().nullsFirst(), table.jobId.desc().nullsFirst())
      .where(sql`is_open`),
    index("job_search_closing")
      .on(table.expiresAt, table.jobId.desc().nullsFirst())
      .where(sql`is_open`),
    index("job_search_budget")
      .on(table.budgetCents.desc().nullsFirst(), table.jobId.desc().nullsFirst())
      .where(sql`is_open`),
  ],
);

/** How many proposals a job has that were not withdrawn. Apart from the rest, because it changes all the time. */
export const jobProposalCounts = pgTable(
  "job_proposal_counts",
  {
    jobId: id("job")
      .primaryKey()
      .references(() => jobs.id),
    isOpen: boolean().notNull(),
    proposalCount: integer().notNull().default(0),
    /** That of its document: where the terms of the jobs are that come first in this order. */
    segment: text()
      .notNull()
      .references(() => searchSegments.code),
  },
  (table) => [
    index("job_proposal_counts_fewest")
      .on(table.proposalCount, table.jobId.desc().nullsFirst(), table.segment)
      .where(sql`is_open`),
  ],
);

/** Every word that a job has had, for the correction of typing errors. */
export const searchWords = pgTable("search_words", { word: text().primaryKey() }, (table) => [
  index("search_words_similar").using("gin", table.word.op("gin_trgm_ops")),
]);

/** Every skill that a job has asked for: folded, and as it was first written. */
export const searchSkills = pgTable(
  "search_skills",
  { folded: text().primaryKey(), name: text().notNull() },
  (table) => [index("search_skills_similar").using("gin", table.folded.op("gin_trgm_ops"))],
);

/** The languages that jobs are written in: whoever searches means one of these. */
export const searchLanguages = pgTable("search_languages", { language: text().primaryKey() });

/** Words with the same meaning, for whoever runs the instance to change; each pair works in both directions. */
export const searchSynonyms = pgTable(
  "search_synonyms",
  { word: text().notNull(), means: text().notNull() },
  (table) => [
    primaryKey({ columns: [table.word, table.means] }),
    index("search_synonyms_means").on(table.means),
  ],
);
