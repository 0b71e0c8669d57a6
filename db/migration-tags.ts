import journal from "./migrations/meta/_journal.json" with { type: "json" };

/** The migrations that this WorkHub knows, in order. Part of the build, because the files may be elsewhere. */
export const MIGRATION_TAGS: readonly string[] = journal.entries.map((entry) => entry.tag);
