/** The schema of pg-boss's tables. */
export const QUEUE_SCHEMA = "pgboss";

/** Tasks that failed for good, kept until the operator has looked at them. */
export const UNDELIVERABLE = {
  name: "undeliverable",
  options: { retentionSeconds: 60 * 60 * 24 * 400 },
} as const;

/**
 * At most one task with a given key is unfinished: waiting, running, or waiting for its next try. The heartbeat of a
 * killed worker stops, so another worker soon takes over its task.
 */
const ONE_PER_KEY = {
  policy: "exclusive",
  heartbeatSeconds: 30,
  retentionSeconds: 60 * 60 * 24 * 400,
} as const;

/**
 * Fifteen tries over about four hours, the first soon after: most failures are a connection that was lost. A task may be
 * dated up to a year ahead.
 */
const PERSISTENT = {
  ...ONE_PER_KEY,
  retryLimit: 14,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60 * 60,
  expireInSeconds: 5 * 60,
  deadLetter: UNDELIVERABLE.name,
} as const;

/**
 * The queues, one for each kind of slowness. Each has its own places in every worker, so no kind of task waits for
 * another.
 */
export const LANES = {
  /** Decided by a date, using only the database: a review window that ends. */
  deadlines: PERSISTENT,
  /** Calls to the payment provider. */
  bank: PERSISTENT,
  /** Bytes to remove. */
  files: PERSISTENT,
  /** Pictures of documents: a lot of computing. */
  previews: PERSISTENT,
  /** Mails that somebody is waiting for. */
  letters: PERSISTENT,
  /** Archives of everything that is known of a person, files included. */
  archives: { ...PERSISTENT, retryLimit: 4, expireInSeconds: 4 * 60 * 60 },
  /** The provider's list of what it has moved, page by page, and the books compared with it. */
  books: { ...PERSISTENT, retryLimit: 4, expireInSeconds: 60 * 60 },
  /** Scheduled tasks. They are not tried again: the schedule starts the next one. */
  clock: { ...ONE_PER_KEY, retryLimit: 0, expireInSeconds: 60 * 60 },
} as const;

export type Lane = keyof typeof LANES;

/** How many tasks of a lane one worker runs at once; of scheduled tasks, one of each kind. */
export const AT_ONCE: Readonly<Record<Exclude<Lane, "clock">, number>> = {
  deadlines: 2,
  bank: 4,
  files: 2,
  previews: 1,
  letters: 2,
  archives: 1,
  books: 1,
};

export const LANE_NAMES: readonly Lane[] = [
  "deadlines",
  "bank",
  "files",
  "previews",
  "letters",
  "archives",
  "books",
  "clock",
];

/** The one queue of earlier versions, and the lane of each kind of task that may wait in it. */
export const FORMER_QUEUE = {
  name: "tasks",
  lanes: {
    "contracts.complete-when-due": "deadlines",
    "payments.send": "bank",
    "payments.check": "bank",
    "files.remove-bytes": "files",
    "files.make-preview": "previews",
  },
} as const satisfies { name: string; lanes: Record<string, Lane> };
