/** Where pg-boss keeps its tables. */
export const QUEUE_SCHEMA = "pgboss";

/** Tasks that failed for good, kept for somebody to look at. */
export const UNDELIVERABLE = {
  name: "undeliverable",
  options: { retentionSeconds: 60 * 60 * 24 * 90 },
} as const;

/**
 * The queue that every task goes through. "short": of the tasks with one key at most one waits.
 * Nine tries over about four hours; a task may be dated up to a year ahead.
 */
export const QUEUE = {
  name: "tasks",
  options: {
    policy: "short",
    retryLimit: 8,
    retryDelay: 15,
    retryBackoff: true,
    retryDelayMax: 60 * 60,
    expireInSeconds: 5 * 60,
    retentionSeconds: 60 * 60 * 24 * 400,
    deadLetter: UNDELIVERABLE.name,
  },
} as const;
